// SPDX-License-Identifier: MIT
// Faults between the fields of imported hazards.
#pragma once

#include <string>
#include <vector>

#include "engine/case/check.hpp"
#include "engine/case/event_file.hpp"

namespace muster::cases {

/// More than one source or none, times out of order, speeds of some steps only.
void check_imported(const Hazard& hazard, const std::string& pointer, std::vector<Fault>& faults);

}  // namespace muster::cases
