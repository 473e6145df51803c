// SPDX-License-Identifier: MIT
#include "engine/hazard/fire/ellipse.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "engine/base/elementary.hpp"
#include "engine/hazard/fire/units.hpp"

namespace muster::hazard::fire {

namespace {

constexpr double kMostLengthToWidth = 8;  // as in firelab/behave: the fit was not made for longer

/// Half length grown per second.
double half_length_m_s(const Ellipse& ellipse) {
  return (ellipse.head_rate_m_s + backing_rate_m_s(ellipse)) / 2;
}

}  // namespace

double length_to_width(double effective_wind_m_s) {
  if (effective_wind_m_s <= 0) return 1;
  const double wind_mph = effective_wind_m_s / kMetresPerSecondPerMilePerHour;
  const double ratio = 0.936 * elementary::exp(0.1147 * wind_mph) +
                       0.461 * elementary::exp(-0.0692 * wind_mph) - 0.397;
  return std::clamp(ratio, 1.0, kMostLengthToWidth);
}

double eccentricity(const Ellipse& ellipse) {
  const double ratio = ellipse.length_to_width;
  return std::sqrt(ratio * ratio - 1) / ratio;
}

double head_to_back(const Ellipse& ellipse) {
  const double ratio = ellipse.length_to_width, root = std::sqrt(ratio * ratio - 1);
  return (ratio + root) / (ratio - root);
}

double backing_rate_m_s(const Ellipse& ellipse) {
  return ellipse.head_rate_m_s / head_to_back(ellipse);
}

double flanking_rate_m_s(const Ellipse& ellipse) {
  return half_length_m_s(ellipse) / ellipse.length_to_width;
}

double rate_from_ignition_m_s(const Ellipse& ellipse, double cosine) {
  const double e = eccentricity(ellipse);
  return ellipse.head_rate_m_s * (1 - e) / (1 - e * cosine);
}

double normal_rate_m_s(const Ellipse& ellipse, double cosine) {
  const double along = half_length_m_s(ellipse), across = flanking_rate_m_s(ellipse);
  return (ellipse.head_rate_m_s - along) * cosine +
         std::sqrt(along * along * cosine * cosine +
                   across * across * std::max(0.0, 1 - cosine * cosine));
}

double area_m2(const Ellipse& ellipse, double time_s) {
  return std::numbers::pi * half_length_m_s(ellipse) * flanking_rate_m_s(ellipse) * time_s * time_s;
}

double perimeter_m(const Ellipse& ellipse, double time_s) {
  const double a = half_length_m_s(ellipse) * time_s, b = flanking_rate_m_s(ellipse) * time_s;
  if (a + b <= 0) return 0;
  const double k = (a - b) / (a + b) * ((a - b) / (a + b));
  return std::numbers::pi * (a + b) * (1 + k / 4 + k * k / 64);
}

}  // namespace muster::hazard::fire
