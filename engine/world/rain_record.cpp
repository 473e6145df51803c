// SPDX-License-Identifier: MIT
#include "engine/world/rain_record.hpp"

#include <cmath>
#include <vector>

#include "engine/base/elementary.hpp"

namespace muster::world {

double greatest_rain_on_record_mm(double hours) {
  return 422.0 * elementary::pow(hours, 0.475);
}

// Spans of 1, 2, 4, ... entries and the whole series are compared.
void check_rain_record(const TimeSeries& series, const std::string& where,
                       Diagnostics& diagnostics) {
  if (series.time.empty()) return;
  const std::size_t spans = series.time.size() - 1;
  std::vector<double> fallen_mm(spans + 1, 0.0);  // before each entry
  for (std::size_t i = 0; i < spans; ++i) {
    fallen_mm[i + 1] =
        fallen_mm[i] + series.value[i] / 3600.0 * to_seconds(series.time[i + 1] - series.time[i]);
  }
  double greatest_share = 0.0, most_mm = 0.0, within_h = 0.0;
  const auto compare = [&](std::size_t from, std::size_t to) {
    const double hours = to_seconds(series.time[to] - series.time[from]) / 3600.0;
    const double share = (fallen_mm[to] - fallen_mm[from]) / greatest_rain_on_record_mm(hours);
    if (!(share > greatest_share)) return;
    greatest_share = share;
    most_mm = fallen_mm[to] - fallen_mm[from];
    within_h = hours;
  };
  for (std::size_t length = 1; length <= spans; length *= 2)
    for (std::size_t from = 0; from + length <= spans; ++from) compare(from, from + length);
  if (spans > 0) compare(0, spans);
  if (!(greatest_share > 0.5)) return;
  const std::string what = std::to_string(std::llround(most_mm)) + " mm in " +
                           std::to_string(std::llround(std::ceil(within_h))) + " h is " +
                           std::to_string(std::llround(100.0 * greatest_share)) +
                           " % of the world's record for that time";
  const char* const hint = "is it a sum over several cells, or over more than an hour?";
  if (greatest_share > 1.0) {
    diagnostics.error(where, what, hint);
  } else {
    diagnostics.warning(where, what, hint);
  }
}

}  // namespace muster::world
