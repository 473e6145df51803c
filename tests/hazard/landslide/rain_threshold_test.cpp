// SPDX-License-Identifier: MIT
// Published thresholds at the values of their formulas.
#include "engine/hazard/landslide/rain_threshold.hpp"

#include <gtest/gtest.h>

namespace muster::hazard::landslide {
namespace {

TEST(RainThreshold, HasPublishedValues) {
  EXPECT_NEAR(threshold_mm_h(kCaine, 1), 14.82, 5e-3);
  EXPECT_NEAR(threshold_mm_h(kCaine, 6), 7.3683, 5e-5);
  EXPECT_NEAR(threshold_mm_h(kCaine, 24), 4.2911, 5e-5);
  EXPECT_NEAR(threshold_mm_h(kGuzzettiGlobal, 1), 2.20, 1e-12);
  EXPECT_NEAR(threshold_mm_h(kGuzzettiGlobal, 6), 1.0001, 5e-5);
  EXPECT_NEAR(threshold_mm_h(kGuzzettiGlobal, 24), 0.5434, 5e-5);
  EXPECT_NEAR(threshold_mm(kWenchuanLandslides, 3), 104.91, 5e-3);
  EXPECT_NEAR(threshold_mm(kWenchuanLandslides, 6), 187.79, 5e-3);
  EXPECT_NEAR(threshold_mm(kWenchuanDebrisFlows, 3), 120.71, 5e-3);
  EXPECT_NEAR(threshold_mm(kWenchuanDebrisFlows, 23), 251.31, 5e-3);
}

TEST(RainThreshold, IsReachedFromItsValueOn) {
  const double six_hours_mm = threshold_mm(kCaine, 6);
  EXPECT_TRUE(reached(kCaine, 6, six_hours_mm));
  EXPECT_FALSE(reached(kCaine, 6, six_hours_mm * (1 - 1e-12)));
  EXPECT_TRUE(reached(kGuzzettiGlobal, 5000, 1e4));
}

TEST(RainThreshold, SaysNothingOutsideItsDurations) {
  EXPECT_FALSE(reached(kWenchuanLandslides, 2.9, 1000));
  EXPECT_TRUE(reached(kWenchuanLandslides, 3, 1000));
  EXPECT_TRUE(reached(kWenchuanLandslides, 6, 1000));
  EXPECT_FALSE(reached(kWenchuanLandslides, 6.1, 1000));
}

}  // namespace
}  // namespace muster::hazard::landslide
