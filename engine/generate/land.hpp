// SPDX-License-Identifier: MIT
// The land as cells: the ground and what street building asks of it, worked out once.
#pragma once

#include "engine/generate/valley.hpp"
#include "engine/world/raster.hpp"

namespace muster::generate {

struct Land {
  world::Raster<float> ground;      // m, to the centimetre
  world::Raster<float> above_bank;  // ground less the height of the bank beside it
  world::Raster<float> off_m;       // from the bank, negative in the water
  world::Raster<float> hill;        // 0 terraces .. 1 hills
  world::Raster<float> creek_m;     // from the nearest creek; large where none is near

  float at(const world::Raster<float>& field, Point p) const {
    const world::Grid& grid = field.grid;
    const int row = std::clamp(grid.row_of(p.y), 0, grid.rows - 1);
    const int col = std::clamp(grid.col_of(p.x), 0, grid.cols - 1);
    return field.at(row, col);
  }
};

/// O(cells), in parallel; 20 B a cell.
Land survey(const Valley& valley, double cell_m);

/// Bilinear height at a point, as a reader of the terrain sees it.
double height(const world::Raster<float>& ground, Point p);

}  // namespace muster::generate
