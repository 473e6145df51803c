// SPDX-License-Identifier: MIT
#include "engine/input/soil.hpp"

#include <cmath>
#include <cstdio>
#include <map>
#include <set>

#include "engine/input/raster.hpp"

namespace muster::input {

namespace {

bool read_depths(const std::string& path, double least, const std::string& crs,
                 const world::Grid& grid, std::vector<double>& into, Import& import) {
  if (path.empty()) return true;
  const std::optional<Resampled> raster =
      raster_on_grid(path, Sampling::Amounts, {}, grid, crs, import);
  if (!raster) return false;
  std::int64_t missing = 0, wrong = 0;
  for (std::size_t k = 0; k < into.size(); ++k) {
    const double value = raster->value[k];
    if (raster->cover[k] != Cover::Known) {
      ++missing;
    } else if (!(value >= least && value <= 1000)) {
      ++wrong;
    } else {
      into[k] = value;
    }
  }
  if (wrong > 0) {
    char text[96];
    std::snprintf(text, sizeof text, "%lld cells are below %g m or above 1,000 m",
                  static_cast<long long>(wrong), least);
    import.diagnostics.error(path, text, "mark cells without a value as no data");
  }
  import.find("cells without a value in " + path, missing, "the even value holds there");
  return wrong == 0;
}

bool read_codes(const cases::SoilCover& spec, const std::string& crs, const world::Grid& grid,
                std::vector<std::uint16_t>& into, Import& import) {
  std::map<std::int64_t, std::uint16_t> index;
  bool good = true;
  std::set<std::string> ids;
  for (std::size_t s = 0; s < spec.soils.size(); ++s) {
    const std::string where = "#/world/terrain/soil/soils/" + std::to_string(s);
    if (!ids.insert(spec.soils[s].id).second) {
      import.diagnostics.error(where + "/id", "is the id of a soil before it");
      good = false;
    }
    const bool fresh = index.try_emplace(spec.soils[s].code, static_cast<std::uint16_t>(s)).second;
    if (!fresh && !spec.raster.empty()) {
      import.diagnostics.error(where + "/code", "is the code of a soil before it");
      good = false;
    }
  }
  if (spec.raster.empty() || !good) return good;
  const std::optional<Resampled> raster =
      raster_on_grid(spec.raster, Sampling::Codes, {}, grid, crs, import);
  if (!raster) return false;
  std::int64_t missing = 0;
  std::map<double, std::int64_t> unknown;
  for (std::size_t k = 0; k < into.size(); ++k) {
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
      into[k] = found->second;
    }
  }
  for (const auto& [code, cells] : unknown) {
    char text[96];
    std::snprintf(text, sizeof text, "%lld cells have the code %g, which no soil has",
                  static_cast<long long>(cells), code);
    import.diagnostics.error(spec.raster, text, "list it in world.terrain.soil.soils");
  }
  import.find("cells without a soil in " + spec.raster, missing, "the first soil holds there");
  return unknown.empty();
}

}  // namespace

bool read_soil(const cases::SoilCover& spec, const std::string& crs, world::Terrain& terrain,
               Import& import) {
  const world::Grid& grid = terrain.grid;
  world::SoilLayers& under = terrain.under;
  under.soil.assign(grid.size(), 0);
  under.depth_m.assign(grid.size(), spec.depth_m);
  under.water_table_m.assign(grid.size(), spec.water_table_m);
  const bool codes = read_codes(spec, crs, grid, under.soil, import);
  const bool depths = read_depths(spec.depth_raster, 0.01, crs, grid, under.depth_m, import);
  const bool tables =
      read_depths(spec.water_table_raster, 0, crs, grid, under.water_table_m, import);
  return codes && depths && tables;
}

}  // namespace muster::input
