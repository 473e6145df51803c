// SPDX-License-Identifier: MIT
#include "engine/hazard/fire/weather.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "engine/base/elementary.hpp"

namespace muster::hazard::fire {

namespace {

constexpr double kMostWind_m_s = 100;
// Beyond these a percentage was meant.
constexpr double kMostDeadMoisture = 1;
constexpr double kMostLiveMoisture = 5;

void check_raster(const std::vector<float>& raster, std::size_t cells, double least, double most,
                  const std::string& where, const char* what, Diagnostics& diagnostics) {
  if (raster.empty()) return;
  if (raster.size() != cells) {
    diagnostics.error(where, std::string{what} + " does not have one value per cell of the terrain",
                      "rasters must have the shape of the terrain");
    return;
  }
  const auto bad = std::find_if_not(raster.begin(), raster.end(),
                                    [&](float v) { return v >= least && v <= most; });
  if (bad != raster.end()) {
    diagnostics.error(where, std::string{what} + " is missing or cannot be at cell number " +
                                 std::to_string(bad - raster.begin()));
  }
}

}  // namespace

bool Weather::same_as(const Weather& other) const {
  return wind_20ft_m_s == other.wind_20ft_m_s && wind_from_deg == other.wind_from_deg &&
         moisture == other.moisture && gridded_wind_20ft_m_s == other.gridded_wind_20ft_m_s &&
         gridded_wind_from_deg == other.gridded_wind_from_deg &&
         gridded_dead_1h == other.gridded_dead_1h && gridded_dead_10h == other.gridded_dead_10h &&
         gridded_dead_100h == other.gridded_dead_100h;
}

Moisture Weather::moisture_at(std::size_t cell) const {
  Moisture at = moisture;
  if (!gridded_dead_1h.empty()) at.dead_1h = gridded_dead_1h[cell];
  if (!gridded_dead_10h.empty()) at.dead_10h = gridded_dead_10h[cell];
  if (!gridded_dead_100h.empty()) at.dead_100h = gridded_dead_100h[cell];
  return at;
}

Vector Weather::wind_at(std::size_t cell) const {
  const double speed = gridded_wind_20ft_m_s.empty() ? wind_20ft_m_s : gridded_wind_20ft_m_s[cell];
  const double blows_from =
      gridded_wind_from_deg.empty() ? wind_from_deg : gridded_wind_from_deg[cell];
  const double angle = blows_from * (std::numbers::pi / 180);
  return {-speed * elementary::sin(angle), -speed * elementary::cos(angle)};
}

void check(const std::vector<Weather>& weather, std::size_t cells, Diagnostics& diagnostics) {
  if (weather.empty()) {
    diagnostics.error("fire weather", "has no entry", "give wind and moistures for one time");
  }
  for (std::size_t k = 0; k < weather.size(); ++k) {
    const Weather& w = weather[k];
    const std::string where = "fire weather, entry " + std::to_string(k);
    if (k > 0 && w.from <= weather[k - 1].from)
      diagnostics.error(where, "does not come after the entry before it");
    if (!(w.wind_20ft_m_s >= 0 && w.wind_20ft_m_s <= kMostWind_m_s))
      diagnostics.error(where, "wind must lie between 0 and 100 m/s");
    if (!(std::fabs(w.wind_from_deg) <= 720))
      diagnostics.error(where, "direction of the wind is not a number of degrees");
    const Moisture& m = w.moisture;
    const auto within = [](double value, double most) { return value >= 0 && value <= most; };
    if (!within(m.dead_1h, kMostDeadMoisture) || !within(m.dead_10h, kMostDeadMoisture) ||
        !within(m.dead_100h, kMostDeadMoisture) || !within(m.live_herb, kMostLiveMoisture) ||
        !within(m.live_woody, kMostLiveMoisture))
      diagnostics.error(where, "a moisture lies outside 0 to 1 (dead) or 0 to 5 (live)",
                        "moistures are fractions of dry mass: 0.06, not 6 %");
    check_raster(w.gridded_wind_20ft_m_s, cells, 0, kMostWind_m_s, where, "wind speed",
                 diagnostics);
    check_raster(w.gridded_wind_from_deg, cells, -720, 720, where, "wind direction", diagnostics);
    check_raster(w.gridded_dead_1h, cells, 0, kMostDeadMoisture, where, "1-h moisture",
                 diagnostics);
    check_raster(w.gridded_dead_10h, cells, 0, kMostDeadMoisture, where, "10-h moisture",
                 diagnostics);
    check_raster(w.gridded_dead_100h, cells, 0, kMostDeadMoisture, where, "100-h moisture",
                 diagnostics);
  }
}

}  // namespace muster::hazard::fire
