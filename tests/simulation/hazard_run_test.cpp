// SPDX-License-Identifier: MIT
// Hazards alone: as in a run with people, the same on any number of threads, nothing lost.
#include "engine/simulation/hazard_run.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "engine/trace/reader.hpp"
#include "tests/simulation/hazard_case.hpp"
#include "tests/simulation/hillside.hpp"
#include "tests/simulation/run_folder.hpp"
#include "tests/simulation/valley.hpp"

namespace muster::simulation {
namespace {

using HazardRun = RunFolder;

TEST_F(HazardRun, ShowsTheWaterOfARunWithPeople) {
  const Valley valley = make_valley();
  const fs::path alone = folder_ / "alone.h5", together = folder_ / "together.h5";
  HazardRunOptions hazards_alone;
  hazards_alone.out = alone;
  run_hazards(valley.file, valley.world, valley.forcing, {"{}", {}}, hazards_alone);
  RunOptions options;
  options.out = together;
  run(valley.file, valley.world, valley.forcing, "{}", {}, options);
  const trace::Reader a{alone}, b{together};
  const std::size_t steps = a.field_times("flood_depth").size();
  ASSERT_GT(steps, 10u);
  ASSERT_EQ(steps, b.field_times("flood_depth").size());
  float greatest = 0;
  for (std::size_t step = 0; step < steps; ++step) {
    const std::vector<float> depth = a.field_step("flood_depth", step);
    EXPECT_EQ(depth, b.field_step("flood_depth", step)) << step;
    greatest = std::max(greatest, *std::max_element(depth.begin(), depth.end()));
  }
  EXPECT_GT(greatest, 1);
}

/// A channel with 6 m of water behind a dam at 500 m that is gone at the start, and 2 m before it.
HazardCase dam_break(cases::FloodSolver solver) {
  HazardCase h;
  h.file.name = "dam";
  h.file.start = "2024-06-01T00:00:00Z";
  h.file.horizon_s = 40;
  world::Terrain& terrain = h.world.terrain;
  terrain.grid = {0, 4, 2, 2, 500};
  terrain.elevation_m.assign(terrain.grid.size(), 0);
  terrain.manning.assign(terrain.grid.size(), 0.001);
  cases::Hazard flood;
  flood.period_s = 10;
  flood.solver = solver;
  h.file.event.hazards = {flood};
  h.file.record.fields_s = 10;
  h.forcing.emplace_back();
  for (std::size_t c = 0; c < terrain.grid.size(); ++c)
    h.forcing[0].initial_depth_m.push_back(c % 500 < 250 ? 6 : 2);
  return h;
}

/// Depth at 781 m after 40 s. Exact (Stoker): 3.697153 m, as the front is at 787.444 m.
float depth_behind_front(const HazardCase& h, const fs::path& out) {
  go(h, 1, out);
  const trace::Reader reader{out};
  return reader.field_step("flood_depth", reader.field_times("flood_depth").size() - 1)[390];
}

TEST_F(HazardRun, ADamBreakIsGivenToTheSolverThatKeepsItsFront) {
  const fs::path out = folder_ / "dam.h5";
  EXPECT_NEAR(depth_behind_front(dam_break(cases::FloodSolver::Auto), out), 3.697, 0.05);
  EXPECT_NEAR(depth_behind_front(dam_break(cases::FloodSolver::FiniteVolume), out), 3.697, 0.05);
  EXPECT_LT(depth_behind_front(dam_break(cases::FloodSolver::LocalInertial), out), 3);
  const HazardRunResult chosen = go(dam_break(cases::FloodSolver::Auto));
  ASSERT_EQ(chosen.notes.size(), 1u);
  EXPECT_TRUE(chosen.notes[0].starts_with("flood by finite_volume: ")) << chosen.notes[0];
  EXPECT_TRUE(go(dam_break(cases::FloodSolver::FiniteVolume)).notes.empty());
}

TEST_F(HazardRun, HeavyRainSetsSlidesOffAndNoVolumeIsLost) {
  const HazardRunResult dry = go(hillside(0)), wet = go(hillside(60));
  EXPECT_EQ(value(dry, "slides"), 0);
  EXPECT_EQ(value(dry, "landslide_arrival_area"), 0);
  EXPECT_EQ(value(dry, "cells_unstable_at_start"), 0);
  EXPECT_GT(value(wet, "slides"), 0);
  EXPECT_LT(value(wet, "landslide_fs_least"), 1);
  EXPECT_GT(value(wet, "landslide_arrival_first"), 0);
  const double released = value(wet, "slides_released");
  EXPECT_GT(released, 100);
  EXPECT_NEAR(value(wet, "slides_deposited") + value(wet, "slides_left_the_grid"), released,
              1e-9 * released);
}

TEST_F(HazardRun, WeakerSoilAndMoreRainNeverHelp) {
  double before = 10;
  for (const double rain : {0.0, 5.0, 20.0, 60.0}) {
    const double factor = value(go(hillside(rain)), "landslide_fs_least");
    EXPECT_LE(factor, before) << rain;
    before = factor;
  }
  HazardCase weaker = hillside(20);
  weaker.file.world.terrain.soil->soils[0].cohesion_pa = 1000;
  EXPECT_LT(value(go(weaker), "landslide_fs_least"), value(go(hillside(20)), "landslide_fs_least"));
}

TEST_F(HazardRun, IsTheSameOnAnyNumberOfThreads) {
  const fs::path one = folder_ / "one.h5", two = folder_ / "two.h5";
  const HazardRunResult a = go(hillside(60), 1, one), b = go(hillside(60), 3, two);
  EXPECT_NE(a.fingerprint, go(hillside(59)).fingerprint);
  EXPECT_EQ(a.fingerprint, b.fingerprint);
  EXPECT_EQ(bytes(one), bytes(two));
  const trace::Reader reader{one};
  EXPECT_GT(reader.field_times("landslide_deposit").size(), 10u);
}

TEST_F(HazardRun, AListedSiteSlidesIntoItsDangerArea) {
  HazardCase h = hillside(30);
  h.file.world.terrain.soil.reset();
  h.world.terrain.under = {};
  cases::SlideSite site;
  site.id = "quarry";
  site.volume_m3 = 500;
  site.triggers = {{.factor = 80, .exponent = 0}};  // 80 mm in whole hours: after 3 h
  h.file.event.hazards[0].sites = {site};
  const world::Grid& grid = h.world.terrain.grid;
  const auto at = [&](int row) { return static_cast<std::uint32_t>(grid.index(row, 15)); };
  h.forcing[0].slide_sites = {{at(20), {at(41), at(42), at(43), at(44), at(45)}}};
  const fs::path out = folder_ / "site.h5";
  const HazardRunResult result = go(h, 1, out);
  EXPECT_EQ(value(result, "slides"), 1);
  EXPECT_EQ(value(result, "landslide_arrival_area"), 500);
  EXPECT_EQ(value(result, "landslide_arrival_first"), 3 * 3600);
  EXPECT_NEAR(value(result, "slides_deposited"), 500, 1e-9);
  h.file.event.hazards[0].sites[0].triggers[0].factor = 200;  // more than falls in 6 h
  EXPECT_EQ(value(go(h), "slides"), 0);
}

}  // namespace
}  // namespace muster::simulation
