// SPDX-License-Identifier: MIT
#include "engine/hazard/fire/ignition.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include "engine/base/elementary.hpp"
#include "engine/base/error.hpp"
#include "engine/hazard/fire/units.hpp"

namespace muster::hazard::fire {

namespace {

// Percent. Rows: from 10, 30, 50, 70, 90, 110 degrees Fahrenheit; columns: humidity by 5 %.
constexpr std::array<std::array<int, 21>, 6> kReference{
    {{1, 2, 2, 3, 4, 5, 5, 6, 7, 8, 8, 8, 9, 9, 10, 11, 12, 12, 13, 13, 14},
     {1, 2, 2, 3, 4, 5, 5, 6, 7, 7, 7, 8, 9, 9, 10, 10, 11, 12, 13, 13, 13},
     {1, 2, 2, 3, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 11, 12, 12, 12, 13},
     {1, 1, 2, 2, 3, 4, 5, 5, 6, 7, 7, 8, 8, 8, 9, 10, 10, 11, 12, 12, 13},
     {1, 1, 2, 2, 3, 4, 4, 5, 6, 7, 7, 8, 8, 8, 9, 10, 10, 11, 12, 12, 13},
     {1, 1, 2, 2, 3, 4, 4, 5, 6, 7, 7, 8, 8, 8, 9, 10, 10, 11, 12, 12, 12}}};

// Percent to add, a digit each. Rows of a season: north, east, south, west in the sun, each on
// slopes to 30 % and above; then the same four in the shade. Columns: from 8, 10, 12, 14, 16 and 18
// o'clock, each below, level with and above the weather's measurement by 1000 ft or more.
constexpr std::size_t kSunRows = 8, kSeasonRows = 12;
constexpr std::array<std::string_view, 3 * kSeasonRows> kCorrection{
    // May to July
    "234111001001111234",
    "344122112112122344",
    "223111001001112344",
    "122001001112234456",
    "233111001001111233",
    "233112011011112233",
    "234112001001011233",
    "456234112001001122",
    "455345334334345455",
    "445345334344345456",
    "445345334334345455",
    "456345334334345445",
    // February to April, August to October
    "345123112112123345",
    "345334234234334345",
    "345123111112123345",
    "334111111123345346",
    "345122111111123345",
    "345122011011122345",
    "345123111111123345",
    "456345123111111334",
    "456455345345455456",
    "456345345345456456",
    "456345345345345456",
    "456456345345345456",
    // November to January
    "456345234234345456",
    "456456456456456456",
    "456344233233345456",
    "456234223344456456",
    "456345233223344456",
    "456233112112233456",
    "456345233233344456",
    "456456344223234456",
    "456456456456456456",
    "456456456456456456",
    "456456456456456456",
    "456456456456456456",
};

std::size_t step(double value, std::size_t most) {
  return static_cast<std::size_t>(std::clamp(std::floor(value), 0.0, static_cast<double>(most)));
}

/// May to July, November to January, and between.
std::size_t season(int month) {
  if (month >= 5 && month <= 7) return 0;
  return month >= 11 || month == 1 ? 2 : 1;
}

}  // namespace

double fuel_temperature_c(double air_temperature_c, double shade) {
  return air_temperature_c + (25 - 20 * shade) * 5 / 9;
}

double ignition_probability(double fuel_temperature_c, double dead_1h_moisture) {
  const double t = fuel_temperature_c, m = dead_1h_moisture;
  const double heat_cal_g = 144.51 - 0.266 * t - 0.00058 * t * t - t * m +
                            18.54 * -elementary::expm1(-15.1 * m) + 640 * m;  // to ignite the fuel
  if (heat_cal_g >= 400) return 0;
  const double x = (400 - heat_cal_g) / 10;
  return std::min(1.0, 0.000048 * elementary::pow(x, 4.3) / 50);
}

double fine_dead_moisture(const FineFuelWeather& weather) {
  MUSTER_EXPECT(weather.month >= 1 && weather.month <= 12);
  const double fahrenheit = weather.air_temperature_c * 9 / 5 + 32;
  const int reference =
      kReference[step((fahrenheit - 10) / 20, 5)][step(weather.relative_humidity * 20, 20)];
  const auto aspect = static_cast<std::size_t>(weather.aspect);
  const std::size_t row =
      kSeasonRows * season(weather.month) +
      (weather.shade < 0.5 ? 2 * aspect + (weather.gradient > 0.30 ? 1 : 0) : kSunRows + aspect);
  const double above_ft = weather.above_station_m / kMetresPerFoot;
  const std::size_t level = above_ft < -1000 ? 0 : above_ft <= 1000 ? 1 : 2;
  const int correction = kCorrection[row][3 * step((weather.hour - 8) / 2, 5) + level] - '0';
  return (reference + correction) / 100.0;
}

}  // namespace muster::hazard::fire
