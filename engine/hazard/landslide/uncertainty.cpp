// SPDX-License-Identifier: MIT
#include "engine/hazard/landslide/uncertainty.hpp"

#include <algorithm>
#include <cmath>

#include "engine/base/elementary.hpp"
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

double normal_distribution(double z) {
  return 0.5 * elementary::erfc(-z * M_SQRT1_2);
}

/// The value of which the share `normal_distribution(deviate)` of the distribution lies below. The
/// smaller tail is used on each side, as it keeps its digits.
double quantile(const Spread& spread, double deviate) {
  if (!(spread.deviation > 0.0)) return spread.mean;
  if (deviate > 0.0) {
    const Spread mirrored{-spread.mean, spread.deviation, -spread.high, -spread.low};
    return -quantile(mirrored, -deviate);
  }
  const double low = normal_distribution((spread.low - spread.mean) / spread.deviation);
  const double high = normal_distribution((spread.high - spread.mean) / spread.deviation);
  const double p =
      std::clamp(low + normal_distribution(deviate) * (high - low), 0x1p-1022, 1.0 - 0x1p-53);
  return std::clamp(spread.mean + spread.deviation * normal_quantile(p), spread.low, spread.high);
}

}  // namespace

void check(const Uncertainty& uncertainty, const std::string& where, Diagnostics& diagnostics) {
  const auto check_spread = [&](const Spread& spread, const char* what, double greatest) {
    const bool inside = spread.low >= 0.0 && spread.low <= spread.mean &&
                        spread.mean <= spread.high && spread.high <= greatest;
    const bool wide =
        spread.deviation == 0.0 || (spread.low < spread.high && spread.deviation > 0.0);
    const double farthest = std::max(spread.mean - spread.low, spread.high - spread.mean);
    if (!inside || !wide || !(spread.deviation == 0.0 || farthest < 35.0 * spread.deviation)) {
      diagnostics.error(where + ": " + what,
                        "needs 0 <= low <= mean <= high, a deviation of at least 0 and limits "
                        "within 35 deviations");
    }
  };
  check_spread(uncertainty.cohesion_pa, "cohesion", 1e9);
  check_spread(uncertainty.friction_rad, "friction", M_PI_2);
  check_spread(uncertainty.slip_depth_m, "slip depth", 1e4);
  if (!(std::fabs(uncertainty.correlation) <= 1.0))
    diagnostics.error(where, "the correlation must lie between -1 and 1");
}

Draw draw(const Uncertainty& uncertainty, std::uint64_t seed, std::uint64_t point,
          std::uint32_t sample) {
  if (uncertainty.correlation != 0.0) {
    const double r = uncertainty.correlation;
    const double first = normal_quantile(Stream{seed, kCohesion}.uniform(point, sample));
    const double own = normal_quantile(Stream{seed, kFriction}.uniform(point, sample));
    return {quantile(uncertainty.cohesion_pa, first),
            quantile(uncertainty.friction_rad, r * first + std::sqrt(1.0 - r * r) * own),
            value(uncertainty.slip_depth_m, Stream{seed, kSlipDepth}, point, sample)};
  }
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
    const double depth_m = std::min(drawn.slip_depth_m, ground.basement_m);
    sampled.soil.cohesion_pa = std::max(0.0, drawn.cohesion_pa);
    sampled.soil.friction_rad = drawn.friction_rad;
    double head_m = 0, factor = 0;
    stability_profile(sampled, rain, time_s, {&depth_m, 1}, {&head_m, 1}, {&factor, 1});
    if (factor < 1.0) ++failures;
  }
  return static_cast<double>(failures) / samples;
}

}  // namespace muster::hazard::landslide
