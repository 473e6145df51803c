// SPDX-License-Identifier: MIT
// Injects of a drill: decisions that change what drives the hazards.
#pragma once

#include <optional>
#include <vector>

#include "engine/case/case_file.hpp"
#include "engine/case/decision.hpp"
#include "engine/world/forcing.hpp"

namespace muster::simulation {

/// Whether the run takes it and it changes the hazards.
bool alters_hazards(const cases::Decision& decision);

/// What drives the hazards with what `decisions` (by time) change of it, each from the first
/// barrier of the hazard at or after its time on: a run is a function of its log, so that a saved
/// state needs no more than that. Nothing where they change none.
std::optional<world::Forcing> with_injects(const std::vector<cases::Decision>& decisions,
                                           const cases::CaseFile& file,
                                           const world::Forcing& forcing);

}  // namespace muster::simulation
