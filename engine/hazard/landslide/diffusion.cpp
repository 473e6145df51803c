// SPDX-License-Identifier: MIT
#include "engine/hazard/landslide/diffusion.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

#include "engine/base/elementary.hpp"
#include "engine/base/error.hpp"

namespace muster::hazard::landslide {

namespace {

constexpr double kInverseRootPi = 0.5641895835477562869;
/// Diffusion time D t/d^2 at which images and eigenfunctions change over: both are then short.
constexpr double kChangeOver = 0.25;
constexpr int kEigenfunctions = 4;  // exp(-25 pi^2/4) = 2e-27 is the next
/// Beyond, the integral of erfc is below 3e-21.
constexpr double kFarthest = 6.5;

/// The integral of erfc by Taylor polynomials of degree 7 about the middles of intervals of 1/32:
/// the next term is below 2e-17. A look-up costs a tenth of erfc and exp. 13 kB.
class IntegralErfc {
 public:
  IntegralErfc() {
    for (std::size_t i = 0; i < kIntervals; ++i) {
      const double x = (static_cast<double>(i) + 0.5) / kPerUnit;
      const double bell = kInverseRootPi * elementary::exp(-x * x);
      auto& term = terms_[i];
      term[0] = bell - x * elementary::erfc(x);
      term[1] = -elementary::erfc(x);
      // Its second derivative is 2 exp(-x^2)/sqrt(pi), whose n-th is (-1)^n H_n(x) times it.
      double hermite = 1.0, before = 0.0, factorial = 1.0;
      for (int n = 0; n + 2 < kTerms; ++n) {
        factorial *= n + 2;
        term[static_cast<std::size_t>(n) + 2] =
            (n % 2 == 0 ? 2.0 : -2.0) * bell * hermite / factorial;
        const double next = 2.0 * x * hermite - 2.0 * n * before;
        before = hermite;
        hermite = next;
      }
    }
  }

  double operator()(double x) const {
    if (!(x < kFarthest)) return 0.0;
    const auto i = static_cast<std::size_t>(x * kPerUnit);
    const double u = x - (static_cast<double>(i) + 0.5) / kPerUnit;
    const auto& t = terms_[i];
    const double u2 = u * u;
    const double low = (t[0] + t[1] * u) + (t[2] + t[3] * u) * u2;
    const double high = (t[4] + t[5] * u) + (t[6] + t[7] * u) * u2;
    return std::max(0.0, low + high * (u2 * u2));
  }

 private:
  static constexpr int kPerUnit = 32;
  static constexpr int kTerms = 8;
  static constexpr std::size_t kIntervals = 208;  // 6.5 units
  std::array<std::array<double, kTerms>, kIntervals> terms_;
};

const IntegralErfc kIntegralErfc;

/// cos(pi x) for x in [0, 1]: the series of sin(pi (1/2 - x)), whose next term is below 1e-17.
double cos_pi(double x) {
  constexpr int kTerms = 10;
  constexpr auto kTerm = [] {
    std::array<double, kTerms> term{};
    double value = M_PI;
    for (int n = 0; n < kTerms; ++n) {
      term[static_cast<std::size_t>(n)] = value;
      value *= -M_PI * M_PI / ((2.0 * n + 2.0) * (2.0 * n + 3.0));
    }
    return term;
  }();
  const double u = 0.5 - x;
  const double u2 = u * u;
  double sum = kTerm[kTerms - 1];
  for (int n = kTerms - 2; n >= 0; --n) sum = sum * u2 + kTerm[static_cast<std::size_t>(n)];
  return sum * u;
}

/// Baum, Savage & Godt 2008 (OFR 2008-1159), eq. 2; its first term alone is Iverson 2000, eq. 27.
void add_images(double flux, std::span<const double> depths_m, double d, double spread,
                std::span<double> heads_m) {
  const double q = 2.0 * std::sqrt(spread);  // below d: the image after the third lies beyond 6 q
  const double per_q = 1.0 / q;
  const double scale = flux * q;
  int images = 0;
  while (images < 3 && (2.0 * images + 1.0) * d < kFarthest * q) ++images;
  for (std::size_t i = 0; i < depths_m.size(); ++i) {
    const double z = depths_m[i];
    double sum = kIntegralErfc(z * per_q);
    for (int m = 1; m <= images; ++m) {
      sum += kIntegralErfc((2.0 * m * d - z) * per_q) + kIntegralErfc((2.0 * m * d + z) * per_q);
    }
    heads_m[i] += scale * sum;
  }
}

/// Carslaw & Jaeger 1959, section 3.8, eq. 3.
void add_eigenfunctions(double flux, std::span<const double> depths_m, double d, double spread,
                        std::span<double> heads_m) {
  const double t = spread / (d * d);
  const double scale = flux * d;
  // 0 where all have died away: exp(-4 pi^2) = 7e-18.
  const double first = t > 4.0 ? 0.0 : elementary::exp(-M_PI * M_PI * t);
  std::array<double, kEigenfunctions> weight{};
  double decay = first, odd = first * first * first;  // first^(n^2), first^(2n+1)
  for (int n = 1; n <= kEigenfunctions; ++n) {
    weight[static_cast<std::size_t>(n) - 1] =
        (n % 2 == 0 ? -2.0 : 2.0) / (M_PI * M_PI * n * n) * decay;
    decay *= odd;
    odd *= first * first;
  }
  const double per_d = 1.0 / d;
  for (std::size_t i = 0; i < depths_m.size(); ++i) {
    const double above = 1.0 - depths_m[i] * per_d;  // height above the base
    double sum = t + (3.0 * above * above - 1.0) / 6.0;
    if (first > 0.0) {
      const double c1 = cos_pi(above);
      double cosine = c1, before = 1.0;  // cos(n pi above), of n - 1
      for (const double w : weight) {
        sum += w * cosine;
        const double next = 2.0 * c1 * cosine - before;
        before = cosine;
        cosine = next;
      }
    }
    heads_m[i] += scale * sum;
  }
}

}  // namespace

double integral_erfc(double x) {
  return kIntegralErfc(x);
}

double flux_response_m(double depth_m, double basement_m, double diffusivity_m2_s, double time_s) {
  double response_m = 0.0;
  add_flux_response(1.0, {&depth_m, 1}, basement_m, diffusivity_m2_s, time_s, {&response_m, 1});
  return response_m;
}

void add_flux_response(double flux, std::span<const double> depths_m, double basement_m,
                       double diffusivity_m2_s, double time_s, std::span<double> heads_m) {
  MUSTER_EXPECT(heads_m.size() == depths_m.size());
  if (!(time_s > 0.0)) return;
  const double spread = diffusivity_m2_s * time_s;
  if (spread < kChangeOver * basement_m * basement_m) {
    add_images(flux, depths_m, basement_m, spread, heads_m);
  } else {
    add_eigenfunctions(flux, depths_m, basement_m, spread, heads_m);
  }
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
  // decay = first^((2n+1)^2); odd cosines from two before.
  const double first = elementary::exp(-0.25 * M_PI * M_PI * t);
  const double first8 = ((first * first) * (first * first)) * ((first * first) * (first * first));
  const double twice_cosine = 2.0 * cos_pi(above);
  double cosine = cos_pi(0.5 * above), before = cosine;
  double sum = 0.0, decay = first, growth = first8;
  for (int n = 0; n < kEigenfunctions; ++n) {
    sum += (n % 2 == 0 ? 1.0 : -1.0) / (2 * n + 1) * decay * cosine;
    decay *= growth;
    growth *= first8;
    const double next = twice_cosine * cosine - before;
    before = cosine;
    cosine = next;
  }
  return 1.0 - 4.0 / M_PI * sum;
}

}  // namespace muster::hazard::landslide
