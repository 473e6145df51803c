// SPDX-License-Identifier: MIT
// Ignition by firebrands and the moisture of fine dead fuel: check values, tables, trends.
#include "engine/hazard/fire/ignition.hpp"

#include <gtest/gtest.h>

namespace muster::hazard::fire {
namespace {

TEST(Ignition, CheckValueOfBehave) {
  // 80 degrees Fahrenheit in half shade, 6 %.
  EXPECT_NEAR(ignition_probability(fuel_temperature_c(48 / 1.8, 0.5), 0.06), 0.54831705, 1e-7);
}

TEST(Ignition, LikelierWhereHotAndDry) {
  double last = 1;
  for (int percent = 1; percent <= 40; ++percent) {
    const double p = ignition_probability(30, percent / 100.0);
    EXPECT_LE(p, last);
    EXPECT_GE(p, 0);
    EXPECT_GE(ignition_probability(50, percent / 100.0), p);
    last = p;
  }
  EXPECT_EQ(ignition_probability(10, 1.0), 0);
}

TEST(FineDeadMoisture, FollowsTheTables) {
  // 75 degrees Fahrenheit, 32 %: 5 %; July at noon on a level open place: none to add.
  FineFuelWeather weather{.air_temperature_c = 24,
                          .relative_humidity = 0.32,
                          .month = 7,
                          .hour = 12.5,
                          .aspect = Aspect::South};
  EXPECT_NEAR(fine_dead_moisture(weather), 0.05, 1e-15);
  weather.shade = 0.5;
  EXPECT_NEAR(fine_dead_moisture(weather), 0.08, 1e-15);
  weather.month = 12;
  EXPECT_NEAR(fine_dead_moisture(weather), 0.10, 1e-15);
  weather.month = 10;
  weather.shade = 0;
  weather.aspect = Aspect::North;
  weather.gradient = 0.4;  // steep: 3 for 1 on gentle slopes
  EXPECT_NEAR(fine_dead_moisture(weather), 0.08, 1e-15);
}

TEST(FineDeadMoisture, BeyondTheTablesTheNearest) {
  const FineFuelWeather night{.hour = 3};
  EXPECT_EQ(fine_dead_moisture(night), fine_dead_moisture({.hour = 8}));
  EXPECT_EQ(fine_dead_moisture({.air_temperature_c = -40}),
            fine_dead_moisture({.air_temperature_c = -10}));
  EXPECT_EQ(fine_dead_moisture({.relative_humidity = 1.2}),
            fine_dead_moisture({.relative_humidity = 1.0}));
}

TEST(FineDeadMoisture, GrowsWithHumidity) {
  for (int celsius = -10; celsius <= 50; celsius += 5) {
    double last = 0;
    for (int percent = 0; percent <= 100; percent += 5) {
      const double m = fine_dead_moisture({.air_temperature_c = static_cast<double>(celsius),
                                           .relative_humidity = percent / 100.0});
      EXPECT_GE(m, last);
      last = m;
    }
  }
}

}  // namespace
}  // namespace muster::hazard::fire
