// SPDX-License-Identifier: MIT
// The targets of a case against what a run achieved.
#pragma once

#include <string>
#include <vector>

#include "engine/case/case_file.hpp"
#include "engine/simulation/summary.hpp"

namespace muster::cli {

struct MissedObjective {
  std::string text;  // "zone-a clearance_100 is 5400, not at most 3600"
};

/// An objective whose measure the run does not have (nobody was ever cleared, say) is missed.
std::vector<MissedObjective> missed_objectives(const cases::CaseFile& file,
                                               const std::vector<simulation::Measure>& summary);

}  // namespace muster::cli
