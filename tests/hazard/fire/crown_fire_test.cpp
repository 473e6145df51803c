// SPDX-License-Identifier: MIT
// Crown fires: Van Wagner's thresholds by hand, and what moves a fire from one kind to the next.
#include "engine/hazard/fire/crown_fire.hpp"

#include <gtest/gtest.h>

namespace muster::hazard::fire {
namespace {

constexpr Moisture kDry{0.05, 0.06, 0.07, 0.6, 0.9};
constexpr Canopy kConifers{.cover = 0.6,
                           .height_m = 18,
                           .base_height_m = 3,
                           .bulk_density_kg_m3 = 0.15,
                           .foliar_moisture = 1.0};

CrownFire fire_of(double wind_m_s, const Canopy& canopy = kConifers,
                  const Moisture& moisture = kDry) {
  const FuelModel& fuel = *find_fuel_model("TU5");
  const FuelBed bed = fuel_bed(fuel, moisture);
  const SurfaceFire surface =
      surface_fire(bed, {0, wind_m_s * wind_adjustment(fuel.depth_m, canopy)}, {});
  return crown_fire(bed, surface, fuel_bed(*find_fuel_model(10), moisture), wind_m_s, canopy);
}

TEST(CrownFire, ThresholdsOfVanWagner) {
  // (0.01 * 3 * (460 + 25.9 * 100))^1.5 = 91.5^1.5
  EXPECT_NEAR(crown_critical_intensity_kw_m(3, 1.0), 875.249, 1e-3);
  EXPECT_NEAR(fire_of(5).critical_rate_m_s, 20.0 / 60, 1e-15);  // 3 / 0.15 m/min
  EXPECT_GT(crown_critical_intensity_kw_m(3, 1.2), crown_critical_intensity_kw_m(3, 1.0));
  EXPECT_EQ(crown_critical_intensity_kw_m(0, 1.0), crown_critical_intensity_kw_m(0.1, 1.0));
}

TEST(CrownFire, WindCarriesItThroughTheCrowns) {
  int last = -1;
  bool crowned = false;
  for (int wind = 0; wind <= 25; ++wind) {
    const CrownFire fire = fire_of(wind);
    const int rank = fire.kind == CrownKind::Crowning ? 2 : fire.kind == CrownKind::Surface ? 0 : 1;
    EXPECT_GE(rank, last);
    last = rank;
    crowned = crowned || fire.kind == CrownKind::Crowning;
  }
  EXPECT_TRUE(crowned);
}

TEST(CrownFire, NeedsCrownsToBurn) {
  EXPECT_EQ(fire_of(25, {}).kind, CrownKind::Surface);
  Canopy thin = kConifers;
  thin.bulk_density_kg_m3 = 0;
  EXPECT_EQ(fire_of(25, thin).kind, CrownKind::Torching);
  Canopy high = kConifers;
  high.base_height_m = 16;
  EXPECT_EQ(fire_of(25, high).kind, CrownKind::Conditional);
}

TEST(CrownFire, WetLitterCarriesNone) {
  const CrownFire fire = fire_of(25, kConifers, {0.5, 0.5, 0.5, 3, 3});
  EXPECT_EQ(fire.kind, CrownKind::Surface);
  EXPECT_EQ(fire.ellipse.head_rate_m_s, 0);
  EXPECT_EQ(fire.flame_length_m, 0);
}

}  // namespace
}  // namespace muster::hazard::fire
