// SPDX-License-Identifier: MIT
// No run clears sooner than the lower bounds of clearance allow, and single queues no later.
#include <gtest/gtest.h>

#include <filesystem>
#include <map>

#include "engine/base/random.hpp"
#include "engine/mobility/routing/bounds.hpp"
#include "engine/simulation/run.hpp"
#include "engine/trace/reader.hpp"
#include "tests/mobility/traffic/road.hpp"
#include "tests/simulation/ford.hpp"
#include "tests/simulation/valley.hpp"

namespace muster::simulation {
namespace {

namespace fs = std::filesystem;
using mobility::routing::BoundOptions;
using mobility::routing::Bounds;
using mobility::routing::Demand;
using mobility::routing::Outlet;
using mobility::traffic::LinkSpec;
using mobility::traffic::Road;
using mobility::traffic::SinkTraits;

double seconds(const Bounds& bounds, const std::string& name) {
  for (const mobility::routing::Bound& bound : bounds.bounds) {
    if (bound.name == name) return bound.seconds;
  }
  ADD_FAILURE() << "no bound " << name;
  return 0;
}

/// All four. The first is about single vehicles; the others are about a fluid, which whole vehicles
/// beat by a headway: of the exits together (no more than that of the slowest), or of each path (no
/// more of them than links into exits).
void expect_not_sooner(double clearance_s, const Bounds& bounds, double slowest_headway_s,
                       int paths) {
  EXPECT_EQ(bounds.unreachable, 0);
  constexpr double kRounding_s = 1e-4;  // 1 us a link
  EXPECT_GE(clearance_s, seconds(bounds, "free flow") - kRounding_s);
  EXPECT_GE(clearance_s, seconds(bounds, "outlets") - slowest_headway_s);
  EXPECT_GE(clearance_s, seconds(bounds, "quickest flow") - paths * slowest_headway_s);
  EXPECT_GE(clearance_s, seconds(bounds, "flow over time") - paths * slowest_headway_s);
}

double clear(Road& road) {
  road.build();
  road.engine().run(from_seconds(100'000));
  SimTime last = 0;
  for (const SimTime time : road.arrival) last = std::max(last, time);
  return to_seconds(last);
}

/// Two ways of 60 s and 180 s and 0.5 vehicles a second; so many vehicles take the second.
struct TwoWays {
  int vehicles, on_second;
  double clearance_s;      // 60 + 2 (first - 1) or 180 + 2 (second - 1)
  double quickest_flow_s;  // min over x of (F + sum tau x) / |x|
};

class Oracle : public testing::TestWithParam<TwoWays> {};

TEST_P(Oracle, ClearsOneHeadwayBeforeTheFluid) {
  const TwoWays& c = GetParam();
  Road road{4,
            {{0, 1, 600, 0.5}, {1, 3, 600, 0.5}, {0, 2, 1800, 0.5}, {2, 3, 1800, 0.5}},
            {{NodeId{3}, 0, 0}}};
  for (int k = 0; k < c.vehicles; ++k) {
    const bool second = k < c.on_second;
    road.add(0, {second ? 2u : 0u, second ? 3u : 1u});
  }
  const double clearance_s = clear(road);
  EXPECT_DOUBLE_EQ(clearance_s, c.clearance_s);
  const std::vector<Demand> demands{{NodeId{0}, 0, c.vehicles}};
  const std::vector<Outlet> outlets{{NodeId{3}, 0}};
  const Bounds bounds =
      mobility::routing::compute_bounds(road.roads(), demands, outlets, {.step_us = 2 * kSecond});
  EXPECT_DOUBLE_EQ(seconds(bounds, "quickest flow"), c.quickest_flow_s);
  expect_not_sooner(clearance_s, bounds, 2, 1);
}

INSTANTIATE_TEST_SUITE_P(Supplies, Oracle,
                         testing::Values(TwoWays{30, 0, 118, 120}, TwoWays{60, 0, 178, 180},
                                         TwoWays{300, 120, 418, 420}));

/// A random network of one-way and two-way streets with two or three exits, and when it is clear.
struct RandomCase {
  double clearance_s = 0;
  double slowest_headway_s = 0;
  int paths = 0;
  Bounds bounds;
};

RandomCase random_case(std::uint64_t seed, int vehicles, double departures_s) {
  const Stream draws{seed, Purpose{"test.bounds"}};
  const std::uint32_t exits = 2 + draws.below(2, 0, 0);
  const std::uint32_t nodes = exits + 10;
  RandomCase result;
  std::vector<LinkSpec> links;
  const auto add = [&](std::uint32_t from, std::uint32_t to) {
    const auto entity = static_cast<std::uint64_t>(100 + links.size());
    LinkSpec link{from, to, 200 + 1200 * draws.uniform(entity, 0)};
    link.capacity_veh_s = 0.2 + 0.4 * draws.uniform(entity, 1);
    links.push_back(link);
    result.slowest_headway_s = std::max(result.slowest_headway_s, 1 / link.capacity_veh_s);
    result.paths += to < exits;
  };
  for (std::uint32_t n = exits; n < nodes; ++n) {
    add(n, draws.below(n, n, 2));  // everybody gets to an exit
    const std::uint32_t other = exits + draws.below(nodes - exits, n, 3);
    if (other != n) add(n, other);
  }
  for (std::uint32_t e = 0; e < exits; ++e) add(exits + draws.below(nodes - exits, e, 4), e);

  std::vector<SinkTraits> sinks;
  std::vector<Outlet> outlets;
  for (std::uint32_t e = 0; e < exits; ++e) {
    const double rate_veh_s = e == 0 ? 0.25 : 0;  // one has a desk
    sinks.push_back({NodeId{e}, rate_veh_s, 0});
    outlets.push_back({NodeId{e}, rate_veh_s});
  }
  result.slowest_headway_s = std::max(result.slowest_headway_s, 1 / 0.25);
  Road road{nodes, links, sinks};
  std::vector<Demand> demands;
  for (int k = 0; k < vehicles; ++k) {
    const auto m = static_cast<std::uint64_t>(k);
    const std::uint32_t node = exits + draws.below(nodes - exits, m, 10);
    const SimTime depart = from_seconds(departures_s * draws.uniform(m, 11));
    demands.push_back({NodeId{node}, depart, 1});
    road.add(depart, {}, node);
  }
  result.clearance_s = clear(road);
  for (const SimTime time : road.arrival) EXPECT_NE(time, kNever);
  result.bounds =
      mobility::routing::compute_bounds(road.roads(), demands, outlets, {.step_us = 10 * kSecond});
  return result;
}

TEST(RandomNetworks, AreNeverClearBeforeABound) {
  int queues_decide = 0, departures_decide = 0;
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    for (const auto& [vehicles, departures_s] : {std::pair{20, 600.0}, std::pair{300, 300.0},
                                                 std::pair{300, 3000.0}, std::pair{900, 100.0}}) {
      SCOPED_TRACE("seed " + std::to_string(seed) + ", " + std::to_string(vehicles) +
                   " vehicles in " + std::to_string(departures_s) + " s");
      const RandomCase c = random_case(seed, vehicles, departures_s);
      expect_not_sooner(c.clearance_s, c.bounds, c.slowest_headway_s, c.paths);
      // The cases are of both kinds: the last to depart, or the queues.
      const bool queues = c.bounds.greatest_s() > seconds(c.bounds, "free flow") + 60;
      queues_decide += queues;
      departures_decide += !queues;
    }
  }
  EXPECT_GE(queues_decide, 12);
  EXPECT_GE(departures_decide, 6);
}

class ClearanceOfARun : public testing::Test {
 protected:
  ClearanceOfARun() {
    folder_ = fs::temp_directory_path() /
              ("muster_clearance_" +
               std::string{testing::UnitTest::GetInstance()->current_test_info()->name()});
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  ~ClearanceOfARun() override { fs::remove_all(folder_); }

  /// Runs; takes first departures and the last arrival of those with cars from the trips.
  template <class Case>
  void go(const Case& c) {
    RunOptions options;
    options.out = folder_ / "run.h5";
    run(c.file, c.world, c.forcing, "{}", {}, options);
    const trace::Reader reader{options.out};
    const auto mover = std::get<std::vector<std::uint32_t>>(reader.read("trips", "mover"));
    const auto depart = std::get<std::vector<std::int64_t>>(reader.read("trips", "depart_us"));
    const auto arrive = std::get<std::vector<std::int64_t>>(reader.read("trips", "arrive_us"));
    std::map<std::uint32_t, SimTime> first;
    SimTime last = 0;
    for (std::size_t i = 0; i < mover.size(); ++i) {
      if (c.world.parties.vehicles[PartyId{mover[i]}] == 0) continue;
      const auto at = first.try_emplace(mover[i], depart[i]).first;
      at->second = std::min(at->second, depart[i]);
      last = std::max(last, arrive[i]);
    }
    std::vector<Demand> demands;
    for (const auto& [party, time] : first)
      demands.push_back({c.world.parties.home_node[PartyId{party}], time, 1});
    clearance_s_ = to_seconds(last);
    bounds_ = mobility::routing::compute_bounds(
        c.world.roads, demands, mobility::routing::outlets_of(c.world.sites), BoundOptions{});
  }
  fs::path folder_;
  double clearance_s_ = 0;
  Bounds bounds_;
};

TEST_F(ClearanceOfARun, IsTheOutletBoundWhereThereIsOneWayOut) {
  Ford ford = make_ford(false);
  ford.file.event.hazards.clear();
  ford.forcing.clear();
  for (int k = 0; k < 300; ++k) ford.car(0, 100);
  go(ford);
  EXPECT_EQ(bounds_.vehicles, 300);
  EXPECT_NEAR(clearance_s_, 100 + 49 + 299 / 0.5, 1e-3);
  EXPECT_NEAR(clearance_s_, seconds(bounds_, "outlets"), 1e-3);
  expect_not_sooner(clearance_s_, bounds_, 2, 1);
}

TEST_F(ClearanceOfARun, IsNotBeforeABoundWhereThereAreTwo) {
  Ford ford = make_ford(true);
  ford.file.event.hazards.clear();
  ford.forcing.clear();
  for (int k = 0; k < 400; ++k) ford.car(k % 3 == 0 ? 3 : 0, 60 + 0.5 * k);
  go(ford);
  EXPECT_EQ(bounds_.vehicles, 400);
  expect_not_sooner(clearance_s_, bounds_, 2, 2);
}

TEST_F(ClearanceOfARun, OfATownIsNotBeforeABound) {
  Valley valley = make_valley();
  valley.file.event.hazards.clear();
  valley.forcing.clear();
  valley.file.plan.orders[0].when = {};
  valley.file.plan.orders[0].when.clock_s = 600;
  go(valley);
  EXPECT_GT(bounds_.vehicles, 100);
  expect_not_sooner(clearance_s_, bounds_, 1 / 0.3, 12);  // three shelters, four streets each
}

}  // namespace
}  // namespace muster::simulation
