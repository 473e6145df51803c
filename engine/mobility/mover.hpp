// SPDX-License-Identifier: MIT
// Whoever moves over the network: one vehicle or one group on foot, the travelling form of a party.
#pragma once

#include <cstdint>

#include "engine/base/id.hpp"
#include "engine/base/time.hpp"

namespace muster::mobility {

using MoverId = Id<struct MoverTag>;

enum class MoverState : std::uint8_t {
  Idle,     // not under way yet
  Backlog,  // at its origin, waiting for room on the first link
  OnLink,
  AtSite,    // arrived where it was going
  Stranded,  // beside the road at a node: no way on
  Stalled,   // vehicle stopped by water; it blocks a lane
};

/// A mover belongs to the process of the node it is heading for (or stands at); it passes with its
/// event.
struct Mover {
  SimTime since = 0;            // entered the present link or state
  LinkId link;                  // the present link, or the last one
  std::uint32_t next = kNone;   // next in the queue that it stands in
  std::uint32_t hop = 0;        // events it has caused: the sequence number of its keys
  std::uint32_t group = 0;      // destination group: whose trees it follows
  std::uint32_t route = kNone;  // stated route: position in the route pool; kNone: follows trees
  std::uint32_t place = kNone;  // node where it stands, site when AtSite
  MoverState state = MoverState::Idle;
  bool informed = false;  // hears of closures: follows the present tree, else the habitual one
  bool rerouted = false;  // took another way than the habitual one at least once
  bool on_foot = false;

  static constexpr std::uint32_t kNone = 0xffffffffu;
};
static_assert(sizeof(Mover) <= 48);

}  // namespace muster::mobility
