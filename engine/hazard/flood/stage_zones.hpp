// SPDX-License-Identifier: MIT
// The cheapest flood: a table of stage, or of rain, to the places that it floods.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/base/state.hpp"
#include "engine/base/time.hpp"
#include "engine/hazard/field.hpp"
#include "engine/world/forcing.hpp"
#include "engine/world/raster.hpp"

namespace muster::hazard::flood {

/// What an office knows of a place that floods: from which stage, or from how much rain, and how
/// deep. A place may have several rows, deeper ones for higher stages; the deepest in force counts.
struct StageZone {
  std::string id;
  std::vector<std::uint32_t> cells;
  std::vector<double> depth_m;  // one per cell, or one for all
  double floods_at = 0;         // stage, m, or rain, mm, within the window
  /// Stays flooded until below this, at most `floods_at`; not a number: the same.
  double drains_below = std::numeric_limits<double>::quiet_NaN();
};

struct StageZonesInputs {
  world::Grid grid;
  std::vector<StageZone> zones;
  /// By stage: the gauge's series, m, linear in between. By rain: mm/h, each value holding until
  /// the next.
  world::TimeSeries driver;
  SimTime rain_window = 0;  // above 0: by rain, summed over this long
  double arrival_depth_m = 0.05;
};

/// Adds an error for each problem.
void check(const StageZonesInputs& inputs, Diagnostics& diagnostics);

/// Depth by table; nothing flows and no volume is kept: where terrain and discharge are known use
/// Flood. The driver is looked at when advanced: a crest between two periods is missed. Memory: 16
/// B a cell. Cost: by the cells of the zones.
class StageZones {
 public:
  /// Throws InputError with every problem of the inputs.
  explicit StageZones(StageZonesInputs inputs);

  /// To the depths at `to`.
  void advance(SimTime to);
  /// The stage, m, or the rain of the window, mm, at a time.
  double driver_at(SimTime time) const;
  WaterField field() const { return {inputs_.grid, depth_, {}}; }
  bool flooded(std::size_t zone) const { return flooded_[zone] != 0; }
  std::span<const float> greatest_depth_m() const { return greatest_depth_; }
  /// First time with the arrival depth, s; infinite: none.
  std::span<const float> arrival_s() const { return arrival_; }
  std::uint64_t fingerprint() const;
  void state(StateArchive& archive);

 private:
  void fill();

  StageZonesInputs inputs_;
  std::vector<double> depth_;
  std::vector<float> greatest_depth_;
  std::vector<float> arrival_;
  std::vector<std::uint8_t> flooded_;
};

}  // namespace muster::hazard::flood
