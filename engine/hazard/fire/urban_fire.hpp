// SPDX-License-Identifier: MIT
// Fire from building to building.
#pragma once

#include "engine/hazard/fire/ellipse.hpp"

namespace muster::hazard::fire {

/// Of a block: equal square buildings on a square pattern.
struct BuildingBlock {
  double side_m = 0;
  double gap_m = 0;
  double fire_resistant_share = 0;  // 0 to 1
};

/// Rates of Hamada's equations along, across and against the wind, m/s.
struct UrbanRates {
  double downwind_m_s = 0;
  double side_m_s = 0;
  double upwind_m_s = 0;
};

/// Hamada 1951 in the form of Scawthorn et al. and ELMFIRE: time from one building to the next over
/// the side and the gap. Wind at 10 m (to confirm), for which that at 20 ft may stand.
UrbanRates urban_rates(const BuildingBlock& block, double wind_m_s);

/// With the downwind rate at its head and the side rate at its flank. Its rate against the wind
/// then follows from the ellipse and is not Hamada's own; where there is no wind it is a circle of
/// the downwind rate.
Ellipse urban_ellipse(const BuildingBlock& block, double wind_m_s);

}  // namespace muster::hazard::fire
