// SPDX-License-Identifier: MIT
// Probability that a slope fails when its soil is known only roughly.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "engine/base/error.hpp"
#include "engine/hazard/landslide/ground.hpp"

namespace muster::hazard::landslide {

/// A normal distribution cut off at `low` and `high`; deviation 0 means the mean itself, which then
/// lies between them. Within 35 deviations of the mean.
struct Spread {
  double mean = 0;
  double deviation = 0;
  double low = 0;
  double high = 0;
};

/// What is sampled. Depth is independent of strength.
struct Uncertainty {
  Spread cohesion_pa;
  Spread friction_rad;
  Spread slip_depth_m;  // of the surface that may slip: at most the basement
  /// Of cohesion and friction, in [-1, 1]: of the normal deviates of which both are monotonic
  /// functions (Gaussian copula; Nelsen 2006, An Introduction to Copulas, to confirm). Tests of
  /// soils often give it as negative.
  double correlation = 0;
};

/// Adds an error for each distribution that is none.
void check(const Uncertainty& uncertainty, const std::string& where, Diagnostics& diagnostics);

/// One draw.
struct Draw {
  double cohesion_pa = 0;
  double friction_rad = 0;
  double slip_depth_m = 0;
};

/// Draw number `sample` of `point`: the same for the same (seed, point, sample), whatever else is
/// drawn, so that cases compare under the same numbers.
Draw draw(const Uncertainty& uncertainty, std::uint64_t seed, std::uint64_t point,
          std::uint32_t sample);

/// Share of `samples` > 0 draws in which the factor of safety at the slip depth is below 1,
/// `time_s` after the rain's origin; `ground` gives the rest. Cohesion below 0 counts as 0, depth
/// below the basement as the basement. Allocates nothing. Cost: a stability_profile of one depth
/// and 0.5 us a sample.
double failure_probability(const Ground& ground, const Uncertainty& uncertainty,
                           std::span<const RainStep> rain, double time_s, std::uint64_t seed,
                           std::uint64_t point, std::uint32_t samples);

}  // namespace muster::hazard::landslide
