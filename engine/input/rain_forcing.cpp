// SPDX-License-Identifier: MIT
// Rain, and what soil takes in of it.
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

void read_rain_maps(const cases::Hazard& hazard, const std::string& hazard_at,
                    const world::World& world, world::HazardForcing& forcing, Import& import) {
  for (std::size_t i = 0; i < hazard.rain_maps.size(); ++i) {
    const cases::RainMap& map = hazard.rain_maps[i];
    const std::string where = hazard_at + "/rain_maps/" + std::to_string(i);
    auto values = amount_on_grid(map.rain_mm_h, {0, world::kGreatestRain_mm_h, Sampling::Amounts},
                                 world.terrain.grid, world.crs, where + "/rain_mm_h", import);
    if (!values) continue;
    forcing.rain_maps_mm_h.time.push_back(from_seconds(map.at_s));
    forcing.rain_maps_mm_h.value.push_back(std::move(*values));
  }
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
