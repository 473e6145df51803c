// SPDX-License-Identifier: MIT
// Water of a netCDF file.
#include <algorithm>
#include <optional>
#include <utility>

#include "engine/case/time_text.hpp"
#include "engine/input/forcing_parts.hpp"
#include "engine/input/netcdf.hpp"
#include "engine/input/value_map.hpp"

namespace muster::input {

namespace {

constexpr double kMostValues = 2e9;  // 8 GB

/// The maps that a run may come to see: from the last before its start to the first after its end.
struct Needed {
  std::size_t first = 0;
  std::size_t count = 0;
};

Needed needed(const std::vector<double>& at_s, double horizon_s) {
  const auto after_start = std::upper_bound(at_s.begin(), at_s.end(), 0.0);
  const auto end = std::lower_bound(at_s.begin(), at_s.end(), horizon_s);
  const auto first = after_start == at_s.begin() ? at_s.begin() : after_start - 1;
  const auto last = end == at_s.end() ? at_s.end() : end + 1;
  return {static_cast<std::size_t>(first - at_s.begin()), static_cast<std::size_t>(last - first)};
}

std::vector<std::vector<float>> read_maps(const cases::FloodNetcdf& spec,
                                          const std::string& variable, const ValueRule& rule,
                                          const Needed& steps, const std::vector<double>& never,
                                          const world::World& world, SameCells& cells,
                                          Import& import) {
  std::vector<std::vector<float>> maps;
  ValueTally tally;
  for (std::size_t i = 0; i < steps.count; ++i) {
    std::optional<SourceRaster> raster =
        open_raster(spec.path, spec.crs, import, static_cast<int>(steps.first + i) + 1, variable);
    if (!raster || !cells.see(*raster, import)) return {};
    const std::optional<Resampled> on_grid = raster_on_grid(
        std::move(*raster), rule.sampling, never, world.terrain.grid, world.crs, import);
    if (!on_grid) return {};
    maps.push_back(value_map(*on_grid, rule, 1, tally));
  }
  if (!report(tally, rule, spec.path, import)) return {};
  return maps;
}

void warn_of_times(const cases::FloodNetcdf& spec, const std::vector<double>& at_s,
                   double horizon_s, Import& import) {
  const bool early = at_s.back() < 0;
  if (!early && at_s.front() <= horizon_s) return;
  import.diagnostics.warning(
      spec.path,
      std::string{"every map lies "} +
          (early ? "before the case's start" : "after the case's end") + ": one holds all the time",
      "compare its times with start and horizon_s, or state flood_netcdf.shift_s");
}

}  // namespace

void read_imported_netcdf(const cases::Hazard& hazard, const std::string& hazard_at,
                          const cases::CaseFile& file, const world::World& world,
                          world::HazardForcing& forcing, Import& import) {
  const cases::FloodNetcdf& spec = *hazard.flood_netcdf;
  std::optional<std::vector<double>> at_s = netcdf_times(spec.path, spec.depth_variable, import);
  std::optional<std::vector<double>> speed_at_s;
  if (!spec.speed_variable.empty()) {
    speed_at_s = netcdf_times(spec.path, spec.speed_variable, import);
    if (!speed_at_s) return;
  }
  if (!at_s) return;
  if (speed_at_s && *speed_at_s != *at_s) {
    import.diagnostics.error(spec.path, in_quotes(spec.speed_variable) + " has other times than " +
                                            in_quotes(spec.depth_variable));
    return;
  }
  const auto start_s = static_cast<double>(cases::parse_time(file.start).value_or(0));
  for (double& time : *at_s) time += spec.shift_s - start_s;
  warn_of_times(spec, *at_s, file.horizon_s, import);
  const Needed steps = needed(*at_s, file.horizon_s);
  const double values = static_cast<double>(steps.count) *
                        static_cast<double>(world.terrain.grid.size()) * (speed_at_s ? 2 : 1);
  if (values > kMostValues) {
    import.diagnostics.error(hazard_at + "/flood_netcdf",
                             "needs " + std::to_string(steps.count) + " maps of " +
                                 std::to_string(world.terrain.grid.size()) +
                                 " cells: more than 8 GB",
                             "keep every second map or less, or state a coarser grid.cell_m");
    return;
  }
  SameCells cells;
  const auto read = [&](const std::string& variable, const ValueRule& rule) {
    return read_maps(spec, variable, rule, steps, hazard.never_values, world, cells, import);
  };
  world::RasterSeries& maps = forcing.imported_depth_m;
  maps.value = read(spec.depth_variable, kDepth);
  if (speed_at_s) forcing.imported_speed_m_s = read(spec.speed_variable, kSpeed);
  for (std::size_t i = 0; i < maps.value.size(); ++i)
    maps.time.push_back(from_seconds((*at_s)[steps.first + i]));
}

}  // namespace muster::input
