// SPDX-License-Identifier: MIT
// Colours and the scales that turn magnitudes into them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace muster::viewer {

struct Colour {
  std::uint8_t r = 0;
  std::uint8_t g = 0;
  std::uint8_t b = 0;
  std::uint8_t a = 255;
  constexpr Colour with_alpha(std::uint8_t alpha) const { return {r, g, b, alpha}; }
  friend constexpr bool operator==(const Colour&, const Colour&) = default;
};

/// Between two colours, t in 0..1, in OKLab (B. Ottosson, "A perceptual color space for image
/// processing", 2020), so that equal steps look equal.
Colour mix(Colour from, Colour to, double t);

/// Magnitudes in classes, light to dark: class i holds values in [lower[i], lower[i + 1]), the last
/// one everything above. Below lower[0] there is nothing to show.
struct Scale {
  std::vector<double> lower;
  std::vector<Colour> colour;

  /// Index of the class, or -1.
  int class_of(double value) const;
  /// Transparent below the first class and for NaN.
  Colour colour_of(double value) const;
};

/// `lower.size()` classes from `light` over `middle` to `dark`.
Scale make_scale(std::vector<double> lower, Colour light, Colour middle, Colour dark,
                 std::uint8_t alpha);

// The scales of the map. One hue each; hues are told apart by people with a colour-vision
// deficiency because no layer relies on red against green, and states have shapes besides.
const Scale& water_depth_scale();  // m
const Scale& debris_scale();       // m
const Scale& fire_scale();         // minutes since it came
const Scale& at_home_scale();      // persons a hectare
const Scale& on_the_way_scale();   // persons (or movers) a hectare
const Scale& trapped_scale();      // persons a hectare
const Scale& flow_scale();         // movers a kilometre and lane

std::span<const Scale* const> all_scales();

// Single colours.
inline constexpr Colour kPaper{246, 244, 239};
inline constexpr Colour kInk{32, 36, 44};
inline constexpr Colour kFaintInk{96, 102, 112};
inline constexpr Colour kClosed{176, 16, 48};
inline constexpr Colour kWayDot{120, 44, 0};
inline constexpr Colour kHomeDot{118, 84, 158};
inline constexpr Colour kTrappedDot{122, 0, 92};
inline constexpr Colour kShelter{0, 92, 92};
inline constexpr Colour kShelterEmpty{235, 246, 245};

}  // namespace muster::viewer
