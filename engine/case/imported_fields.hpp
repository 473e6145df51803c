// SPDX-License-Identifier: MIT
// Fields of imported hazards.
#pragma once

#include "engine/case/event_file.hpp"
#include "engine/case/fields.hpp"

namespace muster::cases {

/// Those that a hazard of this kind has and no other.
void describe_imported(Fields& f, Hazard& h);

}  // namespace muster::cases
