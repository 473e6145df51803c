// SPDX-License-Identifier: MIT
// Wind and slope on a surface fire: monotony, symmetry, the direction of the head.
#include "engine/hazard/fire/surface_fire.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "engine/hazard/fire/units.hpp"

namespace muster::hazard::fire {
namespace {

constexpr Moisture kDry{0.03, 0.04, 0.05, 0.30, 0.60};
constexpr double kMph = kMetresPerSecondPerMilePerHour;

FuelBed bed_of(const char* code, const Moisture& moisture = kDry) {
  return fuel_bed(*find_fuel_model(code), moisture);
}

TEST(SurfaceFire, StandsStillWhereNothingBurns) {
  const SurfaceFire fire = surface_fire(bed_of("NB9"), {5, 5}, {0.3, 0});
  EXPECT_EQ(fire.ellipse.head_rate_m_s, 0);
  EXPECT_EQ(fire.ellipse.length_to_width, 1);
  EXPECT_EQ(fire.flame_length_m, 0);
  EXPECT_EQ(backing_rate_m_s(fire.ellipse), 0);
}

TEST(SurfaceFire, AgainstAPublishedCheckOfTheEllipse) {
  // GR2 under a 20-ft wind of 15 mph over a bed of 1 ft without trees, 12 h.
  const double wind = 15 * kMph * 1.83 / std::log(20.36 / 0.13);
  const SurfaceFire fire = surface_fire(bed_of("GR2"), {wind, 0}, {});
  EXPECT_NEAR(fire.ellipse.head_rate_m_s * 60 / kMetresPerFoot, 80.9145, 1e-3);
  EXPECT_NEAR(fire.ellipse.length_to_width, 1.66475, 1e-5);
  EXPECT_NEAR(backing_rate_m_s(fire.ellipse) * 60 / kMetresPerFoot, 9.0164, 2e-4);
  EXPECT_NEAR(area_m2(fire.ellipse, 12 * 3600) / kSquareMetresPerAcre, 45408, 1);
}

TEST(SurfaceFire, GrowsWithUpslopeWindAndWithSlope) {
  for (const FuelModel& model : fuel_models()) {
    const FuelBed bed = fuel_bed(model, {0.06, 0.07, 0.08, 0.6, 0.9});
    for (const double slope : {0.0, 0.2, 1.0}) {
      double last = 0, last_flame = 0;
      for (int mph = 0; mph <= 40; ++mph) {
        const SurfaceFire fire = surface_fire(bed, {0, mph * kMph}, {0, slope});
        EXPECT_GE(fire.ellipse.head_rate_m_s, last) << model.code << mph;
        EXPECT_GE(fire.flame_length_m, last_flame) << model.code << mph;
        last = fire.ellipse.head_rate_m_s;
        last_flame = fire.flame_length_m;
      }
    }
    double last = 0;
    for (int percent = 0; percent <= 100; ++percent) {
      const double rate = surface_fire(bed, {0, 1}, {0, percent / 100.0}).ellipse.head_rate_m_s;
      EXPECT_GE(rate, last) << model.code << percent;
      last = rate;
    }
  }
}

TEST(SurfaceFire, MirroredWindsGiveMirroredFires) {
  const FuelBed bed = bed_of("SH5");
  const SurfaceFire left = surface_fire(bed, {-3, 1}, {0, 0.4});
  const SurfaceFire right = surface_fire(bed, {3, 1}, {0, 0.4});
  EXPECT_EQ(left.ellipse.head_rate_m_s, right.ellipse.head_rate_m_s);
  EXPECT_EQ(left.ellipse.length_to_width, right.ellipse.length_to_width);
  EXPECT_EQ(left.heading.x, -right.heading.x);
  EXPECT_EQ(left.heading.y, right.heading.y);
}

TEST(SurfaceFire, TurnsWithTheMap) {
  const FuelBed bed = bed_of("FM10");
  const SurfaceFire before = surface_fire(bed, {2, 0.5}, {-0.3, 0.2});
  const SurfaceFire after = surface_fire(bed, {-0.5, 2}, {-0.2, -0.3});  // a quarter turn
  EXPECT_DOUBLE_EQ(before.ellipse.head_rate_m_s, after.ellipse.head_rate_m_s);
  EXPECT_DOUBLE_EQ(before.heading.x, after.heading.y);
  EXPECT_DOUBLE_EQ(before.heading.y, -after.heading.x);
}

TEST(SurfaceFire, EffectiveWindIsTheWindOnFlatGround) {
  const FuelBed bed = bed_of("GS2");
  EXPECT_NEAR(surface_fire(bed, {0, 3}, {}).effective_wind_m_s, 3, 1e-12);
  const SurfaceFire hill = surface_fire(bed, {1, 1}, {0, 0.5});
  const SurfaceFire flat = surface_fire(bed, {hill.effective_wind_m_s, 0}, {});
  EXPECT_NEAR(hill.ellipse.head_rate_m_s, flat.ellipse.head_rate_m_s, 1e-12);
}

TEST(SurfaceFire, WithoutWindAndSlopeFavoursNoDirection) {
  const SurfaceFire fire = surface_fire(bed_of("GR4"), {}, {});
  EXPECT_GT(fire.ellipse.head_rate_m_s, 0);
  EXPECT_EQ(fire.ellipse.length_to_width, 1);
  EXPECT_EQ(fire.heading.x, 0);
  EXPECT_EQ(fire.heading.y, 0);
}

TEST(SurfaceFire, FlameOfByram) {
  EXPECT_EQ(flame_length_m(0), 0);
  EXPECT_NEAR(flame_length_m(100), 0.0775 * std::pow(100, 0.46), 0.005);  // the metric form
}

}  // namespace
}  // namespace muster::hazard::fire
