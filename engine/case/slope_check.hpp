// SPDX-License-Identifier: MIT
// Faults between the fields of slopes.
#pragma once

#include <vector>

#include "engine/case/case_file.hpp"
#include "engine/case/check.hpp"

namespace muster::cases {

/// Distributions that are none, samples of what is certain, ids that are double, works on slopes
/// that are not computed.
void check_slopes(const CaseFile& file, std::vector<Fault>& faults);

}  // namespace muster::cases
