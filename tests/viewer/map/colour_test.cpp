// SPDX-License-Identifier: MIT
// Scales stay ordered for people with a colour-vision deficiency.
#include "viewer/map/colour.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <string>

namespace muster::viewer {
namespace {

using Linear = std::array<double, 3>;
using Matrix = std::array<std::array<double, 3>, 3>;

double linear(std::uint8_t value) {
  const double c = value / 255.0;
  return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

// G. M. Machado, M. M. Oliveira, L. A. F. Fernandes, "A physiologically-based model for simulation
// of color vision deficiency", IEEE TVCG 15 (2009), severity 1.0, on linear RGB.
constexpr Matrix kNormal{{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}};
constexpr Matrix kDeuteranopia{{{0.367322, 0.860646, -0.227968},
                                {0.280085, 0.672501, 0.047413},
                                {-0.011820, 0.042940, 0.968881}}};
constexpr Matrix kProtanopia{{{0.152286, 1.052583, -0.204868},
                              {0.114503, 0.786281, 0.099216},
                              {-0.003882, -0.048116, 1.051998}}};

// CIE 1976 lightness, 0..100, of the colour as seen.
double lightness(Colour colour, const Matrix& seen) {
  const Linear rgb{linear(colour.r), linear(colour.g), linear(colour.b)};
  Linear out{};
  for (std::size_t i = 0; i < 3; ++i) {
    for (std::size_t k = 0; k < 3; ++k) out[i] += seen[i][k] * rgb[k];
    out[i] = std::min(1.0, std::max(0.0, out[i]));
  }
  const double y = 0.2126 * out[0] + 0.7152 * out[1] + 0.0722 * out[2];
  return y > 216.0 / 24389 ? 116 * std::cbrt(y) - 16 : y * 24389 / 27;
}

TEST(Scales, AreMonotoneInLightnessForEveryViewer) {
  for (const Scale* scale : all_scales()) {
    ASSERT_EQ(scale->lower.size(), scale->colour.size());
    for (const Matrix& seen : {kNormal, kDeuteranopia, kProtanopia})
      for (std::size_t i = 1; i < scale->colour.size(); ++i)
        EXPECT_LT(lightness(scale->colour[i], seen), lightness(scale->colour[i - 1], seen) - 4)
            << "class from " << scale->lower[i];
  }
}

TEST(Scales, HaveRisingBounds) {
  for (const Scale* scale : all_scales())
    for (std::size_t i = 1; i < scale->lower.size(); ++i)
      EXPECT_GT(scale->lower[i], scale->lower[i - 1]);
}

TEST(Scale, PutsValuesIntoClasses) {
  const Scale scale = make_scale({1, 10}, {255, 255, 255}, {128, 128, 128}, {0, 0, 0}, 200);
  EXPECT_EQ(scale.class_of(0.99), -1);
  EXPECT_EQ(scale.class_of(1), 0);
  EXPECT_EQ(scale.class_of(9.99), 0);
  EXPECT_EQ(scale.class_of(10), 1);
  EXPECT_EQ(scale.class_of(1e9), 1);
  EXPECT_EQ(scale.class_of(std::nan("")), -1);
  EXPECT_EQ(scale.colour_of(0).a, 0);
  EXPECT_EQ(scale.colour_of(1), (Colour{255, 255, 255, 200}));
  EXPECT_EQ(scale.colour_of(20), (Colour{0, 0, 0, 200}));
}

TEST(Mix, KeepsItsEnds) {
  const Colour a{12, 200, 77, 10}, b{250, 3, 90, 240};
  EXPECT_EQ(mix(a, b, 0), a);
  EXPECT_EQ(mix(a, b, 1), b);
  const Colour grey = mix({0, 0, 0}, {255, 255, 255}, 0.5);
  EXPECT_EQ(grey.r, grey.g);
  EXPECT_EQ(grey.g, grey.b);
}

}  // namespace
}  // namespace muster::viewer
