// SPDX-License-Identifier: MIT
// The least factor of safety of each cell of a terrain.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/hazard/landslide/failure_samples.hpp"
#include "engine/hazard/landslide/hillsides.hpp"
#include "engine/hazard/landslide/stability.hpp"
#include "engine/hazard/landslide/water_table.hpp"

namespace muster::hazard::landslide {

/// Depths at which a factor is computed: evenly from the first, included, to the basement (TRIGRS's
/// zmin and nzs + 1).
struct ProfileDepths {
  int count = 11;          // 1 (the basement alone) to 200
  double first_m = 0.001;  // >= 0
};

/// Water that the cells take in from a time on until the next period.
struct InfiltrationPeriod {
  double start_s = 0;
  std::vector<float> rate_m_s;  // one value for all cells (K_s caps it), or one for each
};

/// Per cell: the least factor, its depth and the pressure head there.
struct LeastFactors {
  std::vector<float> factor, depth_m, head_m;
};

/// stability_profile in each cell, `time_s` after the origin of the periods, which ascend. Cells
/// whose basement lies above the first depth have the basement alone. In parallel; 12 B a cell of
/// result, nothing else per cell. Cost: see stability_profile, to which `gained` goes if it has one
/// for each cell. Marks what fails among `samples`.
void least_factors(const Hillsides& hillsides, std::span<const InfiltrationPeriod> periods,
                   double time_s, const ProfileDepths& depths, LeastFactors& result,
                   std::span<GainedWater> gained = {}, FailureSamples* samples = nullptr);

}  // namespace muster::hazard::landslide
