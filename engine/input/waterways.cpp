// SPDX-License-Identifier: MIT
#include "engine/input/waterways.hpp"

#include <algorithm>
#include <set>
#include <string>

#include "engine/input/place.hpp"

namespace muster::input {

std::vector<world::Waterway> read_waterways(const std::vector<cases::WaterwaySpec>& specs,
                                            const world::World& world, Import& import) {
  std::vector<world::Waterway> waterways;
  std::set<std::string> ids;
  const world::Grid& grid = world.terrain.grid;
  for (std::size_t i = 0; i < specs.size(); ++i) {
    const cases::WaterwaySpec& spec = specs[i];
    const std::string where = "#/world/waterways/" + std::to_string(i);
    if (!ids.insert(spec.id).second)
      import.diagnostics.error(where + "/id", "waterway \"" + spec.id + "\" is given twice");
    const std::vector<double> xy = line_xy(spec.line, world.crs, where + "/line", import);
    if (xy.empty()) continue;
    std::vector<std::uint32_t> cells;
    walk_line(xy, grid.cell_m, [&](double x, double y) {
      const int row = grid.row_of(y), col = grid.col_of(x);
      if (grid.contains(row, col))
        cells.push_back(static_cast<std::uint32_t>(grid.index(row, col)));
    });
    std::sort(cells.begin(), cells.end());
    cells.erase(std::unique(cells.begin(), cells.end()), cells.end());
    if (cells.empty())
      import.diagnostics.error(where + "/line", "lies outside the grid",
                               "is it in the case's crs?");
    waterways.push_back({spec.id, std::move(cells), spec.close_debris_m});
  }
  return waterways;
}

}  // namespace muster::input
