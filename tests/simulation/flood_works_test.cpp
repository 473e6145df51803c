// SPDX-License-Identifier: MIT
// Flood works of a case: what stands holds, what is opened, shut or breached acts at its time.
#include <gtest/gtest.h>

#include <cmath>

#include "tests/simulation/hazard_case.hpp"
#include "tests/simulation/run_folder.hpp"

namespace muster::simulation {
namespace {

using FloodWorks = RunFolder;

/// A closed basin of 60 x 4 cells of 10 m, level, with a wall 6 m high across its middle and 2 m of
/// water west of it.
HazardCase make_channel() {
  HazardCase c;
  c.file.name = "channel";
  c.file.start = "2024-06-01T00:00:00Z";
  c.file.horizon_s = 7200;
  c.file.record.fields_s = 60;
  world::Terrain& terrain = c.world.terrain;
  terrain.grid = {0, 40, 10, 4, 60};
  terrain.elevation_m.assign(terrain.grid.size(), 0);
  terrain.manning.assign(terrain.grid.size(), 0.05);
  cases::FloodWork wall;
  wall.id = "dike";
  wall.kind = cases::FloodWorkKind::Wall;
  wall.crest_m = 6;
  c.file.world.works = {wall};
  c.file.event.hazards.resize(1);
  world::HazardForcing forcing;
  for (std::size_t cell = 0; cell < terrain.grid.size(); ++cell)
    forcing.initial_depth_m.push_back(cell % 60 < 30 ? 2 : 0);
  forcing.works.works = {{.line_xy_m = {300, -5, 300, 45},
                          .cell = {},
                          .to = {},
                          .inflow_m3_s = {},
                          .release_m3_s = {}}};
  c.forcing = {forcing};
  return c;
}

void add_breach(HazardCase& c, double start_s) {
  cases::BreachSpec breach;
  breach.id = "gap";
  breach.wall = "dike";
  breach.start_s = start_s;
  breach.sill_m = 0;
  breach.lowering_s = 60;
  c.file.event.hazards[0].breaches = {breach};
  c.forcing[0].works.breach_xy_m = {{300, 15}};
}

/// Seconds; NaN: never.
double arrival_behind(const HazardCase& c) {
  Hazards hazards{c.file, c.world, c.forcing};
  for (SimTime now = 0; now <= 7200 * kSecond; now += 60 * kSecond) {
    hazards.advance(now);
    if (hazards.depth_m()[60 + 40] > 0.05) return to_seconds(now);
  }
  return std::nan("");
}

TEST_F(FloodWorks, AWallHoldsUntilItIsBreached) {
  const HazardRunResult held = go(make_channel());
  EXPECT_EQ(value(held, "flood_arrival_area"), 120 * 100);
  EXPECT_EQ(value(held, "water_moved", "dike"), 0);
  EXPECT_TRUE(std::isnan(arrival_behind(make_channel())));
  double before = 0;
  for (const double start_s : {600.0, 1234.0, 3000.0}) {
    HazardCase c = make_channel();
    add_breach(c, start_s);
    const double arrival = arrival_behind(c);
    EXPECT_GT(arrival, start_s);
    EXPECT_LT(arrival, start_s + 900);
    EXPECT_GE(arrival, before) << "an earlier breach never delays arrival";
    before = arrival;
    const HazardRunResult result = go(c);
    EXPECT_EQ(value(result, "breach_start", "gap"), start_s);
    EXPECT_GE(value(result, "breach_width", "gap"), 10);
    EXPECT_GT(value(result, "water_moved", "dike"), 1000);
    EXPECT_LE(value(result, "water_residual"), 1e-12);
    EXPECT_NEAR(value(result, "water_stored"), 2.0 * 120 * 100, 1e-6);
  }
}

/// Rate times time between the clock's opening and closing, at instants that no barrier has.
TEST_F(FloodWorks, APumpRunsFromOneActionToTheNext) {
  HazardCase c = make_channel();
  cases::FloodWork pump;
  pump.id = "station";
  pump.kind = cases::FloodWorkKind::Pump;
  pump.rate_m3_s = 0.5;
  pump.start_m = 0.5;
  pump.stop_m = 0.2;
  pump.at_work = false;
  c.file.world.works.push_back(pump);
  c.forcing[0].works.works.push_back(
      {.line_xy_m = {}, .cell = {60 + 10}, .to = {}, .inflow_m3_s = {}, .release_m3_s = {}});
  EXPECT_EQ(value(go(c), "water_moved", "station"), 0) << "it stands still";
  c.file.event.hazards[0].work_actions = {
      {.work = "station", .action = cases::WorkChange::Open, .at_s = 605, .when = {}},
      {.work = "station", .action = cases::WorkChange::Fail, .at_s = 3611, .when = {}}};
  const HazardRunResult result = go(c);
  EXPECT_NEAR(value(result, "water_moved", "station"), 0.5 * (3611 - 605), 1e-6);
  EXPECT_NEAR(value(result, "water_stored"), 24000 - 0.5 * (3611 - 605), 1e-6);
}

/// Rain of 60 mm/h on all cells: 20 mm in an hour is there after 20 minutes.
TEST_F(FloodWorks, AWallIsTakenAwayOnACondition) {
  HazardCase c = make_channel();
  c.forcing[0].rain_mm_h = {{0}, {60}};
  cases::Condition rain;
  rain.rain = cases::Condition::RainWindow{3600, 20};
  c.file.plan.work_actions = {
      {.work = "dike", .action = cases::WorkChange::Open, .at_s = {}, .when = rain}};
  const double arrival = arrival_behind(c);
  EXPECT_GT(arrival, 1200);
  EXPECT_LT(arrival, 1500);
}

TEST_F(FloodWorks, AutoTakesFiniteVolumeForABreach) {
  HazardCase c = make_channel();
  c.forcing[0].initial_depth_m.clear();
  c.file.event.hazards[0].solver = cases::FloodSolver::Auto;
  ASSERT_EQ(go(c).notes.size(), 1u);
  EXPECT_TRUE(go(c).notes[0].starts_with("flood by local_inertial"));
  HazardCase dammed = c;
  dammed.file.event.hazards[0].deposit_breach = cases::DepositBreach{};
  EXPECT_TRUE(go(dammed).notes[0].starts_with("flood by finite_volume"));
  add_breach(c, 600);
  EXPECT_TRUE(go(c).notes[0].starts_with("flood by finite_volume"));
}

TEST_F(FloodWorks, AreTheSameOnAnyNumberOfThreadsAndResumed) {
  HazardCase c = make_channel();
  add_breach(c, 1234);
  const fs::path one = folder_ / "one.h5", two = folder_ / "two.h5";
  EXPECT_EQ(go(c, 1, one).fingerprint, go(c, 3, two).fingerprint);
  EXPECT_EQ(bytes(one), bytes(two));
  expect_resumes(c, 3600 * kSecond, {600 * kSecond, 1800 * kSecond});
}

}  // namespace
}  // namespace muster::simulation
