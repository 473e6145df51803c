// SPDX-License-Identifier: MIT
// The final order of links, their adjacency and what refers to them.
#include "engine/world/roads.hpp"

#include <gtest/gtest.h>

#include <tuple>

#include "tests/world/small_roads.hpp"

namespace muster::world {
namespace {

Roads square(bool backwards) {
  test::Network network;
  const NodeId a = network.node(0, 0), b = network.node(100, 0), c = network.node(100, 100),
               d = network.node(0, 100);
  const std::vector<std::tuple<NodeId, NodeId, std::int64_t>> roads{
      {a, b, 7}, {b, c, 5}, {c, d, 9}, {d, a, 1}, {a, c, 3}};
  for (std::size_t i = 0; i < roads.size(); ++i) {
    const auto& [from, to, source] = roads[backwards ? roads.size() - 1 - i : i];
    network.both(from, to, source, 0, 1,
                 source == 3 ? std::vector{std::pair{20.0, 60.0}}
                             : std::vector<std::pair<double, double>>{});
  }
  return network.finished();
}

TEST(Finish, SortsByEndsAndSource) {
  const Roads roads = square(false);
  for (std::uint32_t l = 1; l < roads.links(); ++l) {
    const LinkId before{l - 1}, link{l};
    EXPECT_LT(std::tuple(roads.from[before], roads.to[before], roads.source[before]),
              std::tuple(roads.from[link], roads.to[link], roads.source[link]));
  }
}

TEST(Finish, DoesNotDependOnTheOrderOfTheInput) {
  const Roads one = square(false), other = square(true);
  EXPECT_EQ(one.from, other.from);
  EXPECT_EQ(one.to, other.to);
  EXPECT_EQ(one.reverse, other.reverse);
  EXPECT_EQ(one.source, other.source);
  EXPECT_EQ(one.shape_first, other.shape_first);
  EXPECT_EQ(one.shape_x, other.shape_x);
  EXPECT_EQ(one.length_m, other.length_m);
}

TEST(Finish, ReverseIsTheOtherWayOfTheSameRoad) {
  const Roads roads = square(true);
  for (std::uint32_t l = 0; l < roads.links(); ++l) {
    const LinkId link{l}, back = roads.reverse[link];
    EXPECT_EQ(roads.reverse[back], link);
    EXPECT_EQ(roads.from[back], roads.to[link]);
    EXPECT_EQ(roads.to[back], roads.from[link]);
    EXPECT_EQ(roads.source[back], roads.source[link]);
    const std::uint32_t first = roads.shape_first[l], last = roads.shape_first[back.get() + 1] - 1;
    EXPECT_EQ(roads.shape_x[first], roads.shape_x[last]);
    EXPECT_EQ(roads.shape_x[first], roads.x[roads.from[link]]);
  }
}

TEST(Finish, AdjacencyHoldsEachLinkOnceAtEachEnd) {
  const Roads roads = square(false);
  std::size_t out = 0, in = 0;
  for (std::uint32_t n = 0; n < roads.nodes(); ++n) {
    for (const LinkId link : roads.out(NodeId{n})) {
      EXPECT_EQ(roads.from[link], NodeId{n});
      ++out;
    }
    for (const LinkId link : roads.in(NodeId{n})) {
      EXPECT_EQ(roads.to[link], NodeId{n});
      ++in;
    }
    EXPECT_TRUE(std::is_sorted(roads.in(NodeId{n}).begin(), roads.in(NodeId{n}).end()));
  }
  EXPECT_EQ(out, roads.links());
  EXPECT_EQ(in, roads.links());
}

TEST(Finish, BansFollowTheirLinks) {
  test::Network network;
  const NodeId a = network.node(0, 0), b = network.node(100, 0), c = network.node(200, 0);
  const LinkId bc = network.one(b, c, 2);  // before a-b in the input, after it when sorted
  const LinkId ab = network.one(a, b, 1);
  network.roads.bans = {{ab, bc}, {ab, bc}};
  const Roads roads = network.finished();
  ASSERT_EQ(roads.bans.size(), 1u);
  EXPECT_EQ(roads.source[roads.bans[0].from], 1);
  EXPECT_EQ(roads.source[roads.bans[0].to], 2);
  EXPECT_TRUE(roads.banned(roads.bans[0].from, roads.bans[0].to));
  EXPECT_FALSE(roads.banned(roads.bans[0].to, roads.bans[0].from));
}

TEST(Finish, ANetworkOfNothing) {
  test::Network network;
  const Roads roads = network.finished();
  EXPECT_EQ(roads.links(), 0u);
  EXPECT_EQ(roads.out_first.size(), 1u);
}

}  // namespace
}  // namespace muster::world
