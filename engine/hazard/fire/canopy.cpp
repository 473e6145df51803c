// SPDX-License-Identifier: MIT
#include "engine/hazard/fire/canopy.hpp"

#include <algorithm>
#include <cmath>

#include "engine/base/elementary.hpp"
#include "engine/hazard/fire/units.hpp"

namespace muster::hazard::fire {

double wind_adjustment(double fuel_depth_m, const Canopy& canopy) {
  constexpr double kLeastFilled = 0.05;        // as in BehavePlus
  constexpr double kLeastHeight_ft = 6;        // likewise
  const auto profile = [](double height_ft) {  // of roughness and displacement by the height
    return elementary::log((20 + 0.36 * height_ft) / (0.13 * height_ft));
  };
  const double height_ft = canopy.height_m / kMetresPerFoot;
  const double crown_ratio =
      canopy.height_m > 0 ? (canopy.height_m - canopy.base_height_m) / canopy.height_m : 0;
  const double filled = crown_ratio * canopy.cover / 3;  // crowns are cones
  if (filled >= kLeastFilled && height_ft >= kLeastHeight_ft) {
    return std::min(1.0, 0.555 / (std::sqrt(filled * height_ft) * profile(height_ft)));
  }
  if (fuel_depth_m <= 0) return 1;
  return std::min(1.0, 1.83 / profile(fuel_depth_m / kMetresPerFoot));
}

}  // namespace muster::hazard::fire
