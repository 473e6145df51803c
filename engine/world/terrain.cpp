// SPDX-License-Identifier: MIT
// Height of the ground between cell centres.
#include "engine/world/terrain.hpp"

#include <algorithm>
#include <cmath>

#include "engine/base/error.hpp"

namespace muster::world {

double height(const Terrain& terrain, double x, double y) {
  MUSTER_EXPECT(!terrain.empty());
  const Grid& grid = terrain.grid;
  const double col = std::clamp((x - grid.x0) / grid.cell_m - 0.5, 0.0, grid.cols - 1.0);
  const double row = std::clamp((grid.y0 - y) / grid.cell_m - 0.5, 0.0, grid.rows - 1.0);
  const int c0 = static_cast<int>(col), r0 = static_cast<int>(row);
  const int c1 = std::min(c0 + 1, grid.cols - 1), r1 = std::min(r0 + 1, grid.rows - 1);
  const double u = col - c0, v = row - r0;
  const auto z = [&](int r, int c) { return terrain.elevation_m[grid.index(r, c)]; };
  return (1 - v) * ((1 - u) * z(r0, c0) + u * z(r0, c1)) +
         v * ((1 - u) * z(r1, c0) + u * z(r1, c1));
}

}  // namespace muster::world
