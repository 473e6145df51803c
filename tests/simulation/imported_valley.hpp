// SPDX-License-Identifier: MIT
// The town of the simulation tests with water of another model.
#pragma once

#include "tests/simulation/valley.hpp"

namespace muster::simulation {

/// The valley without its lake; everyone is told to leave after ten minutes.
inline Valley imported_valley() {
  Valley v = make_valley();
  v.file.event.hazards = {{}};
  v.file.event.hazards[0].kind = cases::HazardKind::Imported;
  v.file.plan.orders[0].when = {};
  v.file.plan.orders[0].when.clock_s = 600;
  v.forcing = {{}};
  return v;
}

/// A value for each cell that lies at least so far south, 0 elsewhere.
inline std::vector<float> southern(const Valley& v, double below_y_m, float value) {
  const world::Grid& grid = v.world.terrain.grid;
  std::vector<float> map(grid.size(), 0.0f);
  for (int row = 0; row < grid.rows; ++row) {
    for (int col = 0; col < grid.cols; ++col)
      if (grid.y_of(row) < below_y_m) map[grid.index(row, col)] = value;
  }
  return map;
}

/// Water that comes up to 400 m, 2 m deep and 1 m/s fast after two hours, and stays.
inline Valley rising_valley() {
  Valley v = imported_valley();
  world::HazardForcing& forcing = v.forcing[0];
  forcing.imported_depth_m.time = {0, from_seconds(3600), from_seconds(7200)};
  forcing.imported_depth_m.value = {southern(v, 0, 0), southern(v, 200, 1), southern(v, 400, 2)};
  forcing.imported_speed_m_s = {southern(v, 0, 0), southern(v, 200, 0.2f), southern(v, 400, 1)};
  return v;
}

/// The same depth, by when it comes to each row: a row each five minutes, up to 400 m.
inline Valley reached_valley() {
  Valley v = imported_valley();
  const world::Grid& grid = v.world.terrain.grid;
  world::HazardForcing& forcing = v.forcing[0];
  v.file.event.hazards[0].flood_arrival.emplace();
  forcing.imported_water_m = southern(v, 400, 2);
  for (int row = 0; row < grid.rows; ++row) {
    const double at_s = grid.y_of(row) < 400 ? 290.0 * (grid.rows - row) : INFINITY;
    forcing.imported_water_s.insert(forcing.imported_water_s.end(),
                                    static_cast<std::size_t>(grid.cols), at_s);
  }
  return v;
}

/// Seen up to 200 m after one hour and up to 400 m after two, and gone after four.
inline Valley seen_valley() {
  Valley v = imported_valley();
  v.file.event.hazards[0].flood_extents.emplace();
  world::RasterSeries& maps = v.forcing[0].imported_depth_m;
  maps.time = {from_seconds(3600), from_seconds(7200), from_seconds(14400)};
  maps.value = {southern(v, 200, 1), southern(v, 400, 1), southern(v, 0, 0)};
  return v;
}

}  // namespace muster::simulation
