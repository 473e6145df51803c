// SPDX-License-Identifier: MIT
// How well scores tell slopes that slid from those that did not, and probabilities fitted to them.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace muster::hazard::landslide {

/// Area under the receiver operating characteristic curve: the probability that a slope that slid
/// scores above one that did not, ties counting half (Hanley & McNeil 1982, Radiology 143). Needs
/// at least one of each. O(n log n).
double area_under_roc(std::span<const double> scores, std::span<const std::uint8_t> slid);

/// Probability of sliding by logistic regression on what is known of a slope, each feature in units
/// of its deviation from its mean over the inventory.
class Calibration {
 public:
  /// `features`: row by row, `slid.size()` rows. The fit is the greatest posterior with normal
  /// priors of deviation 10 on the weights (an assumption; it matters only where the data would let
  /// weights grow without end), found by Newton's method. O(rows columns^2) a step.
  Calibration(std::span<const double> features, std::span<const std::uint8_t> slid);
  double probability(std::span<const double> features) const;

 private:
  std::vector<double> mean_, per_deviation_;
  std::vector<double> weight_;  // the last: intercept
};

}  // namespace muster::hazard::landslide
