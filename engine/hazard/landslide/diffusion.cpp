// SPDX-License-Identifier: MIT
#include "engine/hazard/landslide/diffusion.hpp"

#include <algorithm>
#include <cmath>

#include "engine/base/elementary.hpp"
#include "engine/base/error.hpp"

namespace muster::hazard::landslide {

namespace {

constexpr double kInverseRootPi = 0.5641895835477562869;
/// Diffusion time D t/d^2 at which images and eigenfunctions change over: both are then short.
constexpr double kChangeOver = 0.25;
constexpr int kEigenfunctions = 4;  // exp(-25 pi^2/4) = 2e-27 is the next

}  // namespace

double integral_erfc(double x) {
  if (x > 6.5) return 0.0;  // below 3e-21
  return std::max(0.0, kInverseRootPi * elementary::exp(-x * x) - x * elementary::erfc(x));
}

double flux_response_m(double depth_m, double basement_m, double diffusivity_m2_s, double time_s) {
  MUSTER_EXPECT(depth_m >= 0.0 && depth_m <= basement_m);
  if (!(time_s > 0.0)) return 0.0;
  const double z = depth_m, d = basement_m;
  const double spread = diffusivity_m2_s * time_s;
  if (spread < kChangeOver * d * d) {
    const double q = 2.0 * std::sqrt(spread);  // below d: the next image lies beyond 6 q
    double sum = integral_erfc(z / q);
    for (int m = 1; m <= 3; ++m) {
      if ((2.0 * m * d - z) / q > 6.5) break;
      sum += integral_erfc((2.0 * m * d - z) / q) + integral_erfc((2.0 * m * d + z) / q);
    }
    return q * sum;
  }
  const double t = spread / (d * d);
  const double above = 1.0 - z / d;  // height above the base
  const double steady = (3.0 * above * above - 1.0) / 6.0;
  if (t > 4.0) return d * (t + steady);  // exp(-4 pi^2) = 7e-18
  const double first = elementary::exp(-M_PI * M_PI * t);
  const double c1 = elementary::cos(M_PI * above);
  double decay = first, odd = first * first * first;  // first^(n^2), first^(2n+1)
  double cosine = c1, before = 1.0;                   // cos(n pi above), of n - 1
  double sum = 0.0;
  for (int n = 1; n <= kEigenfunctions; ++n) {
    sum += (n % 2 == 0 ? 1.0 : -1.0) / (n * n) * decay * cosine;
    decay *= odd;
    odd *= first * first;
    const double next = 2.0 * c1 * cosine - before;
    before = cosine;
    cosine = next;
  }
  return d * (t + steady - 2.0 / (M_PI * M_PI) * sum);
}

double load_response(double depth_m, double thickness_m, double diffusivity_m2_s, double time_s) {
  MUSTER_EXPECT(depth_m >= 0.0 && depth_m <= thickness_m);
  if (!(time_s > 0.0)) return 0.0;
  const double z = depth_m, d = thickness_m;
  const double spread = diffusivity_m2_s * time_s;
  if (spread < kChangeOver * d * d) {
    const double q = 2.0 * std::sqrt(spread);
    double sum = elementary::erfc(z / q);
    double sign = 1.0;
    for (int m = 1; m <= 3; ++m, sign = -sign) {
      if ((2.0 * m * d - z) / q > 6.5) break;
      sum += sign *
             (elementary::erfc((2.0 * m * d - z) / q) - elementary::erfc((2.0 * m * d + z) / q));
    }
    return sum;
  }
  if (d <= 0.0) return 1.0;
  const double t = spread / (d * d);
  const double above = 1.0 - z / d;
  double sum = 0.0;
  for (int n = 0; n < kEigenfunctions; ++n) {
    const double root = (n + 0.5) * M_PI;
    sum += (n % 2 == 0 ? 1.0 : -1.0) / (2 * n + 1) * elementary::exp(-root * root * t) *
           elementary::cos(root * above);
  }
  return 1.0 - 4.0 / M_PI * sum;
}

}  // namespace muster::hazard::landslide
