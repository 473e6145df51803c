// SPDX-License-Identifier: MIT
#include "engine/simulation/flames.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "engine/base/random.hpp"

namespace muster::simulation {
namespace {

/// Near by every pair of cells.
std::vector<std::uint8_t> by_pairs(const world::Grid& grid, const std::vector<double>& flame_m,
                                   double smoke_m) {
  std::vector<std::uint8_t> near(flame_m.size(), 0);
  for (int r = 0; r < grid.rows; ++r) {
    for (int c = 0; c < grid.cols; ++c) {
      const double flame = flame_m[grid.index(r, c)];
      if (!(flame > 0)) continue;
      for (int row = 0; row < grid.rows; ++row) {
        for (int col = 0; col < grid.cols; ++col) {
          const double dr = row - r, dc = col - c,
                       reach = std::max(4 * flame, smoke_m) / grid.cell_m;
          if (dr * dr + dc * dc <= reach * reach) near[grid.index(row, col)] = 1;
        }
      }
    }
  }
  return near;
}

TEST(NearFire, IsWithinFourFlameLengthsOrTheSmoke) {
  const world::Grid grid{0, 300, 10, 30, 40};
  const Stream draws{5, Purpose{"test.flames"}};
  for (const double smoke_m : {0.0, 35.0, 80.0}) {
    // Scattered fires, and one that burns in one piece.
    std::vector<double> flame_m(grid.size(), 0);
    for (std::uint32_t c = 0; c < flame_m.size(); ++c) {
      if (draws.chance(0.02, c, 0)) flame_m[c] = 0.1 + 9 * draws.uniform(c, 1);
      if (std::hypot(static_cast<int>(c) / 40 - 20, static_cast<int>(c) % 40 - 12) < 7)
        flame_m[c] = 2 + 2 * draws.uniform(c, 2);
    }
    std::vector<std::uint8_t> near;
    mark_near_fire(grid, flame_m, smoke_m, near);
    EXPECT_EQ(near, by_pairs(grid, flame_m, smoke_m)) << smoke_m;
  }
}

}  // namespace
}  // namespace muster::simulation
