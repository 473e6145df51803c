// SPDX-License-Identifier: MIT
#include "engine/generate/network.hpp"

#include <gtest/gtest.h>

namespace muster::generate {
namespace {

Edge edge(std::uint32_t a, std::uint32_t b, bool one_way = false) {
  Edge result;
  result.a = a;
  result.b = b;
  result.one_way = one_way;
  return result;
}

Network nodes(int count) {
  Network network;
  for (int i = 0; i < count; ++i) network.add_node({i * 100.0, 0});
  return network;
}

TEST(Network, SplitKeepsTheShape) {
  Network network = nodes(2);
  network.edges.push_back(edge(0, 1));
  network.edges[0].between = {{50, 30}};
  const double before = length(line_of(network, network.edges[0]));
  const std::uint32_t middle = split(network, 0, 20);
  ASSERT_EQ(network.edges.size(), 2U);
  EXPECT_EQ(network.edges[0].b, middle);
  EXPECT_EQ(network.edges[1].a, middle);
  EXPECT_NEAR(length(line_of(network, network.edges[0])), 20, 1e-9);
  EXPECT_NEAR(length(line_of(network, network.edges[1])), before - 20, 1e-9);
}

TEST(Network, TheLargestPartIsKept) {
  Network network = nodes(6);
  network.edges = {edge(0, 1), edge(2, 3), edge(3, 4), edge(4, 5)};
  keep_largest_part(network);
  EXPECT_FALSE(network.edges[0].kept);
  EXPECT_EQ(count_links(network), 6);
  std::vector<std::uint32_t> number;
  const Network small = compact(network, number);
  EXPECT_EQ(small.nodes.size(), 4U);
  EXPECT_EQ(small.edges.size(), 3U);
  EXPECT_EQ(number[2], 0U);
  EXPECT_EQ(number[0], 0xffffffffU);
}

TEST(Network, OneWaysInACircleStay) {
  Network network = nodes(3);
  network.edges = {edge(0, 1, true), edge(1, 2, true), edge(2, 0, true)};
  mend_one_ways(network);
  EXPECT_EQ(count_links(network), 3);
}

TEST(Network, OneWaysThatCutTheWayBackBecomeTwoWay) {
  // A circle with a one-way spur, and a spur of two-way street beyond it.
  Network network = nodes(5);
  network.edges = {edge(0, 1, true), edge(1, 2, true), edge(2, 0, true), edge(2, 3, true),
                   edge(3, 4)};
  mend_one_ways(network);
  EXPECT_TRUE(network.edges[0].one_way);
  EXPECT_FALSE(network.edges[3].one_way);
}

}  // namespace
}  // namespace muster::generate
