// SPDX-License-Identifier: MIT
// Free-flow and walking times of links.
#include "engine/mobility/routing/costs.hpp"

#include <algorithm>

#include "engine/base/error.hpp"

namespace muster::mobility::routing {

namespace {

// Route search needs costs above 0, or a tie could close a loop.
SimTime time_of(double length_m, double speed_m_s) {
  return std::max<SimTime>(1, from_seconds(length_m / speed_m_s));
}

}  // namespace

std::vector<SimTime> free_flow_costs(const world::Roads& roads) {
  std::vector<SimTime> cost(roads.links(), kNever);
  for (LinkId link{0}; link.get() < roads.links(); link = LinkId{link.get() + 1}) {
    if ((roads.modes[link] & world::kCar) != 0 && roads.lanes[link] > 0) {
      cost[link.get()] = time_of(roads.length_m[link], roads.free_speed_m_s[link]);
    }
  }
  return cost;
}

std::vector<SimTime> walking_costs(const world::Roads& roads, double speed_m_s) {
  MUSTER_EXPECT(speed_m_s > 0.0);
  std::vector<SimTime> cost(roads.links(), kNever);
  for (LinkId link{0}; link.get() < roads.links(); link = LinkId{link.get() + 1}) {
    world::Modes modes = roads.modes[link];
    if (roads.reverse[link]) modes |= roads.modes[roads.reverse[link]];
    if ((modes & world::kWalk) != 0) cost[link.get()] = time_of(roads.length_m[link], speed_m_s);
  }
  return cost;
}

}  // namespace muster::mobility::routing
