// SPDX-License-Identifier: MIT
// Flood works, as the plan or the event states them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/base/time.hpp"
#include "engine/hazard/flood/breach.hpp"
#include "engine/hazard/flood/wall_line.hpp"
#include "engine/world/forcing.hpp"
#include "engine/world/raster.hpp"

namespace muster::hazard::flood {

/// Where a flow ends that leaves the model.
inline constexpr std::uint32_t kOutside = std::numeric_limits<std::uint32_t>::max();

/// A levee, a flood wall, sandbags: a thin wall on faces between cells, overtopped as a
/// broad-crested weir. Not standing, it is not there.
struct Wall {
  std::string id;
  WallLine line;
  std::vector<double> crest_m;  // level: one per face, or one for all
  double weir_coefficient = 1.7;
  bool stands = true;
};

/// An opening that grows in a wall, centred on one of its faces.
struct Breach {
  std::string id;
  std::size_t wall = 0;
  std::size_t face = 0;  // of the wall's line
  SimTime start = kNever;
  /// Also starts once water stands this high above the wall's crest at that face.
  double overtopping_m = std::numeric_limits<double>::infinity();
  double sill_m = 0;      // level down to which it erodes
  double lowering_s = 0;  // t0, first phase
  double first_width_m = 0;
  double greatest_width_m = std::numeric_limits<double>::infinity();
  BreachGrowth growth{};
};

/// A culvert or an underpass between two cells: mu A sqrt(2 g dh) with the inlet drowned, never
/// more than over a weir of its width at its invert.
struct Culvert {
  std::string id;
  std::uint32_t from = 0;
  std::uint32_t to = 0;
  double width_m = 0;
  double height_m = 0;
  double invert_m = 0;       // level of its higher end
  double coefficient = 0.6;  // mu (assumption: orifice with a sharp inlet)
  double weir_coefficient = 1.7;
  bool flap = false;  // lets nothing back from `to` to `from`
  bool open = true;
};

/// Gullies that feed a sewer: up to `capacity_m3_s` in all, shared equally among its inlets. With
/// an outfall in the model nothing flows to where the water stands higher: no backflow.
struct Drain {
  std::string id;
  std::vector<std::uint32_t> inlets;
  std::uint32_t outfall = kOutside;
  double capacity_m3_s = 0;
  bool open = true;
};

/// Takes equally from its intakes, down to the stop level; the first intake is its gauge.
struct Pump {
  std::string id;
  std::vector<std::uint32_t> intakes;
  std::uint32_t to = kOutside;
  double rate_m3_s = 0;
  double start_m = 0;  // level at the intake from which on it runs
  double stop_m = 0;   // below the start: runs down to here
  SimTime fails = kNever;
  double start_failure_probability = 0;  // each start, drawn by the pump's id
  bool open = true;                      // may run
};

/// Level, or volume, to what goes with it: linear between entries, held beyond.
struct Curve {
  std::vector<double> x;
  std::vector<double> y;
};

/// A reservoir above the model's grid, known by its storage alone. It fills by a hydrograph and
/// releases onto cells by a hydrograph or by a rule on its level; what exceeds the curve of its
/// storage spills onto the same cells. It gives what it has and no more.
struct Reservoir {
  std::string id;
  std::vector<std::uint32_t> outlets;  // spread evenly
  double initial_m3 = 0;
  Curve level_m_of_m3;               // ascending both; its last volume is the capacity
  world::TimeSeries inflow_m3_s{};   // empty: none
  world::TimeSeries release_m3_s{};  // the hydrograph, or
  Curve release_m3_s_of_level{};     // the rule
  bool open = true;
};

enum class WorkKind : std::uint8_t { Wall, Breach, Culvert, Drain, Pump, Reservoir, Gate };
inline constexpr std::size_t kWorkKinds = 7;

/// One of the works: its kind and its place among those of that kind.
struct WorkRef {
  WorkKind kind = WorkKind::Wall;
  std::uint32_t index = 0;
  friend bool operator==(const WorkRef&, const WorkRef&) = default;
};

/// Shuts a wall's gap (the wall stands) or a culvert by a level gauge, with hysteresis; without a
/// target it only reports, as the barrier of a road does.
struct Gate {
  std::string id;
  std::uint32_t gauge = 0;  // cell
  bool has_target = false;
  WorkRef target{};     // a wall or a culvert
  double close_m = 0;   // closes once the gauge's water has been this high for the latency
  double reopen_m = 0;  // and opens once it has been lower than this for as long
  double latency_s = 0;
};

struct WorksInputs {
  std::vector<Wall> walls;
  std::vector<Breach> breaches;
  std::vector<Culvert> culverts;
  std::vector<Drain> drains;
  std::vector<Pump> pumps;
  std::vector<Reservoir> reservoirs;
  std::vector<Gate> gates;
  std::uint64_t seed = 0;  // of the pumps' draws

  bool empty() const {
    return walls.empty() && breaches.empty() && culverts.empty() && drains.empty() &&
           pumps.empty() && reservoirs.empty() && gates.empty();
  }
};

/// Adds an error for everything that makes the works unusable on this grid.
void check(const WorksInputs& works, const world::Grid& grid, Diagnostics& diagnostics);

/// Linear in the curve, held at both ends. The curve must have passed check.
double curve_at(const Curve& curve, double x);

}  // namespace muster::hazard::flood
