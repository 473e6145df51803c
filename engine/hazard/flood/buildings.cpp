// SPDX-License-Identifier: MIT
// Buildings that water flows around.
#include "engine/hazard/flood/buildings.hpp"

#include <cmath>
#include <string>
#include <vector>

namespace muster::hazard::flood {

void raise_buildings(world::Raster<double>& elevation_m, std::span<const std::uint32_t> cells,
                     std::span<const double> height_m, Diagnostics& diagnostics) {
  if (height_m.size() != 1 && height_m.size() != cells.size()) {
    diagnostics.error("buildings", "need one height, or one for each cell");
    return;
  }
  const std::size_t before = diagnostics.errors();
  for (const double height : height_m) {
    if (height > 0.0 && std::isfinite(height)) continue;
    diagnostics.error("buildings", "height " + std::to_string(height) + " m is not above 0");
    break;
  }
  for (const std::uint32_t cell : cells) {
    if (cell < elevation_m.value.size()) continue;
    diagnostics.error("buildings", "cell " + std::to_string(cell) + " is outside the grid");
    break;
  }
  if (diagnostics.errors() > before) return;
  std::vector<bool> raised(elevation_m.value.size(), false);
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (raised[cells[i]]) continue;
    raised[cells[i]] = true;
    elevation_m.value[cells[i]] += height_m[height_m.size() == 1 ? 0 : i];
  }
}

}  // namespace muster::hazard::flood
