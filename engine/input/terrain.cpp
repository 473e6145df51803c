// SPDX-License-Identifier: MIT
// Elevation files to the ground that water and roads lie on.
#include "engine/input/terrain.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

#include "engine/input/crs.hpp"
#include "engine/input/fuel.hpp"
#include "engine/input/soil.hpp"
#include "engine/input/terrain_rules.hpp"

namespace muster::input {
namespace {

using cases::CorrectionRule;
using world::Grid;

/// Codes for "no data" that elevation files hold without saying so: SRTM's and the ASCII grids'.
constexpr std::array<double, 3> kVoidCodes{-32768, -32767, -9999};

bool sized(const Box& box, double cell_m, const std::string& where, Grid& grid, Import& import) {
  const double cols = std::floor((box.xmax - box.xmin) / cell_m + 1e-6);
  const double rows = std::floor((box.ymax - box.ymin) / cell_m + 1e-6);
  if (!(cols >= 1 && rows >= 1)) {
    import.diagnostics.error(where, "the grid has no cell: " + to_string(box));
    return false;
  }
  if (cols * rows > kMostRasterCells || cols > 1e6 || rows > 1e6) {
    char text[96];
    std::snprintf(text, sizeof text, "%.0f x %.0f cells of %g m", cols, rows, cell_m);
    import.diagnostics.error(
        where, std::string("the grid would have ") + text + "; at most 50 million are allowed",
        "state grid.extent, or a larger grid.cell_m");
    return false;
  }
  grid = {box.xmin, box.ymax, cell_m, static_cast<int>(rows), static_cast<int>(cols)};
  return true;
}

/// The stated extent; else the first file's own cells where they fit, else a rectangle round all
/// files whose corners are whole cells.
bool choose_grid(const cases::GridSpec& spec, const std::vector<SourceRaster>& sources,
                 const std::string& crs, Grid& grid, Import& import) {
  if (spec.extent) {
    const auto& e = *spec.extent;
    if (!(e[0] < e[2] && e[1] < e[3])) {
      import.diagnostics.error("#/world/grid/extent",
                               "must be xmin, ymin, xmax, ymax with min below max");
      return false;
    }
    return sized({e[0], e[1], e[2], e[3]}, spec.cell_m, "#/world/grid/extent", grid, import);
  }
  const SourceRaster& first = sources.front();
  // "0.99993681 m" of a 1 m grid whose header was rounded is not the cell size asked for: resampled
  const bool own = sources.size() == 1 && same_crs(first.crs, crs) && first.dx == spec.cell_m &&
                   std::fabs(first.dy) == spec.cell_m;
  Box all{1e300, 1e300, -1e300, -1e300};
  for (const SourceRaster& source : sources) {
    const std::optional<Box> box = box_in(source, crs, import);
    if (!box) return false;
    all = {std::min(all.xmin, box->xmin), std::min(all.ymin, box->ymin),
           std::max(all.xmax, box->xmax), std::max(all.ymax, box->ymax)};
  }
  if (!own) {
    const double cell = spec.cell_m;
    all = {std::floor(all.xmin / cell) * cell, std::floor(all.ymin / cell) * cell,
           std::ceil(all.xmax / cell) * cell, std::ceil(all.ymax / cell) * cell};
  }
  return sized(all, spec.cell_m, first.path, grid, import);
}

void report_suspects(const std::vector<SourceRaster>& sources, Import& import) {
  std::int64_t voids = 0, zero = 0, capped = 0;
  for (const SourceRaster& source : sources) {
    for (const double value : source.value) {
      voids += std::isnan(value);
      zero += source.bytes && value == 0;
      capped += source.bytes && value == 255;
    }
  }
  import.find("void cells in the elevation files", voids);
  import.find("elevation cells of exactly 0 in 8-bit files", zero, "kept: water, or no data?");
  import.find("elevation cells at the 8-bit limit of 255", capped, "kept: may be higher");
}

bool correct(const cases::TerrainCorrection& rule, world::Terrain& terrain, Import& import) {
  const std::vector<double> before = terrain.elevation_m;
  const Grid& grid = terrain.grid;
  if (rule.rule == CorrectionRule::Subtract) {
    for (double& z : terrain.elevation_m) z -= rule.subtract_m;
  } else if (rule.rule == CorrectionRule::Opening) {
    const double reach = std::floor(rule.opening_radius_m / grid.cell_m + 0.5);
    if (!(reach >= 1)) {
      import.diagnostics.error("#/world/terrain/correction/opening_radius_m",
                               "is less than half a cell: nothing would change",
                               "grid.cell_m is " + std::to_string(grid.cell_m));
      return false;
    }
    grey_opening(terrain.elevation_m, grid.rows, grid.cols, static_cast<int>(std::min(reach, 1e6)));
  }
  std::int64_t lowered = 0;
  double sum = 0;
  for (std::size_t k = 0; k < before.size(); ++k) {
    lowered += terrain.elevation_m[k] < before[k];
    sum += before[k] - terrain.elevation_m[k];
  }
  char note[64];
  std::snprintf(note, sizeof note, "by %.2f m on average over the grid",
                sum / static_cast<double>(before.size()));
  import.find("terrain cells lowered by the correction", lowered, note);
  return true;
}

bool read_manning(const cases::TerrainSpec& spec, const std::string& crs, world::Terrain& terrain,
                  Import& import) {
  terrain.manning.assign(terrain.grid.size(), spec.manning);
  if (spec.manning_raster.empty()) return true;
  std::vector<SourceRaster> sources(1);
  std::optional<SourceRaster> source = open_raster(spec.manning_raster, spec.dem_crs, import);
  if (!source) return false;
  sources[0] = std::move(*source);
  if (!read_window(sources[0], box_of(terrain.grid), crs, {}, 1, import)) return false;
  const std::size_t errors = import.diagnostics.errors();
  const Resampled manning = resample(sources, terrain.grid, crs, import);
  std::int64_t missing = 0, wrong = 0;
  for (std::size_t k = 0; k < manning.value.size(); ++k) {
    const double n = manning.value[k];
    if (manning.cover[k] != Cover::Known) {
      ++missing;
    } else if (!(n >= 0.001 && n <= 1)) {
      ++wrong;
    } else {
      terrain.manning[k] = n;
    }
  }
  if (wrong > 0) {
    import.diagnostics.error(
        spec.manning_raster,
        std::to_string(wrong) + " cells are no roughness: Manning's n lies between 0.001 and 1");
  }
  import.find("terrain cells without roughness", missing, "terrain.manning holds there");
  return import.diagnostics.errors() == errors;
}

}  // namespace

std::optional<TerrainReading> read_terrain(const cases::TerrainSpec& spec,
                                           const cases::GridSpec& grid, const std::string& crs,
                                           Import& import) {
  TerrainReading reading;
  if (spec.dem.empty()) return reading;
  for (const std::string& path : spec.dem) {
    std::optional<SourceRaster> source = open_raster(path, spec.dem_crs, import);
    if (source) reading.sources.push_back(std::move(*source));
  }
  if (reading.sources.size() != spec.dem.size()) return std::nullopt;
  world::Terrain& terrain = reading.terrain;
  if (!choose_grid(grid, reading.sources, crs, terrain.grid, import)) return std::nullopt;
  const Box box = box_of(terrain.grid);
  std::string extents;
  bool meets = false;
  for (SourceRaster& source : reading.sources) {
    const std::optional<Box> own = box_in(source, crs, import);
    if (!own) return std::nullopt;
    meets |= own->overlaps(box);
    extents += (extents.empty() ? "" : "; ") + to_string(*own);
  }
  if (!meets) {
    import.diagnostics.error(spec.dem.front(),
                             "the elevation lies elsewhere: it covers " + extents + ", the grid " +
                                 to_string(box) + " (" + crs + ")",
                             "mend grid.extent, the case's crs or terrain.dem_crs");
    return std::nullopt;
  }
  for (SourceRaster& source : reading.sources) {
    if (!read_window(source, box, crs, kVoidCodes, spec.dem_unit_m, import)) return std::nullopt;
  }
  report_suspects(reading.sources, import);
  const std::size_t errors = import.diagnostics.errors();
  Resampled resampled = resample(reading.sources, terrain.grid, crs, import);
  if (import.diagnostics.errors() != errors) return std::nullopt;
  const auto of = [&](Cover cover) {
    return std::count(resampled.cover.begin(), resampled.cover.end(), cover);
  };
  if (of(Cover::Known) == 0) {
    import.diagnostics.error(spec.dem.front(), "no cell of the grid has a known elevation");
    return std::nullopt;
  }
  // the deepest trench and the highest mountain, and some more
  const auto absurd = std::count_if(resampled.value.begin(), resampled.value.end(),
                                    [](double z) { return z < -12000 || z > 9000; });
  if (absurd > 0) {
    import.diagnostics.error(
        spec.dem.front(),
        std::to_string(absurd) + " cells of the grid lie below -12,000 m or above 9,000 m",
        "state terrain.dem_unit_m if heights are not in metres, or mark the "
        "cells as no data (gdal_edit.py -a_nodata)");
    return std::nullopt;
  }
  constexpr const char* kHow = "filled from the nearest known cells in eight directions";
  import.find("terrain cells in voids", of(Cover::Void), kHow);
  import.find("terrain cells beyond the elevation files", of(Cover::None), kHow);
  terrain.elevation_m = std::move(resampled.value);
  fill_voids(terrain.elevation_m, terrain.grid.rows, terrain.grid.cols);
  if (!correct(spec.correction, terrain, import)) return std::nullopt;
  const bool manning = read_manning(spec, crs, terrain, import);
  const bool soil = !spec.soil || read_soil(*spec.soil, crs, terrain, import);
  const bool fuel = !spec.fuel || read_fuel(*spec.fuel, crs, terrain, import);
  if (!manning || !soil || !fuel) return std::nullopt;
  return reading;
}

void count_uncovered(std::span<const SourceRaster> sources, const world::Grid& grid,
                     std::span<const double> x, std::span<const double> y, const std::string& crs,
                     Import& import) {
  if (sources.empty()) return;
  const std::vector<Cover> cover = cover_of(sources, x, y, crs, import);
  const Box box = box_of(grid);
  std::int64_t outside = 0, in_voids = 0;
  for (std::size_t i = 0; i < cover.size(); ++i) {
    const bool in_grid =
        x[i] >= box.xmin && x[i] <= box.xmax && y[i] >= box.ymin && y[i] <= box.ymax;
    if (!in_grid || cover[i] == Cover::None) {
      ++outside;
    } else if (cover[i] == Cover::Void) {
      ++in_voids;
    }
  }
  import.find("road points", static_cast<std::int64_t>(x.size()), "each once, roads for cars");
  import.find("road points outside the terrain", outside, "they take the height of its rim");
  import.find("road points in voids of the terrain", in_voids, "filled");
}

}  // namespace muster::input
