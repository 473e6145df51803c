// SPDX-License-Identifier: MIT
// Which known name a mistyped one was meant to be.
#pragma once

#include <string>
#include <vector>

namespace muster::cases {

/// `did you mean "..."?` with the name nearest to `given` by edit distance; empty where none is
/// near. Ties go to the earlier name. O(names * length^2).
std::string did_you_mean(const std::string& given, const std::vector<std::string>& names);

}  // namespace muster::cases
