// SPDX-License-Identifier: MIT
// Weidmann's curve at the values of its formula, and its greatest flow.
#include "engine/mobility/walking/crowd.hpp"

#include <gtest/gtest.h>

namespace muster::mobility::walking {
namespace {

constexpr double kFreeSpeed_m_s = 1.34;  // Weidmann's mean

TEST(Crowd, FollowsWeidmann) {
  EXPECT_NEAR(kFreeSpeed_m_s * crowd_factor(1), 1.0581, 5e-5);
  EXPECT_NEAR(kFreeSpeed_m_s * crowd_factor(2), 0.6062, 5e-5);
  EXPECT_NEAR(kFreeSpeed_m_s * crowd_factor(4), 0.1563, 5e-5);
}

TEST(Crowd, PassesMostPeopleAtAThirdOfTheJam) {
  double greatest = 0, at = 0;
  for (int i = 1; i < 5400; ++i) {
    const double density_m2 = i / 1000.0;
    const double flow = kFreeSpeed_m_s * crowd_factor(density_m2) * density_m2;
    if (flow <= greatest) continue;
    greatest = flow;
    at = density_m2;
  }
  EXPECT_NEAR(greatest, 1.22492, 5e-6);
  EXPECT_NEAR(at, 1.751, 5e-4);
}

TEST(Crowd, IsFreeWhenEmptyAndStandsWhenFull) {
  EXPECT_EQ(crowd_factor(0), 1);
  EXPECT_EQ(crowd_factor(5.4), 0);
  EXPECT_EQ(crowd_factor(9), 0);
  double last = 1;
  for (int i = 0; i <= 540; ++i) {
    const double factor = crowd_factor(i / 100.0);
    EXPECT_LE(factor, last);
    last = factor;
  }
}

}  // namespace
}  // namespace muster::mobility::walking
