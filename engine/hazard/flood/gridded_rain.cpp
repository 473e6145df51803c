// SPDX-License-Identifier: MIT
// Rain that differs from cell to cell, as maps in time.
#include "engine/hazard/flood/gridded_rain.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "engine/base/time.hpp"
#include "engine/hazard/flood/quantum.hpp"

namespace muster::hazard::flood {
namespace {

constexpr double kMetresPerSecondOfMmPerHour = 1.0 / 3.6e6;

}  // namespace

void check_gridded_rain(const world::RasterSeries& rain, const world::Grid& grid,
                        Diagnostics& diagnostics) {
  if (rain.time.size() != rain.value.size()) {
    diagnostics.error("gridded rain", "needs a time for each map",
                      "has " + std::to_string(rain.time.size()) + " times and " +
                          std::to_string(rain.value.size()) + " maps");
    return;
  }
  for (std::size_t m = 0; m < rain.time.size(); ++m) {
    const std::string where = "gridded rain, map " + std::to_string(m);
    if (m > 0 && rain.time[m] <= rain.time[m - 1])
      diagnostics.error(where, "time does not come after the one before it");
    if (rain.value[m].size() != grid.size()) {
      diagnostics.error(where, "has " + std::to_string(rain.value[m].size()) + " values for " +
                                   std::to_string(grid.size()) + " cells");
      continue;
    }
    const auto bad = std::find_if_not(rain.value[m].begin(), rain.value[m].end(),
                                      [](float r) { return r >= 0.0f && r <= 1e5f; });
    if (bad != rain.value[m].end())
      diagnostics.error(where, "rain of " + std::to_string(*bad) + " mm/h cannot be",
                        "set no-data cells to 0 where no rain fell");
  }
}

GriddedRain::GriddedRain(world::RasterSeries rain_mm_h, int bands)
    : maps_{std::move(rain_mm_h)}, fallen_(static_cast<std::size_t>(bands)) {
  for (const std::vector<float>& map : maps_.value)
    greatest_mm_h_.push_back(*std::max_element(map.begin(), map.end()));
}

/// Calls f(map, seconds) for each map that holds for a part of [from, to).
template <class F>
void GriddedRain::each_part(double from_s, double to_s, F&& f) const {
  const auto later = [](double t, SimTime entry) { return t < to_seconds(entry); };
  const auto next = std::upper_bound(maps_.time.begin(), maps_.time.end(), from_s, later);
  auto m = static_cast<std::size_t>(next - maps_.time.begin());
  if (m > 0) --m;
  for (; m < maps_.time.size() && to_seconds(maps_.time[m]) < to_s; ++m) {
    const double begin = std::max(from_s, to_seconds(maps_.time[m]));
    const double end =
        m + 1 < maps_.time.size() ? std::min(to_s, to_seconds(maps_.time[m + 1])) : to_s;
    if (end > begin) f(m, end - begin);
  }
}

void GriddedRain::begin_step(double from_s, double to_s) {
  parts_.clear();
  each_part(from_s, to_s, [&](std::size_t m, double seconds) {
    if (greatest_mm_h_[m] > 0.0f) parts_.push_back({maps_.value[m].data(), seconds});
  });
}

void GriddedRain::fall(int band, std::size_t first, int count, double* depth_m) {
  double total = 0.0;
  for (const Part& part : parts_) {
    const float* mm_h = part.mm_h + first;
    const double scale = part.seconds * kMetresPerSecondOfMmPerHour;
    for (int i = 0; i < count; ++i) {
      const double rain = whole_quanta_small(static_cast<double>(mm_h[i]) * scale);
      depth_m[i] += rain;
      total += rain;  // whole quanta below 2^13 m: exact
    }
  }
  fallen_[static_cast<std::size_t>(band)].add(total);
}

double GriddedRain::greatest_m(double from_s, double to_s) const {
  double greatest = 0.0;
  each_part(from_s, to_s, [&](std::size_t m, double seconds) {
    greatest += static_cast<double>(greatest_mm_h_[m]) * seconds * kMetresPerSecondOfMmPerHour;
  });
  return greatest;
}

double GriddedRain::fallen_m() const {
  Sum sum;
  for (const Sum& band : fallen_) sum.add(band);
  return sum.value();
}

void GriddedRain::state(StateArchive& archive) {
  archive("gridded_rain_fallen", fallen_);
}

}  // namespace muster::hazard::flood
