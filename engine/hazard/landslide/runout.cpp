// SPDX-License-Identifier: MIT
#include "engine/hazard/landslide/runout.hpp"

#include <algorithm>
#include <cmath>

#include "engine/base/elementary.hpp"
#include "engine/base/error.hpp"

namespace muster::hazard::landslide {

namespace {

/// The squared speed tends to `endless` on an endless segment, starting from `begin`.
struct Approach {
  double endless, begin;
};

Approach approach(const PcmFriction& friction, double slope_rad, double slope_before_rad,
                  double speed_m_s) {
  const double bend_rad = std::max(0.0, slope_before_rad - slope_rad);
  return {kGravity * (elementary::sin(slope_rad) - friction.sliding * elementary::cos(slope_rad)) *
              friction.mass_to_drag_m,
          speed_m_s * speed_m_s * elementary::cos(bend_rad)};
}

double squared_after(const Approach& squared, double lengths) {
  const double gone = -elementary::expm1(-2.0 * lengths);
  return squared.endless * gone + squared.begin * (1.0 - gone);
}

}  // namespace

double pcm_speed_squared(const PcmFriction& friction, double slope_rad, double length_m,
                         double slope_before_rad, double speed_m_s) {
  return squared_after(approach(friction, slope_rad, slope_before_rad, speed_m_s),
                       length_m / friction.mass_to_drag_m);
}

Runout pcm_runout(std::span<const ProfilePoint> profile, const PcmFriction& friction,
                  double start_speed_m_s, std::span<double> speeds_m_s) {
  MUSTER_EXPECT(profile.size() >= 2 && speeds_m_s.size() == profile.size());
  std::fill(speeds_m_s.begin(), speeds_m_s.end(), 0.0);
  Runout run;
  double speed_m_s = start_speed_m_s, slope_before_rad = -M_PI_2;
  speeds_m_s[0] = run.greatest_speed_m_s = speed_m_s;
  for (std::size_t i = 1; i < profile.size(); ++i) {
    const double across_m = profile[i].distance_m - profile[i - 1].distance_m;
    const double down_m = profile[i - 1].height_m - profile[i].height_m;
    const double slope_rad = elementary::atan2(down_m, across_m);
    const double length_m = std::sqrt(across_m * across_m + down_m * down_m);
    const Approach squared = approach(friction, slope_rad, slope_before_rad, speed_m_s);
    const double after = squared_after(squared, length_m / friction.mass_to_drag_m);
    if (!(after > 0.0)) {
      // It rests where the square of the speed is 0: begin exp(-2s/(M/D)) = -endless (1 - exp(..)).
      double rest_m = 0.0;
      if (squared.begin > 0.0 && squared.endless < 0.0) {
        rest_m =
            0.5 * friction.mass_to_drag_m * elementary::log1p(squared.begin / -squared.endless);
      }
      run.distance_m = profile[i - 1].distance_m + across_m * std::min(1.0, rest_m / length_m);
      return run;
    }
    speed_m_s = std::sqrt(after);
    slope_before_rad = slope_rad;
    speeds_m_s[i] = speed_m_s;
    run.greatest_speed_m_s = std::max(run.greatest_speed_m_s, speed_m_s);
  }
  run.distance_m = profile.back().distance_m;
  run.leaves_profile = true;
  return run;
}

Runout energy_line_runout(std::span<const ProfilePoint> profile, double reach_ratio,
                          double greatest_speed_m_s, std::span<double> speeds_m_s) {
  MUSTER_EXPECT(profile.size() >= 2 && speeds_m_s.size() == profile.size());
  std::fill(speeds_m_s.begin(), speeds_m_s.end(), 0.0);
  Runout run;
  double above_m = 0.0;  // line over ground at the vertex before
  for (std::size_t i = 1; i < profile.size(); ++i) {
    const double line_m =
        profile[0].height_m - reach_ratio * (profile[i].distance_m - profile[0].distance_m);
    const double next_m = line_m - profile[i].height_m;
    if (!(next_m > 0.0)) {
      const double share = above_m > 0.0 ? above_m / (above_m - next_m) : 0.0;
      run.distance_m =
          profile[i - 1].distance_m + share * (profile[i].distance_m - profile[i - 1].distance_m);
      return run;
    }
    above_m = next_m;
    speeds_m_s[i] = std::min(std::sqrt(2.0 * kGravity * above_m), greatest_speed_m_s);
    run.greatest_speed_m_s = std::max(run.greatest_speed_m_s, speeds_m_s[i]);
  }
  run.distance_m = profile.back().distance_m;
  run.leaves_profile = true;
  return run;
}

double corominas_reach_ratio(double volume_m3) {
  return elementary::pow(10.0, -0.085 * elementary::log10(volume_m3) - 0.047);
}

double corominas_debris_flow_reach_ratio(double volume_m3) {
  return elementary::pow(10.0, -0.105 * elementary::log10(volume_m3) - 0.012);
}

double rickenmann_length_m(double volume_m3, double drop_m) {
  return 1.9 * elementary::pow(volume_m3, 0.16) * elementary::pow(drop_m, 0.83);
}

}  // namespace muster::hazard::landslide
