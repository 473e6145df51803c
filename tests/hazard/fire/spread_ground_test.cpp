// SPDX-License-Identifier: MIT
// Fire over ground that is not the same everywhere.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "tests/hazard/fire/spread_case.hpp"

namespace muster::hazard::fire {
namespace {

constexpr int kGrass = 102;

TEST(FireGround, SlopeDrivesAsTheWindOfTheSameRate) {
  constexpr double kGradient = 0.4;
  const FuelModel* grass = find_fuel_model(kGrass);
  const SurfaceFire upslope = surface_fire(fuel_bed(*grass, kDry), {}, {0, kGradient});
  for (const double uphill_deg : {0.0, 30.0, 215.0}) {
    Inputs inputs = flat_ground(201, 30, kGrass);
    const Vector up = direction(uphill_deg);
    for (std::size_t i = 0; i < inputs.fuel.size(); ++i) {
      const Vector p = place_of(inputs.elevation_m.grid, i);
      inputs.elevation_m.value[i] = kGradient * (p.x * up.x + p.y * up.y);
    }
    inputs.ignitions = {point_ignition(3015, 3015)};
    Spread fire{std::move(inputs)};
    const double end_s = 2500 / upslope.ellipse.head_rate_m_s;
    fire.advance(0, from_seconds(end_s));
    EXPECT_NEAR(burnt_area_m2(fire) / area_m2(upslope.ellipse, end_s), 1, 0.01) << uphill_deg;
  }
}

// Where the rate grows as a linear function of the place, rays are circles and the arrival is
// acosh(1 + g^2 r^2 / (2 v0 v)) / g (Slotnick 1936).
TEST(FireGround, RateThatGrowsAlongTheWayBendsTheFireIntoCircles) {
  constexpr int kCells = 301;
  constexpr double kCell_m = 10, kFirst = 0.6, kLast = 1.0;  // over the rate at the driest
  const FuelModel* grass = find_fuel_model(kGrass);
  const auto rate_at = [&](double dead_1h) {
    Moisture moisture = kDry;
    moisture.dead_1h = dead_1h;
    return fuel_bed(*grass, moisture).no_wind_rate_m_s;
  };
  const double driest = rate_at(0.02);
  Inputs inputs = flat_ground(kCells, kCell_m, kGrass);
  std::vector<float>& moisture = inputs.weather[0].gridded_dead_1h;
  moisture.resize(inputs.fuel.size());
  for (int col = 0; col < kCells; ++col) {
    const double wanted = driest * (kFirst + (kLast - kFirst) * (col + 0.5) / kCells);
    double low = 0.02, high = 0.15;
    for (int k = 0; k < 60; ++k) {
      const double middle = (low + high) / 2;
      (rate_at(middle) > wanted ? low : high) = middle;
    }
    for (int row = 0; row < kCells; ++row)
      moisture[inputs.elevation_m.grid.index(row, col)] = static_cast<float>(low);
  }
  const double x0 = 60.5 * kCell_m, y0 = 150.5 * kCell_m;
  inputs.ignitions = {point_ignition(x0, y0)};
  Spread fire{std::move(inputs)};
  fire.advance(0, from_seconds(3000 / driest));
  const double g = driest * (kLast - kFirst) / (kCells * kCell_m);
  const auto rate = [&](double x) { return driest * kFirst + g * x; };
  std::size_t seen = 0;
  for (std::size_t cell = 0; cell < fire.grid().size(); ++cell) {
    const Vector p = place_of(fire.grid(), cell);
    const double r = std::hypot(p.x - x0, p.y - y0);
    if (r < 30 * kCell_m || std::isinf(fire.arrival_s()[cell])) continue;
    const double exact_s = std::acosh(1 + g * g * r * r / (2 * rate(x0) * rate(p.x))) / g;
    ASSERT_NEAR(fire.arrival_s()[cell], exact_s, 0.002 * exact_s) << p.x << ' ' << p.y;
    ++seen;
  }
  EXPECT_GT(seen, 40000u);
}

// Fermat: across a straight border the soonest way is the least over the crossing point.
TEST(FireGround, BendsAtABorderOfFuelsAsLightDoes) {
  constexpr int kCells = 201, kBorder = 90, kSlow = 108;
  constexpr double kCell_m = 10;
  Inputs inputs = flat_ground(kCells, kCell_m, kGrass);
  for (int row = 0; row < kCells; ++row)
    for (int col = kBorder; col < kCells; ++col)
      inputs.fuel[inputs.elevation_m.grid.index(row, col)] = kSlow;
  const double first = flat_fire(kGrass, 0).ellipse.head_rate_m_s;
  const double second = flat_fire(kSlow, 0).ellipse.head_rate_m_s;
  ASSERT_GT(std::fabs(first - second), 0.2 * first);
  const double x0 = 40.5 * kCell_m, y0 = 100.5 * kCell_m;
  inputs.ignitions = {point_ignition(x0, y0)};
  Spread fire{std::move(inputs)};
  fire.advance(0, from_seconds(1e7));
  for (int col = kBorder + 5; col < kCells; col += 7) {
    for (int row = 5; row < kCells; row += 7) {
      const double x = fire.grid().x_of(col), y = fire.grid().y_of(row);
      double exact_s = 1e300;
      for (double cross = 0; cross <= kCells * kCell_m; cross += 0.5) {
        const double border = kBorder * kCell_m;
        exact_s = std::min(exact_s, std::hypot(border - x0, cross - y0) / first +
                                        std::hypot(x - border, y - cross) / second);
      }
      if (first < second) {  // or along the border first: then the ray is total
        continue;
      }
      ASSERT_NEAR(fire.arrival_s()[fire.grid().index(row, col)], exact_s, 0.005 * exact_s)
          << col << ' ' << row;
    }
  }
}

TEST(FireGround, GoesRoundWhatDoesNotBurnAndNeverThroughADiagonalRoad) {
  constexpr int kCells = 101;
  Inputs inputs = flat_ground(kCells, 10, kGrass, 4, 90);
  const world::Grid& grid = inputs.elevation_m.grid;
  for (int k = 0; k < kCells; ++k) inputs.fuel[grid.index(k, k)] = 91;  // corner to corner
  inputs.ignitions = {point_ignition(205, 205)};
  Spread fire{std::move(inputs)};
  fire.advance(0, from_seconds(1e6));
  for (int row = 0; row < kCells; ++row) {
    for (int col = 0; col < kCells; ++col) {
      const double arrival = fire.arrival_s()[fire.grid().index(row, col)];
      // Row 0 is the north: the ignition lies below the diagonal.
      EXPECT_EQ(std::isinf(arrival), col >= row) << row << ' ' << col;
    }
  }
}

TEST(FireGround, StrongerUpslopeWindNeverComesLater) {
  double before_s = 1e300;
  for (const double wind : {0.0, 1.0, 2.0, 4.0, 8.0, 16.0}) {
    Inputs inputs = flat_ground(81, 30, 4, wind, 0);
    for (std::size_t i = 0; i < inputs.fuel.size(); ++i)
      inputs.elevation_m.value[i] = 0.3 * place_of(inputs.elevation_m.grid, i).y;
    inputs.ignitions = {point_ignition(1215, 315)};
    Spread fire{std::move(inputs)};
    fire.advance(0, from_seconds(1e5));
    const double head_s = fire.arrival_s()[fire.grid().index(10, 40)];
    EXPECT_LE(head_s, before_s) << wind;
    before_s = head_s;
  }
}

TEST(FireGround, IntensityIsThatOfTheFrontInItsDirection) {
  const double wind = wind_for(kGrass, 2);
  const SurfaceFire flat = flat_fire(kGrass, wind);
  Inputs inputs = flat_ground(201, 30, kGrass, wind, 90);
  inputs.ignitions = {point_ignition(3015, 3015)};
  Spread fire{std::move(inputs)};
  fire.advance(0, from_seconds(2000 / flat.ellipse.head_rate_m_s));
  const std::size_t head = fire.grid().index(100, 140), back = fire.grid().index(100, 97);
  EXPECT_NEAR(fire.intensity_kw_m()[head], flat.intensity_kw_m, 1e-3 * flat.intensity_kw_m);
  EXPECT_NEAR(fire.flame_length_m()[head], flat.flame_length_m, 1e-3 * flat.flame_length_m);
  EXPECT_NEAR(fire.rate_m_s()[back], backing_rate_m_s(flat.ellipse), 1e-5);
  EXPECT_EQ(fire.crown()[head], CrownState::Surface);
}

TEST(FireGround, CrownsBurnWhereTheyAreLowAndRunWhereTheyAreDense) {
  constexpr int kTimber = 165;
  const auto state_of = [&](float base_m, float density, double wind) {
    Inputs inputs = flat_ground(41, 30, kTimber, wind, 90);
    const std::size_t cells = inputs.fuel.size();
    inputs.canopy.cover.assign(cells, 0.5f);
    inputs.canopy.height_m.assign(cells, 15);
    inputs.canopy.base_height_m.assign(cells, base_m);
    inputs.canopy.bulk_density_kg_m3.assign(cells, density);
    inputs.ignitions = {point_ignition(615, 615)};
    Spread fire{std::move(inputs)};
    fire.advance(0, from_seconds(4000));
    return fire.crown()[fire.grid().index(20, 24)];
  };
  EXPECT_EQ(state_of(14, 0.2f, 10), CrownState::Surface);
  EXPECT_EQ(state_of(0.5f, 0.02f, 10), CrownState::Passive);
  EXPECT_EQ(state_of(0.5f, 0.2f, 10), CrownState::Active);
}

TEST(FireGround, HousesCarryFireAtHamadasRates) {
  Inputs inputs = flat_ground(101, 10, 91, 10, 90);
  const std::size_t cells = inputs.fuel.size();
  inputs.buildings.side_m.assign(cells, 10);
  inputs.buildings.gap_m.assign(cells, 5);
  inputs.buildings.fire_resistant_share.assign(cells, 0);
  inputs.ignitions = {point_ignition(205, 505)};
  Spread fire{std::move(inputs)};
  fire.advance(0, from_seconds(2 * 3600));
  // 8.58278 m/min downwind, for side 10 m, gap 5 m and 10 m/s.
  EXPECT_NEAR(fire.arrival_s()[fire.grid().index(50, 80)], 600 / 8.58278 * 60, 0.5);
}

}  // namespace
}  // namespace muster::hazard::fire
