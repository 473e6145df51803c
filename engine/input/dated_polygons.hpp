// SPDX-License-Identifier: MIT
// Vector layers of polygons with times.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "engine/case/case_file.hpp"
#include "engine/input/import.hpp"
#include "engine/input/polygon.hpp"
#include "engine/world/world.hpp"

namespace muster::input {

struct DatedPolygon {
  double at_s = 0;  // since the case's start
  Polygon polygon;
};

/// In the order of the file. What is no polygon is left out and counted; rows without a time are
/// reported, as is everything else that is wrong. `where` names the layer in the case.
std::vector<DatedPolygon> read_dated_polygons(const cases::PerimeterLayer& spec,
                                              const std::string& where, const cases::CaseFile& file,
                                              const world::World& world, Import& import);

/// Calls `take(cell)` for the cells whose centres lie inside. O(cells of its box * points).
template <class Take>
void for_cells_inside(const Polygon& polygon, const world::Grid& grid, Take take) {
  const Box& box = polygon.box();
  for (int r = std::max(grid.row_of(box.ymax), 0);
       r <= std::min(grid.row_of(box.ymin), grid.rows - 1); ++r) {
    for (int c = std::max(grid.col_of(box.xmin), 0);
         c <= std::min(grid.col_of(box.xmax), grid.cols - 1); ++c) {
      if (polygon.contains(grid.x_of(c), grid.y_of(r))) take(grid.index(r, c));
    }
  }
}

}  // namespace muster::input
