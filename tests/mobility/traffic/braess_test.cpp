// SPDX-License-Identifier: MIT
// Braess' paradox with queues: a closure that shortens clearance.
#include <gtest/gtest.h>

#include <set>

#include "tests/mobility/traffic/road.hpp"

namespace muster::mobility::traffic {
namespace {

constexpr double kBottleneck_veh_s = 0.4;
constexpr double kDemand_veh_s = 0.6;  // between one and two bottlenecks
constexpr int kDrivers = 180;

/// 0 - 1 and 2 - 3 take 10 s and 0.4 veh/s, 0 - 2 and 1 - 3 take 50 s, the middle 1 - 2 takes 10 s;
/// the last three as much as comes. Exit 3.
using Route = std::vector<std::uint32_t>;
constexpr double kShort_m = 200, kLong_m = 1000;
const Route kUpper{0, 2}, kLower{1, 3}, kMiddle{0, 4, 3};

/// Trip times of drivers who set out one by one on `routes`, s.
std::vector<double> drive(const std::vector<Route>& routes) {
  const auto bottleneck = [](std::uint32_t from, std::uint32_t to) {
    return LinkSpec{from, to, kShort_m, kBottleneck_veh_s, 20, 20, 1.0};
  };
  const auto free = [](std::uint32_t from, std::uint32_t to, double length_m) {
    return LinkSpec{from, to, length_m, 2.0, 20, 20, 1.0};
  };
  Road road{4,
            {bottleneck(0, 1), free(0, 2, kLong_m), free(1, 3, kLong_m), bottleneck(2, 3),
             free(1, 2, kShort_m)},
            {{NodeId{3}, 0, 0}}};
  for (std::size_t k = 0; k < routes.size(); ++k)
    road.add(from_seconds(static_cast<double>(k) / kDemand_veh_s), routes[k]);
  road.build();
  road.engine().run(from_seconds(10000));
  std::vector<double> trip_s;
  for (std::size_t k = 0; k < routes.size(); ++k)
    trip_s.push_back(to_seconds(road.arrival[k]) - static_cast<double>(k) / kDemand_veh_s);
  return trip_s;
}

struct Outcome {
  std::vector<Route> routes;
  std::vector<double> trip_s;
  double clearance_s = 0;
};

/// Each driver in turn takes the way that is quickest after the choices of those before.
Outcome settle(const std::vector<Route>& open) {
  Outcome outcome;
  for (int k = 0; k < kDrivers; ++k) {
    double best_s = 1e9;
    Route best;
    for (const Route& route : open) {
      outcome.routes.push_back(route);
      const double trip_s = drive(outcome.routes).back();
      outcome.routes.pop_back();
      if (trip_s >= best_s) continue;
      best_s = trip_s;
      best = route;
    }
    outcome.routes.push_back(best);
  }
  outcome.trip_s = drive(outcome.routes);
  for (int k = 0; k < kDrivers; ++k) {
    const double arrival_s = k / kDemand_veh_s + outcome.trip_s[static_cast<std::size_t>(k)];
    outcome.clearance_s = std::max(outcome.clearance_s, arrival_s);
  }
  return outcome;
}

TEST(Braess, ClosingTheMiddleRoadShortensClearance) {
  const Outcome closed = settle({kUpper, kLower});
  const Outcome open = settle({kUpper, kLower, kMiddle});
  // Two ways of 0.4 veh/s each carry 0.6 without a queue: 60 s for everyone.
  for (const double trip_s : closed.trip_s) EXPECT_NEAR(trip_s, 60, 1 / kBottleneck_veh_s);
  // With the middle all three ways end up in use, at a queue of 30 s before either bottleneck: then
  // 10 + 30 + 50 (upper), 50 + 10 + 30 (lower) and 10 + 30 + 10 + 10 + 30 (middle) are all 90 s.
  const std::set<Route> used(open.routes.end() - 30, open.routes.end());
  EXPECT_EQ(used.size(), 3u);
  EXPECT_NEAR(open.trip_s.back(), 90, 3 / kBottleneck_veh_s);
  EXPECT_NEAR(open.trip_s.front(), 30, 1e-3);  // the temptation
  EXPECT_GT(open.clearance_s, closed.clearance_s + 20);
}

}  // namespace
}  // namespace muster::mobility::traffic
