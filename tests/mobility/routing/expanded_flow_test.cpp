// SPDX-License-Identifier: MIT
// Flow over time: closed forms, and a plain greatest flow on the written-out network.
#include "engine/mobility/routing/expanded_flow.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/push_relabel_max_flow.hpp>

#include "engine/base/random.hpp"

namespace muster::mobility::routing {
namespace {

constexpr std::size_t kEnough = 1'000'000;
constexpr Purpose kNetwork{"test.routing.expanded"};

std::optional<SimTime> bound(const FlowNetwork& network, std::vector<Supply> supplies,
                             SimTime step_us = kSecond) {
  return expanded_bound(network, supplies, step_us, kEnough);
}

TEST(ExpandedFlow, AQueueOnOneLinkLeavesOneHeadwayEarlierThanTheFluid) {
  // 60 s, 1 veh/s: 30 vehicles enter at 0 .. 29 s; the last is out at 89 s.
  const FlowNetwork one{2, {{0, 1, 60 * kSecond, 1.0}}, {{1, 0.0}}};
  EXPECT_EQ(bound(one, {{0, 0, 30}}), 89 * kSecond);
  EXPECT_EQ(bound(one, {{0, 10 * kSecond, 30}}), 99 * kSecond);
  EXPECT_EQ(bound(one, {{0, 0, 30}, {0, 200 * kSecond, 1}}), 260 * kSecond);
}

TEST(ExpandedFlow, AgreesWithTheQuickestFlowOnTwoPaths) {
  // 1 veh/2 s each: in steps of 2 s the fluid's 120, 180 and 420 s less one step.
  const FlowNetwork network{2, {{0, 1, 60 * kSecond, 0.5}, {0, 1, 180 * kSecond, 0.5}}, {{1, 0.0}}};
  EXPECT_EQ(bound(network, {{0, 0, 30}}, 2 * kSecond), 118 * kSecond);
  EXPECT_EQ(bound(network, {{0, 0, 60}}, 2 * kSecond), 178 * kSecond);
  EXPECT_EQ(bound(network, {{0, 0, 300}}, 2 * kSecond), 418 * kSecond);
}

TEST(ExpandedFlow, RoundsDownSoThatItStaysABound) {
  const FlowNetwork one{2, {{0, 1, 59 * kSecond, 0.99}}, {{1, 0.0}}};
  EXPECT_EQ(bound(one, {{0, 19 * kSecond, 20}}, 10 * kSecond), 70 * kSecond);
  EXPECT_EQ(bound(one, {{0, 19 * kSecond, 21}}, 10 * kSecond), 80 * kSecond);
}

TEST(ExpandedFlow, SinksTakeWhatTheirCapacityAllows) {
  const FlowNetwork one{1, {}, {{0, 0.5}}};
  EXPECT_EQ(bound(one, {{0, 0, 10}}, 2 * kSecond), 18 * kSecond);
  const FlowNetwork open{1, {}, {{0, 0.0}}};
  EXPECT_EQ(bound(open, {{0, 7 * kSecond, 10}}), 7 * kSecond);
}

TEST(ExpandedFlow, NoVehiclesNeedNoTimeAndNoWayGivesNoBound) {
  const FlowNetwork apart{2, {}, {{1, 0.0}}};
  EXPECT_EQ(bound(apart, {}), 0);
  EXPECT_EQ(expanded_bound(apart, std::vector<Supply>{{0, 0, 1}}, kSecond, 1000), std::nullopt);
}

/// The same by Boost's push-relabel on the written-out network of `steps` + 1 copies.
bool all_out(const FlowNetwork& network, const std::vector<Supply>& supplies, SimTime step_us,
             int steps) {
  using Traits = boost::adjacency_list_traits<boost::vecS, boost::vecS, boost::directedS>;
  using Graph = boost::adjacency_list<
      boost::vecS, boost::vecS, boost::directedS, boost::no_property,
      boost::property<
          boost::edge_capacity_t, long,
          boost::property<boost::edge_residual_capacity_t, long,
                          boost::property<boost::edge_reverse_t, Traits::edge_descriptor>>>>;
  const auto copies = static_cast<std::size_t>(steps + 1);
  Graph graph(network.nodes * copies + 2);
  const std::size_t source = network.nodes * copies, sink = source + 1;
  const auto add = [&](std::size_t from, std::size_t to, long capacity) {
    const auto there = boost::add_edge(from, to, graph).first;
    const auto back = boost::add_edge(to, from, graph).first;
    put(boost::edge_capacity, graph, there, capacity);
    put(boost::edge_capacity, graph, back, 0);
    put(boost::edge_reverse, graph, there, back);
    put(boost::edge_reverse, graph, back, there);
  };
  const auto a_step = [&](double capacity_veh_s) {
    return static_cast<long>(std::ceil(capacity_veh_s * to_seconds(step_us)));
  };
  long total = 0;
  for (const Supply& supply : supplies) {
    total += supply.vehicles;
    const auto step = static_cast<std::size_t>(supply.departure_us / step_us);
    if (step < copies) add(source, step * network.nodes + supply.node, supply.vehicles);
  }
  for (std::size_t t = 0; t < copies; ++t) {
    for (const FlowNetwork::Link& link : network.links) {
      const std::size_t end = t + static_cast<std::size_t>(link.transit_us / step_us);
      if (end < copies)
        add(t * network.nodes + link.from, end * network.nodes + link.to,
            a_step(link.capacity_veh_s));
    }
    for (std::uint32_t n = 0; n < network.nodes && t + 1 < copies; ++n) {
      add(t * network.nodes + n, (t + 1) * network.nodes + n, total);
    }
    for (const FlowNetwork::Sink& out : network.sinks) {
      add(t * network.nodes + out.node, sink,
          out.capacity_veh_s > 0.0 ? a_step(out.capacity_veh_s) : total);
    }
  }
  return boost::push_relabel_max_flow(graph, source, sink) == total;
}

TEST(ExpandedFlow, EqualsBoostsGreatestFlowOnRandomNetworks) {
  int compared = 0;
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    const Stream random{seed, kNetwork};
    FlowNetwork network;
    network.nodes = 8;
    for (std::uint32_t l = 0; l < 20; ++l) {
      network.links.push_back({random.below(8, l, 0), random.below(8, l, 1),
                               kSecond * random.below(6, l, 2), 0.25 * random.below(9, l, 3)});
    }
    network.sinks = {{0, 0.5 + 0.5 * random.below(4, 0, 4)}, {1, random.below(2, 0, 5) * 1.0}};
    std::vector<Supply> supplies;
    for (std::uint32_t n = 2; n < 8; ++n) {
      supplies.push_back({n, kSecond * random.below(12, n, 6), random.below(9, n, 7)});
    }
    const auto found = expanded_bound(network, supplies, 2 * kSecond, 28 * 80);
    if (!found) {
      EXPECT_FALSE(all_out(network, supplies, 2 * kSecond, 79)) << seed;
      continue;
    }
    ++compared;
    const int steps = static_cast<int>(*found / (2 * kSecond));
    EXPECT_TRUE(all_out(network, supplies, 2 * kSecond, steps)) << seed;
    if (steps > 0) {
      EXPECT_FALSE(all_out(network, supplies, 2 * kSecond, steps - 1)) << seed;
    }
  }
  EXPECT_GT(compared, 20);
}

}  // namespace
}  // namespace muster::mobility::routing
