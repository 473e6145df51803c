// SPDX-License-Identifier: MIT
// The town of the simulation tests in a grass fire.
#pragma once

#include "tests/simulation/grassland.hpp"
#include "tests/simulation/valley.hpp"

namespace muster::simulation {

/// The lake's town as grass, and a fire that comes up from the shore with a southerly wind.
inline Valley burning_valley() {
  Valley v = make_valley();
  v.world.terrain.fuel.model.assign(v.world.terrain.grid.size(), 104);
  v.file.world.terrain.fuel.emplace();
  cases::Hazard fire;
  fire.kind = cases::HazardKind::Fire;
  fire.period_s = 60;
  fire.weather = {dry_weather(0, 2, 180)};
  fire.ignitions.emplace_back();
  fire.ignitions[0].id = "shore";
  fire.ignitions[0].at_s = 600;
  fire.ignitions[0].line.emplace();
  v.file.event.hazards = {fire};
  v.file.plan.orders.clear();
  world::HazardForcing forcing;
  forcing.fire.weather.resize(1);
  forcing.fire.ignition_xy_m = {{10, 30, 990, 30}};
  v.forcing = {forcing};
  return v;
}

}  // namespace muster::simulation
