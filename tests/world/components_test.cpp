// SPDX-License-Identifier: MIT
// Islands, one-way dead ends and turn bans cut parts off.
#include "engine/world/components.hpp"

#include <gtest/gtest.h>

#include "tests/world/small_roads.hpp"

namespace muster::world {
namespace {

TEST(Components, AnIslandIsLeftOut) {
  test::Network network;
  std::vector<NodeId> n;
  for (int i = 0; i < 5; ++i) n.push_back(network.node(100 * i, 0));
  network.both(n[0], n[1], 1);
  network.both(n[1], n[2], 2);
  network.both(n[3], n[4], 3);
  const Components parts = components(network.finished(), kCar);
  EXPECT_EQ(parts.parts, 2u);
  EXPECT_EQ(parts.main, (std::vector<std::uint8_t>{1, 1, 1, 0, 0}));
  EXPECT_EQ(parts.links_in_main, 4u);
  EXPECT_EQ(parts.links_usable, 6u);
}

TEST(Components, AOneWayOutIsReachableButNotMain) {
  test::Network network;
  std::vector<NodeId> n;
  for (int i = 0; i < 4; ++i) n.push_back(network.node(100 * i, 0));
  network.both(n[0], n[1], 1);
  network.both(n[1], n[2], 2, 0, 0);  // out of the area, lanes one way only
  network.both(n[3], n[0], 3, 0, 0);  // into it
  const Roads roads = network.finished();
  const Components cars = components(roads, kCar);
  EXPECT_EQ(cars.main, (std::vector<std::uint8_t>{1, 1, 0, 0}));
  EXPECT_EQ(cars.reachable, (std::vector<std::uint8_t>{1, 1, 1, 0}));
  const Components walkers = components(roads, kWalk);  // on foot against a one-way
  EXPECT_EQ(walkers.main, (std::vector<std::uint8_t>{1, 1, 1, 1}));
}

TEST(Components, ATieGoesToTheLowestNode) {
  test::Network network;
  const NodeId a = network.node(0, 0), b = network.node(1, 0), c = network.node(2, 0),
               d = network.node(3, 0);
  network.both(a, b, 1);
  network.both(c, d, 2);
  EXPECT_EQ(components(network.finished(), kCar).main, (std::vector<std::uint8_t>{1, 1, 0, 0}));
}

TEST(Components, BansCutWhatIsBehindThem) {
  // a - b - c with every drive through b banned: a bollard. Both sides can still turn round at b.
  test::Network network;
  const NodeId a = network.node(0, 0), b = network.node(100, 0), c = network.node(200, 0),
               d = network.node(0, 100);
  network.both(a, b, 1);
  network.both(b, c, 2);
  network.both(d, a, 3);
  Roads roads = network.finished();
  const auto link = [&](NodeId from, NodeId to) {
    for (const LinkId l : roads.out(from)) {
      if (roads.to[l] == to) return l;
    }
    return LinkId{};
  };
  EXPECT_EQ(components(roads, kCar).main, (std::vector<std::uint8_t>{1, 1, 1, 1}));
  roads.bans = {{link(a, b), link(b, c)}, {link(c, b), link(b, a)}};
  finish(roads);
  const Components cars = components(roads, kCar);
  EXPECT_EQ(cars.main, (std::vector<std::uint8_t>{1, 1, 0, 1}));
  EXPECT_EQ(cars.parts, 2u);
  EXPECT_EQ(components(roads, kWalk).main, (std::vector<std::uint8_t>{1, 1, 1, 1}));
}

TEST(Components, EmptyNetwork) {
  test::Network network;
  const Components parts = components(network.finished(), kCar);
  EXPECT_EQ(parts.parts, 0u);
  EXPECT_TRUE(parts.main.empty());
}

TEST(Components, LinksWithoutLanesDoNotCount) {
  test::Network network;
  const NodeId a = network.node(0, 0), b = network.node(100, 0);
  network.both(a, b, 1);
  for (std::uint32_t l = 0; l < 2; ++l) network.roads.lanes[LinkId{l}] = 0;
  const Components parts = components(network.finished(), kCar);
  EXPECT_EQ(parts.parts, 0u);
  EXPECT_EQ(parts.main, (std::vector<std::uint8_t>{0, 0}));
}

}  // namespace
}  // namespace muster::world
