// SPDX-License-Identifier: MIT
// How a levee's breach grows.
#pragma once

namespace muster::hazard::flood {

/// Verheij & van der Knaap 2003, two phases: the crest falls linearly over `lowering_s` at the
/// first width; then the breach widens,
///   B = B0 + f1 sqrt(g) dh^1.5 / uc * log10(1 + f2 g / uc * t), t since the second phase began.
/// f1, f2 and the hours of t are to confirm, the critical velocities confirmed.
struct BreachGrowth {
  double critical_velocity_m_s = 0.2;  // of erosion: sand 0.2, clay 0.5
  double f1 = 1.3;
  double f2 = 0.04;
  double time_unit_s = 3600.0;  // of t
};

inline constexpr double kSandCriticalVelocity = 0.2;  // m/s
inline constexpr double kClayCriticalVelocity = 0.5;  // m/s

/// Widening, m, between two times of the second phase under a head difference that stays.
double widening(const BreachGrowth& growth, double difference_m, double from_s, double to_s);

}  // namespace muster::hazard::flood
