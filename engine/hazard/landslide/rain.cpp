// SPDX-License-Identifier: MIT
#include "engine/hazard/landslide/rain.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "engine/base/elementary.hpp"
#include "engine/hazard/series.hpp"
#include "engine/world/rain_record.hpp"

namespace muster::hazard::landslide {

namespace {

constexpr double kGreatest_mm_h = world::kGreatestRain_mm_h;
constexpr double kMmPerHour = 1e-3 / 3600.0;  // m/s

const std::vector<SimTime>& times(const Rain& rain) {
  return rain.maps_mm_h.time.empty() ? rain.everywhere_mm_h.time : rain.maps_mm_h.time;
}

/// Index of the entry that holds at a time, or -1 before the first.
std::ptrdiff_t entry_at(const Rain& rain, SimTime time) {
  const auto& all = times(rain);
  return std::upper_bound(all.begin(), all.end(), time) - all.begin() - 1;
}

double rate_mm_h(const Rain& rain, std::ptrdiff_t entry, std::size_t cell) {
  if (entry < 0) return 0.0;
  const auto i = static_cast<std::size_t>(entry);
  return rain.maps_mm_h.time.empty() ? rain.everywhere_mm_h.value[i]
                                     : static_cast<double>(rain.maps_mm_h.value[i][cell]);
}

}  // namespace

void check(const Rain& rain, const world::Grid& grid, Diagnostics& diagnostics) {
  const world::RasterSeries& maps = rain.maps_mm_h;
  const bool series = !rain.everywhere_mm_h.time.empty() || !rain.everywhere_mm_h.value.empty();
  if (series && !maps.time.empty())
    diagnostics.error("rain", "is given both as a series and as maps", "leave one out");
  if (series) {
    const std::size_t errors = diagnostics.errors();
    check_series(rain.everywhere_mm_h, 0.0, kGreatest_mm_h, "rain", diagnostics);
    if (diagnostics.errors() == errors)
      world::check_rain_record(rain.everywhere_mm_h, "rain", diagnostics);
  }
  if (maps.time.size() != maps.value.size()) {
    diagnostics.error("rain maps", "need one time for each map");
    return;
  }
  for (std::size_t i = 0; i < maps.time.size(); ++i) {
    const std::string where = "rain map " + std::to_string(i);
    if (i > 0 && maps.time[i] <= maps.time[i - 1])
      diagnostics.error(where, "must be later than the map before");
    if (maps.value[i].size() != grid.size()) {
      diagnostics.error(where,
                        "has " + std::to_string(maps.value[i].size()) + " cells, not " +
                            std::to_string(grid.size()),
                        "rasters must have the shape of the terrain");
      continue;
    }
    const auto bad = std::find_if_not(maps.value[i].begin(), maps.value[i].end(), [](float mm_h) {
      return mm_h >= 0.0f && static_cast<double>(mm_h) <= kGreatest_mm_h;
    });
    if (bad != maps.value[i].end()) {
      diagnostics.error(where,
                        "rain must lie between 0 and 2950 mm/h (is " + std::to_string(*bad) +
                            " in cell " + std::to_string(bad - maps.value[i].begin()) + ")",
                        "is it a depth over more than an hour, or a no-data code?");
    }
  }
}

SimTime first_rain(const Rain& rain) {
  return times(rain).empty() ? kNever : times(rain).front();
}

double fallen_mm(const Rain& rain, std::size_t cell, SimTime from, SimTime to) {
  double sum_mm = 0.0;
  const auto& all = times(rain);
  for (auto entry = std::max<std::ptrdiff_t>(entry_at(rain, from), 0);
       entry < static_cast<std::ptrdiff_t>(all.size()); ++entry) {
    const auto i = static_cast<std::size_t>(entry);
    const SimTime begin = std::max(from, all[i]);
    const SimTime end = i + 1 < all.size() ? std::min(to, all[i + 1]) : to;
    if (begin >= to) break;
    if (end > begin) sum_mm += rate_mm_h(rain, entry, cell) * to_seconds(end - begin) / 3600.0;
  }
  return sum_mm;
}

void Infiltration::append(const Rain& rain, const Hillsides& hillsides, const Drainage& drainage,
                          SimTime from, SimTime to, double model_s) {
  const auto& all = times(rain);
  std::vector<float> rate_m_s;
  for (SimTime begin = from; begin < to;) {
    const std::ptrdiff_t entry = entry_at(rain, begin);
    const auto next = static_cast<std::size_t>(entry + 1);
    const SimTime end = next < all.size() ? std::min(to, all[next]) : to;
    if (entry >= 0 && !rain.maps_mm_h.time.empty()) {
      const auto& map = rain.maps_mm_h.value[static_cast<std::size_t>(entry)];
      rate_m_s.resize(map.size());
      for (std::size_t cell = 0; cell < map.size(); ++cell)
        rate_m_s[cell] = static_cast<float>(static_cast<double>(map[cell]) * kMmPerHour);
    } else {
      rate_m_s.assign(1, static_cast<float>(rate_mm_h(rain, entry, 0) * kMmPerHour));
    }
    append_period(rate_m_s, hillsides, drainage, model_s + to_seconds(begin - from),
                  to_seconds(end - begin));
    begin = end;
  }
}

void Infiltration::append_period(std::span<const float> rain_m_s, const Hillsides& hillsides,
                                 const Drainage& drainage, double start_s, double length_s) {
  const world::Grid& grid = hillsides.grid;
  const double to_m3 = length_s * kFlowQuantum * grid.cell_m * grid.cell_m;
  double least_m_s = hillsides.soils[0].conductivity_m_s;
  for (const Soil& soil : hillsides.soils) least_m_s = std::min(least_m_s, soil.conductivity_m_s);
  const bool rises = std::any_of(hillsides.background_m_s.begin(), hillsides.background_m_s.end(),
                                 [](double flux) { return flux < 0.0; });
  InfiltrationPeriod period{start_s, {}};
  if (rain_m_s.size() == 1 && rain_m_s[0] <= least_m_s && !rises) {
    const double m3 =
        std::floor(rain_m_s[0] / kFlowQuantum) * to_m3 * static_cast<double>(grid.size());
    balance_.rain_m3 += m3;
    balance_.infiltration_m3 += m3;
    period.rate_m_s.assign(rain_m_s.begin(), rain_m_s.end());
  } else {
    Runoff runoff;
    route(drainage, hillsides, rain_m_s, runoff);
    balance_.rain_m3 += static_cast<double>(runoff.rain) * to_m3;
    balance_.rising_m3 += static_cast<double>(runoff.rising) * to_m3;
    balance_.infiltration_m3 += static_cast<double>(runoff.infiltration) * to_m3;
    balance_.leaving_m3 += static_cast<double>(runoff.leaving) * to_m3;
    period.rate_m_s.assign(runoff.infiltration_m_s.begin(), runoff.infiltration_m_s.end());
    // Without routing K_s alone decides, as it does again where the heads are computed.
    if (rain_m_s.size() == 1 && drainage.empty() && !rises)
      period.rate_m_s.assign(rain_m_s.begin(), rain_m_s.end());
  }
  if (periods_.empty() || periods_.back().rate_m_s != period.rate_m_s)
    periods_.push_back(std::move(period));
}

void Infiltration::state(StateArchive& archive) {
  std::vector<double> starts;
  std::vector<std::uint64_t> counts;
  std::vector<float> rates;
  for (const InfiltrationPeriod& period : periods_) {
    starts.push_back(period.start_s);
    counts.push_back(period.rate_m_s.size());
    rates.insert(rates.end(), period.rate_m_s.begin(), period.rate_m_s.end());
  }
  archive.enter("infiltration");
  archive("starts", starts);
  archive("counts", counts);
  archive("rates", rates);
  archive("balance", balance_);
  archive.leave();
  if (!archive.loading()) return;
  periods_.clear();
  auto rate = rates.begin();
  for (std::size_t i = 0; i < starts.size(); ++i) {
    const auto end = rate + static_cast<std::ptrdiff_t>(counts[i]);
    periods_.push_back({starts[i], {rate, end}});
    rate = end;
  }
}

}  // namespace muster::hazard::landslide
