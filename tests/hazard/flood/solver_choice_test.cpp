// SPDX-License-Identifier: MIT
// Which solver a flood needs.
#include "engine/hazard/flood/solver_choice.hpp"

#include "engine/hazard/gravity.hpp"
#include "tests/hazard/flood/ground.hpp"

namespace muster::hazard::flood {
namespace {

Inputs plane(double slope) {
  return inputs_on(ground(20, 30, 10.0, [&](int, int col) { return -slope * 10.0 * col; }), 0.03);
}

TEST(SolverChoice, GentleGroundTakesLocalInertial) {
  const SolverChoice choice = choose_solver(plane(0.001), false);
  EXPECT_EQ(choice.solver, Solver::LocalInertial);
  EXPECT_NE(choice.reason.find("local inertial"), std::string::npos);
}

TEST(SolverChoice, ADamBreakTakesFiniteVolume) {
  const SolverChoice choice = choose_solver(plane(0.001), true);
  EXPECT_EQ(choice.solver, Solver::FiniteVolume);
  EXPECT_NE(choice.reason.find("breach"), std::string::npos);
}

/// Fr = 1 at 1 m and n 0.03 where S = g n^2.
TEST(SolverChoice, SlopeAboveCriticalTakesFiniteVolume) {
  const double critical = kGravity * 0.03 * 0.03;
  EXPECT_EQ(choose_solver(plane(0.98 * critical), false).solver, Solver::LocalInertial);
  EXPECT_EQ(choose_solver(plane(1.02 * critical), false).solver, Solver::FiniteVolume);
  // Deeper water is faster: Fr goes with h^(1/6).
  EXPECT_EQ(choose_solver(plane(0.98 * critical), false, {.unit_depth_m = 2.0}).solver,
            Solver::FiniteVolume);
}

TEST(SolverChoice, AStepOfTheWaterTakesFiniteVolume) {
  for (const double right_m : {0.0, 1.0}) {
    for (const double step_m : {0.4, 0.6}) {
      Inputs inputs = plane(0.0);
      for (int i = 0; i < 600; ++i)
        inputs.initial_depth_m.push_back(right_m + (i % 30 < 15 ? step_m : 0.0));
      EXPECT_EQ(choose_solver(inputs, false).solver,
                step_m > 0.5 ? Solver::FiniteVolume : Solver::LocalInertial);
    }
  }
}

/// Deep water against a shore that rises above it is a lake, not a dam.
TEST(SolverChoice, ALakeAtRestIsNoStep) {
  Inputs inputs = inputs_on(ground(20, 30, 1000.0, [](int, int col) { return 2.0 * col; }), 0.03);
  for (const double z : inputs.elevation_m.value)
    inputs.initial_depth_m.push_back(std::max(0.0, 21.0 - z));
  EXPECT_EQ(choose_solver(inputs, false).solver, Solver::LocalInertial);
}

}  // namespace
}  // namespace muster::hazard::flood
