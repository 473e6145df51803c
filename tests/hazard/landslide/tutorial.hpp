// SPDX-License-Identifier: MIT
// The tutorial of TRIGRS as fields on its grid.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/hazard/landslide/hillsides.hpp"
#include "tests/hazard/landslide/reference.hpp"

namespace muster::hazard::landslide {

inline Hillsides tutorial(bool unsaturated) {
  const auto inputs = kReference / "tutorial_inputs";
  Hillsides hillsides;
  hillsides.grid = {563435, 5258405, 10, 10, 10};
  hillsides.soils = {tutorial_soil(1, unsaturated), tutorial_soil(2, unsaturated)};
  hillsides.soil.clear();
  for (const double zone : read_grid(inputs / "zones.asc"))
    hillsides.soil.push_back(static_cast<std::uint16_t>(zone - 1));
  for (const double slope_deg : read_grid(inputs / "slope.asc"))
    hillsides.slope_rad.push_back(radians(slope_deg));
  hillsides.basement_m = read_grid(inputs / "zmax.asc");
  hillsides.water_table_m = read_grid(inputs / "depthwt.asc");
  hillsides.background_m_s = read_grid(inputs / "rizero.asc");
  return hillsides;
}

/// TopoIndex's lists, cells from 0.
struct DrainageLists {
  std::vector<std::uint32_t> giver, receiver;
  std::vector<double> share;
};

inline DrainageLists tutorial_drainage() {
  const auto inputs = kReference / "tutorial_inputs";
  std::ifstream cells(inputs / "TIdscelList_tutorial.txt"),
      shares(inputs / "TIwfactorList_tutorial.txt");
  DrainageLists lists;
  std::uint32_t giver = 0;
  double share = 0;
  for (long cell = 0; cells >> cell && shares >> share;) {
    if (cell == -9999) {
      cells >> cell;
      shares >> share;
      giver = static_cast<std::uint32_t>(cell - 1);
      continue;
    }
    lists.giver.push_back(giver);
    lists.receiver.push_back(static_cast<std::uint32_t>(cell - 1));
    lists.share.push_back(share);
  }
  return lists;
}

}  // namespace muster::hazard::landslide
