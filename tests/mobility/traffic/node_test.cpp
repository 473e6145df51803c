// SPDX-License-Identifier: MIT
// Junctions: merges and diverges of the kinematic wave, sinks, backlogs, gridlock.
#include <gtest/gtest.h>

#include "tests/mobility/traffic/road.hpp"

namespace muster::mobility::traffic {
namespace {

SinkTraits exit_at(std::uint32_t node) {
  return {NodeId{node}, 0, 0};
}

constexpr SimTime seconds(double s) {
  return static_cast<SimTime>(s * 1e6);
}

/// Entries on `link` in [from, to) a second, of movers accepted by `of`.
template <class Of>
double rate(const std::vector<Movement>& movements, LinkId link, double from_s, double to_s,
            Of of) {
  std::size_t count = 0;
  for (const Movement& one : movements) {
    count += one.link == link.get() && one.time >= seconds(from_s) && one.time < seconds(to_s) &&
             of(one.mover);
  }
  return static_cast<double>(count) / (to_s - from_s);
}

struct MergeCase {
  double first_veh_s, second_veh_s;  // demands
  double first_weight, second_weight;
  double first_flow, second_flow;  // expected into R = 0.6
};

class Merge : public testing::TestWithParam<MergeCase> {};

TEST_P(Merge, SharesThePlacesByPriority) {
  const MergeCase& c = GetParam();
  Road road{4,
            {{0, 2, 1000, 0.6, 20, 5, 0.15, c.first_weight},
             {1, 2, 1000, 0.6, 20, 5, 0.15, c.second_weight},
             {2, 3, 1000, 0.6}},
            {exit_at(3)}};
  std::vector<int> origin;
  for (int k = 0; k / c.first_veh_s < 3000; ++k) {
    road.add(from_seconds(k / c.first_veh_s), {0, 2});
    origin.push_back(1);
  }
  for (int k = 0; k / c.second_veh_s < 3000; ++k) {
    road.add(from_seconds(k / c.second_veh_s), {1, 2});
    origin.push_back(2);
  }
  road.build();
  road.engine().run(seconds(3000));
  const std::vector<Movement> movements = road.traffic().take_movements();
  const LinkId out = road.id(2);
  EXPECT_NEAR(rate(movements, out, 1000, 2500, [&](auto m) { return origin[m] == 1; }),
              c.first_flow, 0.004);
  EXPECT_NEAR(rate(movements, out, 1000, 2500, [&](auto m) { return origin[m] == 2; }),
              c.second_flow, 0.004);
}

INSTANTIATE_TEST_SUITE_P(Daganzo, Merge,
                         testing::Values(MergeCase{0.6, 0.6, 1, 1, 0.3, 0.3},
                                         MergeCase{0.6, 0.6, 2, 1, 0.4, 0.2},
                                         MergeCase{0.6, 0.6, 1, 2, 0.2, 0.4},
                                         MergeCase{0.6, 0.1, 1, 1, 0.5, 0.1},
                                         MergeCase{0.2, 0.3, 1, 1, 0.2, 0.3}));

TEST(Diverge, ABlockedBranchHoldsBackEveryone) {
  // Every second vehicle takes a branch that accepts 0.1 a second: 0.2 pass in all.
  Road road{4, {{0, 1}, {1, 2}, {1, 3, 1000, 0.1}}, {exit_at(2), {NodeId{3}, 0, 0}}};
  for (int k = 0; k < 1200; ++k) {
    const std::uint32_t branch = k % 2 == 0 ? 1 : 2;
    road.add(from_seconds(k / 0.6), {0, branch});
  }
  road.build();
  road.engine().run(seconds(6000));
  const std::vector<Movement> movements = road.traffic().take_movements();
  const auto anyone = [](auto) { return true; };
  // From when the slow branch (150 places) is full to when its 600 vehicles have passed.
  EXPECT_NEAR(rate(movements, road.id(1), 2500, 4000, anyone), 0.1, 0.002);
  EXPECT_NEAR(rate(movements, road.id(2), 2500, 4000, anyone), 0.1, 0.002);
}

TEST(Diverge, AClosedBranchHoldsBackEveryone) {
  Road road{4, {{0, 1}, {1, 2}, {1, 3}}, {exit_at(2), exit_at(3)}};
  road.add(0, {0, 1});
  road.add(seconds(2), {0, 2});
  road.add(seconds(4), {0, 1});
  road.build();
  const std::vector<LinkId> branch{road.id(2)};
  road.routes().groups()[0].sites = {SiteId{1}};  // the second driver knows no other place to go
  road.routes().build_habitual(routing::free_flow_costs(road.roads()));
  road.at(0, [&](SimTime) { road.traffic().bar(branch); });
  road.engine().run(seconds(1000));
  EXPECT_NE(road.arrival[0], kNever);
  EXPECT_EQ(road.arrival[1], kNever);
  EXPECT_EQ(road.arrival[2], kNever);
}

TEST(Sink, TakesVehiclesAtItsRateAndUntilItIsFull) {
  Road road{2, {{0, 1, 1000, 0.6}}, {{NodeId{1}, 0.2, 30}}};
  for (int k = 0; k < 60; ++k) road.add(0, {}, 0);
  road.build();
  road.engine().run(seconds(2000));
  std::vector<SimTime> arrivals;
  for (const SimTime time : road.arrival) {
    if (time != kNever) arrivals.push_back(time);
  }
  ASSERT_EQ(arrivals.size(), 30u);
  std::sort(arrivals.begin(), arrivals.end());
  EXPECT_EQ(arrivals[0], seconds(50));
  EXPECT_EQ(arrivals[29] - arrivals[0], seconds(29 * 5));
  EXPECT_EQ(road.traffic().vehicles_on(road.id(0)), 30);
}

TEST(Backlog, LeavesInOrderAtTheLinksCapacity) {
  Road road{2, {{0, 1}}, {exit_at(1)}};
  for (int k = 0; k < 500; ++k) road.add(0, {0});
  road.build();
  road.engine().run(seconds(2000));
  for (int k = 0; k < 500; ++k) {
    EXPECT_NEAR(to_seconds(road.arrival[static_cast<std::size_t>(k)]), 50 + k / 0.6, 1e-3);
  }
}

/// Four links of 15 places in a square, and 40 vehicles at each corner that want to go twice round.
Road square() {
  std::vector<LinkSpec> links;
  for (std::uint32_t i = 0; i < 4; ++i) links.push_back({i, (i + 1) % 4, 100});
  for (std::uint32_t i = 0; i < 4; ++i) links.push_back({i, 4 + i, 100});  // ways out
  std::vector<SinkTraits> sinks;
  for (std::uint32_t i = 0; i < 4; ++i) sinks.push_back(exit_at(4 + i));
  Road road{8, links, sinks};
  for (std::uint32_t i = 0; i < 4; ++i) {
    std::vector<std::uint32_t> route;
    for (std::uint32_t hop = 0; hop < 8; ++hop) route.push_back((i + hop) % 4);
    route.push_back(4 + i);
    for (int k = 0; k < 40; ++k) road.add(0, route);
  }
  return road;
}

TEST(Gridlock, FullLoopIsFoundCountedOnceAndNeverTeleported) {
  Road road = square();
  road.build();
  road.every(seconds(60), [&](SimTime) {
    road.traffic().check_blocked(road.engine(), kNever, [](MoverId, NodeId) { FAIL(); });
  });
  road.engine().run(seconds(4000));
  EXPECT_EQ(road.traffic().counts().gridlocks, 1u);
  for (const SimTime time : road.arrival) EXPECT_EQ(time, kNever);
  for (std::uint32_t l = 0; l < 4; ++l) EXPECT_EQ(road.traffic().vehicles_on(road.id(l)), 15);
}

TEST(Gridlock, DriversTakeAnotherWayAfterTheirPatience) {
  Road road = square();
  road.build();
  road.every(seconds(60), [&](SimTime) {
    road.traffic().check_blocked(road.engine(), seconds(60), [](MoverId, NodeId) {});
  });
  road.engine().run(seconds(60000));
  EXPECT_GE(road.traffic().counts().gridlocks, 1u);
  for (const SimTime time : road.arrival) EXPECT_NE(time, kNever);
}

}  // namespace
}  // namespace muster::mobility::traffic
