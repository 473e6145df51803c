// SPDX-License-Identifier: MIT
// Tables of stage or rain to flooded places.
#include <algorithm>
#include <cstdio>

#include "engine/input/forcing.hpp"
#include "engine/input/forcing_parts.hpp"

namespace muster::input {

namespace {

/// The cells and depths of a row. With a level, cells of higher ground are left out.
world::StageZoneCells cells_of(const cases::StageZoneSpec& spec, const std::string& where,
                               const world::World& world, Import& import) {
  world::StageZoneCells zone;
  for (const std::uint32_t cell :
       area_cells(spec.area, world.terrain, world.crs, where + "/area", import)) {
    const double depth_m =
        spec.depth_m ? *spec.depth_m : spec.level_m.value_or(0) - world.terrain.elevation_m[cell];
    if (!(depth_m > 0)) continue;
    zone.cell.push_back(cell);
    zone.depth_m.push_back(depth_m);
  }
  return zone;
}

}  // namespace

void read_stage_zones(const cases::Hazard& hazard, const std::string& hazard_at,
                      const cases::CaseFile& file, const world::World& world,
                      world::HazardForcing& forcing, Import& import) {
  const cases::StageTable& table = hazard.table;
  if (!table.stage.empty()) {
    world::BoundaryCells gauge;
    gauge.id = table.gauge;
    if (auto stage = forcing_series(table.stage, -1e4, 1e4, file, hazard_at + "/stage_m", import))
      gauge.series = std::move(*stage);
    forcing.boundaries.push_back(std::move(gauge));
  }
  if (!hazard.rain.series.empty()) read_rain(hazard, hazard_at, file, forcing, import);
  for (std::size_t z = 0; z < table.zones.size(); ++z) {
    const std::string where = hazard_at + "/zones/" + std::to_string(z);
    const std::size_t errors = import.diagnostics.errors();
    forcing.stage_zones.push_back(cells_of(table.zones[z], where, world, import));
    if (forcing.stage_zones.back().cell.empty() && import.diagnostics.errors() == errors)
      import.diagnostics.error(where + "/level_m", "is below all the ground of its area",
                               "is it in the terrain's datum?");
    import.find("cells of flooded place '" + table.zones[z].id + "'",
                static_cast<std::int64_t>(forcing.stage_zones.back().cell.size()));
  }
}

}  // namespace muster::input
