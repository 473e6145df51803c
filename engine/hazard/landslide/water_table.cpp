// SPDX-License-Identifier: MIT
#include "engine/hazard/landslide/water_table.hpp"

#include <algorithm>
#include <cmath>

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

/// Integral of the positive part of `value`, which is smooth and changes sign at most once.
template <class Value>
double positive_integral(double from, double value_from, double to, double value_to, Value value) {
  if (value_from <= 0.0 && value_to <= 0.0) return 0.0;
  if (value_from <= 0.0) return gauss(crossing(from, value_from, to, value_to, value), to, value);
  if (value_to <= 0.0) return gauss(from, crossing(from, value_from, to, value_to, value), value);
  return gauss(from, to, value);
}

}  // namespace

double undrained_m(const Column& column, const Ground& ground, std::span<const RainStep> rain,
                   double time_s, GainedWater& gained, double enough_m) {
  const double share = std::isfinite(ground.basement_m) ? kDrainedAboveBasement : 1.0;
  const double conductivity_m_s = ground.soil.conductivity_m_s;
  const double drained_m_s =
      share * ((1.0 - head_gradient(ground)) * conductivity_m_s - ground.background_m_s);
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
      const auto excess = [&](double t) { return flux.at_m_s(t) - drained_m_s; };
      const double end = over ? rain[i + 1].start_s : time_s;
      double from = rain[i].start_s;
      double excess_from = excess(from);
      // The front is steep until twice its time, then the rest of the flux follows slowly.
      for (const double lasts_s :
           {0.5 * front_s, front_s, 2.0 * front_s, front_s + 0.5 * column.passage_s(),
            column.passage_s(), end - rain[i].start_s}) {
        const double to = std::min(rain[i].start_s + lasts_s, end);
        if (!(to > from)) continue;
        const double excess_to = excess(to);
        gained_m += positive_integral(from, excess_from, to, excess_to, excess);
        if (gained_m - background_m >= enough_m) return gained_m - background_m;
        from = to;
        excess_from = excess_to;
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
