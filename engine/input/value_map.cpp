// SPDX-License-Identifier: MIT
#include "engine/input/value_map.hpp"

#include <cmath>
#include <cstdio>
#include <filesystem>
#include <limits>
#include <utility>

#include "engine/input/crs.hpp"

namespace muster::input {
namespace {

std::string cells_of(const SourceRaster& raster) {
  char text[160];
  std::snprintf(text, sizeof text, "%d x %d cells of %.10g x %.10g from x %.10g, y %.10g on",
                raster.width, raster.height, raster.dx, std::fabs(raster.dy), raster.x0, raster.y0);
  return text;
}

/// Within a thousandth of a cell over the whole raster: writers round their corners.
bool same_place(const SourceRaster& a, const SourceRaster& b) {
  const double slack_x = 1e-3 * a.dx, slack_y = 1e-3 * std::fabs(a.dy);
  return std::fabs(a.x0 - b.x0) <= slack_x && std::fabs(a.y0 - b.y0) <= slack_y &&
         std::fabs(a.dx - b.dx) * a.width <= slack_x &&
         std::fabs(a.dy - b.dy) * a.height <= slack_y;
}

}  // namespace

std::vector<float> value_map(const Resampled& raster, const ValueRule& rule, double unit,
                             ValueTally& tally) {
  std::vector<float> map(raster.value.size());
  for (std::size_t k = 0; k < map.size(); ++k) {
    const double value = unit * raster.value[k];
    tally.negative += value < 0;
    tally.without += std::isnan(value);
    tally.too_much += value > rule.most;
    map[k] = value < 0 ? std::numeric_limits<float>::quiet_NaN() : static_cast<float>(value);
  }
  return map;
}

bool report(const ValueTally& tally, const ValueRule& rule, const std::string& path,
            Import& import) {
  const std::string name = std::filesystem::path(path).filename().string();
  import.find(std::string{"negative "} + rule.nouns + " in " + name, tally.negative, rule.without);
  import.find(std::string{"cells without a "} + rule.noun + " in " + name, tally.without,
              rule.without);
  if (tally.too_much == 0) return true;
  import.diagnostics.error(path, std::to_string(tally.too_much) + " cells " + rule.too_much,
                           rule.hint);
  return false;
}

std::vector<float> read_value_map(SourceRaster source, const ValueRule& rule,
                                  std::span<const double> never, const world::Grid& grid,
                                  const std::string& crs, Import& import, double unit) {
  const std::string path = source.path;
  const std::optional<Resampled> raster =
      raster_on_grid(std::move(source), rule.sampling, never, grid, crs, import);
  if (!raster) return {};
  ValueTally tally;
  std::vector<float> map = value_map(*raster, rule, unit, tally);
  if (!report(tally, rule, path, import)) return {};
  return map;
}

bool SameCells::see(const SourceRaster& raster, Import& import) {
  if (!first_) {
    first_ = raster;
    return true;
  }
  if (!same_crs(raster.crs, first_->crs)) {
    import.diagnostics.error(raster.path,
                             "is in " + describe_crs(raster.crs).name + ", " + first_->path +
                                 " in " + describe_crs(first_->crs).name,
                             "warp one onto the other's cells with gdalwarp -t_srs -te -ts");
    return false;
  }
  if (raster.width == first_->width && raster.height == first_->height &&
      same_place(raster, *first_))
    return true;
  import.diagnostics.error(
      raster.path, "has " + cells_of(raster) + ", " + first_->path + " has " + cells_of(*first_),
      "warp one onto the other's cells with gdalwarp -te -ts");
  return false;
}

}  // namespace muster::input
