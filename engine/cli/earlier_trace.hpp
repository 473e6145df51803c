// SPDX-License-Identifier: MIT
// What a run takes from an earlier trace: its saved state, or its hazards.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/case/decision.hpp"
#include "engine/cli/run_options.hpp"
#include "engine/input/load.hpp"
#include "engine/trace/source.hpp"

namespace muster::cli {

/// A file as the case would name it, such as the other files of a run.
std::string named_from_case(const std::string& case_path, const std::string& file);

/// A run goes on only as it began: the state that was saved is a function of case and inputs.
void check_resumed(const std::string& resume, const input::Loaded& loaded,
                   Diagnostics& diagnostics);

/// The trace options.hazard_from, which becomes one more input of the run that writes `out`; an
/// error for each reason why its hazards are not those of the case, and for each of `decisions`
/// (the log of the options) that would alter them.
std::shared_ptr<const trace::Source> open_hazards(const RunOptions& options, const std::string& out,
                                                  const std::vector<cases::Decision>& decisions,
                                                  input::Loaded& loaded, Diagnostics& diagnostics);

}  // namespace muster::cli
