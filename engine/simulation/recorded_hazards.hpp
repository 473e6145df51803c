// SPDX-License-Identifier: MIT
// The hazards of an earlier run, taken from its trace.
#pragma once

#include <memory>

#include "engine/simulation/hazard_model.hpp"
#include "engine/trace/source.hpp"

namespace muster::simulation {

/// All hazards of `source` as one, whose fingerprint is that of all: a run from them is the run
/// that computes them. Greatest and least values so far, and what the hazards came to, are known at
/// the end of the trace only; before, they have no value. The trace must hold its layers at every
/// period of the hazards (see check_recorded). Memory: 8 B a cell for each layer.
std::unique_ptr<HazardModel> make_recorded(std::shared_ptr<const trace::Source> source);

/// Adds an error where `source` does not hold the hazards at every `period` up to `end`.
void check_recorded(const trace::Source& source, SimTime period, SimTime end,
                    const std::string& where, Diagnostics& diagnostics);

}  // namespace muster::simulation
