// SPDX-License-Identifier: MIT
// Water that another model has computed, or that was seen.
#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <utility>

#include "engine/input/arrival_map.hpp"
#include "engine/input/dated_polygons.hpp"
#include "engine/input/forcing_parts.hpp"
#include "engine/input/value_map.hpp"

namespace muster::input {

namespace {

void read_steps(const cases::Hazard& hazard, const world::World& world,
                world::HazardForcing& forcing, Import& import) {
  std::vector<const cases::DepthStep*> steps;
  for (const cases::DepthStep& step : hazard.depth_steps) steps.push_back(&step);
  std::stable_sort(steps.begin(), steps.end(),
                   [](const auto* a, const auto* b) { return a->time_s < b->time_s; });
  SameCells cells;
  const auto map = [&](const std::string& path, std::int64_t band, const ValueRule& rule) {
    std::optional<SourceRaster> raster = open_raster(path, "", import, static_cast<int>(band));
    if (!raster || !cells.see(*raster, import)) return std::vector<float>{};
    return read_value_map(std::move(*raster), rule, hazard.never_values, world.terrain.grid,
                          world.crs, import);
  };
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const cases::DepthStep& step = *steps[i];
    if (i > 0 && step.time_s == steps[i - 1]->time_s) {
      import.diagnostics.error(step.path, "is a second map at the time of " + steps[i - 1]->path);
      continue;
    }
    forcing.imported_depth_m.time.push_back(from_seconds(step.time_s));
    forcing.imported_depth_m.value.push_back(map(step.path, step.band, kDepth));
    if (!step.speed_path.empty())
      forcing.imported_speed_m_s.push_back(map(step.speed_path, step.speed_band, kSpeed));
  }
}

/// How deep water is on each cell once it has come; no value where it never is.
std::vector<float> read_arrived_depth(const cases::FloodArrival& spec,
                                      const std::vector<double>& never, const world::World& world,
                                      SameCells& cells, Import& import) {
  if (spec.depth_m)
    return std::vector<float>(world.terrain.grid.size(), static_cast<float>(*spec.depth_m));
  std::optional<SourceRaster> raster =
      open_raster(spec.depth_raster, "", import, static_cast<int>(spec.depth_band));
  if (!raster || !cells.see(*raster, import)) return {};
  return read_value_map(std::move(*raster), kDepth, never, world.terrain.grid, world.crs, import);
}

void read_flood_arrival(const cases::Hazard& hazard, const std::string& hazard_at,
                        const cases::CaseFile& file, const world::World& world,
                        world::HazardForcing& forcing, Import& import) {
  const cases::FloodArrival& spec = *hazard.flood_arrival;
  SameCells cells;
  std::optional<std::vector<double>> arrival_s =
      read_arrivals(spec.when, "water", hazard.never_values, world, cells, import);
  std::vector<float> depth_m = read_arrived_depth(spec, hazard.never_values, world, cells, import);
  if (!arrival_s || depth_m.empty()) return;
  std::int64_t without_depth = 0, never_wet = 0;
  for (std::size_t c = 0; c < depth_m.size(); ++c) {
    const bool comes = std::isfinite((*arrival_s)[c]), deep = depth_m[c] > 0;
    without_depth += comes && !deep;
    never_wet += deep && !comes;
    if (comes && deep) continue;
    (*arrival_s)[c] = std::numeric_limits<double>::infinity();
    depth_m[c] = 0;
  }
  import.find("cells that water comes to, but no depth is known of", without_depth, "dry");
  if (!spec.depth_m) import.find("cells with a depth that water never comes to", never_wet, "dry");
  see_arrivals(*arrival_s, "water", file.horizon_s, hazard_at, import);
  forcing.imported_water_s = std::move(*arrival_s);
  forcing.imported_water_m = std::move(depth_m);
}

void read_extents(const cases::FloodExtents& spec, const std::string& hazard_at,
                  const cases::CaseFile& file, const world::World& world,
                  world::HazardForcing& forcing, Import& import) {
  const world::Grid& grid = world.terrain.grid;
  std::map<SimTime, std::vector<float>> maps;
  std::vector<double> first_s(grid.size(), std::numeric_limits<double>::infinity());
  for (const DatedPolygon& seen :
       read_dated_polygons(spec.polygons, hazard_at + "/flood_extents", file, world, import)) {
    std::vector<float>& map = maps[from_seconds(seen.at_s)];
    map.resize(grid.size(), 0.0f);
    for_cells_inside(seen.polygon, grid, [&](std::size_t cell) {
      map[cell] = static_cast<float>(spec.depth_m);
      first_s[cell] = std::min(first_s[cell], seen.at_s);
    });
  }
  if (maps.empty() && import.diagnostics.ok())
    import.diagnostics.error(spec.polygons.path, "holds no polygon");
  see_arrivals(first_s, "water", file.horizon_s, hazard_at, import);
  for (auto& [time, map] : maps) {
    forcing.imported_depth_m.time.push_back(time);
    forcing.imported_depth_m.value.push_back(std::move(map));
  }
}

}  // namespace

void read_imported_water(const cases::Hazard& hazard, const std::string& hazard_at,
                         const cases::CaseFile& file, const world::World& world,
                         world::HazardForcing& forcing, Import& import) {
  if (hazard.flood_netcdf) {
    read_imported_netcdf(hazard, hazard_at, file, world, forcing, import);
  } else if (hazard.flood_arrival) {
    read_flood_arrival(hazard, hazard_at, file, world, forcing, import);
  } else if (hazard.flood_extents) {
    read_extents(*hazard.flood_extents, hazard_at, file, world, forcing, import);
  } else {
    read_steps(hazard, world, forcing, import);
  }
}

}  // namespace muster::input
