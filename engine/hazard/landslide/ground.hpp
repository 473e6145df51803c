// SPDX-License-Identifier: MIT
// What the stability of a slope depends on: its soil, its water and the rain.
//
// The formulas of this folder are those of TRIGRS 2.1, whose results the tests reproduce; numbers
// of equations in Iverson 2000 (Water Resources Research 36(7), doi 10.1029/2000WR900090),
// Srivastava & Yeh 1991 and Baum, Savage & Godt 2008 (USGS OFR 2008-1159) are to confirm.
#pragma once

#include <limits>

namespace muster::hazard::landslide {

/// Unit weight of water, N/m3: the value of TRIGRS's reference cases.
inline constexpr double kWaterUnitWeight = 9.8e3;

/// Finite and >= 0; unit weight above that of water, conductivity and diffusivity > 0, friction
/// below pi/2.
struct Soil {
  double cohesion_pa = 0;
  double friction_rad = 0;
  double unit_weight_n_m3 = 0;   // saturated
  double conductivity_m_s = 0;   // saturated hydraulic conductivity K_s
  double diffusivity_m2_s = 0;   // saturated hydraulic diffusivity D_0
  double saturated_content = 0;  // volumetric water content theta_s
  double residual_content = 0;   // theta_r, below theta_s
  /// Gardner's alpha: K = K_s exp(alpha psi). 0: the soil counts as saturated up to the surface.
  double gardner_alpha_1_m = 0;
};

/// One column of ground. Depths are vertical, down from the surface.
struct Ground {
  Soil soil;
  double slope_rad = 0;             // 0 <= slope < pi/2
  double water_table_m = 0;         // depth before the rain, >= 0
  double basement_m = kBottomless;  // depth of a base that lets no water through, > 0
  double background_m_s = 0;        // long-term infiltration I_Z0, at most K_s; < 0: water rises

  static constexpr double kBottomless = std::numeric_limits<double>::infinity();
};

/// Water that reaches the ground, m/s >= 0, from a time on until the next step; the last step lasts
/// for ever. What exceeds K_s runs off. A series of steps has ascending times.
struct RainStep {
  double start_s = 0;
  double rate_m_s = 0;
};

}  // namespace muster::hazard::landslide
