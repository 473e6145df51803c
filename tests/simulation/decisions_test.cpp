// SPDX-License-Identifier: MIT
// Decisions do what the plan would do at the same time; refusals do nothing; both are in the trace.
#include "engine/simulation/decisions.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "engine/base/error.hpp"
#include "engine/simulation/run.hpp"
#include "engine/trace/reader.hpp"
#include "tests/simulation/valley.hpp"

namespace muster::simulation {
namespace {

namespace fs = std::filesystem;
using cases::Decision;
using cases::DecisionKind;

constexpr std::int64_t kStreetNorth = 49 * 1000 + 60;  // to the school's row, at its column
constexpr double kCloseAt_s = 4000.5, kOpenAt_s = 9000;
constexpr double kOrderDelay_s = 10;  // the default

Decision give(double time_s, const std::string& role) {
  return {time_s, role, R"({"kind":"issue_order","id":"leave"})", DecisionKind::IssueOrder, "leave",
          {},     {}};
}

Decision roads(double time_s, const std::string& role, DecisionKind kind) {
  return {time_s, role, R"({"kind":"some_roads"})", kind, "", {kStreetNorth}, {{38, 49}}};
}

cases::Closure closure(double from_s, double until_s) {
  return {{kStreetNorth}, {{38, 49}}, from_s, until_s};
}

/// The valley without water, whose order nobody gives unless a decision does.
Valley waiting_valley() {
  Valley valley = make_valley();
  valley.file.plan.orders[0].when = {};
  valley.file.plan.orders[0].when.clock_s = 1e9;
  return valley;
}

class Decisions : public testing::Test {
 protected:
  Decisions() {
    folder_ =
        fs::temp_directory_path() / ("muster_decisions_" + std::to_string(::getpid()) + "_" +
                                     testing::UnitTest::GetInstance()->current_test_info()->name());
    fs::create_directories(folder_);
  }
  ~Decisions() override { fs::remove_all(folder_); }

  static RunResult go(const Valley& valley, const RunOptions& options) {
    return run(valley.file, valley.world, valley.forcing, "{}", {}, options);
  }
  static RunResult go(const Valley& valley, std::vector<Decision> decisions) {
    RunOptions options;
    options.decisions = std::move(decisions);
    return go(valley, options);
  }
  static std::string bytes(const fs::path& path) {
    std::ifstream in{path, std::ios::binary};
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
  }
  template <class T>
  std::vector<T> column(const char* table, const char* name) const {
    const trace::Reader reader{folder_ / "run.h5"};
    return std::get<std::vector<T>>(reader.read(table, name));
  }

  fs::path folder_;
};

void expect_same_outcome(const RunResult& a, const RunResult& b) {
  EXPECT_EQ(a.fingerprint, b.fingerprint);
  ASSERT_EQ(a.summary.size(), b.summary.size());
  for (std::size_t i = 0; i < a.summary.size(); ++i) {
    EXPECT_EQ(a.summary[i].name, b.summary[i].name);
    EXPECT_EQ(a.summary[i].value, b.summary[i].value) << a.summary[i].name;
  }
}

TEST(Authority, IsWhatTheTableSays) {
  for (const DecisionKind kind : {DecisionKind::IssueOrder, DecisionKind::CloseRoads,
                                  DecisionKind::OpenRoads, DecisionKind::ClearRoads}) {
    const bool order = kind == DecisionKind::IssueOrder;
    EXPECT_TRUE(may_decide("director", kind));
    EXPECT_EQ(may_decide("command_post", kind), order);
    EXPECT_EQ(may_decide("police", kind), !order);
    EXPECT_FALSE(may_decide("mayor", kind));
    EXPECT_FALSE(may_decide("", kind));
  }
  for (const DecisionKind kind :
       {DecisionKind::SetWind, DecisionKind::AddFireBreak, DecisionKind::ScaleRain}) {
    EXPECT_TRUE(may_decide("director", kind));
    EXPECT_FALSE(may_decide("command_post", kind));
    EXPECT_FALSE(may_decide("police", kind));
  }
}

TEST_F(Decisions, AnOrderByDecisionEqualsTheSameOrderByTheClock) {
  const RunResult nobody = go(waiting_valley(), std::vector<Decision>{});
  for (const double time_s : {1800.0, 1234.5}) {
    Valley clocked = waiting_valley();
    clocked.file.plan.orders[0].when.clock_s = time_s;
    const RunResult by_clock = go(clocked, std::vector<Decision>{});
    expect_same_outcome(go(waiting_valley(), {give(time_s, "command_post")}), by_clock);
    EXPECT_NE(by_clock.fingerprint, nobody.fingerprint);
  }
}

TEST_F(Decisions, AnOrderIsGivenOnce) {
  const RunResult once = go(waiting_valley(), {give(1800, "director")});
  expect_same_outcome(go(waiting_valley(), {give(1800, "director"), give(3600, "command_post")}),
                      once);
}

TEST_F(Decisions, PoliceClosesAndOpensAsAClosureOfThePlan) {
  const Valley valley = make_valley();
  Valley planned = make_valley();
  planned.file.plan.closures.push_back(
      closure(kCloseAt_s + kOrderDelay_s, kOpenAt_s + kOrderDelay_s));
  const RunResult by_plan = go(planned, std::vector<Decision>{});
  RunOptions options;
  options.out = folder_ / "run.h5";
  options.decisions = {roads(kCloseAt_s, "police", DecisionKind::CloseRoads),
                       roads(kOpenAt_s, "police", DecisionKind::OpenRoads)};
  expect_same_outcome(go(valley, options), by_plan);
  EXPECT_NE(by_plan.fingerprint, go(valley, std::vector<Decision>{}).fingerprint);

  const auto kinds = column<std::uint16_t>("events", "kind");
  const auto times = column<std::int64_t>("events", "time_us");
  const auto count = [&](EventKind kind, double time_s) {
    int rows = 0;
    for (std::size_t i = 0; i < kinds.size(); ++i)
      rows += kinds[i] == static_cast<std::uint16_t>(kind) && times[i] == from_seconds(time_s);
    return rows;
  };
  EXPECT_EQ(count(EventKind::Decision, kCloseAt_s), 1);
  EXPECT_EQ(count(EventKind::LinkClosed, kCloseAt_s + kOrderDelay_s),
            3);  // one way both ways, one pair
  EXPECT_EQ(count(EventKind::LinkOpened, kOpenAt_s + kOrderDelay_s), 3);
}

TEST_F(Decisions, WhatThePlanHoldsADecisionDoesNotOpen) {
  Valley planned = make_valley();
  planned.file.plan.closures.push_back(closure(600, 0));
  const RunResult by_plan = go(planned, std::vector<Decision>{});
  expect_same_outcome(go(planned, {roads(1200, "police", DecisionKind::OpenRoads)}), by_plan);
  expect_same_outcome(go(planned, {roads(1200, "police", DecisionKind::CloseRoads),
                                   roads(1800, "police", DecisionKind::OpenRoads)}),
                      by_plan);
}

TEST_F(Decisions, ThatChangeNothingMoveNoOrder) {
  const Valley valley = make_valley();  // the lake rises above the order's stage at 1,028.6 s
  const RunResult without = go(valley, std::vector<Decision>{});
  expect_same_outcome(go(valley, {roads(1035, "police", DecisionKind::OpenRoads)}), without);
}

TEST_F(Decisions, AndTheClocksOfOtherOrdersMoveNoOrder) {
  Valley valley = make_valley();
  const RunResult without = go(valley, std::vector<Decision>{});
  valley.file.plan.orders.push_back(valley.file.plan.orders[0]);
  valley.file.plan.orders.back().zones.clear();
  valley.file.plan.orders.back().when = {};
  valley.file.plan.orders.back().when.clock_s = 1035;
  EXPECT_EQ(go(valley, std::vector<Decision>{}).fingerprint, without.fingerprint);
}

TEST_F(Decisions, AnOrderOfAClockThatMustHoldIsGivenAtItsTime) {
  Valley valley = waiting_valley();
  valley.file.plan.orders[0].when.clock_s = 900;
  valley.file.plan.orders[0].when.for_s = 100;
  RunOptions options;
  options.out = folder_ / "run.h5";
  go(valley, options);
  const auto kinds = column<std::uint16_t>("events", "kind");
  const auto issued =
      std::find(kinds.begin(), kinds.end(), static_cast<std::uint16_t>(EventKind::OrderIssued));
  ASSERT_NE(issued, kinds.end());
  EXPECT_EQ(
      column<std::int64_t>("events", "time_us")[static_cast<std::size_t>(issued - kinds.begin())],
      from_seconds(1000));
}

TEST_F(Decisions, AnOrderActsAnOrdersDelayAfterItIsGiven) {
  const auto with = [](double clock_s, double order_delay_s) {
    Valley valley = waiting_valley();
    valley.file.event.hazards.clear();
    valley.forcing.clear();
    valley.file.plan.orders[0].when.clock_s = clock_s;
    valley.file.plan.order_delay_s = order_delay_s;
    return go(valley, std::vector<Decision>{});
  };
  expect_same_outcome(with(1000, 45), with(1035, 10));
  EXPECT_NE(with(1000, 10).fingerprint, with(1000, 45).fingerprint);
}

TEST_F(Decisions, ARefusalChangesNothingButStandsInTheTrace) {
  const Valley valley = make_valley();
  const RunResult without = go(valley, std::vector<Decision>{});
  RunOptions options;
  options.out = folder_ / "run.h5";
  options.decisions = {roads(0, "command_post", DecisionKind::CloseRoads), give(1234.5, "police"),
                       give(1234.5, "mayor"), roads(3600, "mayor", DecisionKind::OpenRoads),
                       give(21599.25, "police")};
  expect_same_outcome(go(valley, options), without);
  EXPECT_EQ(column<std::uint8_t>("decisions", "accepted"), std::vector<std::uint8_t>(5, 0));
  EXPECT_EQ(column<std::string>("decisions", "role"),
            (std::vector<std::string>{"command_post", "police", "mayor", "mayor", "police"}));
  EXPECT_EQ(column<std::string>("decisions", "order").at(1), options.decisions[1].order_text);
  EXPECT_EQ(
      column<std::int64_t>("decisions", "time_us"),
      (std::vector<std::int64_t>{0, 1'234'500'000, 1'234'500'000, 3'600'000'000, 21'599'250'000}));
}

TEST_F(Decisions, TheLongestTextsFitTheTrace) {
  RunOptions options;
  options.out = folder_ / "run.h5";
  options.until = from_seconds(60);
  options.decisions = {give(0, std::string(trace::kMostRoleBytes, 'r'))};
  options.decisions[0].order_text = std::string(trace::kMostOrderBytes, 'o');
  go(make_valley(), options);
  EXPECT_EQ(column<std::string>("decisions", "role").at(0), options.decisions[0].role);
  EXPECT_EQ(column<std::string>("decisions", "order").at(0), options.decisions[0].order_text);
}

TEST_F(Decisions, AnOrderThatThePlanLacksDoesNotStart) {
  Decision unknown = give(0, "director");
  unknown.order_id = "stay";
  EXPECT_THROW(go(make_valley(), {unknown}), InputError);
}

std::vector<Decision> whole_log() {
  return {give(1800.5, "command_post"), roads(kCloseAt_s, "police", DecisionKind::CloseRoads),
          give(4500, "police"), roads(kOpenAt_s, "director", DecisionKind::OpenRoads)};
}

TEST_F(Decisions, EveryEngineGivesTheSameTrace) {
  const Valley valley = waiting_valley();
  RunOptions options;
  options.decisions = whole_log();
  options.engine = kernel::EngineKind::Serial;
  options.out = folder_ / "serial.h5";
  const RunResult serial = go(valley, options);
  options.engine = kernel::EngineKind::Parallel;
  options.threads = 4;
  options.out = folder_ / "parallel.h5";
  expect_same_outcome(go(valley, options), serial);
  EXPECT_EQ(bytes(folder_ / "parallel.h5"), bytes(folder_ / "serial.h5"));
}

TEST_F(Decisions, SavedHalfwayAndResumedEqualsUnbroken) {
  const Valley valley = waiting_valley();
  RunOptions options;
  options.decisions = whole_log();
  options.out = folder_ / "whole.h5";
  const RunResult whole = go(valley, options);
  options.out = folder_ / "part.h5";
  options.until = from_seconds(6000);
  options.save_every = from_seconds(5400);  // the roads are closed then
  go(valley, options);
  RunOptions rest;
  rest.out = rest.resume = folder_ / "part.h5";
  rest.decisions = whole_log();
  rest.decisions.back().role = "police";
  EXPECT_THROW(go(valley, rest), RunError);
  rest.decisions = whole_log();
  EXPECT_EQ(go(valley, rest).fingerprint, whole.fingerprint);
  EXPECT_EQ(bytes(folder_ / "part.h5"), bytes(folder_ / "whole.h5"));
}

}  // namespace
}  // namespace muster::simulation
