// SPDX-License-Identifier: MIT
// Probability of failure against the distribution function where the factor is a simple function.
#include "engine/hazard/landslide/uncertainty.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "engine/hazard/landslide/stability.hpp"

namespace muster::hazard::landslide {
namespace {

constexpr double kSlope_rad = 0.65;
constexpr std::uint32_t kSamples = 40000;

/// Dry down to 4 m.
Ground dry() {
  return {{0, 0.6, 2e4, 1e-6, 1e-5, 0.45, 0.05, 0}, kSlope_rad, 4, 4, 0};
}

Uncertainty certain(double cohesion_pa, double friction_rad, double slip_depth_m) {
  return {{cohesion_pa, 0, 0, 1e6}, {friction_rad, 0, 0, 1.5}, {slip_depth_m, 0, 0, 4}};
}

double normal(double x) {
  return 0.5 * std::erfc(-x / std::sqrt(2.0));
}

/// Share of a truncated normal distribution below x.
double share_below(const Spread& spread, double x) {
  const auto at = [&](double value) { return normal((value - spread.mean) / spread.deviation); };
  return (at(x) - at(spread.low)) / (at(spread.high) - at(spread.low));
}

/// Four standard errors of a share of kSamples.
double tolerance(double share) {
  return 4 * std::sqrt(share * (1 - share) / kSamples);
}

TEST(Uncertainty, OfNothingIsZeroOrOne) {
  EXPECT_EQ(failure_probability(dry(), certain(0, 0.64, 2), {}, 0, 1, 5, 10), 1);
  EXPECT_EQ(failure_probability(dry(), certain(0, 0.66, 2), {}, 0, 1, 5, 10), 0);
}

TEST(Uncertainty, OfFrictionIsItsDistributionAtTheSlope) {
  Uncertainty uncertainty = certain(0, 0, 2);
  uncertainty.friction_rad = {0.68, 0.05, 0.58, 0.8};
  const double share = share_below(uncertainty.friction_rad, kSlope_rad);
  EXPECT_NEAR(failure_probability(dry(), uncertainty, {}, 0, 7, 3, kSamples), share,
              tolerance(share));
}

TEST(Uncertainty, OfCohesionIsItsDistributionAtTheStressThatFrictionLeaves) {
  Uncertainty uncertainty = certain(0, 0.5, 2);
  uncertainty.cohesion_pa = {6000, 2500, 1000, 12000};
  const double left_pa = 2e4 * 2 * std::cos(kSlope_rad) *
                         (std::sin(kSlope_rad) - std::cos(kSlope_rad) * std::tan(0.5));
  const double share = share_below(uncertainty.cohesion_pa, left_pa);
  ASSERT_TRUE(share > 0.1 && share < 0.9);
  EXPECT_NEAR(failure_probability(dry(), uncertainty, {}, 0, 7, 3, kSamples), share,
              tolerance(share));
}

TEST(Uncertainty, OfDepthIsItsShareBelowTheDepthThatCohesionHolds) {
  Uncertainty uncertainty = certain(5000, 0.5, 0);
  uncertainty.slip_depth_m = {1.8, 0.6, 0.5, 4};
  const double holds_m = 5000 / (2e4 * std::cos(kSlope_rad) *
                                 (std::sin(kSlope_rad) - std::cos(kSlope_rad) * std::tan(0.5)));
  const double share = 1 - share_below(uncertainty.slip_depth_m, holds_m);
  ASSERT_TRUE(share > 0.1 && share < 0.9);
  EXPECT_NEAR(failure_probability(dry(), uncertainty, {}, 0, 7, 3, kSamples), share,
              tolerance(share));
}

TEST(Uncertainty, DrawsStayInBoundsAndBelongToTheirPoint) {
  const Uncertainty uncertainty{{3000, 4000, 500, 6000}, {0.6, 0.2, 0.4, 0.7}, {2, 2, 1, 4}};
  double products = 0;
  for (std::uint32_t i = 0; i < 4000; ++i) {
    const Draw drawn = draw(uncertainty, 9, 4, i);
    ASSERT_TRUE(drawn.cohesion_pa >= 500 && drawn.cohesion_pa <= 6000);
    ASSERT_TRUE(drawn.friction_rad >= 0.4 && drawn.friction_rad <= 0.7);
    ASSERT_TRUE(drawn.slip_depth_m >= 1 && drawn.slip_depth_m <= 4);
    EXPECT_NE(drawn.cohesion_pa, draw(uncertainty, 9, 5, i).cohesion_pa);
    EXPECT_NE(drawn.cohesion_pa, draw(uncertainty, 8, 4, i).cohesion_pa);
    products += (drawn.cohesion_pa > 3205) == (drawn.slip_depth_m > 2.4) ? 1 : -1;
  }
  EXPECT_LT(std::fabs(products), 400);  // the three are independent
}

TEST(Uncertainty, GrowsWithRainAndTime) {
  const Uncertainty uncertainty{{3000, 1000, 500, 6000}, {0.6, 0.05, 0.4, 0.7}, {2, 0.5, 1, 4}};
  Ground ground = dry();
  ground.water_table_m = 2.5;
  double before = 0;
  for (const double rate : {0.0, 1e-7, 4e-7, 1e-6}) {
    const std::vector<RainStep> rain = {{0, rate}};
    double earlier = 0;
    for (const double time_s : {0.0, 2e4, 1e5, 1e6}) {
      const double share = failure_probability(ground, uncertainty, rain, time_s, 3, 1, 400);
      EXPECT_GE(share, earlier);  // exactly, as the draws are the same
      earlier = share;
    }
    EXPECT_GE(earlier, before);
    before = earlier;
  }
  EXPECT_GT(before, failure_probability(ground, uncertainty, {}, 0, 3, 1, 400));
}

TEST(Uncertainty, CorrelationKeepsTheDistributionsAndJoinsThem) {
  Uncertainty uncertainty{{3000, 1500, 1000, 6000}, {0.6, 0.05, 0.5, 0.7}, {2, 0, 1, 4}, -0.6};
  const int draws = 20000;
  double below = 0, sum_c = 0, sum_f = 0, cc = 0, ff = 0, cf = 0;
  for (std::uint32_t i = 0; i < draws; ++i) {
    const Draw drawn = draw(uncertainty, 5, 2, i);
    ASSERT_TRUE(drawn.cohesion_pa >= 1000 && drawn.cohesion_pa <= 6000);
    ASSERT_TRUE(drawn.friction_rad >= 0.5 && drawn.friction_rad <= 0.7);
    below += drawn.cohesion_pa < 2500;
    const double c = drawn.cohesion_pa / 1000, f = drawn.friction_rad * 10;
    sum_c += c, sum_f += f, cc += c * c, ff += f * f, cf += c * f;
  }
  const double share = share_below(uncertainty.cohesion_pa, 2500);
  EXPECT_NEAR(below / draws, share, 4 * std::sqrt(share * (1 - share) / draws));
  const auto covariance = [&](double xy, double x, double y) {
    return xy / draws - x * y / draws / draws;
  };
  const double r = covariance(cf, sum_c, sum_f) /
                   std::sqrt(covariance(cc, sum_c, sum_c) * covariance(ff, sum_f, sum_f));
  EXPECT_NEAR(r, -0.59, 0.03);  // cutting the tails off takes little of it
  uncertainty.correlation = 1;
  for (std::uint32_t i = 0; i < 100; ++i) {
    const Draw drawn = draw(uncertainty, 5, 2, i);
    EXPECT_NEAR(share_below(uncertainty.cohesion_pa, drawn.cohesion_pa),
                share_below(uncertainty.friction_rad, drawn.friction_rad), 1e-9);
  }
}

TEST(Uncertainty, StrengthThatVariesAgainstItselfFailsLess) {
  // Mean strength is above the load: what narrows its distribution lowers the probability.
  Uncertainty uncertainty{{4000, 1500, 0, 8000}, {0.6, 0.06, 0.4, 0.8}, {2, 0, 1, 4}, -0.8};
  const double against = failure_probability(dry(), uncertainty, {}, 0, 1, 1, 4000);
  uncertainty.correlation = 0;
  const double free = failure_probability(dry(), uncertainty, {}, 0, 1, 1, 4000);
  uncertainty.correlation = 0.8;
  const double together = failure_probability(dry(), uncertainty, {}, 0, 1, 1, 4000);
  EXPECT_LT(against, free);
  EXPECT_LT(free, together);
}

TEST(Uncertainty, NamesWhatIsNoDistribution) {
  Diagnostics diagnostics;
  check({{3000, 10, 4000, 6000}, {0.6, -1, 0.4, 0.7}, {2, 0.5, 1, 3}, 2}, "soil 1", diagnostics);
  EXPECT_EQ(diagnostics.errors(), 3u);
  Diagnostics none;
  check({{3000, 1000, 500, 6000}, {0.6, 0.05, 0.4, 0.7}, {2, 0, 2, 2}, -0.3}, "soil 1", none);
  EXPECT_TRUE(none.ok());
}

}  // namespace
}  // namespace muster::hazard::landslide
