// SPDX-License-Identifier: MIT
// Regular north-up grids and values on them.
#pragma once

#include <cmath>
#include <cstddef>
#include <vector>

namespace muster::world {

/// Square cells in the case's projected CRS. Row 0 is the northernmost; cell (r, c) covers
/// x in [x0 + c*cell_m, x0 + (c+1)*cell_m], y in [y0 - (r+1)*cell_m, y0 - r*cell_m].
struct Grid {
  double x0 = 0;  // west edge, m
  double y0 = 0;  // north edge, m
  double cell_m = 0;
  int rows = 0;
  int cols = 0;

  std::size_t size() const {
    return static_cast<std::size_t>(rows) * static_cast<std::size_t>(cols);
  }
  std::size_t index(int row, int col) const {
    return static_cast<std::size_t>(row) * static_cast<std::size_t>(cols) +
           static_cast<std::size_t>(col);
  }
  int col_of(double x) const { return static_cast<int>(std::floor((x - x0) / cell_m)); }
  int row_of(double y) const { return static_cast<int>(std::floor((y0 - y) / cell_m)); }
  bool contains(int row, int col) const { return row >= 0 && row < rows && col >= 0 && col < cols; }
  double x_of(int col) const { return x0 + (col + 0.5) * cell_m; }
  double y_of(int row) const { return y0 - (row + 0.5) * cell_m; }
  friend bool operator==(const Grid&, const Grid&) = default;
};

/// Row-major values on a grid.
template <class T>
struct Raster {
  Grid grid;
  std::vector<T> value;

  explicit Raster(const Grid& g = {}, T fill = {}) : grid{g}, value(g.size(), fill) {}
  T& at(int row, int col) { return value[grid.index(row, col)]; }
  const T& at(int row, int col) const { return value[grid.index(row, col)]; }
};

}  // namespace muster::world
