// SPDX-License-Identifier: MIT
// Water of another model, or that was seen, as maps in time on the model grid.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/base/state.hpp"
#include "engine/base/time.hpp"
#include "engine/hazard/field.hpp"
#include "engine/world/raster.hpp"
#include "engine/world/world.hpp"

namespace muster::hazard::imported {

/// Water that comes to each cell once, with a depth that it has from then on.
struct Arrivals {
  std::vector<double> at_s;  // infinite: never
  std::vector<float> depth_m;
};

/// Held: a map holds until the next, and all is dry before the first.
enum class Between { Linear, Held };

struct Inputs {
  world::Grid grid;
  world::RasterSeries depth_m{};
  Between between = Between::Linear;
  std::vector<std::vector<float>> speed_m_s{};  // parallel to the depths; empty: not known
  Arrivals arrivals{};                          // in place of maps in time
  double arrival_depth_m = 0.05;
};

/// Depth and speed between two maps are linear in time (unless held), cell by cell; before the
/// first map the water is as in the first, after the last as in the last. Depths that are not
/// finite or below 0 (no-data codes) count as dry, such speeds as still, as does water where it is
/// dry. Memory: the maps at 4 B a cell each, and 16 B a cell, 20 with speeds.
class Imported {
 public:
  /// Throws InputError where there is neither a map nor arrivals, or both, times do not ascend
  /// strictly or a map does not fit the grid.
  explicit Imported(Inputs inputs);

  /// Water at a time: a function of that time alone, not of earlier calls; and what the water has
  /// reached at the times so far. O(cells).
  void advance(SimTime to);
  WaterField field() const { return {inputs_.grid, depth_, speed_}; }
  /// Greatest depth at the times so far.
  std::span<const float> greatest_depth_m() const { return greatest_depth_; }
  /// First of these times with the arrival depth, or the stated arrival, s; infinite: none.
  std::span<const float> arrival_s() const { return arrival_; }
  /// Values of all maps together that were taken for dry.
  std::uint64_t values_taken_for_dry() const { return taken_for_dry_; }
  /// Hash of every wet cell's depth and speed, to the bit; 0 where all is dry. O(cells).
  std::uint64_t fingerprint() const;
  /// What changes in a run but for the water, which `advance` brings back.
  void state(StateArchive& archive);

 private:
  void show(SimTime to);
  void interpolate(SimTime to);

  Inputs inputs_;
  std::vector<double> depth_;
  std::vector<float> speed_;
  std::vector<float> greatest_depth_;
  std::vector<float> arrival_;
  std::uint64_t taken_for_dry_ = 0;
};

}  // namespace muster::hazard::imported
