// SPDX-License-Identifier: MIT
// The people at home, as parties that travel together.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/base/id.hpp"

namespace muster::world {

/// Parties as plain arrays, sorted by (source place, ordinal at the place): ids do not depend on
/// files' order.
struct Parties {
  IdVector<PartyId, double> home_x;  // case CRS
  IdVector<PartyId, double> home_y;
  IdVector<PartyId, NodeId> home_node;  // where it enters the roads by car; invalid: no road near
  IdVector<PartyId, NodeId> home_walk_node;  // where it enters on foot
  IdVector<PartyId, std::uint16_t> persons;
  IdVector<PartyId, std::uint8_t> vehicles;  // 0: walks
  IdVector<PartyId, std::uint32_t> household;
  IdVector<PartyId, std::uint32_t> group;  // village group or source place

  std::uint32_t size() const { return static_cast<std::uint32_t>(home_x.size()); }
};

}  // namespace muster::world
