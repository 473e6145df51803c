// SPDX-License-Identifier: MIT
// Which part of the network hangs together, so that homes and sites attach to it and not to an
// island.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/world/roads.hpp"

namespace muster::world {

/// The largest set of nodes between which one mode can go both ways (for cars along links with
/// lanes, turn bans respected), and what can be reached from it.
struct Components {
  std::vector<std::uint8_t> main;       // per node
  std::vector<std::uint8_t> reachable;  // per node: in main or, one way, from it
  std::uint32_t parts = 0;              // strongly connected parts that hold a usable link or more
  std::uint64_t links_in_main = 0;      // usable links with both ends in main
  std::uint64_t links_usable = 0;
};

/// `mode` is kCar or kWalk. A tie between parts goes to the one with the lowest node. O(links),
/// times the number of turns at nodes with bans. Tarjan's algorithm as in Boost.Graph.
Components components(const Roads& roads, Modes mode);

}  // namespace muster::world
