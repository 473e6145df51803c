// SPDX-License-Identifier: MIT
// Water on roads in a run: who may enter, who comes out, who stalls, who hears of it and when.
#include <gtest/gtest.h>

#include <filesystem>
#include <map>

#include "engine/simulation/party.hpp"
#include "engine/simulation/run.hpp"
#include "engine/trace/reader.hpp"
#include "tests/simulation/ford.hpp"

namespace muster::simulation {
namespace {

namespace fs = std::filesystem;

class FloodedRoad : public testing::Test {
 protected:
  FloodedRoad() {
    folder_ = fs::temp_directory_path() /
              ("muster_roads_" +
               std::string{testing::UnitTest::GetInstance()->current_test_info()->name()});
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  ~FloodedRoad() override { fs::remove_all(folder_); }

  /// Runs and reads the entries into links, by mover.
  void go(const Ford& ford, std::vector<cases::Decision> decisions = {}) {
    RunOptions options;
    options.out = folder_ / "run.h5";
    options.decisions = std::move(decisions);
    result_ = run(ford.file, ford.world, ford.forcing, "{}", {}, options);
    const trace::Reader reader{options.out};
    const auto time = std::get<std::vector<std::int64_t>>(reader.read("movements", "time_us"));
    const auto mover = std::get<std::vector<std::uint32_t>>(reader.read("movements", "mover"));
    const auto link = std::get<std::vector<std::uint32_t>>(reader.read("movements", "link"));
    ways_.clear();
    for (std::size_t i = 0; i < time.size(); ++i) ways_[mover[i]].push_back({time[i], link[i]});
  }
  double value(const std::string& name) const {
    for (const Measure& measure : result_.summary) {
      if (measure.name == name && measure.subject.empty()) return measure.value;
    }
    ADD_FAILURE() << "no measure " << name;
    return 0;
  }
  /// When `mover` first entered `link`; kNever.
  SimTime entered(std::uint32_t mover, LinkId link) {
    for (const auto& [time, one] : ways_[mover]) {
      if (one == link.get()) return time;
    }
    return kNever;
  }
  fs::path folder_;
  RunResult result_;
  std::map<std::uint32_t, std::vector<std::pair<SimTime, std::uint32_t>>> ways_;
};

constexpr SimTime at(double time_s) {
  return static_cast<SimTime>(time_s * 1e6);
}

TEST_F(FloodedRoad, BetweenTheTwoDepthsNobodyEntersAndThoseInsideComeOut) {
  Ford ford = make_ford(true);
  for (int k = 0; k < 30; ++k) ford.car(0, 305 + 5 * k);
  ford.depth(300, 0);
  ford.depth(360, 0.30f);
  go(ford);
  EXPECT_EQ(value("now_outside"), 30);
  const LinkId street = ford.link(0, 1);
  for (std::uint32_t k = 0; k < 30; ++k) {
    if (k < 11) {
      EXPECT_LT(entered(k, street), at(360)) << k;
    } else {
      EXPECT_EQ(entered(k, street), kNever) << k;
    }
  }
  // 49 s when dry; the last to enter had the whole ford before it.
  EXPECT_GT(ways_[10].back().first, at(360 + 200));
}

TEST_F(FloodedRoad, WaterOfTheStallDepthCatchesThoseInIt) {
  Ford ford = make_ford(true);
  for (int k = 0; k < 30; ++k) ford.car(0, 305 + 5 * k);
  ford.depth(300, 0);
  ford.depth(360, 0.50f);
  go(ford);
  // At 360 s cars stand every 100 m: those at 400 and 500 m are in the water.
  EXPECT_EQ(value("now_stalled"), 2);
  EXPECT_EQ(value("now_outside"), 28);
}

TEST_F(FloodedRoad, RisingWaterCatchesThoseWhoCrawl) {
  Ford ford = make_ford(true);
  for (int k = 0; k < 30; ++k) ford.car(0, 305 + 5 * k);
  ford.depth(300, 0);
  ford.depth(360, 0.30f);
  ford.depth(420, 0.30f);
  ford.depth(480, 0.50f);
  go(ford);
  EXPECT_GT(value("now_stalled"), 0);
  EXPECT_EQ(value("now_stalled") + value("now_outside"), 30);
}

cases::Decision clear(double time_s, const std::string& role) {
  return {
      time_s,  role, R"({"kind":"clear_roads","sources":[1]})", cases::DecisionKind::ClearRoads, "",
      {kFord}, {}};
}

/// The ford fills and empties again; its only lane is full of stalled cars then.
Ford only_way() {
  Ford ford = make_ford(false);
  for (int k = 0; k < 11; ++k) ford.car(0, 305 + 5 * k);
  for (int k = 0; k < 10; ++k) ford.car(0, 1200 + 5 * k);
  ford.depth(300, 0);
  ford.depth(360, 0.50f);
  ford.depth(600, 0.50f);
  ford.depth(660, 0);
  return ford;
}

TEST_F(FloodedRoad, AStalledCarBlocksItsLaneUntilPoliceClearsIt) {
  const Ford ford = only_way();
  const LinkId street = ford.link(0, 1);
  go(ford);
  EXPECT_EQ(value("now_stalled"), 2);
  EXPECT_EQ(value("links_closed_by_water"), 2);
  EXPECT_EQ(value("links_reopened"), 1);  // the way back; the cars still fill the street
  for (std::uint32_t k = 11; k < 21; ++k) EXPECT_EQ(entered(k, street), kNever) << k;

  go(ford, {clear(1800, "command_post")});  // not its business
  EXPECT_EQ(value("now_stalled"), 2);

  go(ford, {clear(1800.5, "police")});
  EXPECT_EQ(value("links_reopened"), 2);
  EXPECT_EQ(value("now_stalled"), 0);
  EXPECT_EQ(value("now_outside"), 21);  // those from the stalled cars on foot
  EXPECT_EQ(value("link_traversals"), 19);
  EXPECT_EQ(value("cars_left"), 0);
  for (std::uint32_t k = 11; k < 21; ++k) {
    EXPECT_GE(entered(k, street), at(1810.5)) << k;  // an order's delay later
    EXPECT_LT(entered(k, street), at(1900)) << k;
  }
  const trace::Reader reader{folder_ / "run.h5"};
  const auto kinds = std::get<std::vector<std::uint16_t>>(reader.read("events", "kind"));
  EXPECT_EQ(std::count(kinds.begin(), kinds.end(), static_cast<std::uint16_t>(EventKind::Cleared)),
            2);
  const auto links = std::get<std::vector<std::uint32_t>>(reader.read("links/closed", "link"));
  const auto times = std::get<std::vector<std::int64_t>>(reader.read("links/closed", "time_us"));
  const auto closed = std::get<std::vector<std::uint8_t>>(reader.read("links/closed", "value"));
  std::vector<std::pair<SimTime, int>> changes;
  for (std::size_t i = 0; i < links.size(); ++i) {
    if (links[i] == street.get()) changes.emplace_back(times[i], closed[i]);
  }
  EXPECT_EQ(changes, (std::vector<std::pair<SimTime, int>>{{at(360), 1}, {at(1810.5), 0}}));
}

TEST_F(FloodedRoad, ARunWithClearingSavedHalfwayEqualsUnbroken) {
  const Ford ford = only_way();
  RunOptions options;
  options.decisions = {clear(1800.5, "police")};
  options.out = folder_ / "whole.h5";
  const RunResult whole = run(ford.file, ford.world, ford.forcing, "{}", {}, options);
  options.out = folder_ / "part.h5";
  options.until = at(1500);
  options.save_every = at(1260);
  run(ford.file, ford.world, ford.forcing, "{}", {}, options);
  RunOptions rest;
  rest.decisions = options.decisions;
  rest.out = rest.resume = folder_ / "part.h5";
  EXPECT_EQ(run(ford.file, ford.world, ford.forcing, "{}", {}, rest).fingerprint,
            whole.fingerprint);
}

TEST_F(FloodedRoad, WhoHasAStatedDepartureTravelsOnceThoughOrderedOut) {
  Ford ford = make_ford(true);
  for (int k = 0; k < 3; ++k) ford.car(0, 1000 + 5 * k);
  ford.depth(0, 0);
  go(ford);
  EXPECT_EQ(value("link_traversals"), 3);
  ford.world.zones.push_back({"all", "All", {}});
  ford.world.zone_of_party.assign(3, ZoneId{0});
  cases::Order order;
  order.zones = {"all"};
  order.when.clock_s = 600;
  ford.file.plan.orders.push_back(order);
  go(ford);
  EXPECT_EQ(value("link_traversals"), 3);
  EXPECT_EQ(entered(0, ford.link(0, 1)), at(1000));
  EXPECT_EQ(value("now_outside"), 3);
}

TEST_F(FloodedRoad, WhoIsTrappedAtHomeDoesNotDriveOffAtItsStatedTime) {
  Ford ford = make_ford(true);
  ford.car(3, 1000);
  ford.depth(0, 0);
  const world::Grid& grid = ford.world.terrain.grid;
  ford.forcing[0].imported_depth_m.value[0][grid.index(grid.row_of(475), grid.col_of(0))] = 3;
  go(ford);
  EXPECT_EQ(value("now_trapped"), 1);
  EXPECT_EQ(value("link_traversals"), 0);
}

TEST_F(FloodedRoad, WhatHappensAtTheVeryEndIsInTheTrace) {
  Ford ford = make_ford(true);
  ford.depth(0, 0);
  ford.car(0, ford.file.horizon_s);
  go(ford);
  EXPECT_EQ(value("departed"), 1);
  EXPECT_EQ(ways_[0].size(), 1u);
  const trace::Reader reader{folder_ / "run.h5"};
  EXPECT_EQ(std::get<std::vector<std::uint8_t>>(reader.read("states_of/parties", "state")),
            std::vector<std::uint8_t>{static_cast<std::uint8_t>(PartyState::Driving)});
}

/// A farmer's first link, who leaves at `depart_s`; the ford closes at 360 s.
class News : public FloodedRoad {
 protected:
  bool turns_early(double report_delay_s, double informed_share, double depart_s) {
    Ford ford = make_ford(true);
    ford.file.plan.report_delay_s = report_delay_s;
    ford.file.plan.behaviour.informed_share = informed_share;
    ford.car(3, depart_s);
    ford.depth(300, 0);
    ford.depth(360, 0.50f);
    go(ford);
    EXPECT_EQ(value("now_outside"), 1);
    EXPECT_EQ(value("parties_rerouted"), 1);
    const bool early = ways_[0].front().second == ford.link(3, 2).get();
    if (!early) {
      // Before the ford they see it and go round, but not before they hear of the other way.
      EXPECT_GE(entered(0, ford.link(0, 2)), at(std::max(depart_s + 22.5, 360 + report_delay_s)));
      EXPECT_LE(entered(0, ford.link(0, 2)),
                at(std::max(depart_s + 22.5, 360 + report_delay_s)) + 1);
    }
    return early;
  }
};

TEST_F(News, OfAClosedRoadTakesTheReportsDelay) {
  EXPECT_FALSE(turns_early(10, 1, 369.9));
  EXPECT_TRUE(turns_early(10, 1, 370));
  EXPECT_FALSE(turns_early(100, 1, 369.9));
  EXPECT_FALSE(turns_early(100, 1, 459.9));
  EXPECT_TRUE(turns_early(100, 1, 460));
  EXPECT_TRUE(turns_early(0, 1, 360));
}

TEST_F(News, DoesNotReachTheUninformedWhoTurnBeforeTheWater) {
  EXPECT_FALSE(turns_early(10, 0, 370));
  EXPECT_FALSE(turns_early(10, 0, 3600));
}

TEST_F(News, OfARoadClosedByDecisionTakesTheDelaysOfOrderAndReport) {
  for (const auto& [depart_s, early] : {std::pair{1020.4, false}, std::pair{1020.5, true}}) {
    Ford ford = make_ford(true);
    ford.depth(0, 0);
    ford.car(3, depart_s);
    go(ford, {{1000.5, "police", "{}", cases::DecisionKind::CloseRoads, "", {kFord}, {}}});
    EXPECT_EQ(ways_[0].front().second == ford.link(3, 2).get(), early) << depart_s;
    EXPECT_EQ(value("now_outside"), 1);
  }
}

}  // namespace
}  // namespace muster::simulation
