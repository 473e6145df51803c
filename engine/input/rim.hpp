// SPDX-License-Identifier: MIT
// Exits where roads leave the modelled area.
#pragma once

#include <string>
#include <vector>

#include "engine/input/import.hpp"
#include "engine/world/components.hpp"
#include "engine/world/world.hpp"

namespace muster::input {

/// An exit at every node that can be reached from the main part, where a link of one of `classes`
/// arrives and no car goes on except back, and that lies outside the terrain's grid or within 2 %
/// of the network's size of the convex hull round its nodes (assumption: what ends farther inside
/// is a dead end). Ordered by node.
std::vector<world::Site> rim_exits(const std::vector<std::string>& classes,
                                   const world::World& world, const world::Components& cars,
                                   Import& import);

}  // namespace muster::input
