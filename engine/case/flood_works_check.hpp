// SPDX-License-Identifier: MIT
// Faults between the fields of flood works.
#pragma once

#include <string>
#include <vector>

#include "engine/case/case_file.hpp"
#include "engine/case/check.hpp"

namespace muster::cases {

/// The works of a case, those of the world first, with their pointers.
struct PlacedWork {
  const FloodWork* work;
  std::string pointer;
};
std::vector<PlacedWork> flood_works(const CaseFile& file);
/// Actions on works: the plan's, then those of hazard `hazard`.
struct PlacedAction {
  const WorkAction* action;
  std::string pointer;
};
std::vector<PlacedAction> work_actions(const CaseFile& file, std::size_t hazard);

/// Ids that are double or refer to nothing, values that only fit together in part. Conditions of
/// actions are left to the caller.
void check_flood_works(const CaseFile& file, std::vector<Fault>& faults);

}  // namespace muster::cases
