// SPDX-License-Identifier: MIT
#include "engine/hazard/fire/pace.hpp"

namespace muster::hazard::fire {

Pace pace_of(const LocalFire& fire, double cell_m) {
  const double head = fire.ellipse.head_rate_m_s;
  if (!(head > 0)) return {};
  const double e = eccentricity(fire.ellipse);
  const double slowness = cell_m / (head * (1 - e));
  return {slowness, {e * slowness * fire.heading.x, -e * slowness * fire.heading.y}};
}

}  // namespace muster::hazard::fire
