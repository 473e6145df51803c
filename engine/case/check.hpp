// SPDX-License-Identifier: MIT
// What must hold between the fields of a case: unique ids, references, order of times and bounds.
#pragma once

#include <string>
#include <vector>

#include "engine/case/case_file.hpp"

namespace muster::cases {

struct Fault {
  std::string pointer;  // JSON pointer within the case, parts inline
  std::string what;
  std::string hint;
};

/// Every fault of a case whose single fields have been checked. Sites are looked up only where all
/// of them are listed; those from layers are checked when the world is built. O(n log n) of the
/// entries.
std::vector<Fault> check(const CaseFile& file);

}  // namespace muster::cases
