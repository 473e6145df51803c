// SPDX-License-Identifier: MIT
// What a fire cannot be built from.
#include <gtest/gtest.h>

#include <limits>

#include "tests/hazard/fire/spread_case.hpp"

namespace muster::hazard::fire {
namespace {

std::string problems_of(const Inputs& inputs) {
  Diagnostics diagnostics;
  check(inputs, diagnostics);
  std::string all;
  for (const Problem& p : diagnostics.problems()) all += to_string(p) + "\n";
  return all;
}

Inputs good() {
  Inputs inputs = flat_ground(11, 10, 102, 3);
  inputs.ignitions = {point_ignition(55, 55)};
  return inputs;
}

TEST(FireCheck, AllProblemsAtOnce) {
  EXPECT_EQ(problems_of(good()), "");
  Inputs bad = good();
  bad.fuel[3] = 77;
  bad.elevation_m.value[5] = std::numeric_limits<double>::quiet_NaN();
  bad.weather[0].moisture.dead_1h = 6;
  bad.canopy.cover.assign(3, 0.5f);
  bad.breaks = {{"outside", BreakKind::Bare, {5, 5, 500, 5}, 0, 0, 0}};
  const std::string all = problems_of(bad);
  for (const char* part : {"1 cells hold the unknown code 77", "1 cells have no height",
                           "fractions of dry mass: 0.06, not 6 %", "canopy cover",
                           "point 1 lies outside", "its width must be above 0"})
    EXPECT_NE(all.find(part), std::string::npos) << part << "\n" << all;
}

TEST(FireCheck, IgnitionOnRockIsToldAndDoesNotHang) {
  Inputs rock = good();
  rock.fuel.assign(rock.fuel.size(), 99);
  EXPECT_NE(problems_of(rock).find("lies on ground that does not burn"), std::string::npos);
  EXPECT_THROW(Spread{rock}, InputError);
}

TEST(FireCheck, WindFromAMissingBandIsTold) {
  Inputs inputs = good();
  inputs.weather[0].gridded_wind_20ft_m_s.assign(inputs.fuel.size(), -9999.0f);
  EXPECT_NE(problems_of(inputs).find("wind speed is missing or cannot be"), std::string::npos);
}

TEST(FireCheck, WeatherMustAscend) {
  Inputs inputs = good();
  inputs.weather.push_back(inputs.weather[0]);
  EXPECT_NE(problems_of(inputs).find("does not come after the entry before it"), std::string::npos);
  inputs.weather.clear();
  EXPECT_NE(problems_of(inputs).find("has no entry"), std::string::npos);
}

}  // namespace
}  // namespace muster::hazard::fire
