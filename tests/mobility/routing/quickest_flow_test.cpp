// SPDX-License-Identifier: MIT
// Quickest flow: closed forms, and static flows by enumeration.
#include "engine/mobility/routing/quickest_flow.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace muster::mobility::routing {
namespace {

/// Two disjoint paths of 60 s and 180 s, 0.5 veh/s each.
FlowNetwork two_paths() {
  return {2, {{0, 1, 60 * kSecond, 0.5}, {0, 1, 180 * kSecond, 0.5}}, {{1, 0.0}}};
}

TEST(QuickestFlow, TakesTheSecondPathOnlyWhenItPays) {
  EXPECT_DOUBLE_EQ(quickest_flow_s(two_paths(), {0}, 30), 120.0);
  EXPECT_DOUBLE_EQ(quickest_flow_s(two_paths(), {0}, 60), 180.0);
  EXPECT_DOUBLE_EQ(quickest_flow_s(two_paths(), {0}, 300), 420.0);
}

TEST(QuickestFlow, IsTheTransitTimePlusTheQueueOnOneLink) {
  const FlowNetwork one{2, {{0, 1, 50 * kSecond, 0.4}}, {{1, 0.0}}};
  EXPECT_DOUBLE_EQ(quickest_flow_s(one, {0}, 360), 50.0 + 360 / 0.4);
}

TEST(QuickestFlow, ASinkOfLimitedCapacityIsABottleneck) {
  FlowNetwork network = two_paths();
  network.sinks[0].capacity_veh_s = 0.25;
  EXPECT_DOUBLE_EQ(quickest_flow_s(network, {0}, 300), 60.0 + 300 / 0.25);
  network.sinks.push_back({1, 0.25});
  EXPECT_DOUBLE_EQ(quickest_flow_s(network, {0}, 300), 60.0 + 300 / 0.5);
}

TEST(QuickestFlow, TakesFlowBackWhereTwoPathsShareALink) {
  // 0-1-2-3 takes 3 s and blocks both 0-1-3 and 0-2-3 (11 s each); together those carry 2 veh/s.
  const FlowNetwork network{4,
                            {{0, 1, 1 * kSecond, 1.0},
                             {1, 2, 1 * kSecond, 1.0},
                             {2, 3, 1 * kSecond, 1.0},
                             {0, 2, 10 * kSecond, 1.0},
                             {1, 3, 10 * kSecond, 1.0}},
                            {{3, 0.0}}};
  EXPECT_DOUBLE_EQ(quickest_flow_s(network, {0}, 10), 3.0 + 10.0);
  // Both: (F + 11 + 11) / 2 < F + 3 from F = 16 on; the second path is 19 s long.
  EXPECT_DOUBLE_EQ(quickest_flow_s(network, {0}, 16), 19.0);
  EXPECT_DOUBLE_EQ(quickest_flow_s(network, {0}, 100), 61.0);
}

TEST(QuickestFlow, UsesTheBestSources) {
  const FlowNetwork network{3, {{0, 1, 100 * kSecond, 0.5}, {1, 2, 10 * kSecond, 1.0}}, {{2, 0.0}}};
  EXPECT_DOUBLE_EQ(quickest_flow_s(network, {0}, 50), 110.0 + 100.0);
  EXPECT_DOUBLE_EQ(quickest_flow_s(network, {0, 1}, 50), 10.0 + 50.0);
}

TEST(QuickestFlow, WithoutAWayItIsInfiniteAndWithoutVehiclesZero) {
  const FlowNetwork apart{3, {{0, 1, kSecond, 1.0}}, {{2, 0.0}}};
  EXPECT_TRUE(std::isinf(quickest_flow_s(apart, {0}, 1)));
  EXPECT_EQ(quickest_flow_s(apart, {0}, 0), 0.0);
  EXPECT_TRUE(std::isinf(quickest_flow_s(two_paths(), {}, 1)));
}

TEST(QuickestFlow, FallsWithCapacityAndRisesWithVehicles) {
  double last_s = 0.0;
  for (std::int64_t vehicles = 1; vehicles < 400; vehicles += 7) {
    const double now_s = quickest_flow_s(two_paths(), {0}, vehicles);
    EXPECT_GT(now_s, last_s);
    FlowNetwork wider = two_paths();
    wider.links[0].capacity_veh_s = 0.7;
    EXPECT_LT(quickest_flow_s(wider, {0}, vehicles), now_s);
    last_s = now_s;
  }
}

}  // namespace
}  // namespace muster::mobility::routing
