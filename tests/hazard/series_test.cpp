// SPDX-License-Identifier: MIT
// Series in time: values and integrals against hand calculation.
#include "engine/hazard/series.hpp"

#include <gtest/gtest.h>

namespace muster::hazard {
namespace {

const world::TimeSeries kSeries{{10 * kSecond, 20 * kSecond, 50 * kSecond}, {2.0, 6.0, 0.0}};

TEST(LinearSeries, HoldsItsEndsAndIsLinearBetween) {
  EXPECT_EQ(linear_at(kSeries, 0.0), 2.0);
  EXPECT_EQ(linear_at(kSeries, 10.0), 2.0);
  EXPECT_DOUBLE_EQ(linear_at(kSeries, 12.5), 3.0);
  EXPECT_EQ(linear_at(kSeries, 20.0), 6.0);
  EXPECT_DOUBLE_EQ(linear_at(kSeries, 35.0), 3.0);
  EXPECT_EQ(linear_at(kSeries, 99.0), 0.0);
}

TEST(LinearSeries, IntegralIsExactAcrossEntries) {
  EXPECT_DOUBLE_EQ(linear_integral(kSeries, 0.0, 10.0), 20.0);
  EXPECT_DOUBLE_EQ(linear_integral(kSeries, 10.0, 20.0), 40.0);
  EXPECT_DOUBLE_EQ(linear_integral(kSeries, 0.0, 60.0), 20.0 + 40.0 + 90.0);
  EXPECT_DOUBLE_EQ(linear_integral(kSeries, 15.0, 35.0), 25.0 + 67.5);
  EXPECT_EQ(linear_integral(kSeries, 15.0, 15.0), 0.0);
  const world::TimeSeries constant{{0}, {3.0}};
  EXPECT_DOUBLE_EQ(linear_integral(constant, 5.0, 9.0), 12.0);
}

TEST(StepSeries, HoldsUntilTheNextAndIsNothingBeforeTheFirst) {
  EXPECT_EQ(step_integral(kSeries, 0.0, 10.0), 0.0);
  EXPECT_DOUBLE_EQ(step_integral(kSeries, 0.0, 20.0), 20.0);
  EXPECT_DOUBLE_EQ(step_integral(kSeries, 15.0, 30.0), 10.0 + 60.0);
  EXPECT_DOUBLE_EQ(step_integral(kSeries, 0.0, 500.0), 20.0 + 180.0);
  EXPECT_EQ(step_integral({}, 0.0, 500.0), 0.0);
}

TEST(CheckSeries, NamesEveryFault) {
  Diagnostics diagnostics;
  check_series({}, 0.0, 1.0, "empty", diagnostics);
  check_series({{0, 1}, {0.0}}, 0.0, 1.0, "unequal", diagnostics);
  check_series({{5, 5, 4}, {0.0, 2.0, 0.0 / 0.0}}, 0.0, 1.0, "bad", diagnostics);
  ASSERT_EQ(diagnostics.errors(), 6u);
  EXPECT_EQ(diagnostics.problems()[2].where, "bad/1");
}

}  // namespace
}  // namespace muster::hazard
