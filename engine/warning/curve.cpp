// SPDX-License-Identifier: MIT
#include "engine/warning/curve.hpp"

#include <algorithm>
#include <cmath>

#include "engine/base/elementary.hpp"
#include "engine/base/error.hpp"

namespace muster::warning {

namespace {

constexpr double kHour_s = 3600;
constexpr double kNever_s =
    1e10;  // three centuries: late enough, and sums stay far below SimTime's end

}  // namespace

double share_reached(const cases::Curve& curve, double time_s) {
  using enum cases::CurveKind;
  if (time_s < 0) return 0;
  switch (curve.kind) {
    case Immediate:
      return 1;
    case Weibull:
      return 1 - elementary::exp(-curve.scale_a * elementary::pow(time_s / kHour_s, curve.shape_b));
    case Rayleigh: {
      const double r = time_s / curve.sigma_s;
      return 1 - elementary::exp(-0.5 * r * r);
    }
    case Sigmoid:
      return 1 / (1 + elementary::exp(-curve.slope_per_s * (time_s - curve.half_s)));
    case RogersSorensen: {
      // dn/dt = (b + c n)(1 - n), n(0) = 0, integrated.
      const double b = curve.broadcast_per_h / kHour_s;
      const double c = curve.contagion_per_h / kHour_s;
      const double e = elementary::exp((b + c) * time_s);
      return std::isinf(e) ? 1 : b * (e - 1) / (b * e + c);
    }
  }
  MUSTER_VERIFY(false);
  return 0;
}

namespace {

double inverse(const cases::Curve& curve, double u) {
  using enum cases::CurveKind;
  switch (curve.kind) {
    case Immediate:
      return 0;
    case Weibull:
      return kHour_s * elementary::pow(-elementary::log(1 - u) / curve.scale_a, 1 / curve.shape_b);
    case Rayleigh:
      return curve.sigma_s * std::sqrt(-2 * elementary::log(1 - u));
    case Sigmoid:
      return std::max(0.0, curve.half_s - elementary::log(1 / u - 1) / curve.slope_per_s);
    case RogersSorensen: {
      const double b = curve.broadcast_per_h / kHour_s;
      const double c = curve.contagion_per_h / kHour_s;
      return elementary::log((b + u * c) / (b * (1 - u))) / (b + c);
    }
  }
  MUSTER_VERIFY(false);
  return 0;
}

}  // namespace

double time_of_share(const cases::Curve& curve, double u) {
  MUSTER_EXPECT(u > 0 && u < 1);
  const double time_s = inverse(curve, u);
  return time_s < kNever_s ? time_s : kNever_s;  // NaN where nobody ever hears
}

}  // namespace muster::warning
