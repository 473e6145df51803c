// SPDX-License-Identifier: MIT
// A flood of the event: water computed over the ground.
#include <string>
#include <utility>

#include "engine/hazard/flood/flood.hpp"
#include "engine/hazard/flood/solver_choice.hpp"
#include "engine/simulation/hazard_model.hpp"

namespace muster::simulation {

namespace {

using hazard::flood::BoundaryKind;
using hazard::flood::Flood;

BoundaryKind kind_of(cases::FloodBoundaryKind kind) {
  switch (kind) {
    case cases::FloodBoundaryKind::Stage:
      return BoundaryKind::Stage;
    case cases::FloodBoundaryKind::Inflow:
      return BoundaryKind::Inflow;
    case cases::FloodBoundaryKind::Free:
      break;
  }
  return BoundaryKind::Free;
}

hazard::flood::Inputs inputs_of(const cases::Hazard& hazard, const world::World& world,
                                const world::HazardForcing& forcing) {
  hazard::flood::Inputs inputs;
  inputs.elevation_m = world::Raster<double>{world.terrain.grid};
  inputs.elevation_m.value = world.terrain.elevation_m;
  inputs.manning = world.terrain.manning;
  inputs.parameters.theta = hazard.theta;
  inputs.parameters.least_depth_m = hazard.min_depth_m;
  inputs.parameters.arrival_depth_m = hazard.arrival_depth_m;
  for (std::size_t b = 0; b < hazard.boundaries.size(); ++b) {
    const cases::FloodBoundary& boundary = hazard.boundaries[b];
    inputs.boundaries.push_back({kind_of(boundary.kind), boundary.id, forcing.boundaries.at(b).cell,
                                 forcing.boundaries[b].series, boundary.datum_offset_m,
                                 boundary.slope});
  }
  inputs.rain_mm_h = forcing.rain_mm_h;
  inputs.initial_depth_m = forcing.initial_depth_m;
  return inputs;
}

/// The solver that the case names or leaves to be chosen; the reason of a choice.
std::string set_solver(const cases::Hazard& hazard, hazard::flood::Inputs& inputs) {
  using hazard::flood::Solver;
  std::string reason;
  if (hazard.solver == cases::FloodSolver::Auto) {
    Diagnostics diagnostics;
    check(inputs, diagnostics);
    diagnostics.throw_if_errors();
    hazard::flood::SolverChoice choice = choose_solver(inputs, false);  // no works breach yet
    inputs.parameters.solver = choice.solver;
    reason =
        std::string{choice.solver == Solver::FiniteVolume ? "finite_volume" : "local_inertial"} +
        ": " + choice.reason;
  } else if (hazard.solver == cases::FloodSolver::FiniteVolume) {
    inputs.parameters.solver = Solver::FiniteVolume;
  }
  if (hazard.courant && inputs.parameters.solver == Solver::FiniteVolume) {
    inputs.parameters.courant = *hazard.courant;
  } else if (hazard.courant) {
    inputs.parameters.alpha = *hazard.courant;
  }
  return reason;
}

class FloodHazard final : public HazardModel {
 public:
  FloodHazard(hazard::flood::Inputs inputs, std::string solver_reason)
      : flood_{std::move(inputs)}, solver_reason_{std::move(solver_reason)} {}

  void advance(SimTime from, SimTime to) override {
    if (to > from) flood_.advance(from, to);
  }
  std::uint64_t fingerprint() const override { return flood_.fingerprint(); }
  void state(StateArchive& archive) override { flood_.state(archive); }
  std::vector<Layer> layers() override {
    return {{&layer_info("flood_depth", LayerKind::Now), flood_.depth_m()},
            {&layer_info("flood_depth", LayerKind::Greatest), flood_.greatest_depth_m()},
            {&layer_info("flood_arrival", LayerKind::First), flood_.arrival_s()}};
  }
  std::span<const double> depth_m() const override { return flood_.depth_m(); }
  std::optional<WaterBalance> balance() const override {
    const hazard::flood::Ledger ledger = flood_.ledger();
    return WaterBalance{ledger.stored_m3, ledger.in_m3() + ledger.rain_m3, ledger.out_m3(),
                        ledger.residual()};
  }
  std::string note() const override {
    return solver_reason_.empty() ? "" : "flood by " + solver_reason_;
  }

 private:
  Flood flood_;
  std::string solver_reason_;  // empty: named by the case
};

}  // namespace

std::unique_ptr<HazardModel> make_flood(const cases::Hazard& hazard, const world::World& world,
                                        const world::HazardForcing& forcing) {
  hazard::flood::Inputs inputs = inputs_of(hazard, world, forcing);
  std::string reason = set_solver(hazard, inputs);
  return std::make_unique<FloodHazard>(std::move(inputs), std::move(reason));
}

}  // namespace muster::simulation
