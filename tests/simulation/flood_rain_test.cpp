// SPDX-License-Identifier: MIT
// Rain in maps, what soil takes in, and how dangerous the water was, through a run of hazards.
#include <gtest/gtest.h>

#include <cmath>

#include "tests/simulation/flat_floor.hpp"

namespace muster::simulation {
namespace {

std::vector<double> layer(const HazardCase& c, const char* name, LayerKind kind) {
  Hazards hazards{c.file, c.world, c.forcing};
  for (SimTime now = 0; now <= from_seconds(c.file.horizon_s); now += 60 * kSecond)
    hazards.advance(now);
  std::vector<double> value;
  hazards.merge(layer_info(name, kind), value);
  return value;
}

TEST(FloodRain, ConstantUptakeLeavesTheRestOfTheRain) {
  HazardCase c = flat_floor();
  c.forcing[0].rain_mm_h = {{0, 3600 * kSecond}, {30, 0}};
  cases::InfiltrationSpec soil;
  soil.soils = {{.id = "loam", .conductivity_mm_h = 10}};
  c.file.event.hazards[0].infiltration = soil;
  const HazardRunResult result = go(c);
  // 20 mm are left after the hour, 10 of them an hour later.
  const double area_m2 = kFloorCells * kFloorCells * 100;
  EXPECT_NEAR(value(result, "water_stored"), 0.010 * area_m2, 1e-3 * area_m2 * 0.010);
  EXPECT_LT(std::fabs(value(result, "water_residual")), 1e-12);
}

TEST(FloodRain, SoilsFollowTheirCodes) {
  HazardCase c = flat_floor();
  c.world.terrain.elevation_m.clear();
  for (int k = 0; k < kFloorCells * kFloorCells; ++k)
    c.world.terrain.elevation_m.push_back(k % kFloorCells == kFloorCells / 2 ? 50
                                                                             : 5);  // two halves
  c.forcing[0].rain_mm_h = {{0, 3600 * kSecond}, {30, 0}};
  cases::InfiltrationSpec soil;
  soil.soils = {{.id = "rock", .code = 1}, {.id = "sand", .code = 2, .conductivity_mm_h = 500}};
  c.file.event.hazards[0].infiltration = soil;
  for (int k = 0; k < kFloorCells * kFloorCells; ++k)
    c.forcing[0].infiltration_soil.push_back(k % kFloorCells > kFloorCells / 2 ? 1 : 0);
  const std::vector<double> depth = layer(c, "flood_depth", LayerKind::Now);
  EXPECT_GT(depth[5 * kFloorCells + 2], 0.029);
  EXPECT_EQ(depth[5 * kFloorCells + 9], 0);
}

TEST(FloodRain, MapsFallWhereTheySayAndBesidesTheSeries) {
  HazardCase c = flat_floor();
  for (int k = 0; k < kFloorCells * kFloorCells; ++k)
    c.world.terrain.elevation_m[static_cast<std::size_t>(k)] =
        k % kFloorCells == kFloorCells / 2 ? 50 : 5;
  std::vector<float> map(kFloorCells * kFloorCells, 0);
  for (int k = 0; k < kFloorCells * kFloorCells; ++k)
    if (k % kFloorCells < kFloorCells / 2) map[static_cast<std::size_t>(k)] = 40;
  c.forcing[0].rain_mm_h = {{0, 3600 * kSecond}, {10, 0}};
  c.forcing[0].rain_maps_mm_h = {{0, 1800 * kSecond},
                                 {map, std::vector<float>(kFloorCells * kFloorCells, 0)}};
  const HazardRunResult result = go(c);
  const double half_m2 = kFloorCells * (kFloorCells / 2) * 100.0;
  EXPECT_NEAR(value(result, "water_stored"),
              0.010 * kFloorCells * kFloorCells * 100 + 0.020 * half_m2, 1e-3 * 0.02 * half_m2);
}

// One metre of still water is H3: over 0.5 m, not over 1.2 m.
TEST(FloodRain, ClassesAndDurationsAreThoseOfTheWaterThatWas) {
  HazardCase c = flat_floor();
  c.forcing[0].initial_depth_m.assign(kFloorCells * kFloorCells, 1.0);
  cases::InfiltrationSpec soil;
  soil.soils = {{.id = "sand", .conductivity_mm_h = 1400}};  // 0.7 m in half an hour
  c.file.event.hazards[0].infiltration = soil;
  for (const double h : layer(c, "flood_class", LayerKind::Greatest)) ASSERT_EQ(h, 3);
  for (const double s : layer(c, "flood_duration", LayerKind::Greatest)) ASSERT_NEAR(s, 1800, 60);
  for (const double v : layer(c, "flood_depth_speed", LayerKind::Greatest)) ASSERT_NEAR(v, 0, 1e-9);
}

TEST(FloodRain, SavedAndRestored) {
  HazardCase c = flat_floor();
  c.forcing[0].rain_mm_h = {{0, 3600 * kSecond}, {30, 0}};
  cases::InfiltrationSpec soil;
  soil.soils = {{.id = "loam", .conductivity_mm_h = 5, .suction_mm = 90, .deficit = 0.3}};
  c.file.event.hazards[0].infiltration = soil;
  expect_resumes(c, 7200 * kSecond, {600 * kSecond, 4200 * kSecond});
}

}  // namespace
}  // namespace muster::simulation
