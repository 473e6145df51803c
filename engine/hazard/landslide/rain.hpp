// SPDX-License-Identifier: MIT
// Rain on the slopes, and what of it they took in so far.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/base/state.hpp"
#include "engine/base/time.hpp"
#include "engine/hazard/landslide/least_factors.hpp"
#include "engine/hazard/landslide/runoff.hpp"
#include "engine/world/forcing.hpp"
#include "engine/world/world.hpp"

namespace muster::hazard::landslide {

/// mm/h. Each value, or map, holds until the next; nothing falls before the first. One of the two,
/// or neither: no rain.
struct Rain {
  world::TimeSeries everywhere_mm_h;
  world::RasterSeries maps_mm_h;  // one value for each cell in each map
};

/// Errors: both given; rates that are not finite, below 0 or above 2950 mm/h (the record's minute);
/// more within some span of a series than the record; maps unlike the grid. Warning: more than half
/// of the record, which often is a sum over cells or over a longer time.
void check(const Rain& rain, const world::Grid& grid, Diagnostics& diagnostics);

/// Time of the first entry; kNever without any.
SimTime first_rain(const Rain& rain);

/// Depth, mm, that fell on a cell between two times. O(entries).
double fallen_mm(const Rain& rain, std::size_t cell, SimTime from, SimTime to);

/// Sums of water over the cells and periods so far, m3.
struct WaterBalance {
  double rain_m3 = 0, rising_m3 = 0, infiltration_m3 = 0, leaving_m3 = 0;
};

/// The periods of infiltration that the spans of a run add up to. Memory: 4 B a cell for each
/// period in which rates differ between cells (maps, runoff that is routed), else 4 B a period.
class Infiltration {
 public:
  /// Rain that falls from `from` to `to` enters the ground from `model_s` on. Between the cells
  /// `drainage` carries what exceeds K_s.
  void append(const Rain& rain, const Hillsides& hillsides, const Drainage& drainage, SimTime from,
              SimTime to, double model_s);
  std::span<const InfiltrationPeriod> periods() const { return periods_; }
  const WaterBalance& balance() const { return balance_; }
  void state(StateArchive& archive);

 private:
  void append_period(std::span<const float> rain_m_s, const Hillsides& hillsides,
                     const Drainage& drainage, double start_s, double length_s);

  std::vector<InfiltrationPeriod> periods_;
  WaterBalance balance_;
};

}  // namespace muster::hazard::landslide
