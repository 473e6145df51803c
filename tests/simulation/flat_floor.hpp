// SPDX-License-Identifier: MIT
// A flat floor without an outlet, on which water stands where it falls.
#pragma once

#include "tests/simulation/hazard_case.hpp"

namespace muster::simulation {

constexpr int kFloorCells = 12;  // to each side, 10 m each

inline HazardCase flat_floor() {
  HazardCase c;
  c.file.name = "floor";
  c.file.horizon_s = 7200;
  world::Terrain& terrain = c.world.terrain;
  terrain.grid = {0, kFloorCells * 10.0, 10, kFloorCells, kFloorCells};
  terrain.elevation_m.assign(terrain.grid.size(), 5);
  terrain.manning.assign(terrain.grid.size(), 0.05);
  cases::Hazard flood;
  flood.period_s = 60;
  c.file.event.hazards = {flood};
  c.forcing.resize(1);
  return c;
}

}  // namespace muster::simulation
