// SPDX-License-Identifier: MIT
// Imported water in a run: what it shows, and that runs with it can be had again.
#include <gtest/gtest.h>

#include <algorithm>

#include "engine/simulation/hazards.hpp"
#include "engine/simulation/run.hpp"
#include "tests/simulation/hazard_case.hpp"
#include "tests/simulation/imported_valley.hpp"
#include "tests/simulation/run_folder.hpp"

namespace muster::simulation {
namespace {

using ImportedWaterRun = RunFolder;

Hazards hazards_at_end(const Valley& v) {
  Hazards hazards{v.file, v.world, v.forcing};
  for (SimTime now = 0; now <= from_seconds(v.file.horizon_s); now += 60 * kSecond)
    hazards.advance(now);
  return hazards;
}

bool shows(const Hazards& hazards, std::string_view name) {
  const auto shown = hazards.shown();
  return std::any_of(shown.begin(), shown.end(),
                     [&](const LayerInfo* info) { return info->name == name; });
}

double layer_at(const Hazards& hazards, std::string_view name, LayerKind kind, std::size_t cell) {
  std::vector<double> values;
  hazards.merge(layer_info(name, kind), values);
  return values.at(cell);
}

/// The same bytes for one and two threads, and saved and resumed.
void expect_one_trace(const Valley& v, const fs::path& folder,
                      const std::function<std::string(const fs::path&)>& bytes) {
  RunOptions options;
  options.threads = 1;
  options.out = folder / "one.h5";
  const RunResult one = run(v.file, v.world, v.forcing, "{}", {}, options);
  options.threads = 2;
  options.out = folder / "two.h5";
  EXPECT_EQ(run(v.file, v.world, v.forcing, "{}", {}, options).fingerprint, one.fingerprint);
  EXPECT_EQ(bytes(folder / "two.h5"), bytes(folder / "one.h5"));
  options.out = folder / "part.h5";
  options.until = from_seconds(9000);
  options.save_every = from_seconds(5400);
  run(v.file, v.world, v.forcing, "{}", {}, options);
  RunOptions rest;
  rest.out = rest.resume = folder / "part.h5";
  EXPECT_EQ(run(v.file, v.world, v.forcing, "{}", {}, rest).fingerprint, one.fingerprint);
  EXPECT_EQ(bytes(folder / "part.h5"), bytes(folder / "one.h5"));
}

TEST_F(ImportedWaterRun, ShowsClassesWhereSpeedIsKnown) {
  const Valley v = rising_valley();
  const Hazards hazards = hazards_at_end(v);
  const std::size_t shore = v.world.terrain.grid.index(49, 0);
  EXPECT_EQ(layer_at(hazards, "flood_speed", LayerKind::Now, shore), 1);
  EXPECT_EQ(layer_at(hazards, "flood_depth_speed", LayerKind::Greatest, shore), 2);
  EXPECT_EQ(layer_at(hazards, "flood_class", LayerKind::Greatest, shore), 5);  // D 2, V 1, DV 2
  EXPECT_EQ(layer_at(hazards, "flood_class", LayerKind::Greatest, 0), 0);
  // From 0.3 m, after 1080 s, to the end.
  EXPECT_EQ(layer_at(hazards, "flood_duration", LayerKind::Greatest, shore), 6 * 3600 - 1020);
}

TEST_F(ImportedWaterRun, ShowsNoClassOfWaterWhoseSpeedIsNotKnown) {
  Valley v = rising_valley();
  v.forcing[0].imported_speed_m_s.clear();
  const Hazards hazards = hazards_at_end(v);
  EXPECT_TRUE(shows(hazards, "flood_duration"));
  for (const char* name : {"flood_speed", "flood_class", "flood_depth_speed"})
    EXPECT_FALSE(shows(hazards, name)) << name;
}

TEST_F(ImportedWaterRun, OfMapsWithSpeedsIsOneTrace) {
  expect_one_trace(rising_valley(), folder_, [](const fs::path& path) { return bytes(path); });
}

TEST_F(ImportedWaterRun, ComesToEachCellWhenTheMapSays) {
  const Valley v = reached_valley();
  const world::Grid& grid = v.world.terrain.grid;
  Hazards hazards{v.file, v.world, v.forcing};
  std::vector<double> arrival;
  for (SimTime now = 0; now <= from_seconds(7200); now += 60 * kSecond) {
    hazards.advance(now);
    hazards.merge(layer_info("flood_arrival", LayerKind::First), arrival);
    for (int row = 0; row < grid.rows; ++row) {
      const double at_s = 290.0 * (grid.rows - row);
      const bool wet = row >= 30 && at_s <= to_seconds(now);
      const std::size_t cell = grid.index(row, 7);
      ASSERT_EQ(hazards.depth_m()[cell], wet ? 2 : 0) << row << " at " << to_seconds(now);
      ASSERT_EQ(std::isfinite(arrival[cell]), wet);
      if (wet) {
        ASSERT_EQ(arrival[cell], at_s);
      }
    }
  }
  ASSERT_EQ(hazards.notes().size(), 1u);
  EXPECT_NE(hazards.notes()[0].find("assumption"), std::string::npos);
}

TEST_F(ImportedWaterRun, ByArrivalsIsOneTrace) {
  expect_one_trace(reached_valley(), folder_, [](const fs::path& path) { return bytes(path); });
}

TEST_F(ImportedWaterRun, StandsWhereItWasSeenUntilItIsSeenElsewhere) {
  const Valley v = seen_valley();
  const std::size_t shore = v.world.terrain.grid.index(49, 0);
  const std::size_t middle = v.world.terrain.grid.index(35, 0);
  Hazards hazards{v.file, v.world, v.forcing};
  for (SimTime now = 0; now <= from_seconds(21600); now += 60 * kSecond) {
    hazards.advance(now);
    const double s = to_seconds(now);
    ASSERT_EQ(hazards.depth_m()[shore], s >= 3600 && s < 14400 ? 1 : 0) << s;
    ASSERT_EQ(hazards.depth_m()[middle], s >= 7200 && s < 14400 ? 1 : 0) << s;
  }
  EXPECT_EQ(layer_at(hazards, "flood_arrival", LayerKind::First, middle), 7200);
  EXPECT_EQ(layer_at(hazards, "flood_duration", LayerKind::Greatest, middle), 7200);
  EXPECT_NE(hazards.notes().at(0).find("assumption"), std::string::npos);
}

TEST_F(ImportedWaterRun, ByExtentsIsOneTrace) {
  expect_one_trace(seen_valley(), folder_, [](const fs::path& path) { return bytes(path); });
}

}  // namespace
}  // namespace muster::simulation
