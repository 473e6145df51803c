// SPDX-License-Identifier: MIT
// Vertices and arcs of the route graph: only nodes with turn bans are expanded.
#include "engine/mobility/routing/graph.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/mobility/routing/networks.hpp"

namespace muster::mobility::routing {
namespace {

using ::testing::ElementsAre;

/// A cross: 1, 2, 3, 4 around 0.
struct Cross {
  NetworkMaker maker;
  Cross() {
    maker.nodes(5);
    for (std::uint32_t arm = 1; arm <= 4; ++arm) maker.road(0, arm);
  }
  static std::int64_t into(std::uint32_t arm) { return 2 * (arm - 1) + 1; }
  static std::int64_t out_of(std::uint32_t arm) { return 2 * (arm - 1); }
};

TEST(RouteGraph, WithoutBansTheVerticesAreTheNodesAndTheArcsTheLinks) {
  Cross cross;
  const world::Roads roads = cross.maker.make();
  const RouteGraph graph = make_route_graph(roads, world::kCar);
  EXPECT_EQ(graph.vertices(), 5u);
  EXPECT_EQ(graph.arcs.size(), 8u);
  for (std::uint32_t l = 0; l < roads.links(); ++l) {
    const LinkId link{l};
    EXPECT_EQ(graph.node(graph.head_vertex[link]), roads.to[link]);
    int found = 0;
    for (const Arc& arc : graph.into(graph.head_vertex[link])) {
      if (arc.link != link) continue;
      ++found;
      EXPECT_EQ(graph.node(arc.tail), roads.from[link]);
    }
    EXPECT_EQ(found, 1);
  }
}

TEST(RouteGraph, ABanAddsOneVertexForTheLinkThatHasIt) {
  Cross cross;
  cross.maker.ban(Cross::into(1), Cross::out_of(2));
  cross.maker.ban(Cross::into(1), Cross::out_of(1));
  const world::Roads roads = cross.maker.make();
  const RouteGraph graph = make_route_graph(roads, world::kCar);
  ASSERT_EQ(graph.vertices(), 6u);
  EXPECT_THAT(graph.expanded_node, ElementsAre(NodeId{0}));
  EXPECT_EQ(graph.head_vertex[by_source(roads, Cross::into(1))], VertexId{5});
  EXPECT_EQ(graph.head_vertex[by_source(roads, Cross::into(2))], VertexId{0});
  std::vector<LinkId> open;
  for (std::uint32_t v = 0; v < graph.vertices(); ++v) {
    for (const Arc& arc : graph.into(VertexId{v})) {
      if (arc.tail == VertexId{5}) open.push_back(arc.link);
    }
  }
  EXPECT_THAT(open, ::testing::UnorderedElementsAre(by_source(roads, Cross::out_of(3)),
                                                    by_source(roads, Cross::out_of(4))));
}

TEST(RouteGraph, ExpandedVerticesAreFoundByNode) {
  Cross cross;
  cross.maker.ban(Cross::into(3), Cross::out_of(2));
  cross.maker.ban(Cross::into(1), Cross::out_of(2));
  cross.maker.ban(Cross::out_of(2), Cross::into(2));
  const world::Roads roads = cross.maker.make();
  const RouteGraph graph = make_route_graph(roads, world::kCar);
  EXPECT_THAT(graph.expanded_node, ElementsAre(NodeId{0}, NodeId{0}, NodeId{2}));
  EXPECT_EQ(graph.expanded(NodeId{0}), std::make_pair(5u, 7u));
  EXPECT_EQ(graph.expanded(NodeId{1}), std::make_pair(7u, 7u));
  EXPECT_EQ(graph.expanded(NodeId{2}), std::make_pair(7u, 8u));
}

TEST(RouteGraph, WalkersKnowNoBansAndGoAgainstOneWays) {
  NetworkMaker maker;
  maker.nodes(3);
  const auto first = maker.one_way(0, 1);
  const auto second = maker.road(1, 2);
  maker.ban(first, second);
  maker.raw().modes[LinkId{1}] = 0;  // the opposing link itself is for nobody
  const world::Roads roads = maker.make();
  EXPECT_EQ(make_route_graph(roads, world::kCar).vertices(), 4u);
  const RouteGraph walk = make_route_graph(roads, world::kWalk);
  EXPECT_EQ(walk.vertices(), 3u);
  EXPECT_EQ(walk.arcs.size(), 4u);
}

TEST(RouteGraph, LeavesOutWhatItsModeMayNotUse) {
  NetworkMaker maker;
  maker.nodes(3);
  maker.road(0, 1);
  maker.road(1, 2);
  maker.raw().modes[LinkId{0}] = maker.raw().modes[LinkId{1}] = world::kWalk;
  const world::Roads roads = maker.make();
  EXPECT_EQ(make_route_graph(roads, world::kCar).arcs.size(), 2u);
  EXPECT_EQ(make_route_graph(roads, world::kWalk).arcs.size(), 4u);
}

}  // namespace
}  // namespace muster::mobility::routing
