// SPDX-License-Identifier: MIT
// Tables list links one direction at a time; the network wants roads.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/input/road_builder.hpp"

namespace muster::input {

/// A link as a table has it.
struct DirectedLink {
  std::uint32_t from = 0;
  std::uint32_t to = 0;
  bool both_ways = false;  // one row for both directions
  world::RoadClass road_class = world::RoadClass::Unclassified;
  std::int8_t layer = 0;
  LinkFlags flags = 0;       // kBridge, kTunnel, kUnderpass
  double length_m = 0;       // 0: that of the shape
  std::vector<Point> shape;  // between the nodes
  Direction direction;
};

/// Adds the roads that `links`, sorted by source, make up. Two links between the same nodes, one
/// each way and within 1 % of the same length, are each other's reverse; what finds no partner is a
/// one-way road. O(links log links).
void add_directed(const std::vector<DirectedLink>& links, RoadBuilder& builder);

}  // namespace muster::input
