// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>
#include <map>

#include "engine/hazard/fire/local_fire.hpp"
#include "engine/hazard/fire/spread_inputs.hpp"

namespace muster::hazard::fire {

namespace {

void check_layer(const std::vector<float>& layer, std::size_t cells, double least, double most,
                 const char* what, Diagnostics& diagnostics) {
  if (layer.size() != cells) {
    diagnostics.error(what, "does not have one value per cell of the terrain",
                      "layers must have the shape of the terrain");
    return;
  }
  const auto bad = std::count_if(layer.begin(), layer.end(),
                                 [&](float v) { return !(v >= least && v <= most); });
  if (bad > 0)
    diagnostics.error(what, std::to_string(bad) + " cells hold a missing value or one outside " +
                                std::to_string(static_cast<int>(least)) + " to " +
                                std::to_string(static_cast<int>(most)));
}

void check_fuel(const Inputs& inputs, Diagnostics& diagnostics) {
  if (inputs.fuel.size() != inputs.elevation_m.grid.size()) {
    diagnostics.error("fuel", "does not have one code per cell of the terrain",
                      "layers must have the shape of the terrain");
    return;
  }
  std::map<int, std::size_t> unknown;
  for (const std::uint16_t code : inputs.fuel)
    if (find_fuel_model(static_cast<int>(code)) == nullptr) ++unknown[code];
  for (const auto& [code, cells] : unknown)
    diagnostics.error(
        "fuel", std::to_string(cells) + " cells hold the unknown code " + std::to_string(code),
        "map it to a standard fuel model: 1 to 13, 91 to 99 (does not burn), "
        "101 to 204");
}

void check_canopy(const CanopyLayers& canopy, std::size_t cells, Diagnostics& diagnostics) {
  if (canopy.empty()) return;
  check_layer(canopy.cover, cells, 0, 1, "canopy cover", diagnostics);
  check_layer(canopy.height_m, cells, 0, 150, "canopy height", diagnostics);
  check_layer(canopy.base_height_m, cells, 0, 150, "canopy base height", diagnostics);
  check_layer(canopy.bulk_density_kg_m3, cells, 0, 10, "canopy bulk density", diagnostics);
  if (!(canopy.foliar_moisture > 0 && canopy.foliar_moisture <= 10))
    diagnostics.error("foliar moisture", "must be above 0 and at most 10",
                      "moistures are fractions of dry mass: 1.0, not 100 %");
}

void check_parameters(const Parameters& p, Diagnostics& diagnostics) {
  const char* const where = "fire parameters";
  if (std::any_of(p.break_factor.begin(), p.break_factor.end(),
                  [](double f) { return !(f >= 0 && f <= 1000); }))
    diagnostics.error(where, "a break's width over flame length must lie between 0 and 1,000");
  if (!(p.retained_share >= 0 && p.retained_share <= 1))
    diagnostics.error(where, "the share of dropped water that stays must lie between 0 and 1");
  const SpottingParameters& s = p.spotting;
  constexpr double kMostBrands = 1000;
  if (!(s.brands_from_crowns >= 0 && s.brands_from_crowns <= kMostBrands &&
        s.brands_from_surface >= 0 && s.brands_from_surface <= kMostBrands))
    diagnostics.error(where, "brands of a cell must lie between 0 and 1,000");
  if (!(s.least_distance_m >= 0) || !(s.ignition_delay_s >= 0) || !(s.diameter_m > 0) ||
      s.torching_count < 1 || !(std::fabs(s.air_temperature_c) <= 70) || !(s.shade >= 0) ||
      !(s.shade <= 1))
    diagnostics.error(where, "a value of spotting cannot be",
                      "distances and delays are not below 0, diameter and count of torching trees "
                      "are above 0, air lies between -70 and 70 degrees, shade between 0 and 1");
}

}  // namespace

void check(const Ignition& ignition, const Inputs& inputs, Diagnostics& diagnostics) {
  const std::string where = "ignition '" + ignition.id + "'";
  const std::size_t values = ignition.points_m.size();
  const std::size_t least = ignition.shape == IgnitionShape::Point  ? 2
                            : ignition.shape == IgnitionShape::Line ? 4
                                                                    : 6;
  if (values < least || values % 2 != 0 ||
      (ignition.shape == IgnitionShape::Point && values != 2)) {
    diagnostics.error(where,
                      "a point has one pair of coordinates, a line two or more, a polygon "
                      "three or more");
    return;
  }
  const world::Grid& grid = inputs.elevation_m.grid;
  bool burns = false;
  for (std::size_t k = 0; k < values; k += 2) {
    const double x = ignition.points_m[k], y = ignition.points_m[k + 1];
    if (!std::isfinite(x) || !std::isfinite(y) || !grid.contains(grid.row_of(y), grid.col_of(x))) {
      diagnostics.error(where, "point " + std::to_string(k / 2) + " lies outside the terrain");
      return;
    }
    const std::size_t cell = grid.index(grid.row_of(y), grid.col_of(x));
    if (inputs.fuel.size() != grid.size()) return;
    burns |= can_burn(inputs, cell);
  }
  if (!burns && ignition.shape != IgnitionShape::Polygon)
    diagnostics.error(where, "lies on ground that does not burn",
                      "move it to burnable fuel or correct the fuel map");
}

void check(const Inputs& inputs, Diagnostics& diagnostics) {
  const world::Grid& grid = inputs.elevation_m.grid;
  if (grid.size() == 0 || !(grid.cell_m > 0)) {
    diagnostics.error("terrain", "has no cells");
    return;
  }
  const auto missing =
      std::count_if(inputs.elevation_m.value.begin(), inputs.elevation_m.value.end(),
                    [](double z) { return !std::isfinite(z); });
  if (missing > 0) diagnostics.error("terrain", std::to_string(missing) + " cells have no height");
  check_fuel(inputs, diagnostics);
  check_canopy(inputs.canopy, grid.size(), diagnostics);
  if (!inputs.buildings.empty()) {
    check_layer(inputs.buildings.side_m, grid.size(), 0, 1000, "building side", diagnostics);
    check_layer(inputs.buildings.gap_m, grid.size(), 0, 1000, "gap between buildings", diagnostics);
    check_layer(inputs.buildings.fire_resistant_share, grid.size(), 0, 1,
                "share of fire-resistant buildings", diagnostics);
  }
  check(inputs.weather, grid.size(), diagnostics);
  check_parameters(inputs.parameters, diagnostics);
  if (diagnostics.ok())
    for (const Ignition& ignition : inputs.ignitions) check(ignition, inputs, diagnostics);
  for (const Break& line : inputs.breaks) check(line, grid, diagnostics);
  for (const Drop& drop : inputs.drops) check(drop, grid, diagnostics);
}

}  // namespace muster::hazard::fire
