// SPDX-License-Identifier: MIT
// A fire over grass, for the tests of fires and of ensembles.
#pragma once

#include <cmath>

#include "tests/simulation/hazard_case.hpp"

namespace muster::simulation {

inline constexpr int kGrasslandCells = 60;

inline cases::FireWeather dry_weather(double at_s, double wind_m_s, double from_deg) {
  cases::FireWeather w;
  w.at_s = at_s;
  w.wind_m_s.value = wind_m_s;
  w.wind_from_deg.value = from_deg;
  w.dead_1h.value = 0.05;
  w.dead_10h.value = 0.06;
  w.dead_100h.value = 0.07;
  w.live_herb = 0.4;
  w.live_woody = 0.7;
  return w;
}

/// Grass under a wind that turns, one ignition, brands, a break and drops.
inline HazardCase grassland() {
  constexpr int kCells = kGrasslandCells;
  constexpr double kCell_m = 20;
  HazardCase c;
  c.file.name = "grassland";
  c.file.horizon_s = 3 * 3600;
  c.file.seed = 4;
  world::Terrain& terrain = c.world.terrain;
  terrain.grid = {0, kCells * kCell_m, kCell_m, kCells, kCells};
  for (std::size_t k = 0; k < terrain.grid.size(); ++k)
    terrain.elevation_m.push_back(10 * std::sin(0.05 * static_cast<double>(k % kCells)));
  terrain.manning.assign(terrain.grid.size(), 0.05);
  terrain.fuel.model.assign(terrain.grid.size(), 102);
  c.file.world.terrain.fuel.emplace();
  cases::Hazard fire;
  fire.kind = cases::HazardKind::Fire;
  fire.period_s = 60;
  fire.weather = {dry_weather(0, 4, 225), dry_weather(3600, 5, 300)};
  fire.ignitions.emplace_back();
  fire.ignitions[0].id = "picnic";
  fire.ignitions[0].point.emplace();
  fire.spotting.emplace();
  fire.spotting->brands_from_surface = 0.05;
  c.file.event.hazards = {fire};
  cases::FireBreak line;
  line.id = "line";
  line.width_m = 8;
  line.from_s = 600;
  line.built_m_h = 400;
  c.file.plan.fire_breaks = {line};
  world::HazardForcing forcing;
  forcing.fire.weather.resize(2);
  forcing.fire.ignition_xy_m = {{305, 305}};
  forcing.fire.break_xy_m = {{700, 300, 700, 900}};
  c.forcing = {forcing};
  return c;
}

}  // namespace muster::simulation
