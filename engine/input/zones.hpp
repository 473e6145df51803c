// SPDX-License-Identifier: MIT
// The plan's zones and who lives in them.
#pragma once

#include <vector>

#include "engine/case/plan_file.hpp"
#include "engine/input/import.hpp"
#include "engine/world/world.hpp"

namespace muster::input {

/// Fills world.zones in the plan's order, and world.zone_of_party: the first zone of which all that
/// is stated (outline, ground below a height, village groups) holds for the home. Homes for which
/// several zones hold are counted; a zone that nobody lives in is warned of.
void read_zones(const std::vector<cases::ZoneSpec>& specs, world::World& world, Import& import);

}  // namespace muster::input
