// SPDX-License-Identifier: MIT
// Costs of links for route search: the time that a link takes when nothing is in the way.
#pragma once

#include <vector>

#include "engine/base/time.hpp"
#include "engine/world/roads.hpp"

namespace muster::mobility::routing {

/// Length / free speed in us, at least 1; kNever where no car may drive or no lane is open.
std::vector<SimTime> free_flow_costs(const world::Roads& roads);

/// Length / walking speed in us, at least 1, both ways; kNever where nobody may walk.
std::vector<SimTime> walking_costs(const world::Roads& roads, double speed_m_s);

}  // namespace muster::mobility::routing
