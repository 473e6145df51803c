// SPDX-License-Identifier: MIT
// Water depths from another model, as maps in time on the model grid.
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

/// Depth between two maps is linear in time, cell by cell; before the first map the ground is as in
/// the first, after the last as in the last. Depths that are not finite or below 0 (no-data codes)
/// count as dry. Speed is not known. Memory: the maps at 4 B a cell each, and 16 B a cell.
class Imported {
 public:
  /// Throws InputError where there is no map, times do not ascend strictly or a map does not fit
  /// the grid.
  Imported(const world::Grid& grid, world::RasterSeries depth_m, double arrival_depth_m);

  /// Depths at a time: a function of that time alone, not of earlier calls; and what the water has
  /// reached at the times so far. O(cells).
  void advance(SimTime to);
  WaterField field() const { return {grid_, depth_, {}}; }
  /// Greatest depth at the times so far.
  std::span<const float> greatest_depth_m() const { return greatest_depth_; }
  /// First of these times with the arrival depth, s; infinite: none.
  std::span<const float> arrival_s() const { return arrival_; }
  /// Values of all maps together that were taken for dry.
  std::uint64_t values_taken_for_dry() const { return taken_for_dry_; }
  /// Hash of every wet cell's depth, to the bit; 0 where all is dry. O(cells).
  std::uint64_t fingerprint() const;
  /// What changes in a run but for the depths, which `advance` brings back.
  void state(StateArchive& archive);

 private:
  void interpolate(SimTime to);

  world::Grid grid_;
  world::RasterSeries maps_;
  float arrival_depth_m_;
  std::vector<double> depth_;
  std::vector<float> greatest_depth_;
  std::vector<float> arrival_;
  std::uint64_t taken_for_dry_ = 0;
};

}  // namespace muster::hazard::imported
