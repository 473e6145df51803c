// SPDX-License-Identifier: MIT
// Whether a surface fire climbs into the crowns, and what it is there.
#pragma once

#include "engine/hazard/fire/canopy.hpp"
#include "engine/hazard/fire/surface_fire.hpp"

namespace muster::hazard::fire {

/// Conditional: crowns would carry a fire that came from elsewhere, but this one does not reach
/// them. Torching: single trees burn, the fire moves on along the ground.
enum class CrownKind { Surface, Conditional, Torching, Crowning };

struct CrownFire {
  CrownKind kind = CrownKind::Surface;
  double critical_intensity_kw_m = 0;  // of the surface fire, to reach the crowns
  double critical_rate_m_s = 0;        // to go on from crown to crown
  // Of a fire that runs through the crowns, whether or not this one does:
  Ellipse ellipse;  // its head runs with the wind
  double intensity_kw_m = 0;
  double flame_length_m = 0;  // Thomas 1963
};

/// Initiation and active spread by Van Wagner 1977, rate and shape by Rothermel 1991 (INT-RP-438):
/// 3.34 times the rate of fuel model 10 on flat ground, exposed to 0.4 of the wind at 20 ft.
/// `bed` and `surface` are those of the ground fuel under the canopy, `model_10` is fuel model 10
/// at the same moisture. About 1 us.
CrownFire crown_fire(const FuelBed& bed, const SurfaceFire& surface, const FuelBed& model_10,
                     double wind_20ft_m_s, const Canopy& canopy);

/// Van Wagner 1977, eq. 4, with the crowns' base at 0.1 m at least.
double crown_critical_intensity_kw_m(double base_height_m, double foliar_moisture);

}  // namespace muster::hazard::fire
