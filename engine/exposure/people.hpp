// SPDX-License-Identifier: MIT
// What water, debris and flames do to a person who is where they are.
#pragma once

#include <cstdint>

namespace muster::exposure {

/// How well a body holds out, by its height times its mass.
enum class Body : std::uint8_t { Infant, Child, Adult };

/// Flowing water for somebody on foot. None: it is dry. Moderate: the working limit of trained
/// people. Extreme: nobody stands.
enum class FlowDanger : std::uint8_t { None, Low, Moderate, Significant, Extreme };

/// The most that each class of danger allows one body, depth times speed, and the most water in
/// which the classes hold at all.
struct StandingLimits {
  double low_m2_s;
  double moderate_m2_s;
  double significant_m2_s;
  double depth_m;
  double speed_m_s;
};

/// Standing in flowing water: Cox, Shand & Blacka 2010 (Australian Rainfall & Runoff, project 10).
struct FlowLimits {
  // Below 20 m kg no water is safe (confirmed); children are 25 to 50 m kg (to confirm). Those
  // between have no class: counted with the infants (assumption, the cautious side).
  double child_from_m_kg = 25;
  double child_to_m_kg = 50;
  // Low, depth and speed are to confirm. Children have no class of moderate danger. That all of
  // them fall where an adult's low danger ends is an assumption.
  StandingLimits child{0.4, 0.4, 0.6, 0.5, 3.0};
  StandingLimits adult{0.6, 0.8, 1.2, 1.2, 3.0};  // to confirm
  // Shallower water sweeps nobody, however fast: assumption, an ankle. Solvers give thin films high
  // speeds, and the tests behind the classes stood deeper.
  double film_m = 0.1;
  /// The greatest danger in which one still stands. Assumption: what trained people work in.
  FlowDanger stands_in = FlowDanger::Moderate;
};

Body body_of(double height_m, double mass_kg, const FlowLimits& limits = {});

/// Of water of that depth and speed, speed >= 0. Deeper or faster than the classes hold is extreme
/// (assumption: nobody was tested there), and so is water for an infant; a film is of low danger to
/// all. Grows with both.
FlowDanger flow_danger(double depth_m, double speed_m_s, Body body, const FlowLimits& limits = {});

/// True where the flow takes them off their feet.
bool swept_away(double depth_m, double speed_m_s, Body body, const FlowLimits& limits = {});

/// A triangular distribution, least < most and the mode from one to the other.
struct Triangle {
  double least_m;
  double mode_m;
  double most_m;
};

/// Share of the distribution at or below x: 0 up to its least, 1 from its most.
double triangular_share(double x_m, const Triangle& triangle);

inline constexpr double kFoot_m = 0.3048;  // exact

/// Where somebody is when the water has come as high as they could climb.
enum class Refuge : std::uint8_t { FloorLimitedMobility, Floor, Attic, Roof };

/// Depth at which people go under (LifeSim technical reference, confirmed there in feet).
struct SubmergenceLimits {
  Triangle limited_mobility{4 * kFoot_m, 5 * kFoot_m, 6 * kFoot_m};  // above their floor
  // The able-bodied are taken to keep their head in the air that is left: these are depths of air
  // under the ceiling (our reading of "below ceiling").
  Triangle air{0.5 * kFoot_m, 1 * kFoot_m, 1.5 * kFoot_m};
  Triangle on_roof{3 * kFoot_m, 4 * kFoot_m, 5 * kFoot_m};  // above the roof
  // LifeSim's heights of a storey and an attic; that a ceiling is as high is an assumption.
  double floor_to_ceiling_m = 9 * kFoot_m;
  double attic_m = 6 * kFoot_m;
};

/// Probability that water of `depth_m` above the refuge (its floor, or the roof) puts somebody
/// under. A person drawn once, with u in [0, 1), is under wherever u is less than it.
double submerged_share(double depth_m, Refuge refuge, const SubmergenceLimits& limits = {});

/// Debris that buries people in the open. No published law: assumptions, about the height of the
/// chest, from where nobody frees themselves.
struct BurialLimits {
  double infant_m = 0.4;
  double child_m = 0.8;
  double adult_m = 1.2;
};

/// True under debris of at least the body's limit.
bool buried(double debris_m, Body body, const BurialLimits& limits = {});

/// Fire that runs over people in the open. Assumption, no published law: flames that fire crews
/// with hand tools cannot face (1.2 m, Andrews & Rothermel 1982, to confirm).
struct BurnOverLimits {
  double least_flame_m = 1.2;
};

/// True where flames of that length and no shorter than the limit reach over `distance_m` >= 0
/// from where they burn; 0: they burn there. Heat of flames that do not reach is left out.
bool burnt_over(double flame_m, double distance_m, const BurnOverLimits& limits = {});

}  // namespace muster::exposure
