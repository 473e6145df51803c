// SPDX-License-Identifier: MIT
// The score card of a run.
#pragma once

#include <string>
#include <vector>

#include "engine/kernel/engine.hpp"
#include "engine/simulation/simulation.hpp"
#include "engine/trace/writer.hpp"

namespace muster::simulation {

/// One figure; the subject is a zone, a site, or empty for the whole case.
struct Measure {
  std::string subject;
  std::string name;
  double value = 0;
  std::string unit;
};

/// Everything counted from the parties and links as they stand. Times are seconds after the start;
/// "never" (somebody who set out is not safe yet) is left out, not a number.
std::vector<Measure> summarise(const Simulation& simulation, const kernel::Engine& engine);

/// Water and the other figures of hazards.
void add_outcomes(const Hazards& hazards, std::vector<Measure>& out);

/// /summary of a trace.
void write_summary(trace::Writer& writer, const std::vector<Measure>& summary);

}  // namespace muster::simulation
