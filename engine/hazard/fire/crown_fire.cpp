// SPDX-License-Identifier: MIT
#include "engine/hazard/fire/crown_fire.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/base/elementary.hpp"
#include "engine/base/error.hpp"
#include "engine/hazard/fire/units.hpp"

namespace muster::hazard::fire {

namespace {

constexpr double kLeastBaseHeight_m = 0.1;            // as in BehavePlus
constexpr double kCriticalFlow_kg_m2_min = 3;         // Van Wagner 1977, for active spread
constexpr double kOverModel10 = 3.34;                 // Rothermel 1991, mean of eight fires
constexpr double kWindAdjustment = 0.4;               // Rothermel 1991
constexpr double kHeat_kj_kg = 8000 * kKjKgPerBtuLb;  // of foliage, as of ground fuel

}  // namespace

double crown_critical_intensity_kw_m(double base_height_m, double foliar_moisture) {
  const double x =
      0.010 * std::max(base_height_m, kLeastBaseHeight_m) * (460 + 25.9 * foliar_moisture * 100);
  return x * std::sqrt(x);
}

CrownFire crown_fire(const FuelBed& bed, const SurfaceFire& surface, const FuelBed& model_10,
                     double wind_20ft_m_s, const Canopy& canopy) {
  CrownFire crown;
  if (canopy.cover <= 0) return crown;
  crown.critical_intensity_kw_m =
      crown_critical_intensity_kw_m(canopy.base_height_m, canopy.foliar_moisture);
  crown.critical_rate_m_s = canopy.bulk_density_kg_m3 > 0
                                ? kCriticalFlow_kg_m2_min / canopy.bulk_density_kg_m3 / 60
                                : std::numeric_limits<double>::infinity();

  const SurfaceFire litter = surface_fire(model_10, {0, kWindAdjustment * wind_20ft_m_s}, {});
  const double wind_mph = wind_20ft_m_s / kMetresPerSecondPerMilePerHour;
  crown.ellipse = {kOverModel10 * litter.ellipse.head_rate_m_s,
                   1 + 0.125 * wind_mph};  // Rothermel 1991, eq. 10
  const double foliage_kg_m2 = canopy.bulk_density_kg_m3 * (canopy.height_m - canopy.base_height_m);
  const double heat_kj_m2 = bed.heat_per_area_kj_m2 + foliage_kg_m2 * kHeat_kj_kg;
  const double intensity_btu_ft_s =
      heat_kj_m2 / kKjM2PerBtuFt2 * crown.ellipse.head_rate_m_s / kMetresPerFoot;
  crown.intensity_kw_m = intensity_btu_ft_s * kKwMPerBtuFtS;
  if (intensity_btu_ft_s > 0) {
    crown.flame_length_m = 0.2 * elementary::pow(intensity_btu_ft_s, 2.0 / 3) * kMetresPerFoot;
  }

  const bool climbs = surface.intensity_kw_m >= crown.critical_intensity_kw_m;
  const bool runs = crown.ellipse.head_rate_m_s >= crown.critical_rate_m_s;
  crown.kind = climbs ? (runs ? CrownKind::Crowning : CrownKind::Torching)
                      : (runs ? CrownKind::Conditional : CrownKind::Surface);
  return crown;
}

}  // namespace muster::hazard::fire
