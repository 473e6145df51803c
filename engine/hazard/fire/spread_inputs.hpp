// SPDX-License-Identifier: MIT
// What a fire that spreads over terrain is built from.
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/base/time.hpp"
#include "engine/hazard/fire/canopy.hpp"
#include "engine/hazard/fire/spotting.hpp"
#include "engine/hazard/fire/suppression.hpp"
#include "engine/hazard/fire/weather.hpp"
#include "engine/world/raster.hpp"

namespace muster::hazard::fire {

enum class IgnitionShape : std::uint8_t { Point, Line, Polygon };

/// Fire that is set or found at a time. Lines and rims of polygons spread as fronts; the inside of
/// a polygon counts as burnt at that time.
struct Ignition {
  std::string id;
  SimTime time = 0;
  IgnitionShape shape = IgnitionShape::Point;
  std::vector<double> points_m;  // x0, y0, x1, y1, ... in the grid's coordinates
};

/// Trees over the fuel, one value per cell each; all empty: none.
struct CanopyLayers {
  std::vector<float> cover;  // share of the ground, 0 to 1
  std::vector<float> height_m;
  std::vector<float> base_height_m;
  std::vector<float> bulk_density_kg_m3;
  double foliar_moisture = 1;  // fraction of dry mass

  bool empty() const { return cover.empty(); }
  Canopy at(std::size_t cell) const;
};

/// Buildings, one value per cell each; a side of 0: none. Where there are buildings they carry the
/// fire in place of the fuel (urban_fire.hpp). All empty: none.
struct BuildingLayers {
  std::vector<float> side_m;
  std::vector<float> gap_m;
  std::vector<float> fire_resistant_share;

  bool empty() const { return side_m.empty(); }
};

/// Brands from crown and surface fire. Each cell that burns throws some downwind; each lands at a
/// uniformly drawn share of the greatest distance (Albini) and ignites fine fuel by Schroeder's
/// probability.
struct SpottingParameters {
  bool enabled = false;
  double brands_from_crowns = 1;   // of a torching or crowning cell, in the mean (assumption)
  double brands_from_surface = 0;  // of a cell with a surface fire, likewise
  double least_distance_m = 0;     // nearer ones are part of the front
  double air_temperature_c = 30;
  double shade = 0;  // share of the sky, for the temperature of fuel
  TreeSpecies species = TreeSpecies::PonderosaPine;
  double diameter_m = 0.3;  // at breast height, of trees that torch (assumption)
  int torching_count = 1;
  double ignition_delay_s = 0;  // from landing to a fire of its own (assumption)
};

struct Parameters {
  /// Width over flame length from which on a break holds, by BreakKind.
  std::array<double, kBreakKinds> break_factor{1, 1, 1, 1};
  /// Share of dropped water that stays on dead fuel (assumption).
  double retained_share = 1;
  bool crown_fire = true;
  SpottingParameters spotting{};
  std::uint64_t seed = 0;
};

struct Inputs {
  world::Raster<double> elevation_m;
  std::vector<std::uint16_t> fuel;  // per cell, numbers of fuel_model.hpp
  CanopyLayers canopy{};
  BuildingLayers buildings{};
  std::vector<Weather> weather;  // ascending times, at least one
  std::vector<Ignition> ignitions;
  std::vector<Break> breaks{};
  std::vector<Drop> drops{};
  Parameters parameters{};
};

/// Adds an error for each problem of the inputs.
void check(const Inputs& inputs, Diagnostics& diagnostics);
/// Also where it lies on ground that does not burn.
void check(const Ignition& ignition, const Inputs& inputs, Diagnostics& diagnostics);

}  // namespace muster::hazard::fire
