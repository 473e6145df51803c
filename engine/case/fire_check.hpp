// SPDX-License-Identifier: MIT
// Faults between the fields of fuel, fires, breaks and water.
#pragma once

#include <vector>

#include "engine/case/case_file.hpp"
#include "engine/case/check.hpp"

namespace muster::cases {

/// Ids that are double or refer to nothing, fuel models that there are not, times out of order.
void check_fire(const CaseFile& file, std::vector<Fault>& faults);

}  // namespace muster::cases
