// SPDX-License-Identifier: MIT
// A flood of the event: water computed over the ground.
#include <algorithm>
#include <string>
#include <utility>

#include "engine/hazard/flood/flood.hpp"
#include "engine/hazard/flood/solver_choice.hpp"
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
  return inputs;
}

/// The solver that the case names or leaves to be chosen; the reason of a choice.
std::string set_solver(const cases::Hazard& hazard, hazard::flood::Inputs& inputs) {
  using hazard::flood::Solver;
  std::string reason;
  if (hazard.solver == cases::FloodSolver::Auto) {
    // Works that breach are seen there; what a reservoir releases comes as a dam break does.
    hazard::flood::SolverChoice choice = choose_solver(inputs, !inputs.works.reservoirs.empty());
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

/// The cells in groups that touch by a side or a corner, each ascending. `cells` ascend.
std::vector<std::vector<std::uint32_t>> joined(const world::Grid& grid,
                                               std::span<const std::uint32_t> cells) {
  std::vector<std::vector<std::uint32_t>> groups;
  std::vector<std::uint8_t> taken(cells.size());
  for (std::size_t first = 0; first < cells.size(); ++first) {
    if (taken[first] != 0) continue;
    std::vector<std::size_t> open{first};
    std::vector<std::uint32_t>& group = groups.emplace_back();
    taken[first] = 1;
    while (!open.empty()) {
      const std::uint32_t cell = cells[open.back()];
      open.pop_back();
      group.push_back(cell);
      const int row = static_cast<int>(cell) / grid.cols, col = static_cast<int>(cell) % grid.cols;
      for (int r = std::max(row - 1, 0); r <= std::min(row + 1, grid.rows - 1); ++r) {
        for (int c = std::max(col - 1, 0); c <= std::min(col + 1, grid.cols - 1); ++c) {
          const auto at = std::lower_bound(cells.begin(), cells.end(), grid.index(r, c));
          const auto i = static_cast<std::size_t>(at - cells.begin());
          if (at == cells.end() || *at != grid.index(r, c) || taken[i] != 0) continue;
          taken[i] = 1;
          open.push_back(i);
        }
      }
    }
    std::sort(group.begin(), group.end());
  }
  return groups;
}

class FloodHazard final : public HazardModel {
 public:
  FloodHazard(const cases::CaseFile& file, std::size_t hazard, const world::World& world,
              hazard::flood::Inputs inputs, std::string solver_reason)
      : hazard_{file.event.hazards[hazard]},
        world_{world},
        actions_{file, hazard, inputs.works},
        flood_{std::move(inputs)},
        solver_reason_{std::move(solver_reason)} {}

  void advance(SimTime from, SimTime to) override {
    // An action by the clock comes at its own time, between two steps of the water.
    while (from < to) {
      const SimTime next = actions_.next(from, to);
      if (next > from) flood_.advance(from, next);
      if (next < to) actions_.take_timed(flood_, next);
      from = next;
    }
  }
  void operate(const warning::Readings& readings, SimTime now) override {
    actions_.take_conditional(flood_, readings, now);
  }
  std::uint64_t fingerprint() const override { return flood_.fingerprint(); }
  void state(StateArchive& archive) override {
    flood_.state(archive);
    actions_.state(archive);
  }
  std::vector<Layer> layers() override {
    return {{&layer_info("flood_depth", LayerKind::Now), flood_.depth_m()},
            {&layer_info("flood_depth", LayerKind::Greatest), flood_.greatest_depth_m()},
            {&layer_info("flood_arrival", LayerKind::First), flood_.arrival_s()}};
  }
  std::span<const double> depth_m() const override { return flood_.depth_m(); }
  void change_ground(std::span<const std::uint32_t> cells,
                     std::span<const double> change_m) override {
    std::vector<double> bed(cells.size());
    for (std::size_t i = 0; i < cells.size(); ++i)
      bed[i] = world_.terrain.elevation_m[cells[i]] + change_m[i];
    flood_.set_bed(cells, bed);
    if (!hazard_.deposit_breach) return;
    std::vector<std::uint32_t> raised;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (change_m[i] > 0) raised.push_back(cells[i]);
    }
    for (const std::vector<std::uint32_t>& deposit : joined(world_.terrain.grid, raised)) {
      hazard::flood::Dam dam{.cells = deposit,
                             .floor_m = {},
                             .lowering_s = hazard_.deposit_breach->lowering_s,
                             .overtopping_m = hazard_.deposit_breach->overtopping_m};
      for (const std::uint32_t cell : deposit)
        dam.floor_m.push_back(world_.terrain.elevation_m[cell]);
      flood_.add_dam(dam);
    }
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
  const cases::Hazard& hazard_;
  const world::World& world_;
  WorkActions actions_;
  Flood flood_;
  std::string solver_reason_;  // empty: named by the case
};

}  // namespace

std::unique_ptr<HazardModel> make_flood(const cases::CaseFile& file, std::size_t number,
                                        const world::World& world,
                                        const world::HazardForcing& forcing) {
  const cases::Hazard& hazard = file.event.hazards[number];
  hazard::flood::Inputs inputs = inputs_of(hazard, world, forcing);
  Diagnostics diagnostics;
  inputs.works = works_of(file, number, world.terrain, forcing.works, diagnostics);
  check(inputs, diagnostics);
  diagnostics.throw_if_errors();
  std::string reason = set_solver(hazard, inputs);
  return std::make_unique<FloodHazard>(file, number, world, std::move(inputs), std::move(reason));
}

}  // namespace muster::simulation
