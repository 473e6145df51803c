// SPDX-License-Identifier: MIT
// A hillside of one soil under rain.
#pragma once

#include <algorithm>

#include "tests/simulation/hazard_case.hpp"

namespace muster::simulation {

/// A slope of 34 degrees that falls to the south onto a plain, 2 m of sand on rock.
inline HazardCase hillside(double rain_mm_h) {
  HazardCase h;
  h.file.name = "hillside";
  h.file.start = "2024-06-01T00:00:00Z";
  h.file.horizon_s = 6 * 3600;
  world::Terrain& terrain = h.world.terrain;
  terrain.grid = {0, 600, 10, 60, 30};
  for (int row = 0; row < 60; ++row) {
    for (int col = 0; col < 30; ++col)
      terrain.elevation_m.push_back(std::max(0.0, 6.75 * (40 - row)));
  }
  terrain.manning.assign(terrain.grid.size(), 0.05);
  cases::SoilSpec sand;
  sand.id = "sand";
  sand.cohesion_pa = 3000;
  sand.friction_deg = 36;
  sand.unit_weight_n_m3 = 2e4;
  sand.conductivity_m_s = 2e-5;
  sand.diffusivity_m2_s = 1e-3;
  h.file.world.terrain.soil.emplace();
  h.file.world.terrain.soil->soils = {sand};
  terrain.under.soil.assign(terrain.grid.size(), 0);
  terrain.under.depth_m.assign(terrain.grid.size(), 2);
  terrain.under.water_table_m.assign(terrain.grid.size(), 2);
  cases::Hazard slides;
  slides.kind = cases::HazardKind::Landslide;
  slides.period_s = 600;
  h.file.event.hazards = {slides};
  h.forcing.emplace_back();
  h.forcing[0].rain_mm_h.time = {0};
  h.forcing[0].rain_mm_h.value = {rain_mm_h};
  return h;
}

}  // namespace muster::simulation
