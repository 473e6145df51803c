// SPDX-License-Identifier: MIT
// Small road networks for the tests of routing.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "engine/base/random.hpp"
#include "engine/world/roads.hpp"

namespace muster::mobility::routing {

/// Collects nodes and links; the `source` of a link is its number in order of adding.
class NetworkMaker {
 public:
  NodeId node(double x = 0.0, double y = 0.0) {
    roads_.x.push_back(x);
    roads_.y.push_back(y);
    roads_.z.push_back(0.0);
    roads_.node_source.push_back(roads_.nodes());
    return NodeId{roads_.nodes() - 1};
  }
  void nodes(int count) {
    for (int i = 0; i < count; ++i) node();
  }

  /// One-way, without a link for the other direction; numbers are nodes in order of adding.
  std::int64_t link(std::uint32_t from, std::uint32_t to, double length_m = 1000.0,
                    double speed_m_s = 20.0, double capacity_veh_s = 0.5) {
    const std::int64_t source = roads_.links();
    roads_.from.push_back(NodeId{from});
    roads_.to.push_back(NodeId{to});
    roads_.reverse.push_back(LinkId{});
    roads_.length_m.push_back(length_m);
    roads_.free_speed_m_s.push_back(speed_m_s);
    roads_.capacity_veh_s.push_back(capacity_veh_s);
    roads_.lanes.push_back(1);
    roads_.road_class.push_back(world::RoadClass::Residential);
    roads_.modes.push_back(world::kCar | world::kWalk);
    roads_.flags.push_back(0);
    roads_.layer.push_back(0);
    roads_.source.push_back(source);
    return source;
  }
  /// A link each way; the second has the next number.
  std::int64_t road(std::uint32_t a, std::uint32_t b, double length_m = 1000.0,
                    double speed_m_s = 20.0, double capacity_veh_s = 0.5) {
    const std::int64_t source = link(a, b, length_m, speed_m_s, capacity_veh_s);
    link(b, a, length_m, speed_m_s, capacity_veh_s);
    const LinkId there{static_cast<std::uint32_t>(source)};
    const LinkId back{static_cast<std::uint32_t>(source + 1)};
    roads_.reverse[there] = back;
    roads_.reverse[back] = there;
    return source;
  }
  /// A one-way street from a to b, with the opposing link that contraflow may open.
  std::int64_t one_way(std::uint32_t a, std::uint32_t b, double length_m = 1000.0) {
    const std::int64_t source = road(a, b, length_m);
    const LinkId back{static_cast<std::uint32_t>(source + 1)};
    roads_.flags[back] = world::kOpposing;
    roads_.lanes[back] = 0;
    return source;
  }
  void ban(std::int64_t from, std::int64_t to) {
    roads_.bans.push_back(
        {LinkId{static_cast<std::uint32_t>(from)}, LinkId{static_cast<std::uint32_t>(to)}});
  }
  world::Roads& raw() { return roads_; }

  world::Roads make() {
    world::Roads roads = roads_;
    for (std::uint32_t l = 0; l < roads.links(); ++l) {
      roads.shape_first.push_back(2 * l);
      for (const NodeId end : {roads.from[LinkId{l}], roads.to[LinkId{l}]}) {
        roads.shape_x.push_back(roads.x[end]);
        roads.shape_y.push_back(roads.y[end]);
      }
    }
    roads.shape_first.push_back(2 * roads.links());
    world::finish(roads);
    return roads;
  }

 private:
  world::Roads roads_;
};

inline LinkId by_source(const world::Roads& roads, std::int64_t source) {
  const auto at = std::find(roads.source.begin(), roads.source.end(), source);
  return LinkId{static_cast<std::uint32_t>(at - roads.source.begin())};
}

}  // namespace muster::mobility::routing
