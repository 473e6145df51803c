// SPDX-License-Identifier: MIT
#include "engine/exposure/people.hpp"

#include "engine/base/error.hpp"

namespace muster::exposure {

Body body_of(double height_m, double mass_kg, const FlowLimits& limits) {
  const double height_mass = height_m * mass_kg;
  if (height_mass < limits.child_from_m_kg) return Body::Infant;
  return height_mass <= limits.child_to_m_kg ? Body::Child : Body::Adult;
}

FlowDanger flow_danger(double depth_m, double speed_m_s, Body body, const FlowLimits& limits) {
  MUSTER_EXPECT(speed_m_s >= 0);
  if (depth_m <= 0) return FlowDanger::None;
  if (depth_m < limits.film_m) return FlowDanger::Low;
  if (body == Body::Infant) return FlowDanger::Extreme;
  const StandingLimits& standing = body == Body::Child ? limits.child : limits.adult;
  if (depth_m > standing.depth_m || speed_m_s > standing.speed_m_s) return FlowDanger::Extreme;
  const double depth_speed = depth_m * speed_m_s;
  if (depth_speed <= standing.low_m2_s) return FlowDanger::Low;
  if (depth_speed <= standing.moderate_m2_s) return FlowDanger::Moderate;
  if (depth_speed <= standing.significant_m2_s) return FlowDanger::Significant;
  return FlowDanger::Extreme;
}

bool swept_away(double depth_m, double speed_m_s, Body body, const FlowLimits& limits) {
  return flow_danger(depth_m, speed_m_s, body, limits) > limits.stands_in;
}

double triangular_share(double x_m, const Triangle& triangle) {
  const auto [least, mode, most] = triangle;
  MUSTER_EXPECT(least < most && least <= mode && mode <= most);
  if (x_m <= least) return 0;
  if (x_m >= most) return 1;
  if (x_m <= mode) return (x_m - least) * (x_m - least) / ((most - least) * (mode - least));
  return 1 - (most - x_m) * (most - x_m) / ((most - least) * (most - mode));
}

double submerged_share(double depth_m, Refuge refuge, const SubmergenceLimits& limits) {
  const auto out_of_air = [&](double ceiling_m) {
    return 1 - triangular_share(ceiling_m - depth_m, limits.air);
  };
  switch (refuge) {
    case Refuge::FloorLimitedMobility:
      return triangular_share(depth_m, limits.limited_mobility);
    case Refuge::Floor:
      return out_of_air(limits.floor_to_ceiling_m);
    case Refuge::Attic:
      return out_of_air(limits.attic_m);
    case Refuge::Roof:
      break;
  }
  return triangular_share(depth_m, limits.on_roof);
}

bool buried(double debris_m, Body body, const BurialLimits& limits) {
  switch (body) {
    case Body::Infant:
      return debris_m >= limits.infant_m;
    case Body::Child:
      return debris_m >= limits.child_m;
    case Body::Adult:
      break;
  }
  return debris_m >= limits.adult_m;
}

bool burnt_over(double flame_m, double distance_m, const BurnOverLimits& limits) {
  MUSTER_EXPECT(distance_m >= 0);
  return flame_m > 0 && flame_m >= limits.least_flame_m && flame_m >= distance_m;
}

}  // namespace muster::exposure
