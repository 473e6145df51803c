// SPDX-License-Identifier: MIT
// What landslides need of their input.
#include <algorithm>
#include <cmath>

#include "engine/hazard/landslide/landslide.hpp"

namespace muster::hazard::landslide {

namespace {

void check_drainage(const Inputs& inputs, Diagnostics& diagnostics) {
  if (inputs.routing != RunoffRouting::Given) return;
  const Drainage& drainage = inputs.drainage;
  if (drainage.empty()) {
    diagnostics.error("runoff routing", "the lists of downslope cells are missing",
                      "give them, let the terrain decide (steepest descent) or route nothing");
  } else if (drainage.order.size() != inputs.elevation_m.grid.size()) {
    diagnostics.error("runoff routing", "the lists of downslope cells belong to another grid");
  }
}

void check_depths(const ProfileDepths& depths, Diagnostics& diagnostics) {
  if (depths.count < 1 || depths.count > 200)
    diagnostics.error("depths of slopes", "their number must lie between 1 and 200");
  if (!(depths.first_m >= 0.0 && std::isfinite(depths.first_m)))
    diagnostics.error("depths of slopes", "the first must be at least 0");
}

void check_uncertainty(const Inputs& inputs, Diagnostics& diagnostics) {
  if (inputs.samples == 0) return;
  const std::vector<Uncertainty>& uncertainty = inputs.uncertainty;
  if (uncertainty.size() != inputs.hillsides.soils.size())
    diagnostics.error("samples of soils", "each soil needs its distributions");
  for (std::size_t i = 0; i < uncertainty.size(); ++i)
    check(uncertainty[i], "soil " + std::to_string(i), diagnostics);
}

}  // namespace

void check(const Inputs& inputs, Diagnostics& diagnostics) {
  const world::Grid& grid = inputs.elevation_m.grid;
  const std::vector<double>& height = inputs.elevation_m.value;
  if (grid.rows < 1 || grid.cols < 1 || !(grid.cell_m > 0.0) || height.size() != grid.size() ||
      grid.size() >= 0xffffffffu) {
    diagnostics.error("landslide grid",
                      "needs at least one row and column and a cell size above 0");
    return;
  }
  const auto bad = std::find_if_not(height.begin(), height.end(),
                                    [](double z) { return std::fabs(z) <= 9000.0; });
  if (bad != height.end()) {
    diagnostics.error("terrain", "heights must lie within +-9000 m and have no voids",
                      "the first such cell is number " + std::to_string(bad - height.begin()));
  }
  check(inputs.rain, grid, diagnostics);
  check(inputs.runout, diagnostics);
  check(inputs.sites, grid, diagnostics);
  if (inputs.hillsides.soils.empty()) {
    if (inputs.sites.empty()) {
      diagnostics.error("landslide", "nothing can slide",
                        "give soils, for computed slopes, or sites with rain thresholds");
    }
    return;
  }
  check_depths(inputs.depths, diagnostics);
  check_drainage(inputs, diagnostics);
  check_uncertainty(inputs, diagnostics);
  if (inputs.hillsides.grid.size() != 0 && inputs.hillsides.grid != grid) {
    diagnostics.error("hillsides", "their grid is not the terrain's",
                      "rasters must have the shape and place of the terrain");
  }
  Hillsides hillsides = inputs.hillsides;
  hillsides.grid = grid;
  if (hillsides.slope_rad.empty()) hillsides.slope_rad = {0.0};
  check(hillsides, diagnostics);
}

}  // namespace muster::hazard::landslide
