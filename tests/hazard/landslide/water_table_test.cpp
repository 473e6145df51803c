// SPDX-License-Identifier: MIT
// The rise of the water table against the volume that makes it.
#include "engine/hazard/landslide/water_table.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace muster::hazard::landslide {
namespace {

constexpr double kAlpha = 3, kTable_m = 2, kConductivity = 1e-5, kPores = 0.35;

Ground ground(double slope_rad) {
  return {{3000, 0.6, 2e4, kConductivity, 1e-5, 0.45, 0.10, kAlpha},
          slope_rad,
          kTable_m,
          Ground::kBottomless,
          0};
}

double undrained_m(const Column& column, const Ground& soil, const std::vector<RainStep>& rain,
                   double time_s) {
  GainedWater gained;
  return landslide::undrained_m(column, soil, rain, time_s, gained);
}

TEST(WaterTable, EnoughWaterIsKnownWhereAllOfItIsAtLeastThat) {
  for (const double slope_rad : {0.0, 0.3, 0.6}) {
    const Ground soil = ground(slope_rad);
    const Column column{soil};
    const std::vector<RainStep> rain = {{0, 3e-6}, {100000, 8e-6}, {200000, 1e-6}};
    for (const double time_s : {90000.0, 150000.0, 199000.0, 300000.0}) {
      const double all_m = undrained_m(column, soil, rain, time_s);
      for (const double share : {0.2, 0.9, 0.999, 1.001, 2.0}) {
        if (!(all_m > 0)) continue;
        GainedWater gained;
        const double enough_m = share * all_m;
        const double found_m = landslide::undrained_m(column, soil, rain, time_s, gained, enough_m);
        if (share > 1)
          EXPECT_EQ(found_m, all_m);
        else
          EXPECT_TRUE(found_m >= enough_m && found_m <= all_m * (1 + 1e-6)) << time_s;
      }
    }
  }
}

std::vector<double> depths(int n) {
  std::vector<double> result;
  for (int i = 0; i <= n; ++i) result.push_back(3.0 * i / n);
  return result;
}

TEST(WaterTable, OnFlatGroundKeepsWhatThePoresDoNotTake) {
  // Nothing drains: rain less the water that the pores hold in the new steady state.
  const Ground flat = ground(0);
  const std::vector<RainStep> rain = {{500, 0.3 * kConductivity}};
  const double time_s = 500 + 3e6;
  const double held_m = kPores * 0.3 * (kTable_m - (1 - std::exp(-kAlpha * kTable_m)) / kAlpha);
  EXPECT_NEAR(undrained_m(Column{flat}, flat, rain, time_s), 0.3 * kConductivity * 3e6 - held_m,
              2e-5);
}

TEST(WaterTable, OnASlopeDrainsUpToItsCapacity) {
  const Ground steep = ground(0.6);
  const double capacity = std::pow(std::sin(0.6), 2) * kConductivity;
  const std::vector<RainStep> below = {{0, 0.99 * capacity}};
  EXPECT_EQ(undrained_m(Column{steep}, steep, below, 1e7), 0);
  const std::vector<RainStep> above = {{0, capacity + 0.1 * kConductivity}};
  const double gained_m =
      undrained_m(Column{steep}, steep, above, 3e6) - undrained_m(Column{steep}, steep, above, 2e6);
  EXPECT_NEAR(gained_m, 0.1 * kConductivity * 1e6, 1e-9);
  // A basement leaves a tenth of the drainage.
  Ground sealed = steep;
  sealed.basement_m = 3;
  EXPECT_GT(undrained_m(Column{sealed}, sealed, below, 1e7), 0.85 * capacity * 1e7);
}

TEST(WaterTable, ContinuesWhereItWas) {
  const Ground steep = ground(0.4);
  const Column column{steep};
  std::vector<RainStep> rain;
  GainedWater kept;
  double last_m = 0;
  for (int hour = 0; hour < 300; ++hour) {
    rain.push_back({3600.0 * hour, hour * 7 % 5 * 4e-6});
    const double time_s = 3600.0 * hour + 2000;
    last_m = landslide::undrained_m(column, steep, rain, time_s, kept);
    ASSERT_EQ(last_m, undrained_m(column, steep, rain, time_s));
    ASSERT_EQ(kept.steps, static_cast<std::uint64_t>(hour));
  }
  EXPECT_GT(last_m, 0.1);
}

TEST(WaterTable, RisesUntilThePoresAreFull) {
  // Without background K/K_s = exp(-alpha h) at h above the table: the pores up to h take
  // pores (h - (1 - exp(-alpha h))/alpha).
  const Ground flat = ground(0);
  const Column column{flat};
  for (const double rise_m : {0.3, 0.9, 1.5}) {  // each on a depth
    const double water_m = kPores * (rise_m - (1 - std::exp(-kAlpha * rise_m)) / kAlpha);
    EXPECT_NEAR(water_table_rise_m({column, {}, 0}, flat, depths(30), water_m), rise_m, 1e-5);
  }
}

TEST(WaterTable, RisesToTheSurfaceAtMost) {
  const Ground flat = ground(0);
  const Column column{flat};
  const ColumnAtTime dry{column, {}, 0};
  EXPECT_EQ(water_table_rise_m(dry, flat, depths(10), 50), kTable_m);
  EXPECT_EQ(water_table_rise_m(dry, flat, depths(10), 0), 0);
  EXPECT_EQ(water_table_rise_m(dry, flat, {}, 50), kTable_m);
}

}  // namespace
}  // namespace muster::hazard::landslide
