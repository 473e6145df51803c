// SPDX-License-Identifier: MIT
// A surface fire at one point under given wind and slope.
#pragma once

#include "engine/hazard/fire/ellipse.hpp"
#include "engine/hazard/fire/fuel_bed.hpp"

namespace muster::hazard::fire {

/// On the map: x east, y north.
struct Vector {
  double x = 0;
  double y = 0;
};

struct SurfaceFire {
  Ellipse ellipse;
  Vector heading;                 // unit vector of the head; (0, 0) where no direction is favoured
  double effective_wind_m_s = 0;  // upslope wind on flat ground that would give the same rate
  double intensity_kw_m = 0;      // of the head (Byram 1959)
  double flame_length_m = 0;      // of the head
};

/// `midflame_wind_m_s` points to where the wind blows to; `gradient` is the slope's, rise over run,
/// and points uphill. Wind and slope add as vectors (Albini 1976; Finney 1998, RMRS-RP-4). No limit
/// on the wind: Andrews et al. 2013 advise against Rothermel's. About 0.6 us.
SurfaceFire surface_fire(const FuelBed& bed, Vector midflame_wind_m_s, Vector gradient);

/// Byram 1959.
double flame_length_m(double intensity_kw_m);

}  // namespace muster::hazard::fire
