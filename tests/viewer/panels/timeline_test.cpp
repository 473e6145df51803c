// SPDX-License-Identifier: MIT
// Marks of the time axis.
#include "viewer/panels/timeline.hpp"

#include <gtest/gtest.h>

namespace muster::viewer {
namespace {

TEST(AxisStep, GivesAFewRoundMarks) {
  EXPECT_EQ(axis_step(7200 * kSecond, 8), 900 * kSecond);
  EXPECT_EQ(axis_step(96 * 3600 * kSecond, 8), 43200 * kSecond);
  for (SimTime span = 600 * kSecond; span < 40 * 86400 * kSecond; span *= 2)
    EXPECT_LE(span / axis_step(span, 8), 8);
}

}  // namespace
}  // namespace muster::viewer
