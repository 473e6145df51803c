// SPDX-License-Identifier: MIT
// How flood works of a case are operated: sandbags, pumps, drains and reservoirs by the clock and
// by conditions, and whole runs with them saved and resumed.
#include "engine/simulation/flood_works.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "engine/simulation/hazard_run.hpp"
#include "engine/simulation/run.hpp"
#include "engine/trace/reader.hpp"
#include "tests/simulation/run_folder.hpp"
#include "tests/simulation/valley.hpp"

namespace muster::simulation {
namespace {

using FloodOperations = RunFolder;

constexpr int kCols = 60, kRows = 6;

struct Polder {
  cases::CaseFile file;
  world::World world;
  world::Forcing forcing;
  cases::Hazard& flood() { return file.event.hazards[0]; }
};

std::uint32_t cell(int row, int col) {
  return static_cast<std::uint32_t>(row * kCols + col);
}

/// Flat ground of 600 m x 60 m.
Polder flat() {
  Polder p;
  p.file.name = "polder";
  p.file.start = "2024-06-01T00:00:00Z";
  p.file.horizon_s = 3600;
  p.file.record.fields_s = 60;
  world::Terrain& terrain = p.world.terrain;
  terrain.grid = {0, kRows * 10, 10, kRows, kCols};
  terrain.elevation_m.assign(terrain.grid.size(), 0);
  terrain.manning.assign(terrain.grid.size(), 0.03);
  p.file.event.hazards.resize(1);
  p.forcing.emplace_back();
  return p;
}

void add(Polder& p, cases::FloodWork work, world::WorkCells cells, bool by_plan = false) {
  auto& list = by_plan ? p.file.plan.built : p.file.world.works;
  list.push_back(std::move(work));
  p.forcing[0].works.works.push_back(std::move(cells));
}

/// A levee across it at 300 m, 3 m high, and 2 m of water held at the western edge.
Polder behind_levee(bool by_plan = false) {
  Polder p = flat();
  cases::FloodWork levee;
  levee.id = "levee";
  levee.height_m = 3;
  world::WorkCells cells;
  cells.line_xy_m = {300, -5, 300, 65};
  add(p, levee, cells, by_plan);
  cases::FloodBoundary sea;
  sea.id = "sea";
  p.flood().boundaries = {sea};
  world::BoundaryCells held{.id = "sea", .cell = {}, .series = {{0}, {2}}};
  for (int row = 0; row < kRows; ++row) held.cell.push_back(cell(row, 0));
  p.forcing[0].boundaries = {held};
  return p;
}

void breach(Polder& p, std::optional<double> start_s, std::optional<double> overtopping_m = {}) {
  cases::BreachSpec spec;
  spec.id = "gap";
  spec.wall = "levee";
  spec.start_s = start_s;
  spec.overtopping_m = overtopping_m;
  spec.lowering_s = 60;
  p.flood().breaches = {spec};
  p.forcing[0].works.breach_xy_m = {{300, 30}};
}

HazardRunResult go(const Polder& p, const fs::path& out = {}, int threads = 1) {
  HazardRunOptions options;
  options.threads = threads;
  options.out = out;
  return run_hazards(p.file, p.world, p.forcing, {"{}", {}}, options);
}

double value(const HazardRunResult& result, const std::string& name,
             const std::string& subject = {}) {
  for (const Measure& measure : result.summary) {
    if (measure.name == name && measure.subject == subject) return measure.value;
  }
  return std::nan("");
}

/// First recorded time with water at 450 m; infinite: never.
double arrival_s(const Polder& p, const fs::path& out) {
  go(p, out);
  const trace::Reader reader{out};
  const auto times = reader.field_times("flood_depth");
  for (std::size_t step = 0; step < times.size(); ++step) {
    if (reader.field_step("flood_depth", step)[cell(3, 45)] >= 0.05f)
      return to_seconds(times[step]);
  }
  return std::numeric_limits<double>::infinity();
}

TEST_F(FloodOperations, WaterOverTheCrestStartsABreachByItself) {
  Polder p = behind_levee();
  breach(p, {}, 0.05);
  EXPECT_TRUE(std::isnan(value(go(p), "breach_start", "gap")));
  p.forcing[0].boundaries[0].series = {{0, from_seconds(1800)}, {2, 3.5}};
  const double start_s = value(go(p), "breach_start", "gap");
  EXPECT_GT(start_s, 600);
  EXPECT_LT(start_s, 3000);
}

TEST_F(FloodOperations, ABreachOffItsWallIsRefused) {
  Polder p = behind_levee();
  breach(p, 600);
  p.forcing[0].works.breach_xy_m = {{500, 30}};
  try {
    go(p);
    FAIL();
  } catch (const InputError& error) {
    EXPECT_NE(std::string{error.what()}.find("lies 200 m from its wall"), std::string::npos)
        << error.what();
  }
}

TEST_F(FloodOperations, SandbagsHoldOnceTheyAreSetUp) {
  const fs::path out = folder_ / "bags.h5";
  Polder p = behind_levee(true);
  const double open = arrival_s(p, out);
  EXPECT_LT(open, 600);
  p.file.plan.work_actions = {{"levee", cases::WorkChange::Close, 0.0, {}}};
  EXPECT_EQ(arrival_s(p, out), std::numeric_limits<double>::infinity());
  // By the stage, before the water is there; taken away by the clock.
  cases::Condition high;
  high.stage = cases::Condition::Level{"sea", 1.0, {}};
  p.file.plan.work_actions = {{"levee", cases::WorkChange::Close, {}, high},
                              {"levee", cases::WorkChange::Open, 1800.0, {}}};
  const double arrived = arrival_s(p, out);
  EXPECT_GT(arrived, 1800);
  EXPECT_LT(arrived, 2400);
}

Polder pumped() {
  Polder p = flat();
  p.forcing[0].initial_depth_m.assign(p.world.terrain.grid.size(), 1);
  cases::FloodWork pump;
  pump.id = "pump";
  pump.kind = cases::FloodWorkKind::Pump;
  pump.rate_m3_s = 0.5;
  pump.start_depth_m = 0.5;
  pump.stop_depth_m = 0.1;
  world::WorkCells intake;
  intake.cell = {cell(3, 30), cell(2, 30)};
  add(p, pump, intake);
  cases::FloodWork drain;
  drain.id = "drain";
  drain.kind = cases::FloodWorkKind::Drain;
  drain.capacity_m3_s = 0.25;
  world::WorkCells gullies;
  for (int col = 10; col < 50; ++col) gullies.cell.push_back(cell(1, col));
  add(p, drain, gullies);
  return p;
}

TEST_F(FloodOperations, PumpsAndDrainsMoveTheirRateForTheTimeThatTheyWork) {
  Polder p = pumped();
  HazardRunResult result = go(p);
  EXPECT_NEAR(value(result, "water_moved", "pump"), 0.5 * 3600, 0.01);
  EXPECT_NEAR(value(result, "water_moved", "drain"), 0.25 * 3600, 0.01);
  EXPECT_NEAR(value(result, "water_stored"), 36000 - 0.75 * 3600, 0.02);
  // Between two barriers, to the second.
  p.flood().work_actions = {{"pump", cases::WorkChange::Fail, 1807.0, {}},
                            {"drain", cases::WorkChange::Close, 613.0, {}}};
  p.file.plan.work_actions = {{"pump", cases::WorkChange::Repair, 2401.0, {}}};
  result = go(p);
  EXPECT_NEAR(value(result, "water_moved", "pump"), 0.5 * (3600 - (2401 - 1807)), 0.01);
  EXPECT_NEAR(value(result, "water_moved", "drain"), 0.25 * 613, 0.01);
}

TEST_F(FloodOperations, AnActionComesEachTimeThatItsConditionBeginsToHold) {
  Polder p = pumped();
  p.file.world.works[0].at_work = false;
  p.file.world.sites.list.resize(1);
  p.file.world.sites.list[0].id = "post";
  p.forcing[0].works.gauges = {{"post", cell(0, 0)}};
  cases::Condition deep, rain;
  deep.depth = cases::Condition::Level{"post", 0.5, {}};
  p.file.plan.work_actions = {{"pump", cases::WorkChange::Open, {}, deep}};
  EXPECT_NEAR(value(go(p), "water_moved", "pump"), 0.5 * 3600, 0.01);
  deep.depth->above_m = 1.5;
  p.file.plan.work_actions = {{"pump", cases::WorkChange::Open, {}, deep}};
  EXPECT_EQ(value(go(p), "water_moved", "pump"), 0);
  rain.rain = cases::Condition::RainWindow{600, 5};
  p.forcing[0].rain_mm_h = {{0, from_seconds(900)}, {60, 0}};  // 5 mm by 300 s
  p.file.plan.work_actions = {{"pump", cases::WorkChange::Open, {}, rain}};
  EXPECT_NEAR(value(go(p), "water_moved", "pump"), 0.5 * (3600 - 360), 0.01);
}

TEST_F(FloodOperations, AutoTakesTheFiniteVolumeWhereAWallMayBreachOrAReservoirReleases) {
  Polder p = behind_levee();
  p.flood().solver = cases::FloodSolver::Auto;
  EXPECT_TRUE(go(p).notes.at(0).starts_with("flood by local_inertial")) << go(p).notes.at(0);
  breach(p, 600);
  EXPECT_TRUE(go(p).notes.at(0).starts_with("flood by finite_volume")) << go(p).notes.at(0);
  p = flat();
  p.flood().solver = cases::FloodSolver::Auto;
  cases::FloodWork lake;
  lake.id = "lake";
  lake.kind = cases::FloodWorkKind::Reservoir;
  lake.initial_m3 = 1000;
  lake.storage = {{0, 10}, {1000, 20}};
  lake.release_rule = {{10, 0}, {20, 2}};
  world::WorkCells outlet;
  outlet.cell = {cell(3, 3)};
  add(p, lake, outlet);
  const HazardRunResult result = go(p);
  EXPECT_TRUE(result.notes.at(0).starts_with("flood by finite_volume")) << result.notes.at(0);
  // dV/dt = -V / 500 s, V = 1000 exp(-t / 500)
  EXPECT_NEAR(value(result, "water_held", "lake"), 1000 * std::exp(-7.2), 1.0);
  EXPECT_NEAR(value(result, "water_held", "lake") + value(result, "water_moved", "lake"), 1000,
              1e-6);
}

TEST_F(FloodOperations, AreTheSameOnAnyNumberOfThreads) {
  for (const auto solver : {cases::FloodSolver::LocalInertial, cases::FloodSolver::FiniteVolume}) {
    Polder p = behind_levee();
    p.flood().solver = solver;
    breach(p, 630);
    const fs::path one = folder_ / "one.h5", more = folder_ / "more.h5";
    const std::uint64_t fingerprint = go(p, one, 1).fingerprint;
    for (const int threads : {2, 4}) {
      EXPECT_EQ(go(p, more, threads).fingerprint, fingerprint);
      EXPECT_EQ(bytes(one), bytes(more));
    }
  }
}

TEST_F(FloodOperations, ARunWithWorksResumesToTheSameBytes) {
  Valley valley = make_valley();
  valley.file.horizon_s = 7200;
  cases::FloodWork levee;
  levee.id = "levee";
  levee.crest_m = 2.5;
  levee.line.x_y = {{0, 100}, {1000, 100}};
  valley.file.plan.built = {levee};
  world::WorkCells cells;
  cells.line_xy_m = {0, 100, 1000, 100};
  valley.forcing[0].works.works = {cells};
  cases::Condition rises;
  rises.stage = cases::Condition::Level{"lake", 0.5, {}};
  valley.file.plan.work_actions = {{"levee", cases::WorkChange::Close, {}, rises}};
  cases::BreachSpec gap;
  gap.id = "gap";
  gap.wall = "levee";
  gap.overtopping_m = 0.01;
  valley.file.event.hazards[0].breaches = {gap};
  valley.file.event.hazards[0].work_actions = {{"levee", cases::WorkChange::Fail, 6000.0, {}}};
  valley.forcing[0].works.breach_xy_m = {{500, 100}};
  RunOptions options;
  options.out = folder_ / "whole.h5";
  const RunResult whole = run(valley.file, valley.world, valley.forcing, "{}", {}, options);
  for (const double save_s : {1800.0, 6600.0}) {
    options.out = folder_ / "part.h5";
    options.until = from_seconds(save_s + 300);
    options.save_every = from_seconds(save_s);
    run(valley.file, valley.world, valley.forcing, "{}", {}, options);
    RunOptions rest;
    rest.out = rest.resume = folder_ / "part.h5";
    const RunResult resumed = run(valley.file, valley.world, valley.forcing, "{}", {}, rest);
    EXPECT_EQ(resumed.fingerprint, whole.fingerprint) << save_s;
    EXPECT_EQ(bytes(folder_ / "part.h5"), bytes(folder_ / "whole.h5")) << save_s;
    fs::remove(folder_ / "part.states.h5");
  }
}

}  // namespace
}  // namespace muster::simulation
