// SPDX-License-Identifier: MIT
// Fires that another model has computed, or that were seen.
#include <algorithm>
#include <limits>
#include <optional>
#include <utility>

#include "engine/input/arrival_map.hpp"
#include "engine/input/dated_polygons.hpp"
#include "engine/input/forcing_parts.hpp"

namespace muster::input {

namespace {

std::vector<float> read_intensity(const cases::IntensityMap& map, const std::vector<double>& never,
                                  const world::World& world, SameCells& cells, Import& import) {
  std::optional<SourceRaster> raster =
      open_raster(map.raster, "", import, static_cast<int>(map.band));
  if (!raster || !cells.see(*raster, import)) return {};
  return read_value_map(std::move(*raster), kIntensity, never, world.terrain.grid, world.crs,
                        import, map.unit_kw_m);
}

}  // namespace

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
  if (hazard.fire_intensity)
    forcing.imported_intensity_kw_m =
        read_intensity(*hazard.fire_intensity, hazard.never_values, world, cells, import);
  see_arrivals(arrival_s, "fire", file.horizon_s, hazard_at, import);
}

}  // namespace muster::input
