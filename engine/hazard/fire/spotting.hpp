// SPDX-License-Identifier: MIT
// How far firebrands fly before they land burning, at most.
#pragma once

namespace muster::hazard::fire {

/// Wind at 20 ft (6.1 m) above the vegetation, and the vegetation where the brands land: half its
/// height where it is open.
struct Downwind {
  double wind_20ft_m_s = 0;
  double cover_height_m = 0;
};

/// From a surface fire that the wind drives (Albini 1983, INT-RP-309, with the drift of Morris
/// 1987, INT-RN-374), over flat ground.
double spotting_from_surface_fire_m(double intensity_kw_m, const Downwind& downwind);

enum class TreeSpecies {
  EngelmannSpruce,
  DouglasFir,
  SubalpineFir,
  WesternHemlock,
  PonderosaPine,
  LodgepolePine,
  WesternWhitePine,
  GrandFir,
  BalsamFir,
  SlashPine,
  LongleafPine,
  PondPine,
  ShortleafPine,
  LoblollyPine
};

/// Equal trees that torch at once.
struct TorchingTrees {
  TreeSpecies species = TreeSpecies::EngelmannSpruce;
  int count = 1;
  double diameter_m = 0;  // at breast height
  double height_m = 0;
};

/// From torching trees over flat ground (Albini 1979, INT-GTR-56; constants by species as in
/// BehavePlus).
double spotting_from_trees_m(const TorchingTrees& trees, const Downwind& downwind);

}  // namespace muster::hazard::fire
