// SPDX-License-Identifier: MIT
// Walls thinner than a cell, as chains of the faces between cells.
#include "engine/hazard/flood/wall_line.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <set>
#include <utility>

namespace muster::hazard::flood {
namespace {

/// A corner of the grid's cells: the north-west one of cell (row, col).
struct Corner {
  int row, col;
  friend bool operator==(const Corner&, const Corner&) = default;
};

Corner nearest_corner(const world::Grid& grid, double x, double y) {
  return {static_cast<int>(std::floor((grid.y0 - y) / grid.cell_m + 0.5)),
          static_cast<int>(std::floor((x - grid.x0) / grid.cell_m + 0.5))};
}

/// The face on the edge between two neighbouring corners; false where it does not lie between
/// cells.
bool face_between(const world::Grid& grid, Corner a, Corner b, Face& face) {
  const int row = std::min(a.row, b.row);
  const int col = std::min(a.col, b.col);
  face.along_x = a.col == b.col;
  const int cell_row = face.along_x ? row : row - 1;
  const int cell_col = face.along_x ? col - 1 : col;
  if (!grid.contains(cell_row, cell_col)) return false;
  if (!grid.contains(cell_row + (face.along_x ? 0 : 1), cell_col + (face.along_x ? 1 : 0)))
    return false;
  face.cell = static_cast<std::uint32_t>(grid.index(cell_row, cell_col));
  return true;
}

}  // namespace

WallLine wall_line(const world::Grid& grid, std::span<const double> xy_m) {
  WallLine line;
  double drawn_m = 0.0;
  std::size_t edges = 0;
  std::set<std::pair<std::uint32_t, bool>> seen;
  const auto add = [&](Corner from, Corner to) {
    ++edges;
    Face face;
    if (face_between(grid, from, to, face) && seen.emplace(face.cell, face.along_x).second)
      line.faces.push_back(face);
  };
  for (std::size_t i = 0; i + 3 < xy_m.size(); i += 2) {
    const double dx = xy_m[i + 2] - xy_m[i];
    const double dy = xy_m[i + 3] - xy_m[i + 1];
    drawn_m += std::sqrt(dx * dx + dy * dy);
    Corner at = nearest_corner(grid, xy_m[i], xy_m[i + 1]);
    const Corner end = nearest_corner(grid, xy_m[i + 2], xy_m[i + 3]);
    const int across = std::abs(end.col - at.col);
    const int down = std::abs(end.row - at.row);
    const int east = end.col > at.col ? 1 : -1;
    const int south = end.row > at.row ? 1 : -1;
    // Steps along x and y in the proportion of the line, each crossing before the other's middle.
    for (int x = 0, y = 0; x < across || y < down;) {
      const bool along_x = y == down || (x < across && (2 * x + 1) * down <= (2 * y + 1) * across);
      const Corner next = along_x ? Corner{at.row, at.col + east} : Corner{at.row + south, at.col};
      add(at, next);
      at = next;
      ++(along_x ? x : y);
    }
  }
  if (edges > 0)
    line.length_m = drawn_m * static_cast<double>(line.faces.size()) / static_cast<double>(edges);
  return line;
}

}  // namespace muster::hazard::flood
