// SPDX-License-Identifier: MIT
// Flow over a crest, through a pipe, and how much of it a step may move.
#pragma once

#include <algorithm>
#include <cmath>

#include "engine/hazard/gravity.hpp"

namespace muster::hazard::flood {

/// Discharge over a broad-crested weir from `head_m` above its crest to `tail_m` (less than the
/// head, or below the crest), m3/s: C B H^1.5 while the tail is below 2/3 of the head, the critical
/// depth; above that the crest is drowned and the flow H2 B sqrt(2 g (H1 - H2)), scaled to join at
/// 2/3 for any C (energy and critical depth: Chow 1959, section 3; C 1.7 for SI units).
inline double weir_discharge(double coefficient, double width_m, double head_m, double tail_m) {
  if (head_m <= 0.0) return 0.0;
  if (tail_m <= 2.0 / 3.0 * head_m) return coefficient * width_m * (head_m * std::sqrt(head_m));
  constexpr double kJoin = 2.598076211353316;  // (3/2) sqrt(3)
  return kJoin * coefficient * width_m * (tail_m * std::sqrt(std::max(0.0, head_m - tail_m)));
}

/// Discharge of a full pipe, Q = mu A sqrt(2 g dh), m3/s.
inline double orifice_discharge(double coefficient, double area_m2, double difference_m) {
  return coefficient * area_m2 * std::sqrt(2.0 * kGravity * std::max(0.0, difference_m));
}

/// `wanted`, unless that comes near `most`: then smoothly less, and never `most` or more. With half
/// the difference of two levels as `most`, water never runs back in the next step: an explicit step
/// of Q ~ sqrt(dh) would swing as dh goes to 0.
inline double relaxed(double wanted, double most) {
  if (most <= 0.0) return 0.0;
  return wanted <= 0.5 * most ? wanted : most - 0.25 * most * most / wanted;
}

}  // namespace muster::hazard::flood
