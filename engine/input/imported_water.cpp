// SPDX-License-Identifier: MIT
// Water that another model has computed, or that was seen.
#include <algorithm>

#include "engine/input/forcing_parts.hpp"
#include "engine/input/water_map.hpp"

namespace muster::input {

namespace {

void read_steps(const cases::Hazard& hazard, const world::World& world,
                world::HazardForcing& forcing, Import& import) {
  std::vector<const cases::DepthStep*> steps;
  for (const cases::DepthStep& step : hazard.depth_steps) steps.push_back(&step);
  std::stable_sort(steps.begin(), steps.end(),
                   [](const auto* a, const auto* b) { return a->time_s < b->time_s; });
  SameCells cells;
  const auto map = [&](const std::string& path, std::int64_t band, const WaterRule& rule) {
    std::optional<SourceRaster> raster = open_raster(path, "", import, static_cast<int>(band));
    if (!raster || !cells.see(*raster, import)) return std::vector<float>{};
    return read_water_map(std::move(*raster), rule, hazard.never_values, world.terrain.grid,
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

}  // namespace

void read_imported_water(const cases::Hazard& hazard, const world::World& world,
                         world::HazardForcing& forcing, Import& import) {
  read_steps(hazard, world, forcing, import);
}

}  // namespace muster::input
