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
    double near = 0.0, angle = 0.0;  // angle = atan(near)
    for (int i = 0; i < 5; ++i) {
      const double u = 2.0 * y / length_;
      if (i < 2) {
        near = u;
        angle = elementary::atan(u);
      }
      // From the second on steps are short: the angle between near and u by its series.
      const double x = (u - near) / (1.0 + u * near);
      const double x2 = x * x;
      const double atan_u = angle + x * (1.0 - x2 * (1.0 / 3.0 - x2 * (0.2 - x2 / 7.0)));
      const double step = (y - n * M_PI + atan_u) / (1.0 + 2.0 / length_ / (1.0 + u * u));
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

double Column::flux_step(double t) const {
  if (t < change_over()) {
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

std::size_t Column::skip_old(std::span<const RainStep> rain, double time_s, double& rate) const {
  const double old_s = (2.0 * length_ - 4.0 * kNoMore) / per_s_;
  std::size_t i = 0;
  for (; i < rain.size() && time_s - rain[i].start_s > old_s; ++i) rate = relative_rate(rain[i]);
  return i;
}

double Column::relative_rate(const RainStep& step) const {
  return std::min(step.rate_m_s / conductivity_m_s_, 1.0);
}

double Column::relative_conductivity(double depth_m, std::span<const RainStep> rain,
                                     double time_s) const {
  return ColumnAtTime{*this, rain, time_s}.relative_conductivity(depth_m);
}

double Column::head_m(double depth_m, std::span<const RainStep> rain, double time_s) const {
  return ColumnAtTime{*this, rain, time_s}.head_m(depth_m);
}

double Column::basal_flux_m_s(std::span<const RainStep> rain, double time_s) const {
  std::size_t begun = 0;
  while (begun < rain.size() && rain[begun].start_s < time_s) ++begun;
  if (begun == 0) return conductivity_m_s_ * background_;
  return BasalFlux{*this, rain.first(begun)}.at_m_s(time_s);
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

ColumnAtTime::ColumnAtTime(const Column& column, std::span<const RainStep> rain, double time_s)
    : column_{column}, time_s_{time_s} {
  double before = 0.0;
  std::size_t i = column.skip_old(rain, time_s, before);
  steady_ = before;
  // Ascending starts: the late answers come first, then the early ones.
  const double length = column.length_;
  for (; i < rain.size() && time_s > rain[i].start_s; ++i) {
    const double t = column.per_s_ * (time_s - rain[i].start_s);
    if (t < column.change_over()) break;
    const double rate = column.relative_rate(rain[i]);
    const double change = rate - before;
    before = rate;
    if (change == 0.0) continue;
    steady_ += change;
    for (int n = 0; n < Column::kTerms; ++n) {
      if (n == column.known_) column.find_roots(n + 1);
      const double lambda = column.root_[n] / length;
      const double exponent = 0.5 * length - (lambda * lambda + 0.25) * t;
      if (exponent < kNoMore) break;
      if (n == terms_) term_[terms_++] = 0.0;
      term_[n] -= 4.0 * change * column.weight_[n] * elementary::exp(exponent);
    }
  }
  rate_before_early_ = before;
  early_ = rain.subspan(i);
}

double ColumnAtTime::relative_conductivity(double depth_m) const {
  const double length = column_.length_;
  const double zeta = std::min(column_.per_m_ * depth_m, length);
  const double root_damping = elementary::exp(0.5 * (zeta - length));
  const double damping = root_damping * root_damping;  // K/K_s without any flow
  const double low = std::max(column_.background_ + (1.0 - column_.background_) * damping,
                              std::numeric_limits<double>::min());
  double change = steady_ * (1.0 - damping);
  // Srivastava & Yeh 1991, eq. 12, summed over the steps of rain.
  const double share = 1.0 - zeta / length;
  double sum = 0.0;
  for (int n = 0; n < terms_; ++n) sum += term_[n] * elementary::sin(column_.root_[n] * share);
  change += root_damping * sum;
  double before = rate_before_early_;
  for (const RainStep& step : early_) {
    if (!(time_s_ > step.start_s)) break;
    const double rate = column_.relative_rate(step);
    if (rate != before) {
      const double t = column_.per_s_ * (time_s_ - step.start_s);
      change += (rate - before) * (Endless(zeta, t).conductivity -
                                   damping * Endless(2.0 * length - zeta, t).conductivity);
    }
    before = rate;
  }
  // Rain can only wet; above K_s the model has no meaning.
  return std::clamp(low + change, low, 1.0);
}

double ColumnAtTime::head_m(double depth_m) const {
  return column_.head_scale_m_ * elementary::log(relative_conductivity(depth_m));
}

BasalFlux::BasalFlux(const Column& column, std::span<const RainStep> rain)
    : column_{column}, since_s_{rain.back().start_s} {
  double before = 0.0;
  std::size_t i = column.skip_old(rain, since_s_, before);
  steady_ = before;
  const double length = column.length_;
  for (; i < rain.size(); ++i) {
    const double t = column.per_s_ * (since_s_ - rain[i].start_s);
    if (t < column.change_over()) break;
    const double rate = column.relative_rate(rain[i]);
    const double change = rate - before;
    before = rate;
    if (change == 0.0) continue;
    steady_ += change;
    for (int n = 0; n < Column::kTerms; ++n) {
      if (n == column.known_) column.find_roots(n + 1);
      const double lambda = column.root_[n] / length;
      const double decay = lambda * lambda + 0.25;
      const double exponent = 0.5 * length - decay * t;
      if (exponent < kNoMore) break;
      if (n == terms_) {
        decay_[terms_] = decay;
        term_[terms_++] = 0.0;
      }
      term_[n] -= 4.0 * change * column.weight_[n] * lambda * elementary::exp(exponent);
    }
  }
  rate_before_recent_ = before;
  recent_ = rain.subspan(i);
}

double BasalFlux::at_m_s(double time_s) const {
  const double since = column_.per_s_ * (time_s - since_s_);
  double change = steady_;
  for (int n = 0; n < terms_; ++n) {
    const double exponent = -decay_[n] * since;
    if (exponent < kNoMore) break;
    change += term_[n] * elementary::exp(exponent);
  }
  double before = rate_before_recent_;
  for (const RainStep& step : recent_) {
    if (!(time_s > step.start_s)) break;
    const double rate = column_.relative_rate(step);
    if (rate != before)
      change += (rate - before) * column_.flux_step(column_.per_s_ * (time_s - step.start_s));
    before = rate;
  }
  return column_.conductivity_m_s_ * (column_.background_ + std::max(change, 0.0));
}

}  // namespace muster::hazard::landslide
