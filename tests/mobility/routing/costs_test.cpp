// SPDX-License-Identifier: MIT
// Free-flow and walking times.
#include "engine/mobility/routing/costs.hpp"

#include <gtest/gtest.h>

#include "tests/mobility/routing/networks.hpp"

namespace muster::mobility::routing {
namespace {

TEST(Costs, FreeFlowTimeIsLengthOverSpeed) {
  NetworkMaker maker;
  maker.nodes(2);
  maker.road(0, 1, 1000.0, 20.0);
  for (const SimTime cost : free_flow_costs(maker.make())) EXPECT_EQ(cost, 50 * kSecond);
}

TEST(Costs, LinksWithoutLanesOrCarsAreClosedToCars) {
  NetworkMaker maker;
  maker.nodes(3);
  const auto street = maker.one_way(0, 1);
  const auto path = maker.road(1, 2);
  maker.raw().modes[LinkId{static_cast<std::uint32_t>(path)}] = world::kWalk;
  const world::Roads roads = maker.make();
  const auto cost = free_flow_costs(roads);
  EXPECT_LT(cost[by_source(roads, street).get()], kNever);
  EXPECT_EQ(cost[by_source(roads, street + 1).get()], kNever);
  EXPECT_EQ(cost[by_source(roads, path).get()], kNever);
}

TEST(Costs, WalkersTakeBothWaysOfAStreetAtTheirOwnSpeed) {
  NetworkMaker maker;
  maker.nodes(3);
  const auto street = maker.one_way(0, 1, 120.0);
  const auto motorway = maker.link(1, 2);
  maker.raw().modes[LinkId{static_cast<std::uint32_t>(street + 1)}] = 0;
  maker.raw().modes[LinkId{static_cast<std::uint32_t>(motorway)}] = world::kCar;
  const world::Roads roads = maker.make();
  const auto cost = walking_costs(roads, 1.2);
  EXPECT_EQ(cost[by_source(roads, street).get()], 100 * kSecond);
  EXPECT_EQ(cost[by_source(roads, street + 1).get()], 100 * kSecond);
  EXPECT_EQ(cost[by_source(roads, motorway).get()], kNever);
}

TEST(Costs, AreNeverZero) {
  NetworkMaker maker;
  maker.nodes(2);
  maker.link(0, 1, 1e-9, 20.0);
  EXPECT_EQ(free_flow_costs(maker.make())[0], 1);
}

}  // namespace
}  // namespace muster::mobility::routing
