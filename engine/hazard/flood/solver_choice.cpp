// SPDX-License-Identifier: MIT
// Which solver a flood needs.
#include "engine/hazard/flood/solver_choice.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "engine/hazard/flood/cube_root.hpp"
#include "engine/hazard/gravity.hpp"

namespace muster::hazard::flood {
namespace {

std::string decimal(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.2f", value);
  return text;
}

/// How far the water of one cell stands above the other's water or dry ground. Between wet cells
/// that is the jump of level; water against a shore that rises above it does not stand above it.
double step_between(const Inputs& inputs, std::size_t a, std::size_t b) {
  const double depth_a = inputs.initial_depth_m[a];
  const double depth_b = inputs.initial_depth_m[b];
  const double rise =
      (inputs.elevation_m.value[a] + depth_a) - (inputs.elevation_m.value[b] + depth_b);
  // No more falls than the higher side holds: a film on a cliff is no dam.
  return std::min(std::fabs(rise), rise > 0.0 ? depth_a : depth_b);
}

double greatest_step(const Inputs& inputs) {
  if (inputs.initial_depth_m.empty()) return 0.0;
  const world::Grid& grid = inputs.elevation_m.grid;
  double greatest = 0.0;
  for (int row = 0; row < grid.rows; ++row) {
    for (int col = 0; col < grid.cols; ++col) {
      const std::size_t cell = grid.index(row, col);
      if (col > 0) greatest = std::max(greatest, step_between(inputs, cell - 1, cell));
      if (row > 0)
        greatest = std::max(greatest, step_between(inputs, grid.index(row - 1, col), cell));
    }
  }
  return greatest;
}

/// Fall from a cell to the lower of its two neighbours along one direction, m; 0 in a hollow.
double fall(const world::Raster<double>& bed, int row, int col, int down, int right) {
  const double here = bed.at(row, col);
  double lowest = here;
  for (const int sign : {-1, 1}) {
    if (bed.grid.contains(row + sign * down, col + sign * right))
      lowest = std::min(lowest, bed.at(row + sign * down, col + sign * right));
  }
  return here - lowest;
}

double supercritical_share(const Inputs& inputs, double unit_depth_m) {
  const world::Raster<double>& bed = inputs.elevation_m;
  const double depth_root = std::sqrt(1.0 / reciprocal_cube_root(unit_depth_m));  // h^(1/6)
  std::size_t steep = 0;
  for (int row = 0; row < bed.grid.rows; ++row) {
    for (int col = 0; col < bed.grid.cols; ++col) {
      const double down = fall(bed, row, col, 1, 0);
      const double right = fall(bed, row, col, 0, 1);
      const double slope = std::sqrt(down * down + right * right) / bed.grid.cell_m;
      const double manning =
          inputs.manning.size() == 1 ? inputs.manning[0] : inputs.manning[bed.grid.index(row, col)];
      if (depth_root * std::sqrt(slope / kGravity) > manning) ++steep;
    }
  }
  return static_cast<double>(steep) / static_cast<double>(bed.grid.size());
}

}  // namespace

SolverChoice choose_solver(const Inputs& inputs, bool dam_break, const ChoiceRule& rule) {
  if (dam_break || !inputs.works.breaches.empty())
    return {Solver::FiniteVolume, "finite volume, because the event has a dam break or breach"};
  const double step = greatest_step(inputs);
  if (step >= rule.step_m)
    return {Solver::FiniteVolume, "finite volume, because the initial water has a step of " +
                                      decimal(step) + " m between two cells"};
  const double share = supercritical_share(inputs, rule.unit_depth_m);
  if (share > rule.steep_share)
    return {Solver::FiniteVolume, "finite volume, because flow " + decimal(rule.unit_depth_m) +
                                      " m deep would be supercritical on " +
                                      decimal(100.0 * share) + " % of the cells"};
  return {Solver::LocalInertial,
          "local inertial, because there is no dam break, no step in the initial water and flow " +
              decimal(rule.unit_depth_m) + " m deep would be supercritical on " +
              decimal(100.0 * share) + " % of the cells only"};
}

}  // namespace muster::hazard::flood
