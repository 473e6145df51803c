// SPDX-License-Identifier: MIT
// In which samples of the soils' strength each cell has failed so far.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/base/state.hpp"
#include "engine/hazard/landslide/stability.hpp"
#include "engine/hazard/landslide/uncertainty.hpp"

namespace muster::hazard::landslide {

/// A sample is one state of all soils: cells of one soil share its draws (the point of draw() is
/// the soil's number), so that a cell's share does not depend on the grid and maps are smooth.
///
/// Memory: a bit a sample and 4 B for each cell. Cost: about 2 ns a sample each time a cell is
/// looked at.
class FailureSamples {
 public:
  FailureSamples() = default;  // no samples
  /// `uncertainty` has an entry for each soil.
  FailureSamples(std::span<const Uncertainty> uncertainty, std::uint64_t seed,
                 std::uint32_t samples, std::size_t cells);

  bool empty() const { return samples_ == 0; }
  /// Marks the samples whose factor of safety is below 1 in `cell`, which has these stresses at
  /// depths that lie evenly: that of the depth nearest to the sample's counts. May be called for
  /// different cells at once.
  void mark(std::size_t cell, std::uint16_t soil, double added_cohesion_pa,
            std::span<const double> depths_m, std::span<const SlipStress> stresses);
  /// Share of the samples marked so far, for each cell.
  std::span<const float> probability() const { return probability_; }
  void state(StateArchive& archive);

 private:
  struct Strength {
    double cohesion_pa, friction;  // tan(phi)
    double slip_depth_m;
  };
  std::uint32_t samples_ = 0;
  std::size_t words_ = 0;            // of marks, a cell
  std::vector<Strength> strengths_;  // of the first soil's samples, then the second's, ...
  // State.
  std::vector<std::uint64_t> failed_;
  std::vector<float> probability_;
};

}  // namespace muster::hazard::landslide
