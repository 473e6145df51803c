// SPDX-License-Identifier: MIT
// Fires that another model has computed, or that were seen.
#include <algorithm>
#include <limits>
#include <utility>

#include "engine/input/arrival_map.hpp"
#include "engine/input/dated_polygons.hpp"
#include "engine/input/forcing_parts.hpp"

namespace muster::input {

void read_imported_fire(const cases::Hazard& hazard, const std::string& hazard_at,
                        const cases::CaseFile& file, const world::World& world,
                        world::HazardForcing& forcing, Import& import) {
  const world::Grid& grid = world.terrain.grid;
  std::vector<double>& arrival_s = forcing.imported_fire_s;
  arrival_s.assign(grid.size(), std::numeric_limits<double>::infinity());
  SameCells cells;
  if (hazard.fire_arrival) {
    auto map =
        read_arrivals(*hazard.fire_arrival, "fire", hazard.never_values, world, cells, import);
    if (map) arrival_s = std::move(*map);
  }
  if (hazard.fire_perimeters) {
    for (const DatedPolygon& burnt : read_dated_polygons(
             *hazard.fire_perimeters, hazard_at + "/fire_perimeters", file, world, import)) {
      for_cells_inside(burnt.polygon, grid, [&](std::size_t cell) {
        arrival_s[cell] = std::min(arrival_s[cell], burnt.at_s);
      });
    }
  }
  see_arrivals(arrival_s, "fire", file.horizon_s, hazard_at, import);
}

}  // namespace muster::input
