// SPDX-License-Identifier: MIT
// What drives the hazards, resolved onto the model grid: one entry for each hazard of the event.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
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

/// One of the flood works of the case on its cells; what its kind does not have is empty.
struct WorkCells {
  std::vector<double> line_xy_m;    // x, y, x, y, ... of a wall
  std::vector<std::uint32_t> cell;  // gullies, intakes, outlets or gauge; a culvert's inlet
  std::optional<std::uint32_t> to;  // none: out of the model
  TimeSeries inflow_m3_s;           // of a reservoir
  TimeSeries release_m3_s;
};

/// A site that a condition on works looks at.
struct Gauge {
  std::string site;
  std::uint32_t cell = 0;
};

/// Flood works as one flood meets them.
struct WorksForcing {
  std::vector<WorkCells> works;                    // those of the world, then those of the plan
  std::vector<std::array<double, 2>> breach_xy_m;  // parallel to the hazard's
  std::vector<Gauge> gauges;
};

/// One entry of a fire's weather; rasters are empty where one value holds everywhere.
struct FireWeatherCells {
  std::vector<float> wind_m_s;
  std::vector<float> wind_from_deg;
  std::vector<float> dead_1h;
  std::vector<float> dead_10h;
  std::vector<float> dead_100h;
};

/// One row of a table of fire weather, which holds until the next. Wind as measured.
struct FireWeatherRow {
  SimTime from = 0;
  double wind_m_s = 0;
  double wind_from_deg = 0;
  double temperature_c = 0;  // where a moisture of dead fuel is not stated
  double humidity_percent = 0;
  std::array<std::optional<double>, 3> dead;  // of 1-h, 10-h and 100-h fuel; in all rows or none
  double live_herb = 0;
  double live_woody = 0;
};

/// Wind from a time on in place of that of the weather, everywhere; what is left out stays.
struct WindChange {
  SimTime from = 0;
  std::optional<double> wind_m_s;
  std::optional<double> wind_from_deg;
};

/// A break that nobody had planned.
struct AddedBreak {
  std::string id;
  std::size_t kind = 0;  // cases::FireBreakKind
  std::vector<double> xy_m;
  double width_m = 0;
  SimTime from = 0;
  double built_m_h = 0;
};

/// What drives a fire and is done against it, in the case's plane: x, y, x, y, ...
struct FireForcing {
  std::vector<FireWeatherCells> weather;               // parallel to the event's
  std::vector<FireWeatherRow> weather_rows;            // of a table, in place of the event's
  std::vector<std::vector<double>> ignition_xy_m;      // likewise
  std::vector<std::vector<double>> break_xy_m;         // those of the world, then those of the plan
  std::vector<std::vector<std::uint32_t>> drop_cells;  // parallel to the plan's
  std::vector<WindChange> wind_changes;                // ascending times
  std::vector<AddedBreak> added_breaks;
};

/// A place of a table of stage zones on its cells, ascending, with the depth of each, m.
struct StageZoneCells {
  std::vector<std::uint32_t> cell;
  std::vector<double> depth_m;
};

struct HazardForcing {
  std::vector<BoundaryCells> boundaries;        // parallel to the event's
  TimeSeries rain_mm_h;                         // empty: none
  RasterSeries rain_maps_mm_h;                  // floods; falls besides
  std::vector<std::uint8_t> infiltration_soil;  // floods: index into the spec's; empty: the first
  std::vector<double> initial_depth_m;          // per cell, or empty
  RasterSeries imported_depth_m;                // imported hazards
  std::vector<std::vector<float>> imported_speed_m_s;  // parallel to its maps, or empty
  std::vector<double> imported_water_s;        // arrival per cell, infinite: never; or empty
  std::vector<float> imported_water_m;         // depth from then on
  std::vector<double> imported_fire_s;         // arrival per cell, infinite: never; or empty
  std::vector<float> imported_intensity_kw_m;  // NaN: not known; or empty
  std::vector<StageZoneCells> stage_zones;     // parallel to the event's
  std::vector<SlideSiteCells> slide_sites;     // parallel to the event's
  std::vector<std::vector<std::uint32_t>>
      treated_slope_cells;  // landslides; parallel to the plan's
  WorksForcing works;       // floods
  FireForcing fire;
};

using Forcing = std::vector<HazardForcing>;  // parallel to the event's hazards

}  // namespace muster::world
