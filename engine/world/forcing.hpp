// SPDX-License-Identifier: MIT
// What drives the hazards, resolved onto the model grid: one entry for each hazard of the event.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/time.hpp"
#include "engine/world/world.hpp"

namespace muster::world {

/// Values in time, ascending times, at least one.
struct TimeSeries {
  std::vector<SimTime> time;
  std::vector<double> value;
};

/// One flood boundary of the event on its cells (ascending indices into the grid, never empty).
struct BoundaryCells {
  std::string id;
  std::vector<std::uint32_t> cell;
  TimeSeries series;  // stage in the gauge's datum, or discharge m3/s; empty for free boundaries
};

/// A place of the event that may slide, on its cells.
struct SlideSiteCells {
  std::uint32_t cell = 0;
  std::vector<std::uint32_t> danger;  // ascending; empty: by angle of reach
};

struct HazardForcing {
  std::vector<BoundaryCells> boundaries;    // parallel to the event's
  TimeSeries rain_mm_h;                     // empty: none
  std::vector<double> initial_depth_m;      // per cell, or empty
  RasterSeries imported_depth_m;            // imported hazards
  std::vector<SlideSiteCells> slide_sites;  // parallel to the event's
};

using Forcing = std::vector<HazardForcing>;  // parallel to the event's hazards

}  // namespace muster::world
