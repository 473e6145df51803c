// SPDX-License-Identifier: MIT
// Rain: sums, what cannot be true, and infiltration in periods.
#include "engine/hazard/landslide/rain.hpp"

#include <gtest/gtest.h>

#include <string>

namespace muster::hazard::landslide {
namespace {

constexpr SimTime kHour = 3600 * kSecond;
const world::Grid kGrid{0, 0, 10, 1, 2};

Rain hourly(const std::vector<double>& mm_h) {
  Rain rain;
  for (std::size_t i = 0; i < mm_h.size(); ++i) {
    rain.everywhere_mm_h.time.push_back(static_cast<SimTime>(i) * kHour);
    rain.everywhere_mm_h.value.push_back(mm_h[i]);
  }
  return rain;
}

TEST(Rain, SumsItsSteps) {
  const Rain rain = hourly({2, 10, 0, 4});
  EXPECT_EQ(first_rain(rain), 0);
  EXPECT_EQ(first_rain({}), kNever);
  EXPECT_DOUBLE_EQ(fallen_mm(rain, 0, -kHour, 2 * kHour), 12);
  EXPECT_DOUBLE_EQ(fallen_mm(rain, 0, kHour / 2, 3 * kHour / 2), 1 + 5);
  EXPECT_DOUBLE_EQ(fallen_mm(rain, 0, 3 * kHour, 5 * kHour), 8);
  EXPECT_EQ(fallen_mm(rain, 0, 2 * kHour, 3 * kHour), 0);
  EXPECT_EQ(fallen_mm({}, 0, 0, kHour), 0);
  Rain maps;
  maps.maps_mm_h = {{0, kHour}, {{1, 2}, {3, 0}}};
  EXPECT_DOUBLE_EQ(fallen_mm(maps, 0, 0, 2 * kHour), 4);
  EXPECT_DOUBLE_EQ(fallen_mm(maps, 1, 0, 2 * kHour), 2);
}

TEST(Rain, ThatCannotBeTrueIsNamed) {
  // 8733 mm in a month, as one series of Wayanad has it: 90 % of the record.
  std::vector<double> month(745, 8733.0 / 744);
  Diagnostics doubtful;
  check(hourly(month), kGrid, doubtful);
  EXPECT_TRUE(doubtful.ok());
  ASSERT_EQ(doubtful.problems().size(), 1u);
  EXPECT_NE(doubtful.problems()[0].what.find("8733 mm in 744 h is 90 %"), std::string::npos)
      << doubtful.problems()[0].what;
  for (double& mm_h : month) mm_h *= 2;
  Diagnostics impossible;
  check(hourly(month), kGrid, impossible);
  EXPECT_EQ(impossible.errors(), 1u);
  Diagnostics burst;
  check(hourly({5, 600, 5, 5}), kGrid, burst);
  EXPECT_EQ(burst.errors(), 1u);
  Diagnostics storm;
  check(hourly({5, 60, 90, 30, 5}), kGrid, storm);
  EXPECT_TRUE(storm.problems().empty());
}

TEST(Rain, MapsMustFitTheGrid) {
  Rain maps;
  maps.maps_mm_h = {{0, 0, kHour}, {{1, 2}, {3, 0, 1}, {-9999, 0}}};
  Diagnostics diagnostics;
  check(maps, kGrid, diagnostics);
  EXPECT_EQ(diagnostics.errors(), 3u);
  maps.maps_mm_h = {{0}, {{1, 2}}};
  maps.everywhere_mm_h = {{0}, {1}};
  Diagnostics both;
  check(maps, kGrid, both);
  EXPECT_EQ(both.errors(), 1u);
}

TEST(Rain, EntersInPeriodsThatDiffer) {
  Hillsides hillsides;
  hillsides.grid = kGrid;
  hillsides.soils = {{3000, 0.5, 2e4, 1e-6, 1e-5, 0.45, 0.05, 0}};
  Infiltration infiltration;
  const Rain rain = hourly({2, 2, 1.8, 36, 0});
  for (int h = 0; h < 6; ++h) {
    infiltration.append(rain, hillsides, {}, h * kHour, (h + 1) * kHour, 3600.0 * h);
  }
  ASSERT_EQ(infiltration.periods().size(), 4u);
  EXPECT_EQ(infiltration.periods()[1].start_s, 7200);
  EXPECT_EQ(infiltration.periods()[2].start_s, 10800);
  const WaterBalance& water = infiltration.balance();
  EXPECT_NEAR(water.rain_m3, 0.0418 * 200, 1e-6);
  EXPECT_NEAR(water.infiltration_m3, (0.0058 + 0.0036) * 200, 1e-6);
  EXPECT_NEAR(water.rain_m3, water.infiltration_m3 + water.leaving_m3, 1e-12);
}

}  // namespace
}  // namespace muster::hazard::landslide
