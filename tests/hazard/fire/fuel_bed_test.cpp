// SPDX-License-Identifier: MIT
// Rothermel's fuel bed: a hand calculation, extinction, curing, monotony.
#include "engine/hazard/fire/fuel_bed.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "engine/hazard/fire/units.hpp"

namespace muster::hazard::fire {
namespace {

constexpr Moisture kDry{0.03, 0.04, 0.05, 0.30, 0.60};

TEST(FuelBed, ShortGrassByHand) {
  // FM1 holds 1-h fuel alone: 0.034 lb/ft2, 3500 1/ft, 1 ft deep, extinction 12 %; at 3 %.
  const FuelBed bed = fuel_bed(*find_fuel_model("FM1"), kDry);
  EXPECT_NEAR(bed.packing_ratio, 0.034 / 32, 1e-15);
  const double sigma_15 = 207062.79;  // 3500^1.5
  const double most = sigma_15 / (495 + 0.0594 * sigma_15);
  EXPECT_NEAR(most, 16.1837, 1e-4);
  const double x = 0.0010625 / (3.348 * std::pow(3500, -0.8189));
  const double a = 133 * std::pow(3500, -0.7913);
  EXPECT_NEAR(bed.relative_packing_ratio, x, 1e-12);
  const double velocity = most * std::pow(x, a) * std::exp(a * (1 - x));
  const double damping = 1 - 2.59 / 4 + 5.11 / 16 - 3.52 / 64;
  const double reaction =
      velocity * 0.034 * (1 - 0.0555) * 8000 * damping * 0.174 * std::pow(0.01, -0.19);
  EXPECT_NEAR(bed.reaction_intensity_kw_m2 * 60 / kKjM2PerBtuFt2, reaction, 1e-6 * reaction);
  EXPECT_NEAR(bed.residence_time_s, 60 * 384 / 3500.0, 1e-12);
  const double sink = 0.034 * std::exp(-138 / 3500.0) * (250 + 1116 * 0.03);
  EXPECT_NEAR(bed.heat_sink_kj_m3 / kKjM3PerBtuFt3, sink, 1e-12);
  EXPECT_EQ(bed.live_extinction_moisture, 0);
}

TEST(FuelBed, DoesNotBurnAtExtinction) {
  for (const FuelModel& model : fuel_models()) {
    const double m = model.extinction_moisture;
    // Live fuel as wet as it comes: it does not carry a fire either.
    const FuelBed at = fuel_bed(model, {m, m, m, 9, 9});
    EXPECT_EQ(at.no_wind_rate_m_s, 0) << model.code;
    EXPECT_EQ(at.heat_per_area_kj_m2, 0) << model.code;
    const FuelBed above = fuel_bed(model, {m + 0.1, m + 0.1, m + 0.1, 9, 9});
    EXPECT_EQ(above.no_wind_rate_m_s, 0) << model.code;
    if (model.load_kg_m2[0] == 0) continue;
    const FuelBed below = fuel_bed(model, {0.9 * m, 0.9 * m, 0.9 * m, 9, 9});
    EXPECT_GT(below.no_wind_rate_m_s, 0) << model.code;
  }
}

TEST(FuelBed, BareGroundHasNone) {
  for (const int number : {91, 92, 93, 94, 95, 98, 99}) {
    const FuelBed bed = fuel_bed(*find_fuel_model(number), kDry);
    EXPECT_EQ(bed.no_wind_rate_m_s, 0);
    EXPECT_EQ(bed.reaction_intensity_kw_m2, 0);
  }
}

TEST(FuelBed, WetterDeadFuelBurnsSlower) {
  for (const FuelModel& model : fuel_models()) {
    double last = 1e9;
    for (int percent = 1; percent <= 45; ++percent) {
      const double m = percent / 100.0;
      const double rate = fuel_bed(model, {m, m, m, 0.9, 1.2}).no_wind_rate_m_s;
      EXPECT_LE(rate, last) << model.code << " at " << percent << " %";
      last = rate;
    }
  }
}

TEST(FuelBed, HerbsCureFrom120To30Percent) {
  EXPECT_EQ(cured_share(0.30), 1);
  EXPECT_EQ(cured_share(0), 1);
  EXPECT_NEAR(cured_share(0.75), 0.5005, 1e-12);
  EXPECT_NEAR(cured_share(1.20), 0.001, 1e-12);  // the rounding of BehavePlus
  EXPECT_EQ(cured_share(1.21), 0);
  // Cured herbs are dead fuel with their own ratio: GR2 fully cured has no live fuel left.
  const FuelBed cured = fuel_bed(*find_fuel_model("GR2"), kDry);
  EXPECT_EQ(cured.live_extinction_moisture, 0.15);  // that of dead fuel
  EXPECT_NEAR(cured.surface_to_volume_1_m * kMetresPerFoot,
              (0.1 * 2000 * 2000 + 1.0 * 1800 * 1800) / (0.1 * 2000 + 1.0 * 1800), 1e-9);
  const FuelBed green = fuel_bed(*find_fuel_model("GS2"), {0.03, 0.04, 0.05, 1.3, 0.6});
  EXPECT_GT(green.live_extinction_moisture, 0.15);
}

}  // namespace
}  // namespace muster::hazard::fire
