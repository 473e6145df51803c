// SPDX-License-Identifier: MIT
// Boundaries: stage, inflow and free edges do what they say; bad ones are refused.
#include "engine/hazard/flood/boundary.hpp"

#include <cmath>

#include "engine/hazard/flood/flood.hpp"
#include "engine/hazard/flood/quantum.hpp"
#include "tests/hazard/flood/ground.hpp"

namespace muster::hazard::flood {
namespace {

TEST(EdgeCells, ListsEachSide) {
  const world::Grid grid{0, 0, 1, 3, 4};
  EXPECT_EQ(edge_cells(grid, Side::North), (std::vector<std::uint32_t>{0, 1, 2, 3}));
  EXPECT_EQ(edge_cells(grid, Side::South), (std::vector<std::uint32_t>{8, 9, 10, 11}));
  EXPECT_EQ(edge_cells(grid, Side::West), (std::vector<std::uint32_t>{0, 4, 8}));
  EXPECT_EQ(edge_cells(grid, Side::East), (std::vector<std::uint32_t>{3, 7, 11}));
}

TEST(Stage, HoldsAMaskAtTheLevelPlusOffset) {
  Inputs inputs =
      inputs_on(ground(30, 30, 10.0, [](int row, int col) { return 2.0 * noise(row, col, 3); }));
  const std::vector<double> bed = inputs.elevation_m.value;
  std::vector<std::uint32_t> lake;
  for (std::uint32_t i = 200; i < 500; ++i) lake.push_back(i);
  inputs.boundaries.push_back({.kind = BoundaryKind::Stage,
                               .id = "lake",
                               .cells = lake,
                               .series = {{0, 1000 * kSecond}, {4.0, 5.0}},
                               .datum_offset_m = -2.8});
  Flood flood{std::move(inputs)};
  for (const double at_s : {0.0, 250.0, 700.0, 1000.0, 1200.0}) {
    flood.advance(from_seconds(std::max(0.0, at_s - 250.0)), from_seconds(at_s));
    const double level = 4.0 + std::min(at_s, 1000.0) / 1000.0 - 2.8;
    for (const std::uint32_t cell : lake)
      ASSERT_NEAR(flood.depth_m()[cell], std::max(0.0, level - bed[cell]), 1e-11) << cell;
  }
  EXPECT_LE(flood.ledger().residual(), 1e-12);
}

/// How far a lake reaches back from its shore makes no difference, nor whether it lies at the edge.
TEST(Stage, OnlyTheShoreOfALakeMatters) {
  std::vector<std::vector<double>> depths;
  std::vector<double> taken;
  for (const int width : {1, 2, 3, 20}) {
    Inputs inputs = inputs_on(ground(1, 100 + width, 10.0, [&](int, int col) {
      return col < width ? -2.0 : 0.2 * noise(0, col - width, 10);
    }));
    Boundary lake{
        .kind = BoundaryKind::Stage, .id = "lake", .series = {{0, 900 * kSecond}, {0, 2}}};
    for (int col = 0; col < width; ++col) lake.cells.push_back(static_cast<std::uint32_t>(col));
    inputs.boundaries.push_back(lake);
    Flood flood{std::move(inputs)};
    flood.advance(0, 0);
    const double before = flood.ledger().in_m3();
    run(flood, 900 * kSecond);
    depths.emplace_back(flood.depth_m().begin() + width, flood.depth_m().end());
    taken.push_back(flood.ledger().in_m3() - before - 2.0 * 100.0 * width);
    EXPECT_EQ(flood.ledger().out_m3(), 0.0);
  }
  for (std::size_t i = 1; i < depths.size(); ++i) {
    EXPECT_EQ(depths[0], depths[i]);
    EXPECT_NEAR(taken[0], taken[i], 1e-9);
  }
  EXPECT_GT(taken[0], 100.0);
}

/// A basin with an uneven floor below the level fills through one cell of its edge to that level.
TEST(Stage, FillsABasinToTheLevel) {
  Inputs inputs = inputs_on(
      ground(12, 12, 10.0, [](int row, int col) { return 0.4 * noise(row, col, 4); }), 0.1);
  const world::TimeSeries level{{0, 600 * kSecond}, {-9.6, -9.0}};
  inputs.boundaries.push_back({.kind = BoundaryKind::Stage,
                               .id = "gate",
                               .cells = {5},
                               .series = level,
                               .datum_offset_m = 10.0});
  const std::vector<double> bed = inputs.elevation_m.value;
  Flood flood{std::move(inputs)};
  run(flood, 40 * 3600 * kSecond, 3600 * kSecond);
  double volume = 0.0;
  for (std::size_t i = 0; i < bed.size(); ++i) {
    EXPECT_NEAR(bed[i] + flood.depth_m()[i], 1.0, 1e-6);
    volume += (1.0 - bed[i]) * 100.0;
  }
  const Ledger ledger = flood.ledger();
  EXPECT_NEAR(ledger.in_m3() - ledger.out_m3(), volume, 1e-6 * volume);
  EXPECT_LE(ledger.residual(), 1e-12);
}

TEST(Inflow, VolumeIsTheIntegralOfTheHydrograph) {
  Inputs inputs =
      inputs_on(ground(20, 20, 5.0, [](int row, int col) { return noise(row, col, 5); }));
  inputs.boundaries.push_back(
      {.kind = BoundaryKind::Inflow,
       .id = "river",
       .cells = {21, 22, 23},
       .series = {{100 * kSecond, 400 * kSecond, 1000 * kSecond}, {1.0, 7.0, 2.0}}});
  Flood flood{std::move(inputs)};
  run(flood, 1500 * kSecond, 7 * kSecond);
  const double exact = 100.0 * 1.0 + 300.0 * 4.0 + 600.0 * 4.5 + 500.0 * 2.0;
  const Ledger ledger = flood.ledger();
  EXPECT_NEAR(ledger.in_m3() / exact, 1.0, 1e-12);
  EXPECT_EQ(ledger.out_m3(), 0.0);
  EXPECT_NEAR(ledger.stored_m3 / exact, 1.0, 1e-12);
}

/// Steady rain on a plane with a free foot: what runs off at last is what falls, and it stands at
/// normal depth all the way down, on any slope.
TEST(Free, DrainsASteadyFlowAtNormalDepth) {
  for (const double slope : {0.002, 0.01, 0.1, 0.5}) {
    Inputs inputs =
        inputs_on(ground(3, 60, 5.0, [&](int, int col) { return -slope * 5.0 * col; }), 0.05);
    inputs.rain_mm_h = {{0}, {180.0}};
    inputs.boundaries.push_back({.kind = BoundaryKind::Free,
                                 .id = "foot",
                                 .cells = edge_cells(inputs.elevation_m.grid, Side::East),
                                 .slope = slope});
    Flood flood{std::move(inputs)};
    run(flood, 6000 * kSecond);
    const double before = flood.ledger().out_m3();
    flood.advance(6000 * kSecond, 6100 * kSecond);
    const double rain_m3_s = 180.0 / 3.6e6 * 3 * 60 * 25.0;
    EXPECT_NEAR((flood.ledger().out_m3() - before) / 100.0, rain_m3_s, 1e-6 * rain_m3_s) << slope;
    // q = h^(5/3) sqrt(S) / n with the discharge that has gathered at the foot.
    const double normal = std::pow(rain_m3_s / 15.0 * 0.05 / std::sqrt(slope), 0.6);
    EXPECT_NEAR(flood.depth_m()[flood.grid().index(1, 59)], normal, 1e-4 * normal) << slope;
    // Above the foot the depth grows downhill, so the surface is a little flatter than the ground.
    for (int col = 40; col < 60; ++col) {
      const double gathered = rain_m3_s / 15.0 * (col + 1) / 60.0;
      const double depth = std::pow(gathered * 0.05 / std::sqrt(slope), 0.6);
      EXPECT_NEAR(flood.depth_m()[flood.grid().index(1, col)], depth, 0.035 * depth) << slope;
    }
  }
}

TEST(Free, TheCornersOfOneSideFaceThatSideAlone) {
  const world::Grid grid{0, 0, 1, 4, 5};
  const std::vector<std::uint32_t> east = edge_cells(grid, Side::East);
  for (const std::uint32_t cell : east)
    EXPECT_EQ(outer_sides(grid, east, cell), std::vector<Side>{Side::East});
  const std::vector<std::uint32_t> corner{0};
  EXPECT_EQ(outer_sides(grid, corner, 0), (std::vector<Side>{Side::North, Side::West}));
  const std::vector<std::uint32_t> around{0, 1, 5};
  EXPECT_EQ(outer_sides(grid, around, 0), (std::vector<Side>{Side::North, Side::West}));
  EXPECT_EQ(outer_sides(grid, around, 1), std::vector<Side>{Side::North});
  const world::Grid line{0, 0, 1, 1, 5};
  const std::vector<std::uint32_t> end{4};
  EXPECT_EQ(outer_sides(line, end, 4), std::vector<Side>{Side::East});
}

TEST(Free, WithoutASlopeFollowsTheWaterSurface) {
  Inputs inputs = inputs_on(ground(1, 40, 5.0, [](int, int) { return 0.0; }));
  inputs.initial_depth_m.assign(40, 1.0);
  inputs.boundaries.push_back({.kind = BoundaryKind::Free,
                               .id = "end",
                               .cells = edge_cells(inputs.elevation_m.grid, Side::East)});
  inputs.boundaries.push_back(
      {.kind = BoundaryKind::Inflow, .id = "source", .cells = {0}, .series = {{0}, {2.0}}});
  Flood flood{std::move(inputs)};
  flood.advance(0, 20 * kSecond);
  EXPECT_EQ(flood.ledger().out_m3(), 0.0)
      << "a level surface must not drain before the wave arrives";
  run(flood, 600 * kSecond, 20 * kSecond, 20 * kSecond);
  EXPECT_GT(flood.ledger().out_m3(), 0.0);
}

std::vector<Problem> problems_of(std::vector<Boundary> boundaries) {
  Diagnostics diagnostics;
  check_boundaries(boundaries, {0, 0, 1, 4, 4}, diagnostics);
  return diagnostics.problems();
}

TEST(CheckBoundaries, RefusesEachFault) {
  const world::TimeSeries one{{0}, {1.0}};
  EXPECT_TRUE(problems_of({{.kind = BoundaryKind::Stage, .id = "a", .cells = {5}, .series = one},
                           {.kind = BoundaryKind::Inflow, .id = "b", .cells = {6}, .series = one},
                           {.kind = BoundaryKind::Free, .id = "c", .cells = {0, 1}}})
                  .empty());
  EXPECT_EQ(problems_of({{.kind = BoundaryKind::Stage, .id = "a", .series = one}}).size(), 1u);
  EXPECT_EQ(
      problems_of({{.kind = BoundaryKind::Stage, .id = "a", .cells = {16}, .series = one}}).size(),
      1u);
  EXPECT_EQ(problems_of({{.kind = BoundaryKind::Free, .id = "a", .cells = {5}}}).size(), 1u);
  EXPECT_EQ(problems_of({{.kind = BoundaryKind::Stage, .id = "a", .cells = {5}}}).size(), 1u);
  EXPECT_EQ(problems_of(
                {{.kind = BoundaryKind::Inflow, .id = "a", .cells = {5}, .series = {{0}, {-1.0}}}})
                .size(),
            1u);
  EXPECT_EQ(problems_of({{.kind = BoundaryKind::Stage,
                          .id = "a",
                          .cells = {5},
                          .series = one,
                          .datum_offset_m = 7999.5}})
                .size(),
            1u);
  EXPECT_EQ(
      problems_of({{.kind = BoundaryKind::Free, .id = "a", .cells = {1}, .slope = -0.1}}).size(),
      1u);
  // Two claims on a cell, one cell twice, an inflow into a held cell.
  EXPECT_EQ(problems_of({{.kind = BoundaryKind::Stage, .id = "a", .cells = {1}, .series = one},
                         {.kind = BoundaryKind::Free, .id = "b", .cells = {1}}})
                .size(),
            1u);
  EXPECT_EQ(problems_of({{.kind = BoundaryKind::Stage, .id = "a", .cells = {5, 5}, .series = one}})
                .size(),
            1u);
  EXPECT_EQ(problems_of({{.kind = BoundaryKind::Stage, .id = "a", .cells = {5}, .series = one},
                         {.kind = BoundaryKind::Inflow, .id = "b", .cells = {5}, .series = one}})
                .size(),
            1u);
}

}  // namespace
}  // namespace muster::hazard::flood
