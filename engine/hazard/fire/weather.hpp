// SPDX-License-Identifier: MIT
// Wind and moisture that drive a fire over the grid, piecewise constant in time.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/base/time.hpp"
#include "engine/hazard/fire/fuel_bed.hpp"
#include "engine/hazard/fire/surface_fire.hpp"

namespace muster::hazard::fire {

/// Holds from `from` until the next one, the last for good; the first also holds before it. Each
/// raster has one value per cell, or is empty: then the value for all cells holds. Wind is at 20 ft
/// (6.1 m) above the vegetation; directions are those that it blows from, degrees clockwise from
/// grid north. Moistures are fractions of dry mass.
struct Weather {
  SimTime from = 0;
  double wind_20ft_m_s = 0;
  double wind_from_deg = 0;
  Moisture moisture;
  std::vector<float> gridded_wind_20ft_m_s{};
  std::vector<float> gridded_wind_from_deg{};
  std::vector<float> gridded_dead_1h{};
  std::vector<float> gridded_dead_10h{};
  std::vector<float> gridded_dead_100h{};

  /// Whatever their times.
  bool same_as(const Weather& other) const;
  bool moisture_is_gridded() const {
    return !gridded_dead_1h.empty() || !gridded_dead_10h.empty() || !gridded_dead_100h.empty();
  }
  Moisture moisture_at(std::size_t cell) const;
  /// Where it blows to, m/s at 20 ft.
  Vector wind_at(std::size_t cell) const;
};

/// Wind at 20 ft from wind at 10 m above the vegetation (Turner and Lawson 1978).
inline double wind_20ft_from_10m_m_s(double wind_10m_m_s) {
  return wind_10m_m_s / 1.15;
}

/// Adds an error for each series entry that cannot be used on `cells` cells.
void check(const std::vector<Weather>& weather, std::size_t cells, Diagnostics& diagnostics);

}  // namespace muster::hazard::fire
