// SPDX-License-Identifier: MIT
#include "engine/base/time.hpp"

#include <gtest/gtest.h>

namespace muster {
namespace {

TEST(SimTime, RoundsToTheNearestMicrosecond) {
  EXPECT_EQ(from_seconds(1.5), 1'500'000);
  EXPECT_EQ(from_seconds(0.1) * 10, kSecond);
  EXPECT_EQ(from_seconds(1.4e-6), 1);
  EXPECT_EQ(from_seconds(-1.6e-6), -2);
}

TEST(SimTime, RoundTripOverAYear) {
  for (SimTime t = 1; t < 365 * 86'400 * kSecond; t = t * 3 + 7) {
    EXPECT_EQ(from_seconds(to_seconds(t)), t);
  }
}

}  // namespace
}  // namespace muster
