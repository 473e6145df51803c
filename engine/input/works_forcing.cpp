// SPDX-License-Identifier: MIT
// Flood works onto the model grid.
#include <algorithm>
#include <cmath>
#include <cstdio>

#include "engine/case/flood_works_check.hpp"
#include "engine/input/forcing.hpp"
#include "engine/input/forcing_parts.hpp"
#include "engine/input/place.hpp"
#include "engine/input/raster.hpp"

namespace muster::input {

namespace {

/// What a line that is sampled every half cell says of the ground below it.
struct Along {
  std::size_t inside = 0;
  std::size_t outside = 0;
  std::size_t above_crest = 0;  // where the ground is higher
  double highest_m = -1e300;
};

Along look_along(const std::vector<double>& xy, const world::Terrain& terrain, double crest_m) {
  Along along;
  const world::Grid& grid = terrain.grid;
  walk_line(xy, grid.cell_m, [&](double x, double y) {
    const int row = grid.row_of(y), col = grid.col_of(x);
    if (!grid.contains(row, col)) {
      ++along.outside;
      return;
    }
    ++along.inside;
    const double ground_m = terrain.elevation_m[grid.index(row, col)];
    along.highest_m = std::max(along.highest_m, ground_m);
    along.above_crest += ground_m >= crest_m;
  });
  return along;
}

class WorksReader {
 public:
  WorksReader(const cases::CaseFile& file, const world::World& world, Import& import)
      : file_{file}, world_{world}, import_{import} {}

  world::WorkCells read(const cases::FloodWork& work, const std::string& where) {
    world::WorkCells cells;
    switch (work.kind) {
      case cases::FloodWorkKind::Wall:
        read_wall(work, where, cells);
        break;
      case cases::FloodWorkKind::Culvert:
        if (const auto cell = place(work.from, where + "/from")) cells.cell = {*cell};
        break;
      case cases::FloodWorkKind::Drain:
      case cases::FloodWorkKind::Pump:
      case cases::FloodWorkKind::Reservoir:
      case cases::FloodWorkKind::Gate:
        cells.cell = cells_of(work, where);
        break;
    }
    if (work.to) cells.to = place(*work.to, where + "/to");
    check_ends(work, where, cells);
    if (!work.inflow.empty()) series(work.inflow, where + "/inflow_m3_s", cells.inflow_m3_s);
    if (!work.release.empty()) series(work.release, where + "/release_m3_s", cells.release_m3_s);
    return cells;
  }

 private:
  void error(const std::string& where, const std::string& what, const std::string& hint = {}) {
    import_.diagnostics.error(where, what, hint);
  }

  std::optional<std::uint32_t> place(const cases::Place& place, const std::string& where) {
    return place_cell(place, world_.terrain.grid, world_.crs, where, import_);
  }

  std::vector<std::uint32_t> cells_of(const cases::FloodWork& work, const std::string& where) {
    if (work.area)
      return area_cells(*work.area, world_.terrain, world_.crs, where + "/area", import_);
    std::vector<std::uint32_t> cells;
    for (std::size_t i = 0; i < work.at.size(); ++i) {
      const auto cell = place(work.at[i], where + "/at/" + std::to_string(i));
      // Two gullies in a cell are one: the order stays, the first is the gauge.
      if (cell && std::find(cells.begin(), cells.end(), *cell) == cells.end())
        cells.push_back(*cell);
    }
    return cells;
  }

  void series(const cases::Series& spec, const std::string& where, world::TimeSeries& into) {
    if (auto read = forcing_series(spec, 0, 1e7, file_, where, import_)) into = std::move(*read);
  }

  void check_ends(const cases::FloodWork& work, const std::string& where,
                  const world::WorkCells& cells) {
    if (cells.to && std::find(cells.cell.begin(), cells.cell.end(), *cells.to) != cells.cell.end())
      error(where + "/to", "lies in the cell of its other end (" + in_quotes(work.id) + ')',
            "move it, or refine grid.cell_m");
  }

  void read_wall(const cases::FloodWork& work, const std::string& where, world::WorkCells& cells) {
    cells.line_xy_m = line_xy(work.line, world_.crs, where + "/line", import_);
    if (cells.line_xy_m.empty()) return;
    const Along along = look_along(cells.line_xy_m, world_.terrain, work.crest_m.value_or(1e300));
    if (along.inside == 0) {
      return error(where + "/line",
                   "lies outside the grid (" + to_string(box_of(world_.terrain.grid)) + ')',
                   "is it in the case's crs?");
    }
    if (along.outside > 0)
      import_.diagnostics.warning(where + "/line", "a part of it lies outside the grid",
                                  "that part does not hold water back");
    if (along.above_crest == 0) return;
    char text[160];
    std::snprintf(
        text, sizeof text,
        "is not above the ground on %.0f %% of its line, whose highest ground is %.2f m",
        100.0 * static_cast<double>(along.above_crest) / static_cast<double>(along.inside),
        along.highest_m);
    constexpr const char* kHint = "is it a height above ground? then state height_m";
    if (along.above_crest == along.inside) {
      error(where + "/crest_m", text, kHint);
    } else {
      import_.diagnostics.warning(where + "/crest_m", text, kHint);
    }
  }

  const cases::CaseFile& file_;
  const world::World& world_;
  Import& import_;
};

/// The sites that a condition looks at.
void subjects(const cases::Condition& condition, std::vector<std::string>& into) {
  if (condition.depth) into.push_back(condition.depth->subject);
  for (const cases::Condition& part : condition.all) subjects(part, into);
  for (const cases::Condition& part : condition.any) subjects(part, into);
}

/// A site among those that the case lists, or that were read for the run.
std::optional<cases::Place> find_site(const std::string& id, const cases::CaseFile& file,
                                      const world::World& world) {
  cases::Place place;
  for (const cases::SiteSpec& site : file.world.sites.list) {
    if (site.id != id) continue;
    if (site.x_m && site.y_m) place.x_y = {*site.x_m, *site.y_m};
    if (site.lon && site.lat) place.lon_lat = {*site.lon, *site.lat};
    return place;
  }
  for (std::uint32_t s = 0; s < world.sites.size(); ++s) {
    const world::Site& site = world.sites[SiteId{s}];
    if (site.id != id) continue;
    place.x_y = {site.x, site.y};
    return place;
  }
  return std::nullopt;
}

}  // namespace

void read_works(const cases::CaseFile& file, std::size_t hazard, const world::World& world,
                world::WorksForcing& into, Import& import) {
  const cases::Hazard& flood = file.event.hazards[hazard];
  WorksReader reader{file, world, import};
  for (const cases::PlacedWork& placed : cases::flood_works(file))
    into.works.push_back(reader.read(*placed.work, '#' + placed.pointer));
  for (std::size_t b = 0; b < flood.breaches.size(); ++b) {
    const std::string where =
        "#/event/hazards/" + std::to_string(hazard) + "/breaches/" + std::to_string(b) + "/at";
    std::array<double, 2>& xy = into.breach_xy_m.emplace_back();
    if (place_cell(flood.breaches[b].at, world.terrain.grid, world.crs, where, import))
      xy = place_xy(flood.breaches[b].at, world.crs, where, import).value_or(xy);
  }
  for (const cases::PlacedAction& placed : cases::work_actions(file, hazard)) {
    if (!placed.action->when) continue;
    std::vector<std::string> sites;
    subjects(*placed.action->when, sites);
    for (const std::string& id : sites) {
      const std::string where = '#' + placed.pointer + "/when";
      const std::optional<cases::Place> place = find_site(id, file, world);
      if (!place) {
        import.diagnostics.error(where, "the place of site " + in_quotes(id) + " is not known here",
                                 "list it in world.sites.list");
        continue;
      }
      if (const auto cell = place_cell(*place, world.terrain.grid, world.crs, where, import))
        into.gauges.push_back({id, *cell});
    }
  }
}

}  // namespace muster::input
