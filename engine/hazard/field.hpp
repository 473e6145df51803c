// SPDX-License-Identifier: MIT
// What exposure reads of water, whichever model or map it comes from.
#pragma once

#include <span>

#include "engine/world/raster.hpp"

namespace muster::hazard {

/// Water on the model grid at one instant, row-major, row 0 = north. The spans stay valid and
/// unchanged until the source is advanced again.
struct WaterField {
  const world::Grid& grid;
  std::span<const double> depth_m;  // >= 0, 0 = dry
  std::span<const float>
      speed_m_s;  // at cell centres, >= 0; empty where the source knows depth only
};

}  // namespace muster::hazard
