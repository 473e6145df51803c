// SPDX-License-Identifier: MIT
// Fires over made-up ground for the tests of spread.
#pragma once

#include <cmath>
#include <numbers>
#include <utility>
#include <vector>

#include "engine/base/elementary.hpp"
#include "engine/hazard/fire/spread.hpp"

namespace muster::hazard::fire {

inline constexpr Moisture kDry{.03, .04, .05, .3, .6};  // D1L1 of the reference tables

/// Flat square of one fuel, `cells` a side, one entry of weather, no ignition.
inline Inputs flat_ground(int cells, double cell_m, int fuel, double wind_20ft_m_s = 0,
                          double blows_to_deg = 0, const Moisture& moisture = kDry) {
  Inputs inputs;
  inputs.elevation_m = world::Raster<double>({0, cells * cell_m, cell_m, cells, cells}, 0);
  inputs.fuel.assign(inputs.elevation_m.grid.size(), static_cast<std::uint16_t>(fuel));
  Weather weather;
  weather.moisture = moisture;
  weather.wind_20ft_m_s = wind_20ft_m_s;
  weather.wind_from_deg = blows_to_deg + 180;
  inputs.weather = {weather};
  return inputs;
}

inline Ignition point_ignition(double x, double y, SimTime time = 0) {
  return {"point", time, IgnitionShape::Point, {x, y}};
}

/// The ellipse on flat ground.
inline SurfaceFire flat_fire(int fuel, double wind_20ft_m_s, const Moisture& moisture = kDry) {
  const FuelModel* model = find_fuel_model(fuel);
  return surface_fire(fuel_bed(*model, moisture),
                      {0, wind_20ft_m_s * wind_adjustment(model->depth_m, {})}, {});
}

/// Wind at 20 ft that gives an ellipse of this length to width.
inline double wind_for(int fuel, double ratio) {
  double low = 0, high = 100;
  for (int k = 0; k < 100; ++k) {
    const double middle = (low + high) / 2;
    (flat_fire(fuel, middle).ellipse.length_to_width < ratio ? low : high) = middle;
  }
  return (low + high) / 2;
}

/// Where something blows or heads to: x east, y north.
inline Vector direction(double deg) {
  const double angle = deg * (std::numbers::pi / 180);
  return {elementary::sin(angle), elementary::cos(angle)};
}

inline double burnt_area_m2(const Spread& fire) {
  return static_cast<double>(fire.burnt_cells()) * fire.grid().cell_m * fire.grid().cell_m;
}

/// Places of cells' centres, x east and y north.
inline Vector place_of(const world::Grid& grid, std::size_t cell) {
  const auto cols = static_cast<std::size_t>(grid.cols);
  return {grid.x_of(static_cast<int>(cell % cols)), grid.y_of(static_cast<int>(cell / cols))};
}

}  // namespace muster::hazard::fire
