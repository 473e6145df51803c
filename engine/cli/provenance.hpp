// SPDX-License-Identifier: MIT
// How and where a run was made: for the sidecar RUN.h5.json and `muster run --json`.
#pragma once

#include <string>
#include <vector>

#include "engine/cli/objectives.hpp"
#include "engine/cli/run_options.hpp"
#include "engine/simulation/hazard_run.hpp"
#include "engine/simulation/run.hpp"

namespace muster::cli {

/// Writes `trace`.json: version, compiler, host, times, threads, parallelism. Nothing in it is
/// needed to reproduce the trace. Throws RunError where it cannot be written.
void write_provenance(const std::string& trace, const RunOptions& options,
                      const simulation::RunResult& result);

/// The same of hazards alone.
void write_provenance(const std::string& trace, const HazardOptions& options,
                      const simulation::HazardRunResult& result);

/// The result to stdout as one JSON object.
void print_json(const std::string& trace, const simulation::RunResult& result,
                const std::vector<MissedObjective>& missed);

}  // namespace muster::cli
