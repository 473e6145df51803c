// SPDX-License-Identifier: MIT
#include "engine/hazard/landslide/column.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/base/elementary.hpp"
#include "engine/base/error.hpp"

namespace muster::hazard::landslide {

namespace {

/// The eigenfunctions' exponents fall with their number: from here on they add nothing (3e-20).
constexpr double kNoMore = -45.0;

/// exp(exponent) erfc(x) where exponent <= x^2, so that the product is finite though its factors
/// may not be.
double damped_erfc(double exponent, double x) {
  if (x < 20.0) return elementary::exp(exponent) * elementary::erfc(x);
  const double s = 1.0 / (x * x);  // Abramowitz & Stegun 7.1.23
  return elementary::exp(exponent - x * x) / (x * std::sqrt(M_PI)) *
         (1.0 - 0.5 * s * (1.0 - 1.5 * s * (1.0 - 2.5 * s)));
}

/// Endless column, unit step of flux: change of conductivity, and of flux, at zeta (van Genuchten &
/// Alves 1982, A2 and A1 with v = D = 1).
struct Endless {
  double conductivity, flux;
  Endless(double zeta, double t) {
    const double root = 2.0 * std::sqrt(t);
    const double ahead = (zeta - t) / root;
    const double direct = 0.5 * elementary::erfc(ahead);
    const double mirrored = damped_erfc(zeta, (zeta + t) / root);
    conductivity = direct + std::sqrt(t / M_PI) * elementary::exp(-ahead * ahead) -
                   0.5 * (1.0 + zeta + t) * mirrored;
    flux = direct + 0.5 * mirrored;
  }
};

}  // namespace

Column::Column(const Ground& ground) {
  const Soil& soil = ground.soil;
  MUSTER_EXPECT(soil.gardner_alpha_1_m > 0.0 && ground.water_table_m > 0.0);
  MUSTER_EXPECT(ground.background_m_s >= 0.0 && ground.background_m_s <= soil.conductivity_m_s);
  const double cosine = elementary::cos(ground.slope_rad);
  per_m_ = soil.gardner_alpha_1_m * cosine * cosine;
  length_ = per_m_ * ground.water_table_m;
  per_s_ = per_m_ * soil.conductivity_m_s / (soil.saturated_content - soil.residual_content);
  conductivity_m_s_ = soil.conductivity_m_s;
  background_ = ground.background_m_s / soil.conductivity_m_s;
  head_scale_m_ = cosine / per_m_;
}

void Column::find_roots(int count) const {
  // tan(y) = -2y/L has one root in ((n - 1/2) pi, n pi): y + atan(2y/L) = n pi. The left side is
  // concave with a slope between 1 and 1 + 1/pi there, so Newton's error squares from the first
  // step on.
  for (int n = known_ + 1; n <= count; ++n) {
    double y = (n - 0.25) * M_PI;
    for (int i = 0; i < 5; ++i) {
      const double u = 2.0 * y / length_;
      const double step =
          (y - n * M_PI + elementary::atan(u)) / (1.0 + 2.0 / length_ / (1.0 + u * u));
      y -= step;
      if (std::fabs(step) < 1e-9 * y) break;  // the next is beyond the last digit
    }
    const double u = 2.0 * y / length_;  // 2 Lambda: sin(y) = +-u/sqrt(1 + u^2)
    root_[n - 1] = y;
    weight_[n - 1] = (n % 2 == 1 ? u : -u) / std::sqrt(1.0 + u * u) /
                     (1.0 + 0.5 * length_ + 0.5 * u * u * length_);
  }
  known_ = std::max(known_, count);
}

double Column::conductivity_step(double zeta, double t) const {
  if (t < length_ * length_ / 40.0) {
    return Endless(zeta, t).conductivity -
           elementary::exp(zeta - length_) * Endless(2.0 * length_ - zeta, t).conductivity;
  }
  // Srivastava & Yeh 1991, eq. 12.
  const double share = 1.0 - zeta / length_;
  double sum = 0.0;
  for (int n = 0; n < kTerms; ++n) {
    if (n == known_) find_roots(n + 1);
    const double lambda = root_[n] / length_;
    const double exponent = 0.5 * zeta - (lambda * lambda + 0.25) * t;
    if (exponent < kNoMore) break;
    sum += weight_[n] * elementary::sin(root_[n] * share) * elementary::exp(exponent);
  }
  return -elementary::expm1(zeta - length_) - 4.0 * sum;
}

double Column::flux_step(double t) const {
  if (t < length_ * length_ / 40.0) {
    const Endless base(length_, t);
    return 2.0 * base.flux - base.conductivity;
  }
  // Srivastava & Yeh 1991, eq. 14.
  double sum = 0.0;
  for (int n = 0; n < kTerms; ++n) {
    if (n == known_) find_roots(n + 1);
    const double lambda = root_[n] / length_;
    const double exponent = 0.5 * length_ - (lambda * lambda + 0.25) * t;
    if (exponent < kNoMore) break;
    sum += weight_[n] * lambda * elementary::exp(exponent);
  }
  return 1.0 - 4.0 * sum;
}

template <class Response>
double Column::superpose(std::span<const RainStep> rain, double time_s, double endless,
                         Response response) const {
  // Of steps so old that their answer is complete, only the last counts.
  const double old_s = (2.0 * length_ - 4.0 * kNoMore) / per_s_;
  double sum = 0.0, before = 0.0;
  std::size_t i = 0;
  for (; i < rain.size() && time_s - rain[i].start_s > old_s; ++i)
    before = std::min(rain[i].rate_m_s / conductivity_m_s_, 1.0);
  sum = before * endless;
  for (; i < rain.size() && time_s > rain[i].start_s; ++i) {
    const double rate = std::min(rain[i].rate_m_s / conductivity_m_s_, 1.0);
    if (rate != before) sum += (rate - before) * response(per_s_ * (time_s - rain[i].start_s));
    before = rate;
  }
  return sum;
}

double Column::relative_conductivity(double depth_m, std::span<const RainStep> rain,
                                     double time_s) const {
  const double zeta = std::min(per_m_ * depth_m, length_);
  const double dry = -elementary::expm1(zeta - length_);  // 1 - K/K_s without any flow
  const double low =
      std::max(background_ + (1.0 - background_) * (1.0 - dry), std::numeric_limits<double>::min());
  const double change =
      superpose(rain, time_s, dry, [&](double t) { return conductivity_step(zeta, t); });
  // Rain can only wet; above K_s the model has no meaning.
  return std::clamp(low + change, low, 1.0);
}

double Column::head_m(double depth_m, std::span<const RainStep> rain, double time_s) const {
  return head_scale_m_ * elementary::log(relative_conductivity(depth_m, rain, time_s));
}

double Column::basal_flux_m_s(std::span<const RainStep> rain, double time_s) const {
  const double change = superpose(rain, time_s, 1.0, [&](double t) { return flux_step(t); });
  return conductivity_m_s_ * (background_ + std::max(change, 0.0));
}

double Column::front_s() const {
  return length_ / per_s_;
}

double Column::passage_s() const {
  return (4.0 * length_ + 20.0) / per_s_;
}

double Column::saturation(double head_m) const {
  return elementary::exp(per_m_ * head_m);
}

}  // namespace muster::hazard::landslide
