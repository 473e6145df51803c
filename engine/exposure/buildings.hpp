// SPDX-License-Identifier: MIT
// What water, debris and fire leave of a building.
#pragma once

#include <cstdint>

namespace muster::exposure {

enum class DamageRegion : std::uint8_t { Europe, Africa, Asia };

/// Share of a residential building's value lost in water of that depth (Huizinga, de Moel &
/// Szewczyk 2017, Joint Research Centre): its table at 0, 0.5, 1, 1.5, 2, 3, 4, 5 and 6 m, straight
/// between, 0 at or below 0 m and 1 beyond. Asia from 3 m on is to confirm.
double depth_damage(double depth_m, DamageRegion region);

enum class Structure : std::uint8_t { Masonry, AnchoredWood };
enum class Damage : std::uint8_t { None, Partial, Destroyed };

/// From which water, debris and flame a building is damaged or destroyed, and what a damaged one
/// has lost.
struct BuildingLimits {
  DamageRegion region = DamageRegion::Europe;
  // Masonry: Clausen & Clark 1990 through LifeSim, appendix F (confirmed; partial to confirm).
  double masonry_speed_m_s = 2;  // no damage by slower water
  double masonry_partial_m2_s = 3;
  double masonry_destroyed_m2_s = 7;
  // Depth times speed squared: Gallegos et al. through LifeSim, appendix F (confirmed).
  double wood_destroyed_m3_s2 = 9.5;
  // Debris that came to rest. Destroyed: a flow depth of 2.5 m wholly damaged the brick and
  // concrete buildings of one village (Wang et al. 2026, NHESS 26, abstract only); that what lies
  // there stands for the flow is an assumption. Partial: assumption.
  double debris_partial_m = 0.5;
  double debris_destroyed_m = 2.5;
  // Of the value, where flow or debris damages it partly: assumption, half.
  double partial_share = 0.5;
  // A building that burns is lost whole; flames longer than this burn it. Assumption: any.
  double flame_m = 0;
};

/// By water of that depth times speed and that speed, both >= 0. Wood that stands is undamaged.
Damage flow_damage(double depth_speed_m2_s, double speed_m_s, Structure structure,
                   const BuildingLimits& limits = {});

Damage debris_damage(double debris_m, const BuildingLimits& limits = {});

/// What a building has met so far, each the greatest; 0 for nothing. Three greatest values of water
/// need not be of one moment: where they are not, flow damage is overstated. A caller that keeps
/// the speed of the moment at which depth times speed was greatest avoids most of that.
struct BuildingExposure {
  double depth_m = 0;
  double depth_speed_m2_s = 0;
  double speed_m_s = 0;
  double debris_m = 0;
  double flame_m = 0;  // that burns the building itself
};

/// Share of its value lost, 0 to 1: the greatest of what depth, flow, debris and fire take each
/// (assumption: they take the same parts). Grows with each value of the exposure.
double loss_share(const BuildingExposure& exposure, Structure structure,
                  const BuildingLimits& limits = {});

}  // namespace muster::exposure
