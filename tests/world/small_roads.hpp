// SPDX-License-Identifier: MIT
// Tiny networks for tests, written down link by link.
#pragma once

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "engine/world/roads.hpp"

namespace muster::world::test {

struct Network {
  Roads roads;

  Network() { roads.shape_first.push_back(0); }

  NodeId node(double x, double y, std::int64_t source = -1) {
    roads.x.push_back(x);
    roads.y.push_back(y);
    roads.z.push_back(0);
    roads.node_source.push_back(source);
    return NodeId{roads.nodes() - 1};
  }

  /// One direction along the points; `between` are shape points without the ends.
  LinkId one(NodeId from, NodeId to, std::int64_t source, LinkFlags flags = 0, int lanes = 1,
             const std::vector<std::pair<double, double>>& between = {}) {
    const LinkId link{roads.links()};
    std::vector<std::pair<double, double>> points{{roads.x[from], roads.y[from]}};
    points.insert(points.end(), between.begin(), between.end());
    points.emplace_back(roads.x[to], roads.y[to]);
    double length = 0;
    for (std::size_t i = 0; i < points.size(); ++i) {
      roads.shape_x.push_back(points[i].first);
      roads.shape_y.push_back(points[i].second);
      if (i > 0) {
        const double dx = points[i].first - points[i - 1].first;
        const double dy = points[i].second - points[i - 1].second;
        length += std::sqrt(dx * dx + dy * dy);
      }
    }
    roads.shape_first.push_back(static_cast<std::uint32_t>(roads.shape_x.size()));
    roads.from.push_back(from);
    roads.to.push_back(to);
    roads.reverse.push_back(LinkId{});
    roads.length_m.push_back(length);
    roads.free_speed_m_s.push_back(10);
    roads.capacity_veh_s.push_back(0.5);
    roads.lanes.push_back(static_cast<std::uint8_t>(lanes));
    roads.road_class.push_back(RoadClass::Residential);
    roads.modes.push_back(kCar | kWalk);
    roads.flags.push_back(lanes == 0 ? static_cast<LinkFlags>(flags | kOpposing) : flags);
    roads.layer.push_back(0);
    roads.source.push_back(source);
    return link;
  }

  /// A road both ways; `back_lanes` 0 makes it a one-way.
  void both(NodeId a, NodeId b, std::int64_t source, LinkFlags flags = 0, int back_lanes = 1,
            std::vector<std::pair<double, double>> between = {}) {
    const LinkId there = one(a, b, source, flags, 1, between);
    std::reverse(between.begin(), between.end());
    const LinkId back = one(b, a, source, flags, back_lanes, between);
    roads.reverse[there] = back;
    roads.reverse[back] = there;
  }

  Roads finished() {
    finish(roads);
    return roads;
  }
};

}  // namespace muster::world::test
