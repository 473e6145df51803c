// SPDX-License-Identifier: MIT
// A fuel model at given moistures: everything of Rothermel's equations but wind and slope.
#pragma once

#include "engine/hazard/fire/fuel_model.hpp"

namespace muster::hazard::fire {

/// Water by dry mass, as fractions (0.06, not 6 %).
struct Moisture {
  double dead_1h = 0;
  double dead_10h = 0;
  double dead_100h = 0;
  double live_herb = 0;
  double live_woody = 0;
  friend bool operator==(const Moisture&, const Moisture&) = default;
};

/// What spread needs to know of fuel and moisture. With wind U (m/s, midflame) and a slope of
/// gradient G (rise over run) the rate grows from the no-wind rate R0 to
/// R0 (1 + wind_coefficient U^wind_exponent + slope_coefficient G^2).
struct FuelBed {
  double no_wind_rate_m_s = 0;  // 0: does not burn
  double wind_coefficient = 0;
  double wind_exponent = 0;
  double slope_coefficient = 0;
  double reaction_intensity_kw_m2 = 0;
  double heat_sink_kj_m3 = 0;      // heat to ignite a volume of the bed
  double heat_per_area_kj_m2 = 0;  // set free as the front passes
  double residence_time_s = 0;
  double surface_to_volume_1_m = 0;  // characteristic
  double bulk_density_kg_m3 = 0;
  double packing_ratio = 0;
  double relative_packing_ratio = 0;    // over the optimum
  double live_extinction_moisture = 0;  // fraction; 0 in models without live fuel
};

/// Rothermel 1972 (INT-RP-115) with the changes of Albini 1976 (INT-GTR-30), as laid out by
/// Andrews 2018 (RMRS-GTR-371); live herbs cure by Scott and Burgan 2005 with the rounding of
/// BehavePlus. Fuel without load gives a bed of zeroes. About 2 us.
FuelBed fuel_bed(const FuelModel& fuel, const Moisture& moisture);

/// Share of live herbs that counts as dead in a dynamic model: all at 30 % moisture and below, none
/// at 120 % and above.
double cured_share(double live_herb_moisture);

}  // namespace muster::hazard::fire
