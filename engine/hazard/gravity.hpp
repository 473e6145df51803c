// SPDX-License-Identifier: MIT
// The constant that water and slides share.
#pragma once

namespace muster::hazard {

/// Standard acceleration of gravity, m/s2 (BIPM, CGPM 1901).
inline constexpr double kGravity = 9.80665;

}  // namespace muster::hazard
