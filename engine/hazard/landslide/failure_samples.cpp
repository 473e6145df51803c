// SPDX-License-Identifier: MIT
#include "engine/hazard/landslide/failure_samples.hpp"

#include <algorithm>
#include <bit>

#include "engine/base/elementary.hpp"
#include "engine/base/error.hpp"

namespace muster::hazard::landslide {

namespace {

constexpr std::uint32_t kWord = 64;

/// Numbers of the nearest of depths that lie evenly.
class NearestDepth {
 public:
  explicit NearestDepth(std::span<const double> depths_m)
      : first_m_{depths_m.front()}, last_{static_cast<double>(depths_m.size() - 1)} {
    const double span_m = depths_m.back() - first_m_;
    per_m_ = span_m > 0.0 ? last_ / span_m : 0.0;
  }
  std::size_t operator()(double depth_m) const {
    return static_cast<std::size_t>(std::clamp((depth_m - first_m_) * per_m_ + 0.5, 0.0, last_));
  }

 private:
  double first_m_, last_, per_m_;
};

}  // namespace

FailureSamples::FailureSamples(std::span<const Uncertainty> uncertainty, std::uint64_t seed,
                               std::uint32_t samples, std::size_t cells)
    : samples_{samples},
      words_{(samples + kWord - 1) / kWord},
      failed_(cells * words_, 0),
      probability_(samples > 0 ? cells : 0, 0.0f) {
  strengths_.reserve(uncertainty.size() * samples);
  for (std::size_t soil = 0; soil < uncertainty.size(); ++soil) {
    for (std::uint32_t i = 0; i < samples; ++i) {
      const Draw drawn = draw(uncertainty[soil], seed, soil, i);
      strengths_.push_back(
          {drawn.cohesion_pa, elementary::tan(drawn.friction_rad), drawn.slip_depth_m});
    }
  }
}

void FailureSamples::mark(std::size_t cell, std::uint16_t soil, double added_cohesion_pa,
                          std::span<const double> depths_m, std::span<const SlipStress> stresses) {
  MUSTER_EXPECT(!empty() && depths_m.size() == stresses.size() && !stresses.empty());
  const NearestDepth nearest{depths_m};
  const Strength* const strength = &strengths_[std::size_t{soil} * samples_];
  std::uint64_t* const words = &failed_[cell * words_];
  std::uint32_t failures = 0;
  for (std::size_t w = 0; w < words_; ++w) {
    const std::uint32_t first = static_cast<std::uint32_t>(w) * kWord;
    const std::uint32_t count = std::min(kWord, samples_ - first);
    std::uint64_t marks = 0;
    for (std::uint32_t i = 0; i < count; ++i) {
      const Strength& sample = strength[first + i];
      const SlipStress& stress = stresses[nearest(sample.slip_depth_m)];
      const double cohesion_pa = std::max(0.0, sample.cohesion_pa + added_cohesion_pa);
      const bool fails = cohesion_pa + stress.normal_pa * sample.friction < stress.drive_pa;
      marks |= std::uint64_t{fails} << i;
    }
    words[w] |= marks;
    failures += static_cast<std::uint32_t>(std::popcount(words[w]));
  }
  probability_[cell] = static_cast<float>(failures) / static_cast<float>(samples_);
}

void FailureSamples::state(StateArchive& archive) {
  archive("failed_samples", failed_);
  archive("probability", probability_);
}

}  // namespace muster::hazard::landslide
