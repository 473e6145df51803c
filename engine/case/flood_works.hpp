// SPDX-License-Identifier: MIT
// Flood works, what is done to them, and how walls breach. See world_file.hpp for where the fields
// are listed, and hazard/flood/structures.hpp for what they do to the water.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "engine/case/condition.hpp"
#include "engine/case/driver.hpp"

namespace muster::cases {

enum class FloodWorkKind { Wall, Culvert, Drain, Pump, Reservoir, Gate };

/// One of the works. A group of members for each kind.
struct FloodWork {
  std::string id;
  FloodWorkKind kind = FloodWorkKind::Wall;
  /// Whether a wall stands, or the others may let water through, at the start. Not stated: so it is
  /// with what exists, not with what a plan sets up.
  std::optional<bool> at_work;
  // wall
  PlaceLine line;
  std::optional<double> crest_m;   // level, or
  std::optional<double> height_m;  // above the higher ground beside it
  double weir_coefficient = 1.7;
  // culvert
  Place from;
  double width_m = 0;
  double opening_m = 0;
  std::optional<double> invert_m;  // none: the higher ground of its ends
  double coefficient = 0.6;        // mu (assumption: orifice with a sharp inlet)
  bool flap = false;
  // culvert, drain, pump; none: out of the model
  std::optional<Place> to;
  // drain, pump, reservoir: the cells that water is taken from, or given to
  std::vector<Place> at;
  std::optional<Area> area;
  double capacity_m3_s = 0;  // drain
  // pump
  double rate_m3_s = 0;
  double start_failure_probability = 0;
  // pump and gate: thresholds at the first cell of `at`, as levels or as depths
  std::optional<double> start_m;
  std::optional<double> stop_m;
  std::optional<double> start_depth_m;
  std::optional<double> stop_depth_m;
  // reservoir
  double initial_m3 = 0;
  std::vector<std::array<double, 2>> storage;  // m3, level m
  Series inflow;
  Series release;                                   // by time, or
  std::vector<std::array<double, 2>> release_rule;  // level m, m3/s
  // gate
  std::string target;  // a wall or a culvert; empty: it only reports
  double latency_s = 0;
};

enum class WorkChange { Open, Close, Fail, Repair };

/// A change of one of the works, at a time or each time that a condition begins to hold.
struct WorkAction {
  std::string work;
  WorkChange action = WorkChange::Close;
  std::optional<double> at_s;
  std::optional<Condition> when;
};

/// An opening that grows in a wall.
struct BreachSpec {
  std::string id;
  std::string wall;
  Place at;
  std::optional<double> start_s;
  std::optional<double> overtopping_m;  // water this high above the crest starts it
  std::optional<double> sill_m;         // none: the higher ground beside the wall
  double lowering_s = 600;              // t0 of Verheij & van der Knaap 2003 (assumption)
  double first_width_m = 10;            // B0 (assumption)
  std::optional<double> greatest_width_m;
  double critical_velocity_m_s = 0.2;  // sand; clay 0.5 (Verheij & van der Knaap 2003)
};

}  // namespace muster::cases
