// SPDX-License-Identifier: MIT
// Roads are found by way and by the nodes at their ends, split or not.
#include "engine/world/road_names.hpp"

#include <gtest/gtest.h>

namespace muster::world {
namespace {

/// Node 10 - (split) - (split) - 20 - 30 along one way 7, and a way 8 from 20 to 40; both two-way.
Roads street() {
  Roads roads;
  for (const std::int64_t source : {10, -1, -1, 20, 30, 40}) {
    roads.x.push_back(static_cast<double>(roads.x.size()) * 100);
    roads.y.push_back(0);
    roads.z.push_back(0);
    roads.node_source.push_back(source);
  }
  const auto road = [&](std::uint32_t a, std::uint32_t b, std::int64_t way) {
    for (const auto& [from, to] : {std::pair{a, b}, std::pair{b, a}}) {
      roads.from.push_back(NodeId{from});
      roads.to.push_back(NodeId{to});
      roads.reverse.push_back(LinkId{from == a ? roads.links() : roads.links() - 2});
      roads.length_m.push_back(100);
      roads.free_speed_m_s.push_back(10);
      roads.capacity_veh_s.push_back(0.5);
      roads.lanes.push_back(1);
      roads.road_class.push_back(RoadClass::Residential);
      roads.modes.push_back(kCar | kWalk);
      roads.flags.push_back(0);
      roads.layer.push_back(0);
      roads.source.push_back(way);
    }
  };
  road(0, 1, 7);
  road(1, 2, 7);
  road(2, 3, 7);
  road(3, 4, 7);
  road(3, 5, 8);
  for (std::uint32_t l = 0; l <= roads.links(); ++l) roads.shape_first.push_back(0);
  finish(roads);
  return roads;
}

TEST(RoadNames, APairNamesEveryPieceOfItsStretchInItsDirection) {
  const Roads roads = street();
  const RoadNames names{roads};
  const std::vector<LinkId> there = names.links({}, {{10, 20}});
  ASSERT_EQ(there.size(), 3u);
  for (const LinkId link : there) EXPECT_LT(roads.x[roads.from[link]], roads.x[roads.to[link]]);
  const std::vector<LinkId> back = names.links({}, {{20, 10}});
  ASSERT_EQ(back.size(), 3u);
  for (const LinkId link : back) EXPECT_GT(roads.x[roads.from[link]], roads.x[roads.to[link]]);
  EXPECT_EQ(names.links({}, {{20, 30}}).size(), 1u);
}

TEST(RoadNames, AWayIsBothDirectionsAndNamesAddUpWithoutRepetition) {
  const Roads roads = street();
  const RoadNames names{roads};
  EXPECT_EQ(names.links({7}, {}).size(), 8u);
  EXPECT_EQ(names.links({7, 8}, {{10, 20}, {20, 40}}).size(), 10u);
}

TEST(RoadNames, WhatIsNotThereNamesNothing) {
  const Roads roads = street();
  const RoadNames names{roads};
  EXPECT_TRUE(names.has(8));
  EXPECT_FALSE(names.has(9));
  EXPECT_TRUE(names.has({10, 20}));
  EXPECT_FALSE(names.has({10, 30}));  // a junction lies between
  EXPECT_FALSE(names.has({-1, -1}));
  EXPECT_TRUE(names.links({9}, {{10, 40}, {-1, 20}}).empty());
}

}  // namespace
}  // namespace muster::world
