// SPDX-License-Identifier: MIT
// Decision logs: JSON lines such as
// {"time_s": 3600, "role": "command_post", "order": {"kind": "issue_order", "id": "leave"}}.
#pragma once

#include <string>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/case/case_file.hpp"
#include "engine/case/decision.hpp"
#include "engine/world/roads.hpp"

namespace muster::input {

struct DecisionLog {
  std::vector<cases::Decision> decisions;  // by time; those of one time as in the file
  std::vector<cases::InputFile> inputs;    // the file, unless it could not be read
};

/// Bytes of text that the trace has room for.
struct DecisionLimits {
  std::size_t role_bytes;
  std::size_t order_bytes;
};

/// Reads the log `path`, which the trace calls `named`, of decisions in the run of `file` on
/// `roads`. Every problem goes to `diagnostics` with file and line; does not throw for bad input.
/// What comes after the horizon or names roads that the network lacks is a warning; what a role may
/// not decide is no problem: the run records its refusal.
DecisionLog read_decisions(const std::string& path, const std::string& named,
                           const cases::CaseFile& file, const world::Roads& roads,
                           const DecisionLimits& limits, Diagnostics& diagnostics);

}  // namespace muster::input
