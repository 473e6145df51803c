// SPDX-License-Identifier: MIT
// How a levee's breach grows.
#include "engine/hazard/flood/breach.hpp"

#include <cmath>

#include "engine/base/elementary.hpp"
#include "engine/hazard/gravity.hpp"

namespace muster::hazard::flood {

/// The integral of the rate dB/dt = f1 f2 / (uc^2 ln 10) (g dh)^1.5 / (1 + f2 g / uc t).
double widening(const BreachGrowth& growth, double difference_m, double from_s, double to_s) {
  if (difference_m <= 0.0 || to_s <= from_s) return 0.0;
  const double pace = growth.f2 * kGravity / growth.critical_velocity_m_s / growth.time_unit_s;
  const double reach =
      growth.f1 * std::sqrt(kGravity * difference_m) * difference_m / growth.critical_velocity_m_s;
  return reach * elementary::log10((1.0 + pace * to_s) / (1.0 + pace * from_s));
}

}  // namespace muster::hazard::flood
