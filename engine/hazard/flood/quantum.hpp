// SPDX-License-Identifier: MIT
// Heights and depths as whole numbers of a quantum, so that water is conserved to the last bit.
#pragma once

#include <cmath>

namespace muster::hazard::flood {

// Bed heights, depths and the depth that crosses a face in a step are multiples of 2^-40 m (0.9 pm)
// held in doubles. Sums and differences of such numbers below 2^13 m are exact, hence:
//   - what leaves a cell is what enters the next one, bit for bit, in any order of summing;
//   - the levels of a lake at rest are equal, not nearly equal, and it stays at rest.

/// Heights and levels must stay within this, m.
inline constexpr double kGreatestHeight = 8000.0;

/// Nearest multiple of the quantum; |x| < 2^13 m.
inline double whole_quanta(double x) {
  return std::rint(x * 0x1p40) * 0x1p-40;
}

/// The same for |x| < 2^11 m without a library call: adding 1.5 * 2^52 quanta leaves no bits below
/// one.
inline double whole_quanta_small(double x) {
  return (x + 0x1.8p12) - 0x1.8p12;
}

}  // namespace muster::hazard::flood
