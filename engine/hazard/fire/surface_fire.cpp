// SPDX-License-Identifier: MIT
#include "engine/hazard/fire/surface_fire.hpp"

#include <cmath>

#include "engine/base/elementary.hpp"
#include "engine/hazard/fire/units.hpp"

namespace muster::hazard::fire {

double flame_length_m(double intensity_kw_m) {
  if (intensity_kw_m <= 0) return 0;
  return 0.45 * elementary::pow(intensity_kw_m / kKwMPerBtuFtS, 0.46) * kMetresPerFoot;
}

SurfaceFire surface_fire(const FuelBed& bed, Vector midflame_wind_m_s, Vector gradient) {
  SurfaceFire fire;
  if (bed.no_wind_rate_m_s <= 0) return fire;
  const auto [wind_x, wind_y] = midflame_wind_m_s;
  const double wind = std::sqrt(wind_x * wind_x + wind_y * wind_y);
  // Rothermel's eq. 47 and 51 over the length of the vector that they are along.
  const double by_wind =
      wind > 0 ? bed.wind_coefficient * elementary::pow(wind, bed.wind_exponent) / wind : 0;
  const double by_slope =
      bed.slope_coefficient * std::sqrt(gradient.x * gradient.x + gradient.y * gradient.y);
  const double x = by_wind * wind_x + by_slope * gradient.x;
  const double y = by_wind * wind_y + by_slope * gradient.y;
  const double factor = std::sqrt(x * x + y * y);
  if (factor > 0) {
    fire.heading = {x / factor, y / factor};
    fire.effective_wind_m_s =
        elementary::pow(factor / bed.wind_coefficient, 1 / bed.wind_exponent);  // eq. 47 turned
  }
  fire.ellipse = {bed.no_wind_rate_m_s * (1 + factor), length_to_width(fire.effective_wind_m_s)};
  const double heat_btu_ft2 = bed.heat_per_area_kj_m2 / kKjM2PerBtuFt2;
  const double rate_ft_s = fire.ellipse.head_rate_m_s / kMetresPerFoot;
  fire.intensity_kw_m = heat_btu_ft2 * rate_ft_s * kKwMPerBtuFtS;
  fire.flame_length_m = flame_length_m(fire.intensity_kw_m);
  return fire;
}

}  // namespace muster::hazard::fire
