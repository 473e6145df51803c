// SPDX-License-Identifier: MIT
#include "engine/hazard/landslide/water_table.hpp"

#include <algorithm>
#include <cmath>

#include "engine/hazard/landslide/stability.hpp"

namespace muster::hazard::landslide {

namespace {

/// Share of the drainage along the slope that remains above a basement (TRIGRS 2.1; an assumption).
constexpr double kDrainedAboveBasement = 0.1;

template <class Value>
double simpson(double from, double to, int panels, Value value) {
  const double h = (to - from) / panels;
  double sum = value(from) + value(to);
  for (int i = 0; i < panels; ++i) sum += 4.0 * value(from + (i + 0.5) * h);
  for (int i = 1; i < panels; ++i) sum += 2.0 * value(from + i * h);
  return sum * h / 6.0;
}

}  // namespace

double undrained_m(const Column& column, const Ground& ground, std::span<const RainStep> rain,
                   double time_s) {
  const double share = std::isfinite(ground.basement_m) ? kDrainedAboveBasement : 1.0;
  const double conductivity_m_s = ground.soil.conductivity_m_s;
  const double drained_m_s =
      share * ((1.0 - head_gradient(ground)) * conductivity_m_s - ground.background_m_s);
  double greatest_m_s = 0;
  for (const RainStep& step : rain)
    if (step.start_s < time_s) greatest_m_s = std::max(greatest_m_s, step.rate_m_s);
  // No more can reach the table than has entered at most.
  if (ground.background_m_s + std::min(greatest_m_s, conductivity_m_s) <= drained_m_s) return 0.0;
  const auto excess = [&](double t) {
    return std::max(0.0, column.basal_flux_m_s(rain, t) - drained_m_s);
  };
  double gained_m = 0;
  for (std::size_t i = 0; i < rain.size() && rain[i].start_s < time_s; ++i) {
    const double from = rain[i].start_s;
    const double to = i + 1 < rain.size() ? std::min(rain[i + 1].start_s, time_s) : time_s;
    const double passed = std::min(from + column.passage_s(), to);
    gained_m += simpson(from, passed, 32, excess);
    if (passed < to) gained_m += simpson(passed, to, 8, excess);
  }
  const double elapsed_s = rain.empty() ? 0.0 : time_s - rain.front().start_s;
  return std::max(0.0, gained_m - elapsed_s * ground.background_m_s);
}

double water_table_rise_m(const Column& column, const Ground& ground,
                          std::span<const RainStep> rain, double time_s,
                          std::span<const double> depths_m, double water_m) {
  if (!(water_m > 0.0)) return 0.0;
  const double pores = ground.soil.saturated_content - ground.soil.residual_content;
  const auto empty = [&](double depth_m) {
    return pores * (1.0 - column.relative_conductivity(depth_m, rain, time_s));
  };
  const double table_m = ground.water_table_m;
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
