// SPDX-License-Identifier: MIT
// What a case states for its uncertain drivers.
#pragma once

#include <string>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/case/uncertain.hpp"

namespace muster::input {

/// The number at each driver's pointer in the resolved case. Pointers to anything else are errors.
std::vector<double> driver_bases(const std::vector<cases::UncertainDriver>& drivers,
                                 const std::string& resolved_json, Diagnostics& diagnostics);

}  // namespace muster::input
