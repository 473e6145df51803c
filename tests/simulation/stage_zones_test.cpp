// SPDX-License-Identifier: MIT
// Floods by table: places are under water while the stage or the rain says so, and roads feel it.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "engine/simulation/hazards.hpp"
#include "engine/simulation/run.hpp"
#include "tests/simulation/run_folder.hpp"
#include "tests/simulation/valley.hpp"

namespace muster::simulation {
namespace {

using StageZonesRun = RunFolder;

/// The valley with a table in place of the lake: its three southern streets are 0.5 m deep from a
/// stage of 2 m on, until it is below 1 m; the stage rises by 1 m an hour to 3 m and falls again.
Valley tabled() {
  Valley v = make_valley();
  cases::Hazard& hazard = v.file.event.hazards[0];
  hazard = {};
  hazard.kind = cases::HazardKind::StageZones;
  hazard.table.gauge = "lake";
  hazard.table.zones.resize(1);
  hazard.table.zones[0].id = "shore";
  hazard.table.zones[0].floods_at = 2;
  hazard.table.zones[0].drains_below = 1;
  world::HazardForcing& forcing = v.forcing[0];
  forcing = {};
  forcing.boundaries.resize(1);
  forcing.boundaries[0].id = "lake";
  forcing.boundaries[0].series = {{0, from_seconds(10800), from_seconds(21600)}, {0, 3, 0}};
  world::StageZoneCells shore;
  for (std::uint32_t c = 40 * 50; c < 50 * 50; ++c) shore.cell.push_back(c);
  shore.depth_m.assign(shore.cell.size(), 0.5);
  forcing.stage_zones = {shore};
  return v;
}

TEST_F(StageZonesRun, PlacesFloodAtTheStageAndDrainBelowAnother) {
  const Valley v = tabled();
  Hazards hazards{v.file, v.world, v.forcing};
  for (SimTime now = 0; now <= from_seconds(21600); now += 60 * kSecond) {
    hazards.advance(now);
    const double s = to_seconds(now);
    EXPECT_EQ(hazards.depth_m()[45 * 50], s >= 7200 && s <= 18000 ? 0.5 : 0) << s;
    EXPECT_EQ(hazards.depth_m()[10 * 50], 0);
  }
  EXPECT_EQ(hazards.stage_m("lake", from_seconds(5400)), 1.5);
}

TEST_F(StageZonesRun, RainInAWindowFloodsToo) {
  Valley v = tabled();
  v.forcing[0].boundaries.clear();
  v.forcing[0].rain_mm_h = {{0, from_seconds(3600)}, {30, 0}};
  v.file.event.hazards[0].table.rain_window_s = 1800;
  v.file.event.hazards[0].table.zones[0].floods_at = 10;    // after 20 min
  v.file.event.hazards[0].table.zones[0].drains_below = 5;  // 20 min after the rain
  Hazards hazards{v.file, v.world, v.forcing};
  double first = -1, last = -1;
  for (SimTime now = 0; now <= from_seconds(7200); now += 60 * kSecond) {
    hazards.advance(now);
    if (hazards.depth_m()[45 * 50] == 0) continue;
    if (first < 0) first = to_seconds(now);
    last = to_seconds(now);
  }
  EXPECT_NEAR(first, 1200, 60);
  EXPECT_NEAR(last, 3600 + 1200, 60);
}

TEST_F(StageZonesRun, ClosesRoadsAndResumesToTheSameBytes) {
  const Valley v = tabled();
  RunOptions options;
  options.out = folder_ / "whole.h5";
  const RunResult whole = run(v.file, v.world, v.forcing, "{}", {}, options);
  const auto closed =
      std::find_if(whole.summary.begin(), whole.summary.end(),
                   [](const Measure& m) { return m.name == "links_closed_by_water"; });
  ASSERT_NE(closed, whole.summary.end());
  EXPECT_GT(closed->value, 20);
  options.out = folder_ / "part.h5";
  options.until = from_seconds(9000);
  options.save_every = from_seconds(8400);
  run(v.file, v.world, v.forcing, "{}", {}, options);
  RunOptions rest;
  rest.out = rest.resume = folder_ / "part.h5";
  EXPECT_EQ(run(v.file, v.world, v.forcing, "{}", {}, rest).fingerprint, whole.fingerprint);
  EXPECT_EQ(bytes(folder_ / "part.h5"), bytes(folder_ / "whole.h5"));
}

}  // namespace
}  // namespace muster::simulation
