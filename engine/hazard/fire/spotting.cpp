// SPDX-License-Identifier: MIT
// Heights that brands are lofted to and the way down, in ft, miles, mph, inches and Btu/ft/s.
#include "engine/hazard/fire/spotting.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "engine/base/elementary.hpp"
#include "engine/base/error.hpp"
#include "engine/hazard/fire/units.hpp"

namespace muster::hazard::fire {

namespace {

using elementary::pow;

/// Flame height a D^b n^0.4 in ft, its duration c D^d n^-0.2, of n trees of diameter D, inches.
struct Torch {
  double a, b, c, d;
};
constexpr std::array<Torch, 14> kTorches{{{15.7, 0.451, 12.6, -0.256},
                                          {15.7, 0.451, 10.7, -0.278},
                                          {15.7, 0.451, 10.7, -0.278},
                                          {15.7, 0.451, 6.30, -0.249},
                                          {12.9, 0.453, 12.6, -0.256},
                                          {12.9, 0.453, 12.6, -0.256},
                                          {12.9, 0.453, 10.7, -0.278},
                                          {16.5, 0.515, 10.7, -0.278},
                                          {16.5, 0.515, 10.7, -0.278},
                                          {2.71, 1.000, 11.9, -0.389},
                                          {2.71, 1.000, 11.9, -0.389},
                                          {2.71, 1.000, 7.91, -0.344},
                                          {2.71, 1.000, 7.91, -0.344},
                                          {2.71, 1.000, 13.5, -0.544}}};

/// Miles that a brand at `brand_ft` is carried over level ground.
double level_distance_mi(double brand_ft, double wind_mph, double cover_height_m) {
  // Below this height of cover the wind's profile no longer matters.
  const double critical_ft = 2.2 * pow(brand_ft, 0.337) - 4;
  const double cover_ft = std::max(cover_height_m / kMetresPerFoot, critical_ft);
  if (cover_ft <= 0) return 0;
  const double ratio = brand_ft / cover_ft;
  const double way = 0.362 + std::sqrt(ratio) / 2 * elementary::log(ratio);
  return std::max(0.0, 0.000718 * wind_mph * std::sqrt(cover_ft) * way);
}

}  // namespace

double spotting_from_surface_fire_m(double intensity_kw_m, const Downwind& downwind) {
  if (intensity_kw_m <= 0 || downwind.wind_20ft_m_s <= 0) return 0;
  const double wind_mph = downwind.wind_20ft_m_s / kMetresPerSecondPerMilePerHour;
  const double thermal = 322 * pow(0.474 * wind_mph, -1.01);
  const double brand_ft = 1.055 * std::sqrt(thermal * intensity_kw_m / kKwMPerBtuFtS);
  const double drift_mi = 0.000278 * wind_mph * pow(brand_ft, 0.643);
  return (level_distance_mi(brand_ft, wind_mph, downwind.cover_height_m) + drift_mi) *
         kMetresPerMile;
}

double spotting_from_trees_m(const TorchingTrees& trees, const Downwind& downwind) {
  if (downwind.wind_20ft_m_s <= 0 || trees.count < 1 || trees.diameter_m <= 0) return 0;
  const auto species = static_cast<std::size_t>(trees.species);
  MUSTER_EXPECT(species < kTorches.size());
  const auto [a, b, c, d] = kTorches[species];
  const double diameter_in = trees.diameter_m / kMetresPerFoot * 12;
  const double height_ft = trees.height_m / kMetresPerFoot;
  const double flame_ft = a * pow(diameter_in, b) * pow(trees.count, 0.4);
  const double duration = c * pow(diameter_in, d) * pow(trees.count, -0.2);
  // Loft over the flame's height, by how high the trees reach into the flame.
  const double ratio = height_ft / flame_ft;
  const double loft = ratio >= 1       ? 4.24 * pow(duration, 0.332)
                      : ratio >= 0.5   ? 3.64 * pow(duration, 0.391)
                      : duration < 3.5 ? 2.78 * pow(duration, 0.418)
                                       : 4.70;
  const double brand_ft = loft * flame_ft + height_ft / 2;
  const double wind_mph = downwind.wind_20ft_m_s / kMetresPerSecondPerMilePerHour;
  return level_distance_mi(brand_ft, wind_mph, downwind.cover_height_m) * kMetresPerMile;
}

}  // namespace muster::hazard::fire
