// SPDX-License-Identifier: MIT
// Dead fuel follows the air.
#include "engine/hazard/fire/dead_moisture.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/hazard/fire/spread_case.hpp"

namespace muster::hazard::fire {
namespace {

TEST(DeadMoisture, EquilibriumIsSimards) {
  // Percent by hand, one in each piece: 80 F at 5 %, 70 F at 30 %, 60 F at 80 %.
  EXPECT_NEAR(equilibrium_moisture((80 - 32) / 1.8, 5), 0.01206455, 1e-8);
  EXPECT_NEAR(equilibrium_moisture((70 - 32) / 1.8, 30), 0.0599582, 1e-8);
  EXPECT_NEAR(equilibrium_moisture((60 - 32) / 1.8, 80), 0.16340680, 1e-8);
}

TEST(DeadMoisture, DrierAirNeverMakesWetterFuelNorSlowerFire) {
  for (double t = -20; t <= 55; t += 2.5) {
    double before = -1;
    for (double h = 0; h <= 100; h += 0.25) {
      const double moisture = equilibrium_moisture(t, h);
      ASSERT_GE(moisture, before) << t << " C, " << h << " %";
      ASSERT_LE(moisture, 0.4);
      before = moisture;
    }
  }
  double rate = HUGE_VAL;
  for (double h = 0; h <= 100; h += 1) {
    const double m = equilibrium_moisture(30, h);
    const double now = flat_fire(102, 4, {m, m, m, .6, .9}).ellipse.head_rate_m_s;
    ASSERT_LE(now, rate) << h;
    rate = now;
  }
  EXPECT_EQ(rate, 0);  // beyond extinction
}

TEST(DeadMoisture, ApproachesEquilibriumByTheTimeLag) {
  for (const double lag : kTimeLag_h) {
    EXPECT_NEAR(moisture_after(0.3, 0.1, lag, lag), 0.1 + 0.2 / std::exp(1.0), 1e-12);
    EXPECT_EQ(moisture_after(0.3, 0.1, lag, 0), 0.3);
    EXPECT_NEAR(moisture_after(0.3, 0.1, lag, 50 * lag), 0.1, 1e-12);
  }
}

TEST(DeadMoisture, MeanIsTheIntegralOverTheTime) {
  for (const double lag : kTimeLag_h) {
    constexpr int kSteps = 2000;
    double sum = 0;
    for (int k = 0; k < kSteps; ++k) sum += moisture_after(0.05, 0.2, lag, 3 * (k + 0.5) / kSteps);
    EXPECT_NEAR(mean_moisture(0.05, 0.2, lag, 3), sum / kSteps, 1e-7) << lag;
  }
}

TEST(DeadMoisture, OfSteadyAirIsItsEquilibriumAndOfAChangeTheClosedForm) {
  const std::vector<SimTime> from{0, from_seconds(3600), from_seconds(3 * 3600),
                                  from_seconds(7 * 3600)};
  for (const double moisture : dead_moisture(from, std::vector<double>(4, 0.08), 10))
    EXPECT_NEAR(moisture, 0.08, 1e-15);
  const std::vector<double> changed = dead_moisture(from, std::vector{0.2, 0.1, 0.1, 0.1}, 10);
  EXPECT_NEAR(changed[0], 0.2, 1e-15);
  EXPECT_NEAR(changed[1], 0.1 + 0.1 * 10 / 2 * (1 - std::exp(-0.2)), 1e-12);
  EXPECT_NEAR(changed[3], 0.1 + 0.1 * std::exp(-0.6), 1e-12);  // how the steps are cut is no matter
}

TEST(DeadMoisture, SlowClassesLagBehindQuickOnes) {
  std::vector<SimTime> from;
  std::vector<double> equilibrium;
  for (int hour = 0; hour <= 24; ++hour) {
    from.push_back(from_seconds(hour * 3600.0));
    equilibrium.push_back(hour < 6 ? 0.2 : 0.05);
  }
  const auto quick = dead_moisture(from, equilibrium, kTimeLag_h[0]);
  const auto slow = dead_moisture(from, equilibrium, kTimeLag_h[1]);
  const auto slowest = dead_moisture(from, equilibrium, kTimeLag_h[2]);
  for (std::size_t k = 6; k < from.size(); ++k) {
    ASSERT_LT(quick[k], slow[k]);
    ASSERT_LT(slow[k], slowest[k]);
  }
}

}  // namespace
}  // namespace muster::hazard::fire
