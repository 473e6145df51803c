// SPDX-License-Identifier: MIT
// The reciprocal cube root against the C library in extended precision.
#include "engine/hazard/flood/cube_root.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "tests/hazard/flood/ground.hpp"

namespace muster::hazard::flood {
namespace {

TEST(ReciprocalCubeRoot, IsRightTo1e15OverAllDepths) {
  double worst = 0.0;
  for (int i = 0; i < 400000; ++i) {
    const double x = std::exp2(-60.0 + 120.0 * noise(i, 0, 7));
    const long double exact = 1.0L / std::cbrt(static_cast<long double>(x));
    worst = std::max(worst, static_cast<double>(std::fabs(
                                static_cast<long double>(reciprocal_cube_root(x)) / exact - 1.0L)));
  }
  EXPECT_LT(worst, 1e-15);
}

TEST(ReciprocalCubeRoot, CubesOfPowersOfTwo) {
  for (int k = -20; k <= 20; ++k)
    EXPECT_NEAR(reciprocal_cube_root(std::ldexp(1.0, 3 * k)) * std::ldexp(1.0, k), 1.0, 5e-16);
}

}  // namespace
}  // namespace muster::hazard::flood
