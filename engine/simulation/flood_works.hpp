// SPDX-License-Identifier: MIT
// The flood works of a case in the terms of the flood, and what is done to them in a run.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/base/state.hpp"
#include "engine/base/time.hpp"
#include "engine/case/case_file.hpp"
#include "engine/hazard/flood/flood.hpp"
#include "engine/simulation/hazard_model.hpp"
#include "engine/warning/condition.hpp"
#include "engine/world/forcing.hpp"
#include "engine/world/world.hpp"

namespace muster::simulation {

/// Works of the world and of the plan, and breaches of hazard `hazard`. What they name must be
/// there, as check_flood_works sees to; adds an error for a breach that is not at its wall.
hazard::flood::WorksInputs works_of(const cases::CaseFile& file, std::size_t hazard,
                                    const world::Terrain& terrain,
                                    const world::WorksForcing& forcing, Diagnostics& diagnostics);

/// Applies the plan's and the event's actions to the works of a flood.
class WorkActions {
 public:
  /// `file` outlives it; `works` are those of works_of.
  WorkActions(const cases::CaseFile& file, std::size_t hazard,
              const hazard::flood::WorksInputs& works);

  /// Time of the first action by the clock in [from, to) that was not taken yet; `to`: none.
  SimTime next(SimTime from, SimTime to) const;
  /// Takes those that are due at `now` by the clock.
  void take_timed(hazard::flood::Flood& flood, SimTime now);
  /// Takes those whose condition begins to hold at `now`.
  void take_conditional(hazard::flood::Flood& flood, const warning::Readings& readings,
                        SimTime now);
  void state(StateArchive& archive);

 private:
  struct Timed {
    SimTime at;
    hazard::flood::WorkEdit edit;
  };
  struct Conditional {
    const cases::Condition* when;
    hazard::flood::WorkEdit edit;
    warning::ConditionState memory;
  };
  std::vector<Timed> timed_;  // by time; the plan's first
  std::uint64_t taken_ = 0;   // of them
  std::vector<Conditional> conditional_;
  std::vector<std::uint8_t> held_;  // parallel to it
};

/// What the works of a flood did, one entry a figure, by the works' ids.
std::vector<Outcome> work_outcomes(const hazard::flood::Works& works);

}  // namespace muster::simulation
