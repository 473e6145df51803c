// SPDX-License-Identifier: MIT
// Hazard classes at their limits, and the worst that a flood was; buildings that it flows around.
#include "engine/hazard/flood/hazard_class.hpp"

#include <algorithm>

#include "engine/hazard/flood/buildings.hpp"
#include "tests/hazard/flood/ground.hpp"

namespace muster::hazard::flood {
namespace {

TEST(HazardClass, AtEachLimit) {
  EXPECT_EQ(hazard_class(0.0, 3.0), 0);
  struct Case {
    double depth, speed;
    int at, beyond_depth, beyond_speed;
  };
  for (const Case& c : {Case{0.3, 1.0, 1, 2, 2},
                        {0.15, 2.0, 1, 2, 5},
                        {0.5, 1.2, 2, 4, 4},
                        {0.5, 0.1, 2, 3, 2},
                        {1.2, 0.5, 3, 4, 4},
                        {2.0, 0.5, 4, 5, 5},
                        {4.0, 1.0, 5, 6, 6},
                        {1.0, 4.0, 5, 6, 6},
                        {0.1, 4.0, 5, 5, 6}}) {
    EXPECT_EQ(hazard_class(c.depth, c.speed), c.at) << c.depth << ' ' << c.speed;
    EXPECT_EQ(hazard_class(c.depth + 1e-9, c.speed), c.beyond_depth) << c.depth << ' ' << c.speed;
    EXPECT_EQ(hazard_class(c.depth, c.speed + 1e-9), c.beyond_speed) << c.depth << ' ' << c.speed;
  }
}

TEST(HazardClass, NeverFallsWithDepthOrSpeed) {
  for (int d = 1; d < 60; ++d) {
    for (int v = 0; v < 60; ++v) {
      const int here = hazard_class(0.1 * d, 0.1 * v);
      EXPECT_LE(here, hazard_class(0.1 * (d + 1), 0.1 * v));
      EXPECT_LE(here, hazard_class(0.1 * d, 0.1 * (v + 1)));
    }
  }
}

TEST(Severity, KeepsTheWorstAndHowLong) {
  const world::Grid grid{0.0, 10.0, 10.0, 1, 3};
  Severity severity{grid, 0.5};
  const auto see = [&](std::vector<double> depth, std::vector<float> speed, SimTime from,
                       SimTime to) {
    severity.see({grid, depth, speed}, from, to);
  };
  see({0.0, 0.4, 1.5}, {0.0f, 1.0f, 2.0f}, 0, 60 * kSecond);
  see({0.2, 0.5, 0.6}, {0.5f, 0.5f, 0.5f}, 60 * kSecond, 180 * kSecond);
  EXPECT_EQ(copy(severity.greatest_class()), (std::vector<std::uint8_t>{1, 2, 5}));
  EXPECT_EQ(copy(severity.hazard_class()), (std::vector<std::uint8_t>{1, 2, 3}));
  EXPECT_EQ(copy(severity.deep_s()), (std::vector<float>{0.0f, 120.0f, 180.0f}));
  EXPECT_FLOAT_EQ(severity.greatest_depth_speed_m2_s()[2], 3.0f);
  EXPECT_FLOAT_EQ(severity.greatest_depth_speed_m2_s()[0], 0.1f);
  MemoryArchive archive;
  severity.state(archive);
  archive.rewind();
  Severity other{grid, 0.5};
  other.state(archive);
  EXPECT_EQ(copy(other.greatest_class()), copy(severity.greatest_class()));
  EXPECT_EQ(copy(other.deep_s()), copy(severity.deep_s()));
  // Without speed, as still water.
  other.see({grid, std::vector<double>{2.5, 0.0, 0.0}, {}}, 0, 0);
  EXPECT_EQ(other.hazard_class()[0], 5);
}

TEST(Buildings, AreFlowedAround) {
  Inputs inputs = inputs_on(ground(20, 40, 5.0, [](int, int col) { return -0.01 * col; }));
  std::vector<std::uint32_t> cells;
  for (std::uint32_t row = 8; row < 13; ++row)
    for (std::uint32_t col = 15; col < 20; ++col) cells.push_back(row * 40 + col);
  cells.push_back(cells.front());  // named twice, raised once
  Diagnostics diagnostics;
  const double height[] = {5.0};
  raise_buildings(inputs.elevation_m, cells, height, diagnostics);
  EXPECT_TRUE(diagnostics.ok());
  EXPECT_NEAR(inputs.elevation_m.at(8, 15), 4.85, 1e-12);
  inputs.boundaries = {{.kind = BoundaryKind::Inflow,
                        .id = "in",
                        .cells = edge_cells(inputs.elevation_m.grid, Side::West),
                        .series = {{0}, {10.0}}}};
  Flood flood{std::move(inputs)};
  run(flood, 600 * kSecond);
  for (const std::uint32_t cell : cells) EXPECT_EQ(flood.depth_m()[cell], 0.0);
  EXPECT_GT(flood.depth_m()[10 * 40 + 25], 0.05);
  const std::uint32_t outside[] = {9999};
  const double flat[] = {0.0};
  world::Raster<double> grid{{0, 0, 1.0, 2, 2}, 0.0};
  raise_buildings(grid, outside, flat, diagnostics);
  EXPECT_EQ(diagnostics.errors(), 2u);
}

}  // namespace
}  // namespace muster::hazard::flood
