// SPDX-License-Identifier: MIT
// The flood as a whole: rest, conservation, bounds, monotony, records, refusals.
#include "engine/hazard/flood/flood.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "tests/hazard/flood/ground.hpp"

namespace muster::hazard::flood {
namespace {

TEST(Rest, ALakeOverRoughGroundWithDryIslandsStaysAtRest) {
  constexpr double kLevel = 2.7;
  Inputs inputs = inputs_on(ground(50, 60, 10.0, [](int row, int col) {
    return 4.0 * noise(row / 4, col / 4, 1) + 0.5 * noise(row, col, 2);
  }));
  inputs.parameters.longest_step_s = 0.5;
  const std::vector<double> bed = inputs.elevation_m.value;
  int islands = 0;
  for (const double z : bed) {
    inputs.initial_depth_m.push_back(std::max(0.0, kLevel - z));
    islands += z >= kLevel ? 1 : 0;
  }
  ASSERT_GT(islands, 300);
  const std::vector<double> start = inputs.initial_depth_m;
  Flood flood{std::move(inputs)};
  const std::vector<double> at_start = copy(flood.depth_m());
  flood.advance(0, 600 * kSecond);
  EXPECT_GE(flood.steps(), 1000u);
  EXPECT_LE(greatest_speed(flood), 1e-12);
  EXPECT_EQ(copy(flood.depth_m()), at_start);
  for (std::size_t i = 0; i < bed.size(); ++i) ASSERT_NEAR(flood.depth_m()[i], start[i], 1e-12);
}

TEST(Rest, AHeldLakeKeepsTheWaterAroundItAtRest) {
  Inputs inputs =
      inputs_on(ground(40, 40, 10.0, [](int row, int col) { return 2.0 * noise(row, col, 6); }));
  for (const double z : inputs.elevation_m.value)
    inputs.initial_depth_m.push_back(std::max(0.0, 1.37 - z));
  std::vector<std::uint32_t> west;
  for (std::uint32_t row = 0; row < 40; ++row)
    for (std::uint32_t col = 0; col < 15; ++col) west.push_back(row * 40 + col);
  inputs.boundaries.push_back(
      {.kind = BoundaryKind::Stage, .id = "lake", .cells = west, .series = {{0}, {1.37}}});
  Flood flood{std::move(inputs)};
  const std::vector<double> at_start = copy(flood.depth_m());
  run(flood, 1000 * kSecond);
  EXPECT_LE(greatest_speed(flood), 1e-12);
  EXPECT_EQ(copy(flood.depth_m()), at_start);
}

TEST(Conservation, EveryMechanismTogether) {
  Flood flood{busy(90, 80)};
  for (SimTime now = 0; now < 1500 * kSecond; now += 60 * kSecond) {
    flood.advance(now, now + 60 * kSecond);
    const Ledger ledger = flood.ledger();
    ASSERT_LE(ledger.residual(), 1e-15);
    ASSERT_GE(*std::min_element(flood.depth_m().begin(), flood.depth_m().end()), 0.0);
  }
  const Ledger ledger = flood.ledger();
  for (const Ledger::Exchange& exchange : ledger.boundaries)
    EXPECT_GT(exchange.in_m3 + exchange.out_m3, 0.0) << "a boundary that did nothing tests nothing";
  EXPECT_GT(ledger.boundaries[2].out_m3, 0.0);
  // Less than a quantum on each cell is still to fall.
  const double rain = 80e-3 / 3600.0 * 340.0 * 90 * 80 * 100.0;
  EXPECT_NEAR(ledger.rain_m3, rain, 0x1p-40 * 90 * 80 * 100.0);
}

/// The rounding that a plain sum would lose is the same in each of these many equal steps.
TEST(Conservation, AHundredThousandSteps) {
  Inputs inputs =
      inputs_on(ground(8, 8, 10.0, [](int row, int col) { return 0.2 * noise(row, col, 3); }));
  inputs.initial_depth_m.assign(64, 1.0);
  inputs.parameters.longest_step_s = 0.01;
  inputs.rain_mm_h = {{0}, {3.0}};
  inputs.boundaries.push_back({.kind = BoundaryKind::Free,
                               .id = "out",
                               .cells = edge_cells(inputs.elevation_m.grid, Side::East),
                               .slope = 1e-4});
  inputs.boundaries.push_back(
      {.kind = BoundaryKind::Inflow, .id = "in", .cells = {0}, .series = {{0}, {0.3}}});
  Flood flood{std::move(inputs)};
  run(flood, 1000 * kSecond, 500 * kSecond);
  EXPECT_GE(flood.steps(), 100000u);
  EXPECT_LE(flood.ledger().residual(), 1e-15);
  EXPECT_NEAR(flood.ledger().in_m3(), 300.0, 300.0 * 1e-12);
}

TEST(Monotony, MoreRainNeverMeansLessWater) {
  double before = -1.0;
  for (const double rain : {0.0, 5.0, 10.0, 20.0, 40.0, 80.0, 160.0}) {
    Inputs inputs = busy(60, 60);
    inputs.rain_mm_h = {{0}, {rain}};
    Flood flood{std::move(inputs)};
    run(flood, 1200 * kSecond);
    const double stored = flood.ledger().stored_m3;
    EXPECT_GT(stored, before) << rain;
    before = stored;
  }
}

/// A pool above a steep dry slope: depths stay bounded by the highest level there ever was.
TEST(Bounds, SteepAndDryGroundStaysPositiveAndBounded) {
  Inputs inputs =
      inputs_on(ground(20, 80, 5.0,
                       [](int row, int col) {
                         return col < 10 ? 40.0 : 40.0 - 2.5 * (col - 9) + noise(row, col, 8);
                       }),
                0.05);
  inputs.initial_depth_m.assign(inputs.elevation_m.value.size(), 0.0);
  for (int row = 0; row < 20; ++row)
    for (int col = 0; col < 10; ++col)
      inputs.initial_depth_m[inputs.elevation_m.grid.index(row, col)] = 1.0;
  const std::vector<double> bed = inputs.elevation_m.value;
  Flood flood{std::move(inputs)};
  for (int i = 0; i < 60; ++i) {
    flood.advance(i * 5 * kSecond, (i + 1) * 5 * kSecond);
    for (std::size_t c = 0; c < bed.size(); ++c) {
      ASSERT_GE(flood.depth_m()[c], 0.0);
      ASSERT_LE(bed[c] + flood.depth_m()[c], 41.5);
    }
    ASSERT_LE(greatest_speed(flood), std::sqrt(2 * kGravity * 41.5)) << "faster than free fall";
  }
  EXPECT_LE(flood.ledger().residual(), 1e-15);
}

/// The steps that alpha alone would allow make it boil at 2 m/s and more.
TEST(Bounds, APoolWithARippleComesToRest) {
  for (const double theta : {0.6, 0.8, 1.0}) {
    Inputs inputs = inputs_on(ground(41, 20, 10.0, [](int, int) { return 0.0; }));
    inputs.parameters.theta = theta;
    inputs.initial_depth_m.assign(820, 2.9);
    for (std::size_t row = 18; row < 22; ++row)
      for (std::size_t col = 0; col < 4; ++col) inputs.initial_depth_m[row * 20 + col] = 3.2;
    Flood flood{std::move(inputs)};
    run(flood, 1800 * kSecond);
    EXPECT_LT(greatest_speed(flood), 0.2) << theta;
  }
}

TEST(Records, GreatestDepthAndArrivalAreThoseSeen) {
  Inputs inputs = busy(40, 40);
  inputs.parameters.longest_step_s = 1.0;
  Flood flood{inputs};
  const std::size_t cells = inputs.elevation_m.value.size();
  std::vector<float> greatest(cells, 0.0f);
  std::vector<float> arrival(cells, std::numeric_limits<float>::infinity());
  // Spans as short as the inner steps: each call is one step.
  for (SimTime now = 0; now <= 800 * kSecond; now += kSecond / 4) {
    flood.advance(std::max<SimTime>(0, now - kSecond / 4), now);
    for (std::size_t i = 0; i < cells; ++i) {
      const auto depth = static_cast<float>(flood.depth_m()[i]);
      greatest[i] = std::max(greatest[i], depth);
      if (depth >= 0.05f && std::isinf(arrival[i]))
        arrival[i] = static_cast<float>(to_seconds(now));
    }
  }
  EXPECT_EQ(copy(flood.greatest_depth_m()), greatest);
  EXPECT_EQ(copy(flood.arrival_s()), arrival);
  EXPECT_GT(std::count(arrival.begin(), arrival.end(), 0.0f), 0);
}

TEST(Fingerprint, SeesOneQuantumInOneCell) {
  Inputs inputs = inputs_on(ground(10, 10, 10.0, [](int, int) { return 0.0; }));
  EXPECT_EQ(Flood{inputs}.fingerprint(), 0u);
  inputs.initial_depth_m.assign(100, 1.0);
  const std::uint64_t flat = Flood{inputs}.fingerprint();
  inputs.initial_depth_m[37] += 0x1p-40;
  const std::uint64_t other = Flood{inputs}.fingerprint();
  EXPECT_NE(flat, other);
  inputs.initial_depth_m[37] = 1.0;
  inputs.initial_depth_m[38] += 0x1p-40;
  EXPECT_NE(Flood{inputs}.fingerprint(), other);
}

TEST(Field, SpeedOfAUniformFlow) {
  constexpr double kSlope = 0.002;
  Inputs inputs =
      inputs_on(ground(5, 200, 10.0, [](int, int col) { return -kSlope * 10.0 * col; }));
  const double normal = std::pow(0.8 * 0.03 / std::sqrt(kSlope), 0.6);
  inputs.initial_depth_m.assign(1000, normal);
  inputs.boundaries.push_back({.kind = BoundaryKind::Inflow,
                               .id = "in",
                               .cells = edge_cells(inputs.elevation_m.grid, Side::West),
                               .series = {{0}, {40.0}}});
  inputs.boundaries.push_back({.kind = BoundaryKind::Free,
                               .id = "out",
                               .cells = edge_cells(inputs.elevation_m.grid, Side::East),
                               .slope = kSlope});
  Flood flood{std::move(inputs)};
  run(flood, 7200 * kSecond, 600 * kSecond);
  const std::size_t middle = flood.grid().index(2, 100);
  EXPECT_NEAR(flood.depth_m()[middle], normal, 1e-3 * normal);
  EXPECT_NEAR(static_cast<double>(flood.field().speed_m_s[middle]), 0.8 / normal, 1e-3);
}

TEST(Check, CollectsEveryProblem) {
  Inputs inputs = inputs_on(ground(4, 4, 10.0, [](int, int) { return 0.0; }), -1.0);
  inputs.elevation_m.value[5] = std::numeric_limits<double>::quiet_NaN();
  inputs.initial_depth_m.assign(16, 0.0);
  inputs.initial_depth_m[3] = -1.0;
  inputs.parameters.theta = 1.5;
  inputs.rain_mm_h = {{0}, {-4.0}};
  inputs.boundaries.push_back({.kind = BoundaryKind::Stage, .id = "gap"});
  try {
    Flood flood{inputs};
    FAIL() << "accepted";
  } catch (const InputError& error) {
    EXPECT_EQ(error.problems().size(), 7u);
  }
}

}  // namespace
}  // namespace muster::hazard::flood
