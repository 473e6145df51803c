// SPDX-License-Identifier: MIT
// Shares of samples that failed so far, against one column at a time and by count.
#include "engine/hazard/landslide/failure_samples.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "engine/hazard/landslide/least_factors.hpp"

namespace muster::hazard::landslide {
namespace {

constexpr std::uint32_t kSamples = 1000;  // not a whole number of words

/// Cohesion 0 to 10 kPa, slips 1 to 2 m down, no friction.
const std::vector<Uncertainty> kLoose = {
    {{5000, 3000, 0, 10000}, {0, 0, 0, 0}, {1.5, 0.3, 1, 2}, 0}};

float marked(FailureSamples& samples, double shallow_pa, double deep_pa, double added_pa = 0) {
  const std::vector<double> depths_m = {1, 2};
  const std::vector<SlipStress> stresses = {{shallow_pa, 0}, {deep_pa, 0}};
  samples.mark(0, 0, added_pa, depths_m, stresses);
  return samples.probability()[0];
}

float marked(double shallow_pa, double deep_pa, double added_pa = 0) {
  FailureSamples samples{kLoose, 3, kSamples, 1};
  return marked(samples, shallow_pa, deep_pa, added_pa);
}

TEST(FailureSamples, StrengthAndDepthDecideWhatFails) {
  EXPECT_EQ(marked(0, 0), 0);
  EXPECT_EQ(marked(2e4, 2e4), 1);
  const float shallow = marked(2e4, 0), deep = marked(0, 2e4);
  EXPECT_NEAR(shallow, 0.5, 0.07);
  EXPECT_NEAR(shallow + deep, 1, 1e-6);
  EXPECT_NEAR(marked(5000, 5000), 0.5, 0.07);
  EXPECT_EQ(marked(5000, 5000, 5000), 0);
  EXPECT_EQ(marked(5000, 5000, -10000), 1);
}

TEST(FailureSamples, WhatFailedStaysSoAndOtherSamplesComeOnTop) {
  FailureSamples samples{kLoose, 3, kSamples, 1};
  const float shallow = marked(samples, 2e4, 0);
  EXPECT_EQ(marked(samples, 0, 0), shallow);
  EXPECT_EQ(marked(samples, 2e4, 0), shallow);
  EXPECT_EQ(marked(samples, 0, 2e4), 1);  // at no time more than about half of them fail
}

TEST(FailureSamples, OverTerrainAreThoseOfEachCell) {
  Hillsides hillsides;
  hillsides.grid = {0, 0, 10, 6, 5};
  hillsides.soils = {{0, 0.6, 2e4, 1e-6, 1e-5, 0.45, 0.05, 0}};
  for (int i = 0; i < 30; ++i) hillsides.slope_rad.push_back(0.4 + 0.01 * i);
  hillsides.water_table_m = {2.5};
  hillsides.basement_m = {3};
  const std::vector<Uncertainty> uncertainty = {
      {{3000, 1000, 500, 6000}, {0.6, 0.05, 0.4, 0.7}, {3, 0, 3, 3}, -0.3}};
  const std::vector<InfiltrationPeriod> periods = {{0, {4e-7f}}};
  const std::vector<RainStep> rain = {{0, static_cast<double>(4e-7f)}};
  FailureSamples samples{uncertainty, 11, kSamples, 30};
  LeastFactors least;
  least_factors(hillsides, periods, 4e4, {}, least, {}, &samples);
  for (std::size_t i = 0; i < 30; ++i) {
    EXPECT_EQ(samples.probability()[i],
              static_cast<float>(failure_probability(ground_at(hillsides, i), uncertainty[0], rain,
                                                     4e4, 11, 0, kSamples)));
  }
  EXPECT_LT(samples.probability()[0], 0.2);
  EXPECT_GT(samples.probability()[29], 0.5);
}

}  // namespace
}  // namespace muster::hazard::landslide
