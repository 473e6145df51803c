// SPDX-License-Identifier: MIT
// How far and how fast a slide runs down a profile.
#pragma once

#include <limits>
#include <span>

#include "engine/hazard/gravity.hpp"

namespace muster::hazard::landslide {

/// Vertex of a profile that starts where the slide does; distances are horizontal and ascend.
struct ProfilePoint {
  double distance_m = 0;
  double height_m = 0;
};

struct Runout {
  double distance_m = 0;          // horizontal, where it comes to rest or leaves the profile
  bool leaves_profile = false;    // still moves at the last vertex
  double greatest_speed_m_s = 0;  // at the vertices
};

/// Friction of Perla, Cheng & McClung 1980 (Journal of Glaciology 26(94)); defaults of Wichmann
/// 2017 (GPP, Geoscientific Model Development 10).
struct PcmFriction {
  double sliding = 0.1;        // mu, >= 0
  double mass_to_drag_m = 40;  // M/D, > 0
};

/// Square of the speed after a segment of slope `slope_rad` and length `length_m` along it, met
/// with `speed_m_s` after a segment of slope `slope_before_rad`; below 0 where the slide stops on
/// it. Perla et al. 1980, eq. 8 (number to confirm). Where the profile becomes flatter, the
/// momentum across the new direction is lost: the square of the speed takes the cosine of the bend
/// once, as in Wichmann 2017. Where it becomes steeper nothing is lost.
double pcm_speed_squared(const PcmFriction& friction, double slope_rad, double length_m,
                         double slope_before_rad, double speed_m_s);

/// Runs a mass point from rest at the first vertex, or with `start_speed_m_s`, in the direction of
/// the first segment. `speeds_m_s` gets the speed at each vertex, 0 beyond the rest.
Runout pcm_runout(std::span<const ProfilePoint> profile, const PcmFriction& friction,
                  double start_speed_m_s, std::span<double> speeds_m_s);

/// Energy line: from the first vertex a straight line falls with `reach_ratio` = H/L = tan(angle of
/// reach) > 0 (Heim 1932); the slide ends where the ground first rises to it (Flow-Py takes 25
/// degrees). Speed sqrt(2 g (line
/// - ground)), at most `greatest_speed_m_s` (Flow-Py caps the height of the line over ground: 15
/// m/s for debris flow, 50 for rockfall, 72 for avalanches).
Runout energy_line_runout(std::span<const ProfilePoint> profile, double reach_ratio,
                          double greatest_speed_m_s, std::span<double> speeds_m_s);

/// Mean H/L of a slide of `volume_m3` > 0, all types and debris flows: Corominas 1996 (Canadian
/// Geotechnical Journal 33; coefficients to confirm).
double corominas_reach_ratio(double volume_m3);
double corominas_debris_flow_reach_ratio(double volume_m3);

/// Mean horizontal runout of a debris flow, m, of `volume_m3` that drops `drop_m`: Rickenmann 1999
/// (Natural Hazards 19; coefficients to confirm).
double rickenmann_length_m(double volume_m3, double drop_m);

}  // namespace muster::hazard::landslide
