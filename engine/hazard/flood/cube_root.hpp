// SPDX-License-Identifier: MIT
// Reciprocal cube root from exact operations only, for loops that must vectorise.
#pragma once

#include <bit>
#include <cstdint>

namespace muster::hazard::flood {

/// x^(-1/3) for normal x > 0; relative error below 1e-15. No branch, no call, no integer
/// multiplication: compilers vectorise it from SSE2 on, and every lane gives the same bits as the
/// scalar code.
///
/// The bits of a double are nearly its logarithm, so bits(x^(-1/3)) is nearly C - bits(x)/3 (the
/// "fast inverse root" idea; Lomont 2003). The division by 3 runs in double arithmetic on the upper
/// 52 bits, as vector units below AVX-512 lack the integer one. Then r' = r (1 + e/3 + 2e^2/9 +
/// ...), the binomial series of r (1 - e)^(-1/3), e = 1 - x r^3.
[[gnu::always_inline]] inline double reciprocal_cube_root(double x) {
  const double upper =
      std::bit_cast<double>((std::bit_cast<std::uint64_t>(x) >> 12) | 0x4330000000000000u) - 0x1p52;
  const double guess = (0x1p52 + 1499661113395677.0) - upper * (1.0 / 3.0);
  double r = std::bit_cast<double>(std::bit_cast<std::uint64_t>(guess) << 12);
  double e = 1.0 - x * (r * r * r);
  r += r * (e * (1.0 / 3.0 + e * (2.0 / 9.0 + e * (14.0 / 81.0))));
  e = 1.0 - x * (r * r * r);
  r += r * (e * (1.0 / 3.0 + e * (2.0 / 9.0 + e * (14.0 / 81.0))));
  return r;
}

}  // namespace muster::hazard::flood
