// SPDX-License-Identifier: MIT
#include "engine/exposure/people.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace muster::exposure {
namespace {

double beyond(double x) {
  return std::nextafter(x, std::numeric_limits<double>::infinity());
}

TEST(Body, IsByHeightTimesMass) {
  EXPECT_EQ(body_of(0.8, 12), Body::Infant);
  EXPECT_EQ(body_of(1, 20), Body::Infant);
  EXPECT_EQ(body_of(1, 24.9), Body::Infant);
  EXPECT_EQ(body_of(1, 25), Body::Child);
  EXPECT_EQ(body_of(1, 50), Body::Child);
  EXPECT_EQ(body_of(1, 50.1), Body::Adult);
  EXPECT_EQ(body_of(1.7, 70), Body::Adult);
}

// At 1 m/s the product is the depth, with no rounding; children's depth limit must not come first.
TEST(FlowDanger, ChangesJustBeyondEachProduct) {
  EXPECT_EQ(flow_danger(0.6, 1, Body::Adult), FlowDanger::Low);
  EXPECT_EQ(flow_danger(beyond(0.6), 1, Body::Adult), FlowDanger::Moderate);
  EXPECT_EQ(flow_danger(0.8, 1, Body::Adult), FlowDanger::Moderate);
  EXPECT_EQ(flow_danger(beyond(0.8), 1, Body::Adult), FlowDanger::Significant);
  EXPECT_EQ(flow_danger(1.2, 1, Body::Adult), FlowDanger::Significant);
  EXPECT_EQ(flow_danger(1, beyond(1.2), Body::Adult), FlowDanger::Extreme);
  EXPECT_EQ(flow_danger(0.4, 1, Body::Child), FlowDanger::Low);
  EXPECT_EQ(flow_danger(beyond(0.4), 1, Body::Child), FlowDanger::Significant);
  EXPECT_EQ(flow_danger(0.5, 1.2, Body::Child), FlowDanger::Significant);
  EXPECT_EQ(flow_danger(0.5, beyond(1.2), Body::Child), FlowDanger::Extreme);
}

TEST(FlowDanger, IsExtremeBeyondTheTestedDepthAndSpeed) {
  EXPECT_EQ(flow_danger(1.2, 0, Body::Adult), FlowDanger::Low);
  EXPECT_EQ(flow_danger(beyond(1.2), 0, Body::Adult), FlowDanger::Extreme);
  EXPECT_EQ(flow_danger(0.5, 0, Body::Child), FlowDanger::Low);
  EXPECT_EQ(flow_danger(beyond(0.5), 0, Body::Child), FlowDanger::Extreme);
  for (const Body body : {Body::Child, Body::Adult}) {
    EXPECT_EQ(flow_danger(0.1, 3, body), FlowDanger::Low);
    EXPECT_EQ(flow_danger(0.1, beyond(3), body), FlowDanger::Extreme);
  }
}

TEST(FlowDanger, OfWaterIsExtremeForInfantsAndOfNoneForNobody) {
  EXPECT_EQ(flow_danger(0.11, 0, Body::Infant), FlowDanger::Extreme);
  for (const Body body : {Body::Infant, Body::Child, Body::Adult}) {
    EXPECT_EQ(flow_danger(0, 5, body), FlowDanger::None);
    EXPECT_FALSE(swept_away(0, 5, body));
  }
}

TEST(FlowDanger, OfAFilmIsLowHoweverFast) {
  for (const Body body : {Body::Infant, Body::Child, Body::Adult}) {
    EXPECT_EQ(flow_danger(0.099, 9, body), FlowDanger::Low);
    EXPECT_EQ(flow_danger(0.1, 9, body), FlowDanger::Extreme);
  }
}

TEST(FlowDanger, GrowsWithDepthAndSpeedAndFallsWithTheBody) {
  for (int depth = 0; depth < 30; ++depth) {
    for (int speed = 0; speed < 70; ++speed) {
      const double d = 0.05 * depth, v = 0.05 * speed;
      for (const Body body : {Body::Infant, Body::Child, Body::Adult}) {
        const FlowDanger here = flow_danger(d, v, body);
        EXPECT_GE(flow_danger(d + 0.05, v, body), here);
        EXPECT_GE(flow_danger(d, v + 0.05, body), here);
      }
      EXPECT_GE(flow_danger(d, v, Body::Infant), flow_danger(d, v, Body::Child));
      EXPECT_GE(flow_danger(d, v, Body::Child), flow_danger(d, v, Body::Adult));
    }
  }
}

TEST(SweptAway, BeginsBeyondTheWorkingLimit) {
  EXPECT_FALSE(swept_away(0.8, 1, Body::Adult));
  EXPECT_TRUE(swept_away(beyond(0.8), 1, Body::Adult));
  EXPECT_FALSE(swept_away(0.4, 1, Body::Child));
  EXPECT_TRUE(swept_away(beyond(0.4), 1, Body::Child));
  FlowLimits limits;
  limits.stands_in = FlowDanger::Significant;
  EXPECT_FALSE(swept_away(1.2, 1, Body::Adult, limits));
}

TEST(Triangular, IsSymmetricAboutTheModeInTheMiddle) {
  const Triangle triangle{1, 2, 3};
  EXPECT_EQ(triangular_share(1, triangle), 0);
  EXPECT_EQ(triangular_share(1.5, triangle), 0.125);
  EXPECT_EQ(triangular_share(2, triangle), 0.5);
  EXPECT_EQ(triangular_share(2.5, triangle), 0.875);
  EXPECT_EQ(triangular_share(3, triangle), 1);
  for (int i = 0; i <= 100; ++i) {
    const double off = 0.01 * i;
    EXPECT_NEAR(triangular_share(2 - off, triangle) + triangular_share(2 + off, triangle), 1,
                1e-14);
  }
}

TEST(Triangular, AllowsTheModeAtEitherEnd) {
  EXPECT_EQ(triangular_share(0, {0, 0, 2}), 0);
  EXPECT_EQ(triangular_share(1, {0, 0, 2}), 0.75);
  EXPECT_EQ(triangular_share(1, {0, 2, 2}), 0.25);
  EXPECT_EQ(triangular_share(2, {0, 2, 2}), 1);
}

// The mean is the greatest value less the integral of the share below it, here by midpoints.
TEST(Triangular, HasTheMeanOfItsThreeNumbersAndGrows) {
  for (const Triangle triangle : {Triangle{1, 2, 3}, Triangle{0, 0.5, 4}, Triangle{2, 5, 5}}) {
    const int steps = 100000;
    const double step = (triangle.most_m - triangle.least_m) / steps;
    double integral = 0, last = 0;
    for (int i = 0; i < steps; ++i) {
      const double share = triangular_share(triangle.least_m + (i + 0.5) * step, triangle);
      EXPECT_GE(share, last);
      last = share;
      integral += share * step;
    }
    EXPECT_NEAR(triangle.most_m - integral,
                (triangle.least_m + triangle.mode_m + triangle.most_m) / 3, 1e-8);
  }
}

TEST(Submerged, IsLifeSimsInFeet) {
  const auto at = [](double feet, Refuge refuge) {
    return submerged_share(feet * kFoot_m, refuge);
  };
  EXPECT_EQ(at(4, Refuge::FloorLimitedMobility), 0);
  EXPECT_NEAR(at(4.5, Refuge::FloorLimitedMobility), 0.125, 1e-12);
  EXPECT_NEAR(at(5, Refuge::FloorLimitedMobility), 0.5, 1e-12);
  EXPECT_EQ(at(6, Refuge::FloorLimitedMobility), 1);
  EXPECT_EQ(at(7.49, Refuge::Floor), 0);
  EXPECT_NEAR(at(7.75, Refuge::Floor), 0.125, 1e-12);
  EXPECT_NEAR(at(8, Refuge::Floor), 0.5, 1e-12);
  EXPECT_EQ(at(8.51, Refuge::Floor), 1);
  EXPECT_EQ(at(4.49, Refuge::Attic), 0);
  EXPECT_NEAR(at(5, Refuge::Attic), 0.5, 1e-12);
  EXPECT_EQ(at(5.51, Refuge::Attic), 1);
  EXPECT_EQ(at(3, Refuge::Roof), 0);
  EXPECT_NEAR(at(4, Refuge::Roof), 0.5, 1e-12);
  EXPECT_EQ(at(5, Refuge::Roof), 1);
}

TEST(Submerged, GrowsWithDepthAndSparesTheDry) {
  for (const Refuge refuge :
       {Refuge::FloorLimitedMobility, Refuge::Floor, Refuge::Attic, Refuge::Roof}) {
    EXPECT_EQ(submerged_share(0, refuge), 0);
    EXPECT_EQ(submerged_share(-1, refuge), 0);
    double last = 0;
    for (int i = 0; i < 400; ++i) {
      const double share = submerged_share(0.01 * i, refuge);
      EXPECT_GE(share, last);
      last = share;
    }
    EXPECT_EQ(last, 1);
  }
}

TEST(Buried, FromTheBodysLimit) {
  const BurialLimits limits{0.3, 0.6, 0.9};
  const auto turns_at = [&](double limit_m, Body body) {
    return buried(limit_m, body, limits) && !buried(std::nextafter(limit_m, 0), body, limits);
  };
  EXPECT_TRUE(turns_at(0.3, Body::Infant));
  EXPECT_TRUE(turns_at(0.6, Body::Child));
  EXPECT_TRUE(turns_at(0.9, Body::Adult));
  for (const Body body : {Body::Infant, Body::Child, Body::Adult}) EXPECT_FALSE(buried(0, body));
}

TEST(BurntOver, NeedsLongFlamesThatReach) {
  EXPECT_TRUE(burnt_over(1.2, 0));
  EXPECT_FALSE(burnt_over(std::nextafter(1.2, 0), 0));
  EXPECT_TRUE(burnt_over(3, 3));
  EXPECT_FALSE(burnt_over(3, beyond(3)));
  EXPECT_FALSE(burnt_over(0, 0, {0}));
  EXPECT_TRUE(burnt_over(0.1, 0, {0}));
}

}  // namespace
}  // namespace muster::exposure
