// SPDX-License-Identifier: MIT
// The finite volume scheme at stages and free edges.
#include <algorithm>
#include <cmath>

#include "engine/hazard/flood/flood.hpp"
#include "engine/hazard/gravity.hpp"
#include "tests/hazard/flood/ground.hpp"

namespace muster::hazard::flood {
namespace {

Inputs volumes(world::Raster<double> elevation_m, double manning) {
  Inputs inputs = inputs_on(std::move(elevation_m), manning);
  inputs.parameters.solver = Solver::FiniteVolume;
  return inputs;
}

Boundary steady(BoundaryKind kind, std::uint32_t cell, double value) {
  return {
      .kind = kind, .id = "end" + std::to_string(cell), .cells = {cell}, .series = {{0}, {value}}};
}

/// A tide that rises and falls slowly in a long bay: the water follows it, and what entered has
/// left again.
TEST(FiniteVolume, StageFillsAndEmptiesABay) {
  const int count = 100;
  Inputs inputs = volumes(ground(1, count, 10.0, [](int, int col) { return 0.02 * col; }), 0.03);
  Boundary tide = steady(BoundaryKind::Stage, 0, 0.0);
  tide.series = {{0, 3600 * kSecond, 7200 * kSecond}, {0.0, 1.5, 1.5}};
  inputs.boundaries = {tide};
  Flood flood{std::move(inputs)};
  run(flood, 7200 * kSecond);
  const auto depth = flood.depth_m();
  for (int i = 0; i < count; ++i)
    EXPECT_NEAR(depth[static_cast<std::size_t>(i)], std::max(0.0, 1.5 - 0.02 * i), 0.01) << i;
}

/// A lake that spills over a sill down a steep smooth channel gives no more than the critical
/// discharge of its depth, sqrt(g) h^(3/2), and about that of a broad crest over the sill,
/// (2/3)^(3/2) sqrt(g) H^(3/2): the flow does not feed on its own momentum.
TEST(FiniteVolume, StageBehindASillGivesNoMoreThanTheCriticalDischarge) {
  const int count = 60;
  const double cell = 5.0, depth = 1.5, sill = 0.2;
  Inputs inputs =
      volumes(ground(1, count, cell,
                     [&](int, int col) { return col == 0 ? 0.0 : sill - 0.05 * cell * (col - 1); }),
              0.01);
  inputs.boundaries = {
      steady(BoundaryKind::Stage, 0, depth),
      {.kind = BoundaryKind::Free, .id = "out", .cells = {static_cast<std::uint32_t>(count - 1)}}};
  Flood flood{std::move(inputs)};
  run(flood, 600 * kSecond);
  const double before = flood.ledger().in_m3();
  flood.advance(600 * kSecond, 660 * kSecond);
  const double discharge = (flood.ledger().in_m3() - before) / (60.0 * cell);
  EXPECT_LE(discharge, std::sqrt(kGravity) * std::pow(depth, 1.5));
  EXPECT_GE(discharge, std::sqrt(kGravity) * std::pow(2.0 / 3.0 * (depth - sill), 1.5));
}

/// A sea that falls below the brink of a pool: the film that the stage leaves in its cell is no
/// faster than a fall from the pool's level, however thin it is.
TEST(FiniteVolume, WaterThatAStageTakesTakesItsMomentumAlong) {
  const int count = 60;
  Inputs inputs = volumes(ground(1, count, 5.0, [](int, int) { return 0.0; }), 0.02);
  inputs.initial_depth_m.assign(static_cast<std::size_t>(count), 2.0);
  Boundary sea = steady(BoundaryKind::Stage, 0, 0.0);
  sea.series = {{0, 30 * kSecond}, {2.0, 0.01}};
  inputs.boundaries = {sea};
  Flood flood{std::move(inputs)};
  double fastest = 0.0;
  for (SimTime now = 0; now < 120 * kSecond; now += kSecond) {
    flood.advance(now, now + kSecond);
    fastest = std::max(fastest, greatest_speed(flood));
  }
  EXPECT_GT(fastest, 1.0);
  EXPECT_LE(fastest, 2.0 * std::sqrt(kGravity * 2.0)) << "Ritter's front";
}

/// A spring on dry steep ground that falls along the diagonal, above critical: `count` cells a
/// side, all edges free.
Inputs spring_on_a_diagonal(int count) {
  Inputs inputs = volumes(
      ground(count, count, 5.0, [](int row, int col) { return -0.15 * (row + col); }), 0.02);
  inputs.boundaries = {steady(BoundaryKind::Inflow, 0, 30.0)};
  inputs.boundaries[0].cells.clear();
  for (std::uint32_t row = 8; row < 12; ++row)
    for (std::uint32_t col = 8; col < 12; ++col)
      inputs.boundaries[0].cells.push_back(row * static_cast<std::uint32_t>(count) + col);
  Boundary rim{.kind = BoundaryKind::Free, .id = "rim"};
  for (const Side side : {Side::North, Side::East, Side::South, Side::West})
    for (const std::uint32_t cell : edge_cells(inputs.elevation_m.grid, side))
      rim.cells.push_back(cell);
  std::sort(rim.cells.begin(), rim.cells.end());
  rim.cells.erase(std::unique(rim.cells.begin(), rim.cells.end()), rim.cells.end());
  inputs.boundaries.push_back(rim);
  return inputs;
}

/// Fast water that reaches two dry free edges aslant leaves as if the ground went on: the depths
/// before the edge are those on larger ground, and what enters has left.
TEST(FiniteVolume, FreeEdgesLetFastWaterOutAslantAsIfTheGroundWentOn) {
  Flood small{spring_on_a_diagonal(40)};
  Flood large{spring_on_a_diagonal(60)};
  run(small, 300 * kSecond);
  run(large, 300 * kSecond);
  const auto at = [](const Flood& flood, int row, int col) {
    return flood.depth_m()[flood.grid().index(row, col)];
  };
  double deepest_at_edge = 0.0;
  for (int row = 0; row < 40; ++row) {
    deepest_at_edge = std::max(deepest_at_edge, at(small, row, 39));
    for (int col = 0; col < 40; ++col) {
      ASSERT_EQ(at(small, row, col), at(small, col, row));
      if (row < 38 && col < 38) {
        ASSERT_NEAR(at(small, row, col), at(large, row, col), 0.005) << row << " " << col;
      }
    }
  }
  EXPECT_GT(deepest_at_edge, 0.1) << "the water has come to the edge";
  const double before = small.ledger().boundaries[1].out_m3;
  small.advance(300 * kSecond, 400 * kSecond);
  EXPECT_NEAR(small.ledger().boundaries[1].out_m3 - before, 3000.0, 3.0);
  EXPECT_LE(small.ledger().residual(), 1e-12);
}

}  // namespace
}  // namespace muster::hazard::flood
