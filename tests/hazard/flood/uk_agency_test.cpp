// SPDX-License-Identifier: MIT
// Test 4 of the UK Environment Agency's benchmarks (SC120002, Neelz & Pender 2013).
#include <cmath>

#include "engine/hazard/flood/flood.hpp"
#include "tests/hazard/flood/ground.hpp"

namespace muster::hazard::flood {
namespace {

struct Gauge {
  double x_m, y_m;
  double peak_m;     // LISFLOOD-FP ACC on 1 m cells
  double arrival_s;  // of 0.02 m, LISFLOOD-FP DG2
};

constexpr Gauge kGauges[6] = {{50, 1000, 0.3293, 660},   {100, 1000, 0.2771, 1020},
                              {200, 1000, 0.2288, 1860}, {300, 1000, 0.2010, 2760},
                              {400, 1000, 0.1805, 3720}, {300, 1300, 0.1761, 4020}};

/// Mean of the four cells whose common corner is the gauge.
double at(const Flood& flood, const Gauge& gauge) {
  const int row = flood.grid().row_of(gauge.y_m - 0.1);
  const int col = flood.grid().col_of(gauge.x_m + 0.1);
  const auto depth = flood.depth_m();
  const world::Grid& g = flood.grid();
  return 0.25 * (depth[g.index(row, col)] + depth[g.index(row, col - 1)] +
                 depth[g.index(row - 1, col)] + depth[g.index(row - 1, col - 1)]);
}

Inputs plain(Solver solver, double cell_m) {
  const int rows = static_cast<int>(2000.0 / cell_m);
  const int cols = static_cast<int>(1000.0 / cell_m);
  Inputs inputs = inputs_on(ground(rows, cols, cell_m, [](int, int) { return 0.0; }), 0.05);
  inputs.parameters.solver = solver;
  const world::Grid grid = inputs.elevation_m.grid;
  Boundary river{.kind = BoundaryKind::Inflow,
                 .id = "river",
                 .cells = {},
                 .series = {{300 * kSecond, 3600 * kSecond, 14400 * kSecond, 18000 * kSecond},
                            {0.0, 20.0, 20.0, 0.0}}};
  for (double y = 990.0 + 0.5 * cell_m; y < 1010.0; y += cell_m)
    river.cells.push_back(static_cast<std::uint32_t>(grid.index(grid.row_of(y), 0)));
  inputs.boundaries.push_back(river);
  std::vector<std::uint32_t> rim;
  for (const Side side : {Side::North, Side::East, Side::South}) {
    for (const std::uint32_t cell : edge_cells(grid, side)) {
      const int row = static_cast<int>(cell) / cols;
      if (side != Side::East || (row > 0 && row + 1 < rows)) rim.push_back(cell);
    }
  }
  inputs.boundaries.push_back({.kind = BoundaryKind::Free, .id = "rim", .cells = rim});
  return inputs;
}

void expect_published(Inputs inputs) {
  Flood flood{std::move(inputs)};
  double peak[6] = {};
  double arrival[6];
  std::fill(std::begin(arrival), std::end(arrival), -1.0);
  // Past 14400 s the inflow falls and every gauge with it.
  for (SimTime now = 0; now < 14700 * kSecond; now += 30 * kSecond) {
    flood.advance(now, now + 30 * kSecond);
    for (int i = 0; i < 6; ++i) {
      const double depth = at(flood, kGauges[i]);
      peak[i] = std::max(peak[i], depth);
      if (arrival[i] < 0.0 && depth >= 0.02) arrival[i] = to_seconds(now + 30 * kSecond);
    }
  }
  for (int i = 0; i < 6; ++i) {
    EXPECT_NEAR(peak[i], kGauges[i].peak_m, 0.01) << "gauge " << i + 1;
    EXPECT_NEAR(arrival[i], kGauges[i].arrival_s, 300.0) << "gauge " << i + 1;
  }
  EXPECT_LE(flood.ledger().residual(), 1e-12);
}

TEST(UkAgencyTest4, LocalInertial) {
  expect_published(plain(Solver::LocalInertial, 10.0));
}

TEST(UkAgencyTest4, FiniteVolume) {
  expect_published(plain(Solver::FiniteVolume, 10.0));
}

}  // namespace
}  // namespace muster::hazard::flood
