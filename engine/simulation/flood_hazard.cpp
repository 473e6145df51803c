// SPDX-License-Identifier: MIT
// A flood of the event: water computed over the ground.
#include <algorithm>
#include <string>
#include <utility>

#include "engine/hazard/flood/flood.hpp"
#include "engine/hazard/flood/hazard_class.hpp"
#include "engine/hazard/flood/solver_choice.hpp"
#include "engine/hazard/groups.hpp"
#include "engine/simulation/flood_works.hpp"
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
  inputs.gridded_rain_mm_h = forcing.rain_maps_mm_h;
  if (hazard.infiltration) {
    for (const cases::SoilUptake& soil : hazard.infiltration->soils)
      inputs.infiltration.soils.push_back({.id = soil.id,
                                           .conductivity_m_s = soil.conductivity_mm_h / 3.6e6,
                                           .suction_m = soil.suction_mm / 1000,
                                           .deficit = soil.deficit});
    inputs.infiltration.soil = forcing.infiltration_soil;
  }
  return inputs;
}

/// The solver that the case names or leaves to be chosen; the reason of a choice.
std::string set_solver(const cases::Hazard& hazard, hazard::flood::Inputs& inputs) {
  using hazard::flood::Solver;
  std::string reason;
  if (hazard.solver == cases::FloodSolver::Auto) {
    // Breaches of works are seen there; a reservoir's release comes as a dam break does.
    const bool dam_break = hazard.deposit_breach || !inputs.works.reservoirs.empty();
    hazard::flood::SolverChoice choice = choose_solver(inputs, dam_break);
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
  FloodHazard(const cases::CaseFile& file, std::size_t hazard, const world::World& world,
              hazard::flood::Inputs inputs, std::string solver_reason)
      : hazard_{file.event.hazards[hazard]},
        world_{world},
        actions_{file, hazard, inputs.works},
        flood_{std::move(inputs)},
        severity_{flood_.grid(), file.event.hazards[hazard].deep_m},
        class_(flood_.grid().size(), 0),
        speed_m_s_(flood_.grid().size(), 0),
        solver_reason_{std::move(solver_reason)} {}

  void advance(SimTime from, SimTime to) override {
    const SimTime began = from;
    // An action by the clock comes at its own time, between two steps of the water.
    while (from < to) {
      const SimTime next = actions_.next(from, to);
      if (next > from) flood_.advance(from, next);
      if (next < to) actions_.take_timed(flood_, next);
      from = next;
    }
    severity_.see(flood_.field(), began, to);
    show();
  }
  void feel_burnt(std::span<const std::uint8_t> burnt) override { flood_.burn(burnt); }
  void operate(const warning::Readings& readings, SimTime now) override {
    actions_.take_conditional(flood_, readings, now);
  }
  std::uint64_t fingerprint() const override { return flood_.fingerprint(); }
  void state(StateArchive& archive) override {
    flood_.state(archive);
    actions_.state(archive);
    archive("felt_ground", felt_m_);
    archive.enter("severity");
    severity_.state(archive);
    archive.leave();
    if (archive.loading()) show();
  }
  std::vector<Layer> layers() override {
    return {{&layer_info("flood_depth", LayerKind::Now), flood_.depth_m()},
            {&layer_info("flood_speed", LayerKind::Now), flood_.field().speed_m_s},
            {&layer_info("flood_depth", LayerKind::Greatest), flood_.greatest_depth_m()},
            {&layer_info("flood_arrival", LayerKind::First), flood_.arrival_s()},
            {&layer_info("flood_class", LayerKind::Greatest), std::span<const float>{class_}},
            {&layer_info("flood_depth_speed", LayerKind::Greatest),
             severity_.greatest_depth_speed_m2_s()},
            {&layer_info("flood_duration", LayerKind::Greatest), severity_.deep_s()}};
  }
  std::span<const double> depth_m() const override { return flood_.depth_m(); }
  std::span<const double> speed_m_s() const override { return speed_m_s_; }
  void feel_ground(std::span<const double> change_m) override {
    felt_m_.resize(change_m.size());
    std::vector<std::uint32_t> cells;
    std::vector<double> bed;
    std::vector<std::uint8_t> raised(change_m.size(), 0);
    for (std::size_t c = 0; c < change_m.size(); ++c) {
      if (change_m[c] == felt_m_[c]) continue;
      const double rise_m = change_m[c] - felt_m_[c];
      cells.push_back(static_cast<std::uint32_t>(c));
      bed.push_back(flood_.bed_m()[c] + rise_m);  // on what is left of an earlier deposit
      raised[c] = rise_m > 0;
      felt_m_[c] = change_m[c];
    }
    if (cells.empty()) return;
    flood_.set_bed(cells, bed);
    if (hazard_.deposit_breach) add_dams(raised);
  }
  std::vector<Outcome> outcomes() const override {
    const hazard::flood::BedEdits& ground = flood_.bed_edits();
    std::vector<Outcome> outcomes = work_outcomes(flood_.works());
    if (ground.dams() == 0) return outcomes;
    double breached = 0;
    for (std::size_t d = 0; d < ground.dams(); ++d) breached += ground.dam_started(d) ? 1 : 0;
    outcomes.push_back({"deposits", static_cast<double>(ground.dams()), "1"});
    outcomes.push_back({"deposits_breached", breached, "1"});
    return outcomes;
  }
  std::optional<WaterBalance> balance() const override {
    const hazard::flood::Ledger ledger = flood_.ledger();
    return WaterBalance{ledger.stored_m3, ledger.in_m3() + ledger.rain_m3, ledger.out_m3(),
                        ledger.residual()};
  }
  std::string note() const override {
    return solver_reason_.empty() ? "" : "flood by " + solver_reason_;
  }

 private:
  void show() {
    const std::span<const float> speed = flood_.field().speed_m_s;
    speed_m_s_.assign(speed.begin(), speed.end());
    const std::span<const std::uint8_t> classes = severity_.greatest_class();
    std::copy(classes.begin(), classes.end(), class_.begin());
  }
  /// Each deposit wears down to the ground of before the event.
  void add_dams(std::span<const std::uint8_t> raised) {
    const std::vector<double>& ground = world_.terrain.elevation_m;
    for (const auto& deposit : hazard::touching_groups(world_.terrain.grid, raised)) {
      hazard::flood::Dam dam{.cells = deposit,
                             .floor_m = {},
                             .lowering_s = hazard_.deposit_breach->lowering_s,
                             .overtopping_m = hazard_.deposit_breach->overtopping_m};
      for (const std::uint32_t cell : deposit) dam.floor_m.push_back(ground[cell]);
      flood_.add_dam(dam);
    }
  }

  const cases::Hazard& hazard_;
  const world::World& world_;
  WorkActions actions_;
  Flood flood_;
  hazard::flood::Severity severity_;
  std::vector<float> class_;
  std::vector<double> speed_m_s_;
  std::vector<double> felt_m_;  // ground_change of all as its bed has it; empty: none
  std::string solver_reason_;   // empty: named by the case
};

}  // namespace

std::unique_ptr<HazardModel> make_flood(const cases::CaseFile& file, std::size_t number,
                                        const world::World& world,
                                        const world::HazardForcing& forcing) {
  const cases::Hazard& hazard = file.event.hazards[number];
  hazard::flood::Inputs inputs = inputs_of(hazard, world, forcing);
  if (file.event.burnt_ground)
    inputs.infiltration.burnt_factor = file.event.burnt_ground->conductivity_factor.value_or(1);
  Diagnostics diagnostics;
  inputs.works = works_of(file, number, world.terrain, forcing.works, diagnostics);
  check(inputs, diagnostics);
  diagnostics.throw_if_errors();
  std::string reason = set_solver(hazard, inputs);
  return std::make_unique<FloodHazard>(file, number, world, std::move(inputs), std::move(reason));
}

}  // namespace muster::simulation
