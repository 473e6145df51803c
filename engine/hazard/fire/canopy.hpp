// SPDX-License-Identifier: MIT
// Trees over the ground fuel, and the wind under them.
#pragma once

namespace muster::hazard::fire {

/// A cover of 0: no trees.
struct Canopy {
  double cover = 0;  // share of the ground that crowns cover, seen from above
  double height_m = 0;
  double base_height_m = 0;       // where crowns begin
  double bulk_density_kg_m3 = 0;  // of what burns in the crowns
  double foliar_moisture = 1;     // fraction of dry mass
};

/// Wind at the height of the flames over that at 6.1 m (20 ft) above the vegetation. Albini and
/// Baughman 1979 (INT-RP-221): under trees that fill more than a twentieth of their layer the wind
/// is the same from top to ground; elsewhere it follows a logarithm down to the fuel. 1 at most.
double wind_adjustment(double fuel_depth_m, const Canopy& canopy);

}  // namespace muster::hazard::fire
