// SPDX-License-Identifier: MIT
// Draws of an ensemble's members.
#include "engine/study/uncertainty.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace muster::study {
namespace {

using cases::Distribution;
using cases::DrawnAs;
using cases::UncertainDriver;

std::vector<double> draws(const UncertainDriver& driver, std::uint32_t members = 20000) {
  std::vector<double> all;
  for (std::uint32_t m = 0; m < members; ++m) all.push_back(drawn(driver, 10, 7, m));
  std::sort(all.begin(), all.end());
  return all;
}

double at(const std::vector<double>& sorted, double share) {
  return sorted[static_cast<std::size_t>(share * static_cast<double>(sorted.size()))];
}

TEST(Uncertainty, DistributionsHaveTheirQuantiles) {
  UncertainDriver d;
  d.pointer = "/a";
  d.low = 2;
  d.high = 6;
  EXPECT_NEAR(at(draws(d), 0.25), 3, 0.05);
  EXPECT_GE(draws(d).front(), 2);
  EXPECT_LE(draws(d).back(), 6);
  d.distribution = Distribution::Triangular;
  d.mode = 3;
  EXPECT_NEAR(at(draws(d), 0.25), 3, 0.05);  // (mode - low) / (high - low) lie below the mode
  d.distribution = Distribution::Normal;
  d.mean = 1;
  d.deviation = 2;
  EXPECT_NEAR(at(draws(d), 0.841345), 3, 0.06);
  d.distribution = Distribution::Lognormal;
  d.median = 4;
  d.log_deviation = 0.5;
  EXPECT_NEAR(at(draws(d), 0.5), 4, 0.05);
  EXPECT_NEAR(at(draws(d), 0.841345), 4 * std::exp(0.5), 0.15);
  d.distribution = Distribution::Choice;
  d.values = {1, 5};
  const std::vector<double> chosen = draws(d);
  const auto ones = std::count(chosen.begin(), chosen.end(), 1.0);
  EXPECT_NEAR(static_cast<double>(ones) / static_cast<double>(chosen.size()), 0.5, 0.02);
}

TEST(Uncertainty, IsTheValueAFactorOrAnAddend) {
  UncertainDriver d;
  d.pointer = "/a";
  d.low = d.high = 3;
  EXPECT_EQ(drawn(d, 10, 1, 0), 3);
  d.drawn_as = DrawnAs::Factor;
  EXPECT_EQ(drawn(d, 10, 1, 0), 30);
  d.drawn_as = DrawnAs::Addend;
  EXPECT_EQ(drawn(d, 10, 1, 0), 13);
}

TEST(Uncertainty, NeitherOtherDriversNorTheNumberOfMembersMoveADraw) {
  UncertainDriver wind, rain;
  wind.pointer = "/wind";
  rain.pointer = "/rain";
  wind.high = rain.high = 1;
  const auto both = overrides_of({rain, wind}, {0, 0}, 5, 3);
  const auto one = overrides_of({wind}, {0}, 5, 3);
  ASSERT_EQ(both.size(), 2u);
  EXPECT_EQ(both[1], one[0]);
  EXPECT_NE(both[0].second, both[1].second);
  EXPECT_NE(overrides_of({wind}, {0}, 6, 3), one);
  EXPECT_NE(overrides_of({wind}, {0}, 5, 4), one);
}

}  // namespace
}  // namespace muster::study
