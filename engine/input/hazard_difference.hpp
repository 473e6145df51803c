// SPDX-License-Identifier: MIT
// What tells the hazards of two cases apart.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/case/case_file.hpp"

namespace muster::input {

/// A case as an earlier trace holds it.
struct EarlierCase {
  std::string_view resolved_json;
  std::vector<cases::InputFile> inputs;
};

/// Adds an error, naming `where`, for each way in which the hazards of `now` are not those of
/// `then`: another event, terrain, standing works or changed files; works of the plan that would
/// alter them, by name; another seed where hazards draw. Roads, people and the rest of the plan are
/// free. Throws InputError where the earlier case is no JSON.
void check_same_hazards(const EarlierCase& then, const cases::CaseFile& now,
                        std::string_view now_resolved_json,
                        const std::vector<cases::InputFile>& now_inputs, const std::string& where,
                        Diagnostics& diagnostics);

}  // namespace muster::input
