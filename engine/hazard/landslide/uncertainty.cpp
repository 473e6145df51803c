// SPDX-License-Identifier: MIT
#include "engine/hazard/landslide/uncertainty.hpp"

#include "engine/base/error.hpp"
#include "engine/base/random.hpp"
#include "engine/hazard/landslide/stability.hpp"

namespace muster::hazard::landslide {

namespace {

constexpr Purpose kCohesion{"landslide.cohesion"};
constexpr Purpose kFriction{"landslide.friction"};
constexpr Purpose kSlipDepth{"landslide.slip_depth"};

double value(const Spread& spread, const Stream& stream, std::uint64_t point,
             std::uint32_t sample) {
  if (!(spread.deviation > 0.0)) return spread.mean;
  return stream.truncated_normal(spread.mean, spread.deviation, spread.low, spread.high, point,
                                 sample);
}

}  // namespace

Draw draw(const Uncertainty& uncertainty, std::uint64_t seed, std::uint64_t point,
          std::uint32_t sample) {
  return {value(uncertainty.cohesion_pa, Stream{seed, kCohesion}, point, sample),
          value(uncertainty.friction_rad, Stream{seed, kFriction}, point, sample),
          value(uncertainty.slip_depth_m, Stream{seed, kSlipDepth}, point, sample)};
}

double failure_probability(const Ground& ground, const Uncertainty& uncertainty,
                           std::span<const RainStep> rain, double time_s, std::uint64_t seed,
                           std::uint64_t point, std::uint32_t samples) {
  MUSTER_EXPECT(samples > 0);
  Ground sampled = ground;
  std::uint32_t failures = 0;
  for (std::uint32_t i = 0; i < samples; ++i) {
    const Draw drawn = draw(uncertainty, seed, point, i);
    sampled.soil.cohesion_pa = drawn.cohesion_pa;
    sampled.soil.friction_rad = drawn.friction_rad;
    double head_m = 0, factor = 0;
    stability_profile(sampled, rain, time_s, {&drawn.slip_depth_m, 1}, {&head_m, 1}, {&factor, 1});
    if (factor < 1.0) ++failures;
  }
  return static_cast<double>(failures) / samples;
}

}  // namespace muster::hazard::landslide
