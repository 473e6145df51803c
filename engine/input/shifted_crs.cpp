// SPDX-License-Identifier: MIT
// GCJ-02 and BD-09: the shifts of Chinese map services.
#include <cmath>
#include <numbers>

#include "engine/base/elementary.hpp"
#include "engine/input/crs.hpp"

namespace muster::input {
namespace {

namespace el = elementary;
constexpr double kPi = std::numbers::pi;

// Krasovsky 1940 ellipsoid, as in the published GCJ-02 routine.
constexpr double kMajor = 6378245.0;
constexpr double kEccentricitySquared = 0.00669342162296594323;

/// The three octaves that both offsets share the form of.
double waves(double x, double a1, double a2) {
  return (20.0 * el::sin(6.0 * x * kPi) + 20.0 * el::sin(2.0 * x * kPi)) * 2.0 / 3.0 + a1 + a2;
}

double north_offset(double x, double y) {
  const double d =
      -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * std::sqrt(std::fabs(x));
  const double mid = (20.0 * el::sin(y * kPi) + 40.0 * el::sin(y / 3.0 * kPi)) * 2.0 / 3.0;
  const double slow =
      (160.0 * el::sin(y / 12.0 * kPi) + 320.0 * el::sin(y * kPi / 30.0)) * 2.0 / 3.0;
  return d + waves(x, mid, slow);
}

double east_offset(double x, double y) {
  const double d = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * std::sqrt(std::fabs(x));
  const double mid = (20.0 * el::sin(x * kPi) + 40.0 * el::sin(x / 3.0 * kPi)) * 2.0 / 3.0;
  const double slow =
      (150.0 * el::sin(x / 12.0 * kPi) + 300.0 * el::sin(x / 30.0 * kPi)) * 2.0 / 3.0;
  return d + waves(x, mid, slow);
}

constexpr double kBaiduTurn = kPi * 3000.0 / 180.0;

}  // namespace

LonLat gcj02_from_wgs84(LonLat p) {
  const double x = p.lon - 105.0, y = p.lat - 35.0;
  const double lat_rad = p.lat / 180.0 * kPi;
  const double sine = el::sin(lat_rad);
  const double magic = 1.0 - kEccentricitySquared * sine * sine;
  const double root = std::sqrt(magic);
  const double d_lat =
      north_offset(x, y) * 180.0 / ((kMajor * (1.0 - kEccentricitySquared)) / (magic * root) * kPi);
  const double d_lon = east_offset(x, y) * 180.0 / (kMajor / root * el::cos(lat_rad) * kPi);
  return {p.lon + d_lon, p.lat + d_lat};
}

LonLat wgs84_from_gcj02(LonLat p) {
  LonLat guess = p;
  for (int i = 0; i < 30; ++i) {  // the shift varies slowly: each round gains about three digits
    const LonLat there = gcj02_from_wgs84(guess);
    const double d_lon = p.lon - there.lon, d_lat = p.lat - there.lat;
    guess.lon += d_lon;
    guess.lat += d_lat;
    if (std::fabs(d_lon) < 1e-10 && std::fabs(d_lat) < 1e-10) break;
  }
  return guess;
}

LonLat bd09_from_gcj02(LonLat p) {
  const double z = std::sqrt(p.lon * p.lon + p.lat * p.lat) + 0.00002 * el::sin(p.lat * kBaiduTurn);
  const double theta = el::atan2(p.lat, p.lon) + 0.000003 * el::cos(p.lon * kBaiduTurn);
  return {z * el::cos(theta) + 0.0065, z * el::sin(theta) + 0.006};
}

LonLat gcj02_from_bd09(LonLat p) {
  LonLat guess{p.lon - 0.0065, p.lat - 0.006};
  for (int i = 0; i < 30; ++i) {
    const LonLat there = bd09_from_gcj02(guess);
    const double d_lon = p.lon - there.lon, d_lat = p.lat - there.lat;
    guess.lon += d_lon;
    guess.lat += d_lat;
    if (std::fabs(d_lon) < 1e-10 && std::fabs(d_lat) < 1e-10) break;
  }
  return guess;
}

}  // namespace muster::input
