// SPDX-License-Identifier: MIT
// Areas to cells, series to times.
#include "engine/input/forcing.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <utility>

#include "engine/input/crs.hpp"
#include "engine/input/forcing_parts.hpp"
#include "engine/input/layer.hpp"
#include "engine/input/raster.hpp"
#include "engine/input/series.hpp"
#include "engine/input/value_map.hpp"

namespace muster::input {
namespace {

using world::Grid;

std::vector<std::uint32_t> cells_in(const std::vector<Polygon>& polygons, const Grid& grid) {
  std::vector<std::uint32_t> cells;
  for (int r = 0; r < grid.rows; ++r) {
    for (int c = 0; c < grid.cols; ++c) {
      if (contains(polygons, grid.x_of(c), grid.y_of(r))) {
        cells.push_back(static_cast<std::uint32_t>(grid.index(r, c)));
      }
    }
  }
  return cells;
}

std::string short_text(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.10g", value);
  return text;
}

/// Cells at or below the height that hang together with the seed's by their sides.
std::vector<std::uint32_t> fill_from(double x, double y, double to_m, const world::Terrain& terrain,
                                     const std::string& where, Import& import) {
  const Grid& grid = terrain.grid;
  const int row = grid.row_of(y), col = grid.col_of(x);
  if (!grid.contains(row, col)) {
    import.diagnostics.error(where, "its seed lies outside the grid (" + to_string(box_of(grid)) +
                                        "): x " + short_text(x) + ", y " + short_text(y));
    return {};
  }
  const double ground = terrain.elevation_m[grid.index(row, col)];
  if (ground > to_m) {
    import.diagnostics.error(where,
                             "its seed stands on ground at " + short_text(ground) +
                                 " m, above fill_to_m (" + short_text(to_m) + ")",
                             "move the seed into the water or raise fill_to_m");
    return {};
  }
  std::vector<std::uint8_t> taken(grid.size(), 0);
  std::vector<std::pair<int, int>> stack{{row, col}};
  taken[grid.index(row, col)] = 1;
  std::vector<std::uint32_t> cells;
  while (!stack.empty()) {
    const auto [r, c] = stack.back();
    stack.pop_back();
    cells.push_back(static_cast<std::uint32_t>(grid.index(r, c)));
    for (const auto& [dr, dc] :
         {std::pair(-1, 0), std::pair(1, 0), std::pair(0, -1), std::pair(0, 1)}) {
      if (!grid.contains(r + dr, c + dc)) continue;
      const std::size_t k = grid.index(r + dr, c + dc);
      if (taken[k] || terrain.elevation_m[k] > to_m) continue;
      taken[k] = 1;
      stack.emplace_back(r + dr, c + dc);
    }
  }
  std::sort(cells.begin(), cells.end());
  return cells;
}

std::vector<std::uint32_t> rim_cells(const std::string& edge, const Grid& grid) {
  std::vector<std::uint32_t> cells;
  const bool across = edge == "north" || edge == "south";
  for (int k = 0; k < (across ? grid.cols : grid.rows); ++k) {
    const int row = edge == "north" ? 0 : edge == "south" ? grid.rows - 1 : k;
    const int col = edge == "west" ? 0 : edge == "east" ? grid.cols - 1 : k;
    cells.push_back(static_cast<std::uint32_t>(grid.index(row, col)));
  }
  return cells;
}

void warn_of_dry_stage(const cases::FloodBoundary& boundary, const world::BoundaryCells& cells,
                       const world::Terrain& terrain, const std::string& where, Import& import) {
  if (cells.cell.empty() || cells.series.value.empty()) return;
  const double highest_m = *std::max_element(cells.series.value.begin(), cells.series.value.end()) +
                           boundary.datum_offset_m;
  double lowest_m = terrain.elevation_m[cells.cell.front()];
  for (const std::uint32_t cell : cells.cell)
    lowest_m = std::min(lowest_m, terrain.elevation_m[cell]);
  if (highest_m > lowest_m) return;
  char text[160];
  std::snprintf(
      text, sizeof text,
      "the highest stage, %.2f m with datum_offset_m, never reaches the boundary's lowest "
      "ground, %.2f m: no water comes in",
      highest_m, lowest_m);
  import.diagnostics.warning(where, text, "state datum_offset_m, or mend the area");
}

void read_flood(const cases::Hazard& hazard, const std::string& hazard_at,
                const cases::CaseFile& file, const world::World& world,
                world::HazardForcing& forcing, Import& import) {
  for (const cases::FloodBoundary& boundary : hazard.boundaries) {
    const std::string where =
        hazard_at + "/boundaries/" + std::to_string(forcing.boundaries.size());
    world::BoundaryCells cells;
    cells.id = boundary.id;
    cells.cell = area_cells(boundary.area, world.terrain, world.crs, where, import);
    if (boundary.kind != cases::FloodBoundaryKind::Free) {
      if (boundary.series.empty()) {
        import.diagnostics.error(where, "has no series");
      } else if (auto series = boundary.kind == cases::FloodBoundaryKind::Stage
                                   ? forcing_series(boundary.series, -1e4, 1e4, file, where, import)
                                   : forcing_series(boundary.series, 0, 1e7, file, where, import)) {
        cells.series = std::move(*series);
      }
    }
    if (boundary.kind == cases::FloodBoundaryKind::Stage)
      warn_of_dry_stage(boundary, cells, world.terrain, where, import);
    import.find("cells of boundary '" + boundary.id + "'",
                static_cast<std::int64_t>(cells.cell.size()));
    forcing.boundaries.push_back(std::move(cells));
  }
  if (!hazard.rain.series.empty()) read_rain(hazard, hazard_at, file, forcing, import);
  read_rain_maps(hazard, hazard_at, file, world, forcing, import);
  if (hazard.infiltration)
    read_infiltration(*hazard.infiltration, hazard_at + "/infiltration", world, forcing, import);
  if (!hazard.initial_depth_raster.empty()) {
    if (std::optional<SourceRaster> raster = open_raster(hazard.initial_depth_raster, "", import)) {
      for (const float depth : read_value_map(std::move(*raster), kDepth, hazard.never_values,
                                              world.terrain.grid, world.crs, import))
        forcing.initial_depth_m.push_back(std::isnan(depth) ? 0.0 : static_cast<double>(depth));
    }
  } else if (hazard.initial_depth_m > 0) {
    forcing.initial_depth_m.assign(world.terrain.grid.size(), hazard.initial_depth_m);
  }
}

}  // namespace

std::optional<world::TimeSeries> forcing_series(const cases::Series& spec, double least,
                                                double most, const cases::CaseFile& file,
                                                const std::string& where, Import& import) {
  std::optional<world::TimeSeries> series = read_series(spec, file.start, where, import);
  if (!series) return series;
  const auto wrong = std::count_if(series->value.begin(), series->value.end(),
                                   [&](double v) { return !(v >= least && v <= most); });
  if (wrong > 0) {
    char text[96];
    std::snprintf(text, sizeof text, "%lld values of its series lie below %g or above %g",
                  static_cast<long long>(wrong), least, most);
    import.diagnostics.error(where, text, "is the column the right one, and its unit?");
  }
  const bool early = series->time.back() < 0;
  const bool late = series->time.front() > from_seconds(file.horizon_s);
  if (!spec.path.empty() && (early || late)) {
    import.diagnostics.warning(spec.path,
                               std::string{"every row lies "} +
                                   (early ? "before the case's start" : "after the case's end") +
                                   ": one value holds all the time",
                               "compare its times with start, horizon_s and utc_offset");
  }
  return series;
}

std::vector<std::uint32_t> area_cells(const cases::Area& area, const world::Terrain& terrain,
                                      const std::string& case_crs, const std::string& where,
                                      Import& import) {
  const std::size_t errors = import.diagnostics.errors();
  std::vector<std::uint32_t> cells;
  if (!area.polygon.empty()) {
    cells = cells_in(read_polygons(area.polygon, area.polygon_crs, case_crs, import), terrain.grid);
  } else if (!area.ring.empty()) {
    Polygon::Ring ring;
    for (const auto& [x, y] : area.ring) ring.emplace_back(x, y);
    cells = cells_in({Polygon(std::vector<Polygon::Ring>{std::move(ring)})}, terrain.grid);
  } else if (area.seed_lon_lat) {
    double x[1] = {(*area.seed_lon_lat)[0]}, y[1] = {(*area.seed_lon_lat)[1]};
    const Projector projector("EPSG:4326", case_crs, where, import.diagnostics);
    if (!projector.good()) return {};
    if (projector.forward(x, y) != 0) {
      import.diagnostics.error(where, "its seed cannot be projected to " + case_crs);
      return {};
    }
    cells = fill_from(x[0], y[0], area.fill_to_m, terrain, where, import);
  } else if (area.seed_x_y) {
    cells =
        fill_from((*area.seed_x_y)[0], (*area.seed_x_y)[1], area.fill_to_m, terrain, where, import);
  } else if (!area.edge.empty()) {
    cells = rim_cells(area.edge, terrain.grid);
  }
  if (cells.empty() && import.diagnostics.errors() == errors) {
    import.diagnostics.error(
        where, "its area holds no cell of the grid (" + to_string(box_of(terrain.grid)) + ")",
        "is it in the right place, and in the case's crs?");
  }
  return cells;
}

world::Forcing read_forcing(const cases::CaseFile& file, const world::World& world,
                            Import& import) {
  world::Forcing forcing;
  for (const cases::Hazard& hazard : file.event.hazards) {
    const std::string where = "#/event/hazards/" + std::to_string(forcing.size());
    world::HazardForcing& own = forcing.emplace_back();
    if (world.terrain.empty()) {
      import.diagnostics.error(where, "needs a terrain", "state world.terrain.dem");
      continue;
    }
    switch (hazard.kind) {
      case cases::HazardKind::Flood:
        read_flood(hazard, where, file, world, own, import);
        read_works(file, forcing.size() - 1, world, own.works, import);
        break;
      case cases::HazardKind::StageZones:
        read_stage_zones(hazard, where, file, world, own, import);
        break;
      case cases::HazardKind::Imported:
        if (hazard.fire_arrival || hazard.fire_perimeters)
          read_imported_fire(hazard, where, file, world, own, import);
        else
          read_imported_water(hazard, where, file, world, own, import);
        break;
      case cases::HazardKind::Fire:
        read_fire(hazard, where, file, world, own.fire, import);
        break;
      case cases::HazardKind::Landslide:
        read_landslide(hazard, where, file, world, own, import);
        break;
    }
  }
  return forcing;
}

}  // namespace muster::input
