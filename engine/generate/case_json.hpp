// SPDX-License-Identifier: MIT
// The file that names the others: the first that a case is known by, and the last to be written.
#pragma once

#include <string>

#include "engine/generate/spec.hpp"

namespace muster::generate {

/// Text of the case.json that a spec gives; cheap, without making the district.
std::string case_json(const Spec& spec);

}  // namespace muster::generate
