// SPDX-License-Identifier: MIT
// The ellipse that a fire from a point grows in, under constant conditions.
#pragma once

namespace muster::hazard::fire {

/// Grows in proportion with time; the ignition stays at its rear focus.
struct Ellipse {
  double head_rate_m_s = 0;
  double length_to_width = 1;  // 1: a circle
};

/// Anderson 1983 (INT-RP-305), of the wind that alone would drive the fire as it spreads, at
/// midflame height; 8 at most.
double length_to_width(double effective_wind_m_s);

double eccentricity(const Ellipse& ellipse);
/// Head over backing rate (Catchpole et al. 1982).
double head_to_back(const Ellipse& ellipse);
double backing_rate_m_s(const Ellipse& ellipse);
/// Of the widest part, square to the axis.
double flanking_rate_m_s(const Ellipse& ellipse);
/// Rate away from the ignition, at an angle from the head whose cosine is given.
double rate_from_ignition_m_s(const Ellipse& ellipse, double cosine);
/// Rate of a front square to itself, whose normal is at an angle from the head whose cosine is
/// given.
double normal_rate_m_s(const Ellipse& ellipse, double cosine);
double area_m2(const Ellipse& ellipse, double time_s);
/// Ramanujan's series to its second term; 1e-3 short at a length to width of 8.
double perimeter_m(const Ellipse& ellipse, double time_s);

}  // namespace muster::hazard::fire
