// SPDX-License-Identifier: MIT
// What drives landslides: rain, and the places that are known to slide.
#include "engine/input/forcing.hpp"
#include "engine/input/forcing_parts.hpp"
#include "engine/input/place.hpp"
#include "engine/input/raster.hpp"

namespace muster::input {

namespace {

/// The site's cell; nothing, with the problem reported, where it lies outside the grid.
std::optional<std::uint32_t> cell_of(const cases::SlideSite& site, const world::World& world,
                                     const std::string& where, Import& import) {
  const cases::Place place{site.x_y, site.lon_lat};
  const std::optional<std::array<double, 2>> xy = place_xy(place, world.crs, where, import);
  if (!xy) return std::nullopt;
  const world::Grid& grid = world.terrain.grid;
  const int row = grid.row_of((*xy)[1]), col = grid.col_of((*xy)[0]);
  if (grid.contains(row, col)) return static_cast<std::uint32_t>(grid.index(row, col));
  import.diagnostics.error(where, "the site " + in_quotes(site.id) + " lies outside the grid (" +
                                      to_string(box_of(grid)) + ")");
  return std::nullopt;
}

}  // namespace

void read_landslide(const cases::Hazard& hazard, const std::string& hazard_at,
                    const cases::CaseFile& file, const world::World& world,
                    world::HazardForcing& forcing, Import& import) {
  if (hazard.rain.series.empty()) {
    import.diagnostics.warning(hazard_at, "no rain falls: nothing sets slides off",
                               "state rain_mm_h");
  } else {
    read_rain(hazard, hazard_at, file, forcing, import);
  }
  if (!file.world.terrain.soil && hazard.sites.empty()) {
    import.diagnostics.error(hazard_at, "there is nothing that could slide",
                             "state world.terrain.soil, or list sites");
  }
  for (std::size_t s = 0; s < hazard.sites.size(); ++s) {
    const cases::SlideSite& site = hazard.sites[s];
    const std::string where = hazard_at + "/sites/" + std::to_string(s);
    world::SlideSiteCells cells;
    cells.cell = cell_of(site, world, where, import).value_or(0);
    if (site.danger)
      cells.danger = area_cells(*site.danger, world.terrain, world.crs, where + "/danger", import);
    forcing.slide_sites.push_back(std::move(cells));
  }
  for (std::size_t i = 0; i < file.plan.treated_slopes.size(); ++i) {
    const std::string where = "#/plan/works/treated_slopes/" + std::to_string(i) + "/area";
    forcing.treated_slope_cells.push_back(
        area_cells(file.plan.treated_slopes[i].area, world.terrain, world.crs, where, import));
  }
}

}  // namespace muster::input
