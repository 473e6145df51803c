// SPDX-License-Identifier: MIT
// Rain that differs from cell to cell, as maps in time.
#pragma once

#include <vector>

#include "engine/base/error.hpp"
#include "engine/base/state.hpp"
#include "engine/hazard/flood/sum.hpp"
#include "engine/world/raster.hpp"
#include "engine/world/world.hpp"

namespace muster::hazard::flood {

/// Adds an error where times do not ascend strictly, a map does not fit the grid or a rate is not
/// a number, below 0 or above 1e5 mm/h.
void check_gridded_rain(const world::RasterSeries& rain_mm_h, const world::Grid& grid,
                        Diagnostics& diagnostics);

/// Each map holds until the next, the last one for good; nothing before the first. Falls in whole
/// quanta (quantum.hpp): off by at most half of one a cell, map and step, which the ledger sees.
class GriddedRain {
 public:
  GriddedRain() = default;
  GriddedRain(world::RasterSeries rain_mm_h, int bands);

  /// Chooses the maps of a step. Serial.
  void begin_step(double from_s, double to_s);
  /// Whether it rains anywhere in this step.
  bool falls() const { return !parts_.empty(); }
  /// Adds the rain of cells [first, first + count) of a row. Bands may run in parallel.
  void fall(int band, std::size_t first, int count, double* depth_m);
  /// Greatest depth that falls on one cell between two times, m.
  double greatest_m(double from_s, double to_s) const;
  /// Depth fallen so far, m on one cell.
  double fallen_m() const;

  void state(StateArchive& archive);

 private:
  struct Part {
    const float* mm_h;
    double seconds;
  };
  template <class F>
  void each_part(double from_s, double to_s, F&& f) const;

  world::RasterSeries maps_;
  std::vector<float> greatest_mm_h_;  // of each map
  std::vector<Part> parts_;           // of this step
  std::vector<Sum> fallen_;           // per band
};

}  // namespace muster::hazard::flood
