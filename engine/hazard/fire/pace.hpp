// SPDX-License-Identifier: MIT
// What an ellipse means for the travel of fire over a grid.
#pragma once

#include <cmath>
#include <cstdint>
#include <limits>

#include "engine/hazard/fire/local_fire.hpp"

namespace muster::hazard::fire {

/// In cells: x east, y south.
struct Offset {
  double x = 0;
  double y = 0;
};
inline Offset operator-(Offset a, Offset b) {
  return {a.x - b.x, a.y - b.y};
}
inline double dot(Offset a, Offset b) {
  return a.x * b.x + a.y * b.y;
}
inline double length(Offset a) {
  return std::sqrt(dot(a, a));
}

/// Time along a vector v is slowness |v| - drift . v: the ellipse about its rear focus
/// (rate_from_ignition_m_s) with head rate R and eccentricity e has the slowness 1 / (R (1 - e))
/// and the drift e times that, along its head. So a front with arrival times T obeys
/// |grad T + drift| = slowness in every wind: a Randers metric, whose front-normal rate is
/// normal_rate_m_s.
struct Pace {
  double slowness_s = std::numeric_limits<double>::infinity();  // a cell; infinite: does not burn
  Offset drift_s;                                               // shorter than slowness

  bool burns() const { return slowness_s < std::numeric_limits<double>::infinity(); }
  double time_s(Offset v) const { return slowness_s * length(v) - dot(drift_s, v); }
  /// Gradient of arrival times where fire travels along the unit vector.
  Offset gradient_s(Offset along) const {
    return {slowness_s * along.x - drift_s.x, slowness_s * along.y - drift_s.y};
  }
  /// The unit vector that fire travels along where times have this gradient.
  Offset ray(Offset gradient_s) const {
    return {(gradient_s.x + drift_s.x) / slowness_s, (gradient_s.y + drift_s.y) / slowness_s};
  }
  /// Seconds a cell of a front square to itself, whose unit normal is given: the length of its
  /// gradient.
  double normal_slowness_s(Offset normal) const {
    const double b = dot(normal, drift_s);
    return std::sqrt(b * b + (slowness_s * slowness_s - dot(drift_s, drift_s))) - b;
  }
};

Pace pace_of(const LocalFire& fire, double cell_m);

}  // namespace muster::hazard::fire
