// SPDX-License-Identifier: MIT
// Simulated time: whole microseconds since the case's start, so that order never depends on
// rounding.
#pragma once

#include <cmath>
#include <cstdint>
#include <limits>

namespace muster {

/// Microseconds since the case's start, or a span of microseconds.
using SimTime = std::int64_t;

inline constexpr SimTime kSecond = 1'000'000;
inline constexpr SimTime kNever = std::numeric_limits<SimTime>::max();

/// Nearest microsecond; `seconds` must be finite and within +-2.9e5 years.
inline SimTime from_seconds(double seconds) {
  return std::llround(seconds * 1e6);
}
/// span * by / of without overflow in between, rounded towards zero; of > 0.
constexpr SimTime scale(SimTime span, SimTime by, SimTime of) {
  __extension__ using Wide = __int128;
  return static_cast<SimTime>(static_cast<Wide>(span) * by / of);
}
constexpr double to_seconds(SimTime time) {
  return static_cast<double>(time) * 1e-6;
}

}  // namespace muster
