// SPDX-License-Identifier: MIT
#include "engine/warning/condition.hpp"

#include <gtest/gtest.h>

namespace muster::warning {
namespace {

using cases::Condition;

class Gauge final : public Readings {
 public:
  double stage_m(const std::string&) const override { return stage; }
  double depth_m(const std::string&) const override { return depth; }
  double rain_mm(double window_s) const override { return rain_mm_h * window_s / 3600; }
  double stage = 0, depth = 0, rain_mm_h = 0;
};

Condition stage_above(double above_m, std::optional<double> below_m = {}) {
  Condition c;
  c.stage = Condition::Level{"gauge", above_m, below_m};
  return c;
}

bool holds(ConditionState& state, const Condition& c, const Gauge& gauge, double time_s = 0) {
  return state.holds(c, gauge, from_seconds(time_s));
}

TEST(Condition, ClockHoldsFromItsTimeOn) {
  Condition c;
  c.clock_s = 100;
  ConditionState state{c};
  EXPECT_FALSE(holds(state, c, {}, 99.999999));
  EXPECT_TRUE(holds(state, c, {}, 100));
  EXPECT_TRUE(holds(state, c, {}, 5000));
}

TEST(Condition, LevelHasHysteresis) {
  const Condition c = stage_above(3.0, 2.5);
  ConditionState state{c};
  Gauge gauge;
  const double stages[] = {2.9, 3.1, 2.7, 2.4, 2.9, 3.2};
  const bool expected[] = {false, true, true, false, false, true};
  for (int i = 0; i < 6; ++i) {
    gauge.stage = stages[i];
    EXPECT_EQ(holds(state, c, gauge), expected[i]) << i;
  }
}

TEST(Condition, ALowerThresholdOfZeroMetresCounts) {
  const Condition c = stage_above(3.0, 0.0);
  ConditionState state{c};
  Gauge gauge;
  gauge.stage = 3.1;
  EXPECT_TRUE(holds(state, c, gauge));
  gauge.stage = 0.1;
  EXPECT_TRUE(holds(state, c, gauge));
  gauge.stage = -0.1;
  EXPECT_FALSE(holds(state, c, gauge));
}

TEST(Condition, MustHaveHeldForItsTime) {
  Condition c = stage_above(3.0);
  c.for_s = 120;
  ConditionState state{c};
  Gauge gauge;
  gauge.stage = 4;
  EXPECT_FALSE(holds(state, c, gauge, 0));
  EXPECT_FALSE(holds(state, c, gauge, 60));
  EXPECT_TRUE(holds(state, c, gauge, 120));
  gauge.stage = 1;
  EXPECT_FALSE(holds(state, c, gauge, 180));
  gauge.stage = 4;
  EXPECT_FALSE(holds(state, c, gauge, 240));
}

TEST(Condition, AllAndAnyNest) {
  Condition c;
  c.all = {stage_above(3.0), {}};
  c.all[1].any = {stage_above(9.0), {}};
  c.all[1].any[1].rain = Condition::RainWindow{7200, 50};
  ConditionState state{c};
  Gauge gauge;
  gauge.stage = 4;
  EXPECT_FALSE(holds(state, c, gauge));
  gauge.rain_mm_h = 26;
  EXPECT_TRUE(holds(state, c, gauge));
  gauge.stage = 2;
  EXPECT_FALSE(holds(state, c, gauge));
}

TEST(Condition, ClockTimesIncludeTheEndOfTheHolding) {
  Condition c;
  c.clock_s = 900;
  c.for_s = 100;
  std::vector<SimTime> times;
  clock_times(c, times);
  EXPECT_EQ(times, (std::vector<SimTime>{900 * kSecond, 1000 * kSecond}));
}

TEST(Condition, ClockTimesAreFoundInEveryPart) {
  Condition c;
  c.any.resize(2);
  c.any[0].clock_s = 10;
  c.any[1].all.resize(1);
  c.any[1].all[0].clock_s = 20;
  std::vector<SimTime> times;
  clock_times(c, times);
  EXPECT_EQ(times, (std::vector<SimTime>{10 * kSecond, 20 * kSecond}));
}

}  // namespace
}  // namespace muster::warning
