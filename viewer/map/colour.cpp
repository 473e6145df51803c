// SPDX-License-Identifier: MIT
// Colours and scales.
#include "viewer/map/colour.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace muster::viewer {
namespace {

struct Lab {
  double l, a, b;
};

double linear(std::uint8_t value) {
  const double c = value / 255.0;
  return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

std::uint8_t encoded(double value) {
  const double c = std::clamp(value, 0.0, 1.0);
  const double s = c <= 0.0031308 ? 12.92 * c : 1.055 * std::pow(c, 1 / 2.4) - 0.055;
  return static_cast<std::uint8_t>(std::lround(s * 255));
}

Lab to_oklab(Colour colour) {
  const double r = linear(colour.r), g = linear(colour.g), b = linear(colour.b);
  const double l = std::cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const double m = std::cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const double s = std::cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return {0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
          1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
          0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s};
}

Colour from_oklab(Lab lab, std::uint8_t alpha) {
  const double l_ = lab.l + 0.3963377774 * lab.a + 0.2158037573 * lab.b;
  const double m_ = lab.l - 0.1055613458 * lab.a - 0.0638541728 * lab.b;
  const double s_ = lab.l - 0.0894841775 * lab.a - 1.2914855480 * lab.b;
  const double l = l_ * l_ * l_, m = m_ * m_ * m_, s = s_ * s_ * s_;
  return {encoded(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
          encoded(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
          encoded(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s), alpha};
}

}  // namespace

Colour mix(Colour from, Colour to, double t) {
  const Lab a = to_oklab(from), b = to_oklab(to);
  return from_oklab({a.l + (b.l - a.l) * t, a.a + (b.a - a.a) * t, a.b + (b.b - a.b) * t},
                    static_cast<std::uint8_t>(std::lround(from.a + (to.a - from.a) * t)));
}

int Scale::class_of(double value) const {
  if (std::isnan(value)) return -1;
  const auto above = std::upper_bound(lower.begin(), lower.end(), value);
  return static_cast<int>(above - lower.begin()) - 1;
}

Colour Scale::colour_of(double value) const {
  const int index = class_of(value);
  return index < 0 ? Colour{0, 0, 0, 0} : colour[static_cast<std::size_t>(index)];
}

Scale make_scale(std::vector<double> lower, Colour light, Colour middle, Colour dark,
                 std::uint8_t alpha) {
  Scale scale{std::move(lower), {}};
  const std::size_t classes = scale.lower.size();
  for (std::size_t i = 0; i < classes; ++i) {
    const double t = classes > 1 ? static_cast<double>(i) / static_cast<double>(classes - 1) : 1;
    const Colour colour = t < 0.5 ? mix(light, middle, 2 * t) : mix(middle, dark, 2 * t - 1);
    scale.colour.push_back(colour.with_alpha(alpha));
  }
  return scale;
}

const Scale& water_depth_scale() {
  // 0.15 m and 0.3 m: pedestrians and cars get into difficulty; 2 m: a storey is under water.
  static const Scale scale = make_scale({0.05, 0.15, 0.3, 0.5, 1, 2, 5}, {190, 220, 244},
                                        {70, 143, 205}, {8, 38, 92}, 215);
  return scale;
}

const Scale& debris_scale() {
  // 0.1 m: cars get no further; 0.5 m: nobody climbs over.
  static const Scale scale =
      make_scale({0.05, 0.1, 0.5, 1, 3}, {226, 205, 170}, {160, 118, 66}, {74, 44, 16}, 230);
  return scale;
}

const Scale& fire_scale() {
  // Flames, embers, burnt ground.
  static const Scale scale =
      make_scale({0, 10, 60, 180}, {255, 190, 40}, {206, 54, 14}, {62, 52, 48}, 225);
  return scale;
}

const Scale& at_home_scale() {
  static const Scale scale =
      make_scale({1, 10, 30, 100, 300, 1000}, {222, 211, 234}, {152, 118, 190}, {70, 32, 110}, 165);
  return scale;
}

const Scale& on_the_way_scale() {
  static const Scale scale =
      make_scale({1, 3, 10, 30, 100}, {253, 208, 140}, {232, 120, 24}, {116, 36, 2}, 225);
  return scale;
}

const Scale& trapped_scale() {
  static const Scale scale =
      make_scale({1, 10, 30, 100, 300}, {246, 170, 214}, {196, 32, 136}, {78, 0, 60}, 235);
  return scale;
}

const Scale& flow_scale() {
  // At about 20 vehicles a kilometre and lane roads are at capacity, at about 130 they stand.
  static const Scale scale =
      make_scale({1, 5, 20, 50, 90}, {254, 206, 126}, {226, 104, 18}, {92, 22, 2}, 255);
  return scale;
}

std::span<const Scale* const> all_scales() {
  static const std::array<const Scale*, 7> scales{
      &water_depth_scale(), &debris_scale(),  &fire_scale(), &at_home_scale(),
      &on_the_way_scale(),  &trapped_scale(), &flow_scale()};
  return scales;
}

}  // namespace muster::viewer
