// SPDX-License-Identifier: MIT
// Which solver a flood needs.
#pragma once

#include <string>

#include "engine/hazard/flood/flood.hpp"

namespace muster::hazard::flood {

/// When the local inertial scheme is not to be trusted. Thresholds are assumptions, not measured
/// limits.
struct ChoiceRule {
  /// A jump of the initial water level between two neighbouring wet cells, or a depth that stands
  /// above dry ground lower than its level, that starts a dam break.
  double step_m = 0.5;
  /// Depth for which the Froude number of normal flow is taken.
  double unit_depth_m = 1.0;
  /// Share of the cells that may be steeper than critical: single cliffs and banks do not count.
  double steep_share = 0.05;
};

struct SolverChoice {
  Solver solver = Solver::LocalInertial;
  std::string reason;  // a sentence for the run's report
};

/// FiniteVolume, by the first that holds:
///   1. `dam_break`: the event has a dam break (the caller knows), or a breach among its works;
///   2. the initial depth has a step of `step_m` or more between neighbours in a row or a column;
///   3. normal flow of `unit_depth_m` would be supercritical on more than `steep_share` of the
///      cells. By Manning u = h^(2/3) sqrt(S) / n, so Fr = h^(1/6) sqrt(S / g) / n > 1, S the bed's
///      slope from the differences to the lowest neighbours in a row and a column.
/// Else LocalInertial. The inputs must have passed check(). Cost: O(cells), serial.
SolverChoice choose_solver(const Inputs& inputs, bool dam_break, const ChoiceRule& rule = {});

}  // namespace muster::hazard::flood
