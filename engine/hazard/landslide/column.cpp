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
/// The same for the flux, which is not divided by anything small: 3e-17 of the step.
constexpr double kNoMoreFlux = -38.0;

/// exp(exponent) erfc(x) where exponent <= x^2, so that the product is finite though its factors
/// may not be.
double damped_erfc(double exponent, double x) {
  if (x < 20.0) return elementary::exp(exponent) * elementary::erfc(x);
  const double s = 1.0 / (x * x);  // Abramowitz & Stegun 7.1.23
  return elementary::exp(exponent - x * x) / (x * std::sqrt(M_PI)) *
         (1.0 - 0.5 * s * (1.0 - 1.5 * s * (1.0 - 2.5 * s)));
}

/// atan(x), x >= 0, within 0.005 (the rational form x/(1 + 0.28 x^2)).
double rough_atan(double x) {
  return x <= 1.0 ? x / (1.0 + 0.28 * x * x) : M_PI_2 - x / (x * x + 0.28);
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
  cosine_ = elementary::cos(ground.slope_rad);
  per_m_ = soil.gardner_alpha_1_m * cosine_ * cosine_;
  length_ = per_m_ * ground.water_table_m;
  per_s_ = per_m_ * soil.conductivity_m_s / (soil.saturated_content - soil.residual_content);
  conductivity_m_s_ = soil.conductivity_m_s;
  background_ = ground.background_m_s / soil.conductivity_m_s;
  head_scale_m_ = cosine_ / per_m_;
}

void Column::find_roots(int count) const {
  // tan(y) = -2y/L has one root in ((n - 1/2) pi, n pi): y + atan(2y/L) = n pi. The left side is
  // concave with a slope between 1 and 1 + 1/pi there, so Newton's error squares from the first
  // step on.
  const double per_half = 2.0 / length_;
  for (int n = known_ + 1; n <= count; ++n) {
    // As y = (n - 1/2) pi + atan(L/(2y)), of which half a right angle is a first guess, two rounds
    // come within 0.03 of the root.
    const double lowest = (n - 0.5) * M_PI;
    double y = lowest + M_PI_4;
    for (int i = 0; i < 2; ++i) y = lowest + rough_atan(0.5 * length_ / y);
    const double near = per_half * y, angle = elementary::atan(near);
    double u = near;
    for (int i = 0; i < 5; ++i) {
      // Steps are short: the angle between near and u by its series.
      const double x = (u - near) / (1.0 + u * near);
      const double x2 = x * x;
      const double atan_u = angle + x * (1.0 - x2 * (1.0 / 3.0 - x2 * (0.2 - x2 / 7.0)));
      const double square = 1.0 + u * u;
      const double step = (y - n * M_PI + atan_u) * square / (square + per_half);
      y -= step;
      u = per_half * y;                       // 2 Lambda: sin(y) = +-u/sqrt(1 + u^2)
      if (std::fabs(step) < 1e-8 * y) break;  // the next is beyond the last digit
    }
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
    if (exponent < kNoMoreFlux) break;
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

/// What a change of the rate adds that came `since_step` of the column's time before since_s().
void BasalSeries::add(double change, double since_step) {
  if (change == 0.0) return;
  steady_ += change;
  const double length = column_->length_;
  for (int n = 0; n < Column::kTerms; ++n) {
    if (n == column_->known_) column_->find_roots(n + 1);
    const double lambda = column_->root_[n] / length;
    const double decay = lambda * lambda + 0.25;
    const double exponent = 0.5 * length - decay * since_step;
    if (exponent < kNoMoreFlux) break;
    if (n == terms_) {
      decay_[terms_] = decay;
      term_[terms_++] = 0.0;
    }
    term_[n] -= 4.0 * change * column_->weight_[n] * lambda * elementary::exp(exponent);
  }
}

/// Srivastava & Yeh 1991, eq. 14, summed over the steps: relative flux that rain adds, and its
/// integral over the column's time where that is asked for.
double BasalSeries::change_at(double time_s, double* integral) const {
  const double since = column_->per_s_ * (time_s - since_s_);
  double change = 0.0, passed = 0.0;
  for (int n = 0; n < terms_; ++n) {
    const double exponent = -decay_[n] * since;
    if (exponent < kNoMoreFlux) break;
    const double left = since > 0.0 ? term_[n] * elementary::exp(exponent) : term_[n];
    change += left;
    passed -= left / decay_[n];
  }
  if (integral != nullptr) *integral = steady_ * since + passed;
  return steady_ + change;
}

BasalPassage BasalSeries::at(double time_s) const {
  double passed = 0;
  const double change = change_at(time_s, &passed);
  const double background = column_->background_;
  return {
      column_->conductivity_m_s_ * (background + std::max(change, 0.0)),
      column_->conductivity_m_s_ * (background * (time_s - since_s_) + passed / column_->per_s_)};
}

BasalFlux::BasalFlux(const Column& column, std::span<const RainStep> rain)
    : column_{column}, old_{column, rain.back().start_s} {
  double before = 0.0;
  std::size_t i = column.skip_old(rain, old_.since_s_, before);
  old_.steady_ = before;
  for (; i < rain.size(); ++i) {
    const double t = column.per_s_ * (old_.since_s_ - rain[i].start_s);
    if (t < column.change_over()) break;
    const double rate = column.relative_rate(rain[i]);
    old_.add(rate - before, t);
    before = rate;
  }
  rate_before_recent_ = before;
  recent_ = rain.subspan(i);
}

double BasalFlux::at_m_s(double time_s) const {
  double change = old_.change_at(time_s, nullptr);
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

std::optional<double> BasalFlux::passed_m(double time_s) const {
  if (recent_.size() != 1 || time_s < series_from_s()) return std::nullopt;
  const BasalSeries all = series(time_s);
  const double change = column_.relative_rate(recent_[0]) - rate_before_recent_;
  // What a unit step fills until it is steady: the integral of 1 - exp(zeta - L).
  const double filled = column_.length_ + elementary::expm1(-column_.length_);
  const double steady = column_.background_ + all.steady_;
  return all.at(time_s).passed_m - old_.at(old_.since_s_).passed_m +
         column_.conductivity_m_s_ *
             (steady * (time_s - old_.since_s_) - change * filled / column_.per_s_);
}

double BasalFlux::series_from_s() const {
  return old_.since_s_ + (1.0 - 1e-9) * column_.change_over() / column_.per_s_;
}

BasalSeries BasalFlux::series(double since_s) const {
  BasalSeries all{column_, since_s};
  all.steady_ = old_.steady_;
  const double since = column_.per_s_ * (since_s - old_.since_s_);
  for (int n = 0; n < old_.terms_; ++n) {
    const double exponent = -old_.decay_[n] * since;
    if (exponent < kNoMoreFlux) break;
    all.decay_[n] = old_.decay_[n];
    all.term_[all.terms_++] = old_.term_[n] * elementary::exp(exponent);
  }
  double before = rate_before_recent_;
  for (const RainStep& step : recent_) {
    const double rate = column_.relative_rate(step);
    all.add(rate - before, column_.per_s_ * (since_s - step.start_s));
    before = rate;
  }
  return all;
}

}  // namespace muster::hazard::landslide
