// SPDX-License-Identifier: MIT
// Brands that carry fire over what it cannot cross.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "engine/hazard/fire/ignition.hpp"
#include "tests/hazard/fire/spread_case.hpp"

namespace muster::hazard::fire {
namespace {

/// Grass on both sides of a road of code 91, one cell of 30 m wide, that runs north.
Inputs road(double wind_m_s) {
  constexpr int kCells = 101, kRoad = 50;
  Inputs inputs = flat_ground(kCells, 30, 102, wind_m_s, 90);
  for (int row = 0; row < kCells; ++row)
    inputs.fuel[inputs.elevation_m.grid.index(row, kRoad)] = 91;
  inputs.ignitions = {point_ignition(1000, 1515)};
  inputs.parameters.spotting.enabled = true;
  return inputs;
}

std::size_t burnt_beyond(const Spread& fire) {
  std::size_t cells = 0;
  for (int row = 0; row < fire.grid().rows; ++row)
    for (int col = 51; col < fire.grid().cols; ++col)
      cells += !std::isinf(fire.arrival_s()[fire.grid().index(row, col)]);
  return cells;
}

TEST(FireSpotting, BrandsCrossARoadThatTheFrontCannot) {
  for (const double brands : {0.0, 0.5}) {
    Inputs inputs = road(8);
    inputs.parameters.spotting.brands_from_surface = brands;
    Spread fire{std::move(inputs)};
    fire.advance(0, from_seconds(4 * 3600));
    EXPECT_EQ(burnt_beyond(fire) > 0, brands > 0) << brands;
  }
}

TEST(FireSpotting, NoneLandsBeyondAlbinisDistanceOrAgainstTheWind) {
  Inputs inputs = road(8);
  // Grass about the ignition alone on this side of the road.
  for (int row = 0; row < 101; ++row)
    for (int col = 0; col < 50; ++col)
      if (std::abs(row - 50) > 1 || std::abs(col - 33) > 1)
        inputs.fuel[inputs.elevation_m.grid.index(row, col)] = 91;
  inputs.parameters.spotting.brands_from_surface = 200;
  inputs.parameters.spotting.ignition_delay_s = 1e6;  // so that brands of brands come later
  Spread fire{inputs};
  fire.advance(0, from_seconds(1e6 + 600));
  const SurfaceFire flat = flat_fire(102, 8);
  const double farthest_m = spotting_from_surface_fire_m(flat.intensity_kw_m, {8, 0});
  const double spread_m = 600 * flat.ellipse.head_rate_m_s, patch_m = 45 + 30;
  ASSERT_GT(burnt_beyond(fire), 20u);
  for (std::size_t cell = 0; cell < fire.grid().size(); ++cell) {
    if (std::isinf(fire.arrival_s()[cell])) continue;
    ASSERT_LE(place_of(fire.grid(), cell).x, 1000 + patch_m + farthest_m + spread_m);
    ASSERT_GE(place_of(fire.grid(), cell).x, 1000 - patch_m);
  }
}

// Single cells burn apart and throw one brand each over a uniform share of Albini's distance: what
// flies over their own border ignites by Schroeder's probability, within four deviations.
TEST(FireSpotting, IgnitesBySchroedersProbability) {
  constexpr int kCells = 401, kColumn = 5;
  constexpr double kCell_m = 100;
  Inputs inputs = flat_ground(kCells, kCell_m, 102, 8, 90);
  const world::Grid grid = inputs.elevation_m.grid;
  for (int row = 0; row < kCells; ++row)
    for (int col = 0; col <= kColumn; ++col)
      if (col < kColumn || row % 2 == 1) inputs.fuel[grid.index(row, col)] = 91;
  for (int row = 0; row < kCells; row += 2)
    inputs.ignitions.push_back(point_ignition(grid.x_of(kColumn), grid.y_of(row)));
  inputs.parameters.spotting.enabled = true;
  inputs.parameters.spotting.brands_from_surface = 1;
  const double lands = ignition_probability(fuel_temperature_c(30, 0), kDry.dead_1h);
  const double farthest = spotting_from_surface_fire_m(flat_fire(102, 8).intensity_kw_m, {8, 0});
  const double expected = lands * (1 - kCell_m / 2 / farthest);
  ASSERT_GT(expected, 0.1);
  ASSERT_LT(expected, 0.9);
  std::size_t thrown = 0, lit = 0;
  for (std::uint64_t seed = 0; seed < 10; ++seed) {
    inputs.parameters.seed = seed;
    Spread fire{inputs};
    fire.advance(0, from_seconds(farthest / 8 + 1));
    thrown += inputs.ignitions.size();
    for (int row = 0; row < kCells; row += 2) {
      const auto first = fire.arrival_s().begin() + static_cast<std::ptrdiff_t>(grid.index(row, 6));
      lit += std::any_of(first, first + kCells - 6, [](double t) { return !std::isinf(t); });
    }
  }
  const auto n = static_cast<double>(thrown);
  const double deviation = std::sqrt(expected * (1 - expected) / n);
  EXPECT_NEAR(static_cast<double>(lit) / n, expected, 4 * deviation);
}

TEST(FireSpotting, SeedDecidesAndNothingElse) {
  const auto run = [](std::uint64_t seed) {
    Inputs inputs = road(8);
    inputs.parameters.spotting.brands_from_surface = 0.3;
    inputs.parameters.seed = seed;
    Spread fire{std::move(inputs)};
    fire.advance(0, from_seconds(2 * 3600));
    return fire.fingerprint();
  };
  EXPECT_EQ(run(1), run(1));
  EXPECT_NE(run(1), run(2));
}

}  // namespace
}  // namespace muster::hazard::fire
