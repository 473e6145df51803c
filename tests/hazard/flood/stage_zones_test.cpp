// SPDX-License-Identifier: MIT
// Places flooded by a table of stage or rain.
#include "engine/hazard/flood/stage_zones.hpp"

#include <cmath>

#include "tests/hazard/flood/ground.hpp"

namespace muster::hazard::flood {
namespace {

/// A river that rises from 1 m to 5 m in 4 h and falls again; two rows for one meadow.
StageZonesInputs river() {
  StageZonesInputs inputs;
  inputs.grid = {0.0, 20.0, 10.0, 2, 3};
  inputs.zones = {
      {.id = "meadow", .cells = {0, 1}, .depth_m = {0.3}, .floods_at = 2.0},
      {.id = "meadow, high", .cells = {0, 1}, .depth_m = {1.5, 0.2}, .floods_at = 4.0},
      {.id = "street", .cells = {4}, .depth_m = {0.6}, .floods_at = 3.0, .drains_below = 1.5}};
  inputs.driver = {{0, 4 * 3600 * kSecond, 8 * 3600 * kSecond}, {1.0, 5.0, 1.0}};
  return inputs;
}

TEST(StageZones, FloodAtTheirStageAndDrainBelowTheirs) {
  StageZones zones{river()};
  std::vector<double> meadow;
  std::vector<double> street;
  for (int minute = 0; minute <= 480; minute += 30) {
    zones.advance(minute * 60 * kSecond);
    meadow.push_back(zones.field().depth_m[0]);
    street.push_back(zones.field().depth_m[4]);
    EXPECT_EQ(zones.field().depth_m[1], meadow.back() > 0.0 ? 0.3 : 0.0) << "the deepest row";
  }
  // Every half hour the stage moves by 0.5 m: 1, 1.5, ... 5, 4.5, ... 1.
  EXPECT_EQ(meadow, (std::vector<double>{0, 0, 0.3, 0.3, 0.3, 0.3, 1.5, 1.5, 1.5, 1.5, 1.5, 0.3,
                                         0.3, 0.3, 0.3, 0, 0}));
  EXPECT_EQ(street, (std::vector<double>{0, 0, 0, 0, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6,
                                         0.6, 0.6, 0.6, 0}));
  EXPECT_EQ(zones.arrival_s()[0], 3600.0f);
  EXPECT_EQ(zones.arrival_s()[4], 7200.0f);
  EXPECT_TRUE(std::isinf(zones.arrival_s()[2]));
  EXPECT_EQ(zones.greatest_depth_m()[0], 1.5f);
  EXPECT_EQ(zones.fingerprint(), 0u);
}

TEST(StageZones, FloodByRainOfTheirWindow) {
  StageZonesInputs inputs = river();
  inputs.zones = {{.id = "basement", .cells = {3}, .depth_m = {1.0}, .floods_at = 50.0}};
  inputs.driver = {{0, 2 * 3600 * kSecond}, {30.0, 0.0}};  // mm/h
  inputs.rain_window = 2 * 3600 * kSecond;
  StageZones zones{std::move(inputs)};
  EXPECT_NEAR(zones.driver_at(3600 * kSecond), 30.0, 1e-12);
  EXPECT_NEAR(zones.driver_at(3 * 3600 * kSecond), 30.0, 1e-12);
  EXPECT_NEAR(zones.driver_at(2 * 3600 * kSecond), 60.0, 1e-12);
  for (int minute = 0; minute <= 240; minute += 10) {
    zones.advance(minute * 60 * kSecond);
    EXPECT_EQ(zones.flooded(0), minute >= 100 && minute <= 140) << minute;
  }
}

TEST(StageZones, SavedAndRestoredWithTheirHysteresis) {
  StageZones unbroken{river()};
  for (int minute = 0; minute <= 420; minute += 30) unbroken.advance(minute * 60 * kSecond);
  ASSERT_TRUE(unbroken.flooded(2));  // at 2 m: only because it was
  MemoryArchive archive;
  unbroken.state(archive);
  archive.rewind();
  StageZones resumed{river()};
  resumed.state(archive);
  EXPECT_EQ(resumed.fingerprint(), unbroken.fingerprint());
  EXPECT_NE(resumed.fingerprint(), 0u);
  resumed.advance(450 * 60 * kSecond);
  unbroken.advance(450 * 60 * kSecond);
  EXPECT_EQ(resumed.fingerprint(), unbroken.fingerprint());
  EXPECT_EQ(copy(resumed.arrival_s()), copy(unbroken.arrival_s()));
}

TEST(StageZones, CheckCollectsEveryProblem) {
  StageZonesInputs inputs = river();
  inputs.zones[0].cells = {17};
  inputs.zones[1].depth_m = {1.0, 2.0, 3.0};
  inputs.zones[2].drains_below = 9.0;
  inputs.driver.time[1] = 0;
  try {
    StageZones zones{std::move(inputs)};
    FAIL() << "accepted";
  } catch (const InputError& error) {
    EXPECT_EQ(error.problems().size(), 4u);
  }
}

}  // namespace
}  // namespace muster::hazard::flood
