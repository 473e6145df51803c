// SPDX-License-Identifier: MIT
// What a flood needs of its input.
#include <cmath>
#include <string>

#include "engine/hazard/flood/flood.hpp"
#include "engine/hazard/flood/quantum.hpp"
#include "engine/hazard/series.hpp"

namespace muster::hazard::flood {
namespace {

/// Reports the first value that fails, with its row and column, and how many do.
template <class T, class Good>
void check_values(const std::vector<T>& values, const world::Grid& grid, const std::string& where,
                  const std::string& must, Good good, Diagnostics& diagnostics) {
  std::size_t bad = 0;
  std::size_t first = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (good(values[i])) continue;
    if (bad == 0) first = i;
    ++bad;
  }
  if (bad == 0) return;
  const auto cols = static_cast<std::size_t>(grid.cols);
  diagnostics.error(where, must + " (is " + std::to_string(values[first]) + ")",
                    std::to_string(bad) + " such cells, the first in row " +
                        std::to_string(first / cols) + ", column " + std::to_string(first % cols));
}

void check_parameters(const Parameters& p, Diagnostics& diagnostics) {
  const auto require = [&](bool good, const char* what) {
    if (!good) diagnostics.error("flood parameters", what);
  };
  require(p.theta > 0.0 && p.theta <= 1.0, "theta must be above 0 and at most 1");
  require(p.alpha > 0.0 && p.alpha <= 1.0, "the Courant share must be above 0 and at most 1");
  require(p.courant > 0.0 && p.courant <= 0.5, "courant must be above 0 and at most 0.5");
  require(p.least_depth_m > 0.0 && p.least_depth_m <= 1.0,
          "the least depth must be above 0 and at most 1 m");
  require(p.froude_max > 0.0, "the greatest Froude number must be above 0");
  require(p.longest_step_s > 0.0 && std::isfinite(p.longest_step_s),
          "the longest step must be above 0");
  require(p.arrival_depth_m > 0.0 && std::isfinite(p.arrival_depth_m),
          "the arrival depth must be above 0");
}

}  // namespace

void check(const Inputs& inputs, Diagnostics& diagnostics) {
  const world::Grid& grid = inputs.elevation_m.grid;
  if (grid.rows < 1 || grid.cols < 1 || !(grid.cell_m > 0.0) ||
      inputs.elevation_m.value.size() != grid.size() || grid.size() > 0xffffffffu) {
    diagnostics.error("flood grid", "needs at least one row and column and a cell size above 0");
    return;
  }
  check_values(
      inputs.elevation_m.value, grid, "terrain",
      "heights must lie within +-8000 m and have no voids",
      [](double z) { return std::fabs(z) <= kGreatestHeight; }, diagnostics);
  if (inputs.manning.size() != 1 && inputs.manning.size() != grid.size())
    diagnostics.error("manning", "needs one value, or one for each cell");
  check_values(
      inputs.manning, grid, "manning", "must be above 0 and at most 10",
      [](double n) { return n > 0.0 && n <= 10.0; }, diagnostics);
  if (!inputs.initial_depth_m.empty() && inputs.initial_depth_m.size() != grid.size())
    diagnostics.error("initial depth", "needs one value for each cell");
  check_values(
      inputs.initial_depth_m, grid, "initial depth", "must be between 0 and 2000 m",
      [](double h) { return h >= 0.0 && h <= 2000.0; }, diagnostics);
  check_parameters(inputs.parameters, diagnostics);
  if (!inputs.rain_mm_h.time.empty() || !inputs.rain_mm_h.value.empty())
    check_series(inputs.rain_mm_h, 0.0, 1e5, "rain", diagnostics);
  check_boundaries(inputs.boundaries, grid, diagnostics);
  check_gridded_rain(inputs.gridded_rain_mm_h, grid, diagnostics);
  check(inputs.infiltration, grid, diagnostics);
  check(inputs.works, grid, diagnostics);
}

}  // namespace muster::hazard::flood
