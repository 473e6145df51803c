// SPDX-License-Identifier: MIT
// When fire arrives that crosses the edge between two burnt cells.
#pragma once

#include <optional>

#include "engine/hazard/fire/pace.hpp"

namespace muster::hazard::fire {

/// Arrival at a point and how it grows from there: the front as a cell knows it.
struct Jet {
  double time_s = 0;
  Offset gradient_s;  // a cell
};

struct Crossing {
  double time_s = 0;  // of arrival
  Offset from;        // where fire left the edge, relative to the target
  double left_s = 0;  // when
};

/// Earliest arrival at the origin, at one pace, from the inside of the edge between a and b. Times
/// along the edge follow the cubic through both times and slopes (jet marching: Potter and Cameron
/// 2021, SIAM J. Sci. Comput. 43), or the straight line where the slopes cannot be those of one
/// front. Empty where an end is soonest.
std::optional<Crossing> soonest_across(const Pace& pace, Offset a, const Jet& at_a, Offset b,
                                       const Jet& at_b);

}  // namespace muster::hazard::fire
