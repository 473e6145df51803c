// SPDX-License-Identifier: MIT
// Wind at the flames: values of the formulas by hand.
#include "engine/hazard/fire/canopy.hpp"

#include <gtest/gtest.h>

namespace muster::hazard::fire {
namespace {

constexpr double kFoot = 0.3048;

TEST(WindAdjustment, OverOpenFuelByItsDepth) {
  EXPECT_NEAR(wind_adjustment(kFoot, {}), 0.36210, 5e-6);  // 1.83 / ln(20.36 / 0.13)
  double last = 0;
  for (int feet = 1; feet <= 12; ++feet) {
    const double factor = wind_adjustment(feet * kFoot, {});
    EXPECT_GT(factor, last);
    last = factor;
  }
  EXPECT_LE(last, 1);
}

TEST(WindAdjustment, UnderTrees) {
  const Canopy trees{.cover = 0.5, .height_m = 30 * kFoot, .base_height_m = 15 * kFoot};
  EXPECT_NEAR(wind_adjustment(2.1 * kFoot, trees), 0.1698555, 5e-8);
  // Whatever grows below them.
  EXPECT_EQ(wind_adjustment(0.2 * kFoot, trees), wind_adjustment(6 * kFoot, trees));
  Canopy denser = trees;
  denser.cover = 0.9;
  EXPECT_LT(wind_adjustment(kFoot, denser), wind_adjustment(kFoot, trees));
}

TEST(WindAdjustment, FewOrLowTreesDoNotShelter) {
  const double open = wind_adjustment(kFoot, {});
  EXPECT_EQ(wind_adjustment(kFoot, {.cover = 0.29, .height_m = 9, .base_height_m = 4.5}), open);
  EXPECT_NE(wind_adjustment(kFoot, {.cover = 0.31, .height_m = 9, .base_height_m = 4.5}), open);
  EXPECT_EQ(wind_adjustment(kFoot, {.cover = 0.9, .height_m = 1.8, .base_height_m = 0}), open);
}

}  // namespace
}  // namespace muster::hazard::fire
