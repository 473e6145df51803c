// SPDX-License-Identifier: MIT
// Rivers and fairways that a case states.
#pragma once

#include <vector>

#include "engine/case/world_file.hpp"
#include "engine/input/import.hpp"
#include "engine/world/world.hpp"

namespace muster::input {

/// Their cells on the terrain's grid. A line that leaves the grid keeps what is inside; one that
/// lies wholly outside is an error.
std::vector<world::Waterway> read_waterways(const std::vector<cases::WaterwaySpec>& specs,
                                            const world::World& world, Import& import);

}  // namespace muster::input
