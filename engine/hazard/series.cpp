// SPDX-License-Identifier: MIT
// Drivers of hazards in time: values at an instant and exact integrals over a step.
#include "engine/hazard/series.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace muster::hazard {
namespace {

/// Index of the first entry later than `time_s`.
std::size_t first_after(const world::TimeSeries& series, double time_s) {
  const auto later = [](double t, SimTime entry) { return t < to_seconds(entry); };
  return static_cast<std::size_t>(
      std::upper_bound(series.time.begin(), series.time.end(), time_s, later) -
      series.time.begin());
}

double linear_before(const world::TimeSeries& series, std::size_t next, double time_s) {
  if (next == 0) return series.value.front();
  if (next == series.time.size()) return series.value.back();
  const double left = to_seconds(series.time[next - 1]);
  const double share = (time_s - left) / (to_seconds(series.time[next]) - left);
  return series.value[next - 1] + share * (series.value[next] - series.value[next - 1]);
}

}  // namespace

void check_series(const world::TimeSeries& series, double least, double greatest,
                  const std::string& where, Diagnostics& diagnostics) {
  if (series.time.empty() || series.time.size() != series.value.size()) {
    diagnostics.error(where, "needs at least one time and a value for each",
                      "has " + std::to_string(series.time.size()) + " times and " +
                          std::to_string(series.value.size()) + " values");
    return;
  }
  for (std::size_t i = 0; i < series.time.size(); ++i) {
    const std::string entry = where + "/" + std::to_string(i);
    if (i > 0 && series.time[i] <= series.time[i - 1])
      diagnostics.error(entry, "time does not come after the one before it");
    const double value = series.value[i];
    if (!std::isfinite(value) || value < least || value > greatest)
      diagnostics.error(entry, "value " + std::to_string(value) + " is not between " +
                                   std::to_string(least) + " and " + std::to_string(greatest));
  }
}

double linear_at(const world::TimeSeries& series, double time_s) {
  return linear_before(series, first_after(series, time_s), time_s);
}

double linear_integral(const world::TimeSeries& series, double from_s, double to_s) {
  std::size_t next = first_after(series, from_s);
  double left = from_s;
  double left_value = linear_before(series, next, from_s);
  double total = 0.0;
  for (; next < series.time.size() && to_seconds(series.time[next]) < to_s; ++next) {
    const double time = to_seconds(series.time[next]);
    total += 0.5 * (left_value + series.value[next]) * (time - left);
    left = time;
    left_value = series.value[next];
  }
  return total + 0.5 * (left_value + linear_before(series, next, to_s)) * (to_s - left);
}

double step_integral(const world::TimeSeries& series, double from_s, double to_s) {
  if (series.time.empty()) return 0.0;
  std::size_t next = first_after(series, from_s);
  double left = from_s;
  double total = 0.0;
  for (; next < series.time.size() && to_seconds(series.time[next]) < to_s; ++next) {
    const double time = to_seconds(series.time[next]);
    if (next > 0) total += series.value[next - 1] * (time - left);
    left = time;
  }
  if (next > 0) total += series.value[next - 1] * (to_s - left);
  return total;
}

}  // namespace muster::hazard
