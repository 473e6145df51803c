// SPDX-License-Identifier: MIT
// Rain, and what soil takes in of it.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <map>

#include "engine/input/amount.hpp"
#include "engine/input/forcing_parts.hpp"
#include "engine/input/raster.hpp"
#include "engine/world/rain_record.hpp"

namespace muster::input {

void read_rain(const cases::Hazard& hazard, const std::string& hazard_at,
               const cases::CaseFile& file, world::HazardForcing& forcing, Import& import) {
  const std::string where = hazard_at + "/rain_mm_h";
  auto rain = forcing_series(hazard.rain.series, 0, world::kGreatestRain_mm_h, file, where, import);
  if (!rain) return;
  world::check_rain_record(*rain, where, import.diagnostics);
  forcing.rain_mm_h = std::move(*rain);
}

/// Rain on the cell where most of it falls, each map until the next and the last until `end`.
static world::TimeSeries on_wettest_cell(const world::RasterSeries& maps, SimTime end) {
  world::TimeSeries wettest{maps.time, {}};
  if (end > wettest.time.back()) wettest.time.push_back(end);
  std::vector<double> total(maps.value.front().size(), 0);
  for (std::size_t m = 0; m + 1 < wettest.time.size(); ++m) {
    const double hours = to_seconds(wettest.time[m + 1] - wettest.time[m]) / 3600;
    for (std::size_t c = 0; c < total.size(); ++c) total[c] += hours * maps.value[m][c];
  }
  const std::ptrdiff_t cell = std::max_element(total.begin(), total.end()) - total.begin();
  for (const std::vector<float>& map : maps.value)
    wettest.value.push_back(map[static_cast<std::size_t>(cell)]);
  wettest.value.resize(wettest.time.size(), 0);
  return wettest;
}

void read_rain_maps(const cases::Hazard& hazard, const std::string& hazard_at,
                    const cases::CaseFile& file, const world::World& world,
                    world::HazardForcing& forcing, Import& import) {
  for (std::size_t i = 0; i < hazard.rain_maps.size(); ++i) {
    const cases::RainMap& map = hazard.rain_maps[i];
    const std::string where = hazard_at + "/rain_maps/" + std::to_string(i);
    auto values = amount_on_grid(map.rain_mm_h, {0, world::kGreatestRain_mm_h, Sampling::Amounts},
                                 world.terrain.grid, world.crs, where + "/rain_mm_h", import);
    if (!values) continue;
    forcing.rain_maps_mm_h.time.push_back(from_seconds(map.at_s));
    forcing.rain_maps_mm_h.value.push_back(std::move(*values));
  }
  const world::RasterSeries& maps = forcing.rain_maps_mm_h;
  if (maps.value.size() != hazard.rain_maps.size() || maps.value.empty()) return;
  world::check_rain_record(on_wettest_cell(maps, from_seconds(file.horizon_s)),
                           hazard_at + "/rain_maps", import.diagnostics);
}

void read_infiltration(const cases::InfiltrationSpec& spec, const std::string& where,
                       const world::World& world, world::HazardForcing& forcing, Import& import) {
  const world::Grid& grid = world.terrain.grid;
  if (spec.raster.empty()) return;
  std::map<std::int64_t, std::uint8_t> index;
  for (std::size_t s = 0; s < spec.soils.size(); ++s)
    index.try_emplace(spec.soils[s].code, static_cast<std::uint8_t>(s));
  const std::optional<Resampled> raster = raster_on_grid(
      spec.raster, Sampling::Codes, {}, grid, world.crs, import, static_cast<int>(spec.band));
  if (!raster) return;
  std::vector<std::uint8_t> soil(grid.size(), 0);
  std::int64_t missing = 0;
  std::map<double, std::int64_t> unknown;
  for (std::size_t k = 0; k < soil.size(); ++k) {
    const double code = raster->value[k];
    if (raster->cover[k] != Cover::Known) {
      ++missing;
      continue;
    }
    const auto found = code == std::floor(code) && std::fabs(code) < 1e9
                           ? index.find(static_cast<std::int64_t>(code))
                           : index.end();
    if (found == index.end()) {
      ++unknown[code];
    } else {
      soil[k] = found->second;
    }
  }
  for (const auto& [code, cells] : unknown) {
    char text[96];
    std::snprintf(text, sizeof text, "%lld cells have the code %g, which no soil has",
                  static_cast<long long>(cells), code);
    import.diagnostics.error(spec.raster, text, "list it at " + where + "/soils");
  }
  import.find("cells without a soil in " + spec.raster, missing, "the first soil holds there");
  forcing.infiltration_soil = std::move(soil);
}

}  // namespace muster::input
