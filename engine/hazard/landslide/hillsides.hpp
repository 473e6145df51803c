// SPDX-License-Identifier: MIT
// Ground over terrain: what the stability of each cell depends on.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/hazard/landslide/ground.hpp"
#include "engine/world/raster.hpp"

namespace muster::hazard::landslide {

/// Fields of one value hold for all cells, others have one for each. What `Ground` says of each
/// value holds here.
struct Hillsides {
  world::Grid grid;
  std::vector<Soil> soils;
  std::vector<std::uint16_t> soil{0};  // index into soils
  std::vector<double> slope_rad;
  std::vector<double> water_table_m;  // finite
  std::vector<double> basement_m;     // finite: the soil that may slip ends here
  std::vector<double> background_m_s{0.0};
  /// Added to the soil's cohesion, Pa: works and roots; below 0 where they are lost. Cohesion does
  /// not fall below 0.
  std::vector<float> added_cohesion_pa{0.0f};
};

/// Angle of the steepest slope of each cell of `elevation_m`, rad: Horn 1981 (Proceedings of the
/// IEEE 69(1)), weights 1-2-1 over the eight neighbours. Heights are continued beyond
/// the edge of the grid in straight lines, so that a plane has one slope up to its edge.
std::vector<double> slopes_rad(const world::Raster<double>& elevation_m);

/// The value of a cell, of a field of one or of all.
template <class T>
T value_at(const std::vector<T>& field, std::size_t cell) {
  return field.size() == 1 ? field[0] : field[cell];
}

Ground ground_at(const Hillsides& hillsides, std::size_t cell);

/// Adds an error for fields that do not fit the grid and for each kind of value that the model has
/// no answer for, with the first cell that has it.
void check(const Hillsides& hillsides, Diagnostics& diagnostics);

}  // namespace muster::hazard::landslide
