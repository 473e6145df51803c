// SPDX-License-Identifier: MIT
#include "engine/hazard/landslide/water_table.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "engine/base/elementary.hpp"
#include "engine/hazard/landslide/stability.hpp"

namespace muster::hazard::landslide {

namespace {

/// Share of the drainage along the slope that remains above a basement (TRIGRS 2.1; an assumption).
constexpr double kDrainedAboveBasement = 0.1;

/// Where `value` changes sign between `low` and `high`, by regula falsi with the weight of an end
/// that stays halved (Illinois; Dowell & Jarratt 1971). Its value there is at most 1e-4 of the
/// ends', or six steps were made: the integral's error is of second order.
template <class Value>
double crossing(double low, double value_low, double high, double value_high, Value value) {
  const double enough = 1e-4 * (std::fabs(value_low) + std::fabs(value_high));
  double at = low;
  for (int i = 0, side = 0; i < 6; ++i) {
    at = (low * value_high - high * value_low) / (value_high - value_low);
    const double here = value(at);
    if (std::fabs(here) <= enough) break;
    if ((here > 0.0) == (value_high > 0.0)) {
      high = at;
      value_high = here;
      if (side == 1) value_low *= 0.5;
      side = 1;
    } else {
      low = at;
      value_low = here;
      if (side == -1) value_high *= 0.5;
      side = -1;
    }
  }
  return at;
}

/// Four points of Gauss and Legendre (Abramowitz & Stegun 25.4.30): exact to degree 7.
template <class Value>
double gauss(double from, double to, Value value) {
  constexpr double kNear = 0.33998104358485626, kFar = 0.86113631159405258;
  constexpr double kNearWeight = 0.65214515486254614, kFarWeight = 0.34785484513745386;
  const double middle = 0.5 * (from + to), half = 0.5 * (to - from);
  return half * (kNearWeight * (value(middle - kNear * half) + value(middle + kNear * half)) +
                 kFarWeight * (value(middle - kFar * half) + value(middle + kFar * half)));
}

/// Flux above what drains during the last step of a rain.
class Excess {
 public:
  struct At {
    double time_s = 0, rate_m_s = 0;
    std::optional<double> passed_m{};  // known once there is a series
  };

  Excess(const BasalFlux& flux, double drained_m_s)
      : flux_{flux}, drained_m_s_{drained_m_s}, change_over_s_{flux.series_from_s()} {}

  /// Times must ascend.
  At at(double time_s) const {
    if (!series_) return {time_s, flux_.at_m_s(time_s) - drained_m_s_};
    const BasalPassage here = series_->at(time_s);
    return {time_s, here.flux_m_s - drained_m_s_, here.passed_m};
  }
  /// Integral of its positive part, m. It is smooth and changes sign at most once.
  double positive_m(const At& from, const At& to) {
    if (from.rate_m_s <= 0.0 && to.rate_m_s <= 0.0) return 0.0;
    if (from.time_s >= change_over_s_) return late_m(from, to);
    if (to.time_s <= change_over_s_) return early_m(from, to);
    const At middle = at(change_over_s_);
    return early_m(from, middle) + late_m(middle, to);
  }

 private:
  /// By quadrature.
  double early_m(const At& from, const At& to) const {
    if (from.rate_m_s <= 0.0 && to.rate_m_s <= 0.0) return 0.0;
    const auto rate = [&](double time_s) { return at(time_s).rate_m_s; };
    double begin_s = from.time_s, end_s = to.time_s;
    if (from.rate_m_s <= 0.0)
      begin_s = crossing(begin_s, from.rate_m_s, end_s, to.rate_m_s, rate);
    else if (to.rate_m_s <= 0.0)
      end_s = crossing(begin_s, from.rate_m_s, end_s, to.rate_m_s, rate);
    return gauss(begin_s, end_s, rate);
  }

  /// In closed form.
  double late_m(At from, At to) {
    if (from.rate_m_s <= 0.0 && to.rate_m_s <= 0.0) return 0.0;
    if (from.rate_m_s <= 0.0) from = {late_crossing_s(from, to)};
    if (!series_) series_ = flux_.series(from.time_s);
    if (!from.passed_m) from = at(from.time_s);
    if (to.rate_m_s <= 0.0)
      to = at(late_crossing_s(from, to));
    else if (!to.passed_m)
      to = at(to.time_s);
    return *to.passed_m - *from.passed_m - drained_m_s_ * (to.time_s - from.time_s);
  }

  /// Fronts rise and rain runs out nearly as exponentials: their logarithm is nearly straight.
  double late_crossing_s(const At& from, const At& to) const {
    const auto level = [&](double rate_m_s) {
      return elementary::log(
          std::max((rate_m_s + drained_m_s_) / drained_m_s_, std::numeric_limits<double>::min()));
    };
    return crossing(from.time_s, level(from.rate_m_s), to.time_s, level(to.rate_m_s),
                    [&](double time_s) { return level(at(time_s).rate_m_s); });
  }

  const BasalFlux& flux_;
  double drained_m_s_;
  double change_over_s_;
  std::optional<BasalSeries> series_;  // once it is needed
};

}  // namespace

double undrained_m(const Column& column, const Ground& ground, std::span<const RainStep> rain,
                   double time_s, GainedWater& gained, double enough_m) {
  const double share = std::isfinite(ground.basement_m) ? kDrainedAboveBasement : 1.0;
  const double conductivity_m_s = ground.soil.conductivity_m_s;
  const double drained_m_s =
      share * ((1.0 - head_gradient(ground, column.slope_cosine())) * conductivity_m_s -
               ground.background_m_s);
  const double elapsed_s = rain.empty() ? 0.0 : time_s - rain.front().start_s;
  const double background_m = elapsed_s * ground.background_m_s;
  const double front_s = column.front_s();
  double gained_m = gained.depth_m;
  double greatest_m_s = 0;
  for (std::size_t i = 0; i < rain.size() && rain[i].start_s < time_s; ++i) {
    const bool over = i + 1 < rain.size() && rain[i + 1].start_s <= time_s;
    greatest_m_s = std::max(greatest_m_s, std::min(rain[i].rate_m_s, conductivity_m_s));
    if (i < gained.steps) continue;
    // No more can reach the table than has entered at most.
    if (ground.background_m_s + greatest_m_s > drained_m_s) {
      const BasalFlux flux{column, rain.first(i + 1)};
      const double end_s = over ? rain[i + 1].start_s : time_s;
      // The positive part is no less than the whole, which is known at once.
      if (const std::optional<double> passed_m = flux.passed_m(end_s)) {
        const double least_m =
            gained_m + *passed_m - drained_m_s * (end_s - rain[i].start_s) - background_m;
        if (least_m >= enough_m) return least_m;
      }
      Excess excess{flux, drained_m_s};
      Excess::At from = excess.at(rain[i].start_s);
      // The front is steep until twice its time, then the rest of the flux follows slowly.
      for (const double lasts_s :
           {0.5 * front_s, front_s, 2.0 * front_s, front_s + 0.5 * column.passage_s(),
            column.passage_s(), end_s - rain[i].start_s}) {
        const double to_s = std::min(rain[i].start_s + lasts_s, end_s);
        if (!(to_s > from.time_s)) continue;
        const Excess::At to = excess.at(to_s);
        gained_m += excess.positive_m(from, to);
        if (gained_m - background_m >= enough_m) return gained_m - background_m;
        from = to;
      }
    }
    if (over) gained = {gained_m, i + 1};
  }
  return std::max(0.0, gained_m - background_m);
}

double water_table_rise_m(const ColumnAtTime& column, const Ground& ground,
                          std::span<const double> depths_m, double water_m) {
  if (!(water_m > 0.0)) return 0.0;
  const double pores = ground.soil.saturated_content - ground.soil.residual_content;
  const auto empty = [&](double depth_m) {
    return pores * (1.0 - column.relative_conductivity(depth_m));
  };
  const double table_m = ground.water_table_m;
  if (water_m >= pores * table_m) return table_m;  // more than empty pores could take
  double lower_m = table_m, empty_lower = 0.0, filled_m = 0.0;
  const auto first_below = std::lower_bound(depths_m.begin(), depths_m.end(), table_m);
  auto next = first_below;
  while (lower_m > 0.0) {
    const double upper_m = next == depths_m.begin() ? 0.0 : *--next;
    const double empty_upper = empty(upper_m);
    const double gap_m = (lower_m - upper_m) / 6.0 *
                         (empty_lower + 4.0 * empty(0.5 * (lower_m + upper_m)) + empty_upper);
    if (filled_m + gap_m >= water_m && gap_m > 0.0)
      return table_m - (lower_m - (lower_m - upper_m) * (water_m - filled_m) / gap_m);
    filled_m += gap_m;
    lower_m = upper_m;
    empty_lower = empty_upper;
  }
  return table_m;
}

}  // namespace muster::hazard::landslide
