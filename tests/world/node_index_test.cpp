// SPDX-License-Identifier: MIT
// The nearest node against a search through all of them.
#include <gtest/gtest.h>

#include <cmath>

#include "engine/base/random.hpp"
#include "tests/world/small_roads.hpp"

namespace muster::world {
namespace {

NodeId slow_nearest(const Roads& roads, double x, double y, double radius) {
  NodeId best;
  double least = radius * radius;
  for (std::uint32_t n = 0; n < roads.nodes(); ++n) {
    const double dx = roads.x[NodeId{n}] - x, dy = roads.y[NodeId{n}] - y;
    const double d = dx * dx + dy * dy;
    if (d < least || (d == least && !best)) {
      least = d;
      best = NodeId{n};
    }
  }
  return best;
}

TEST(NodeIndex, AgreesWithTheSlowSearch) {
  const Stream draws{5, Purpose{"tests.node_index"}};
  for (const double stretch : {1.0, 1e-3, 0.0}) {  // a square, a strip, a line
    test::Network network;
    for (std::uint32_t i = 0; i < 300; ++i) {
      network.node(1000 * draws.uniform(i, 0), 1000 * stretch * draws.uniform(i, 1));
    }
    for (std::uint32_t i = 0; i + 1 < 300; ++i) network.both(NodeId{i}, NodeId{i + 1}, i);
    const Roads roads = network.finished();
    const NodeIndex index(roads, kCar);
    for (std::uint32_t i = 0; i < 2000; ++i) {
      const double x = -500 + 2000 * draws.uniform(i, 2), y = -500 + 2000 * draws.uniform(i, 3);
      const double radius = 800 * draws.uniform(i, 4);
      EXPECT_EQ(index.nearest(x, y, radius), slow_nearest(roads, x, y, radius));
    }
  }
}

TEST(NodeIndex, TiesGoToTheLowerId) {
  test::Network network;
  const NodeId a = network.node(0, 0), b = network.node(10, 0);
  network.both(a, b, 1);
  const Roads roads = network.finished();
  EXPECT_EQ(NodeIndex(roads, kCar).nearest(5, 3, 100), a);
}

TEST(NodeIndex, RadiusIsInclusiveAndNothingFarIsFound) {
  test::Network network;
  const NodeId a = network.node(0, 0), b = network.node(1000, 0);
  network.both(a, b, 1);
  const Roads roads = network.finished();
  const NodeIndex index(roads, kCar);
  EXPECT_EQ(index.nearest(-30, -40, 50), a);
  EXPECT_FALSE(index.nearest(-30, -40, 49.9));
  EXPECT_FALSE(index.nearest(1e9, 1e9, 500));
}

TEST(NodeIndex, OnlyNodesThatTheModeCanUse) {
  test::Network network;
  const NodeId a = network.node(0, 0), b = network.node(100, 0), c = network.node(200, 0);
  network.both(a, b, 1);
  network.both(b, c, 2);
  for (LinkId l : {LinkId{2}, LinkId{3}}) {
    network.roads.modes[l] = kWalk;
    network.roads.lanes[l] = 0;
  }
  const Roads roads = network.finished();
  EXPECT_EQ(NodeIndex(roads, kCar).nearest(200, 0, 500), b);
  EXPECT_EQ(NodeIndex(roads, kWalk).nearest(200, 0, 500), c);
  const std::vector<std::uint8_t> among{1, 0, 0};
  EXPECT_EQ(NodeIndex(roads, kWalk, among).nearest(200, 0, 500), a);
}

TEST(NodeIndex, EmptyNetwork) {
  test::Network network;
  const Roads roads = network.finished();
  EXPECT_FALSE(NodeIndex(roads, kCar | kWalk).nearest(0, 0, 1e9));
}

}  // namespace
}  // namespace muster::world
