// SPDX-License-Identifier: MIT
// Factor of safety of an endless slope in which rain raises the pressure of water.
#pragma once

#include <span>

#include "engine/hazard/landslide/ground.hpp"

namespace muster::hazard::landslide {

/// Factors of safety end here, as in TRIGRS: flat ground and the very surface have this value.
inline constexpr double kGreatestFactor = 10.0;

/// Growth of pressure head with depth when water flows as it did before the rain: cos^2(slope) -
/// I_Z0/K_s (Iverson 2000, eq. 25; TRIGRS's "gener"). No background means flow along the slope.
double head_gradient(const Ground& ground);
/// The same where the slope's cosine is known.
double head_gradient(const Ground& ground, double slope_cosine);

/// Iverson 2000, eq. 28; OFR 2008-1159, eq. 1: tan(phi)/tan(slope) + (c - psi gamma_w tan(phi)) /
/// (gamma_s Z sin(slope) cos(slope)), friction never below 0. Suction (head < 0) counts as
/// strength, if it is given; `unit_weight_n_m3` is the mean above the depth. In [0, 10]; 10 at
/// depth or slope 0.
double factor_of_safety(const Soil& soil, double slope_rad, double depth_m, double head_m,
                        double unit_weight_n_m3);

/// Pressure head, m, at a depth down to the basement of ground that is saturated up to its surface:
/// Iverson 2000, eqs. 25-27 (endless), OFR 2008-1159, eq. 2 (basement). At most head_gradient *
/// depth, the beta line. Cost: up to 0.3 us a step of rain.
double saturated_head_m(const Ground& ground, std::span<const RainStep> rain, double time_s,
                        double depth_m);

/// Head and factor of safety at one depth, or the least factor of a profile with its depth.
struct Stability {
  double factor = kGreatestFactor;
  double depth_m = 0;
  double head_m = 0;
};

/// What acts on a surface along the slope. The factor of safety is (c + normal tan(phi)) / drive.
struct SlipStress {
  double drive_pa = 0;   // weight along the slope
  double normal_pa = 0;  // weight across it, borne by the grains; >= 0
};

struct GainedWater;  // water_table.hpp

/// Fills `heads_m` and `factors`, one for each of `depths_m` (ascending, from 0 or deeper to at
/// most the basement), `time_s` after the rain's origin. Returns the least factor; the deepest of
/// equals at 10, else the shallowest. `stresses` is filled too where it is given. Allocates
/// nothing.
///
/// The ground is unsaturated above its water table if its soil has a Gardner alpha, the table lies
/// deeper than the capillary fringe 1/alpha and the background is not negative; else saturated,
/// where suction does not count as strength. In unsaturated ground suction counts by the effective
/// saturation (Vanapalli & Fredlund 2000, to confirm; as in TRIGRS 2.1), the unit weight is the
/// mean over the depths given so far, with dry pores above the capillary fringe (TRIGRS 2.1), and
/// the water table rises with what reaches it and does not drain (water_table.hpp); the rise is
/// felt below as a load since the rain began. There rain may raise a factor for a while: wetting a
/// very dry soil adds suction stress.
///
/// Cost with 2 steps of rain and 11 depths: saturated 0.2-0.4 us, unsaturated 2 us; grows with the
/// steps. `gained` keeps what the water table gained from one time to a later one.
Stability stability_profile(const Ground& ground, std::span<const RainStep> rain, double time_s,
                            std::span<const double> depths_m, std::span<double> heads_m,
                            std::span<double> factors, GainedWater* gained = nullptr,
                            std::span<SlipStress> stresses = {});

}  // namespace muster::hazard::landslide
