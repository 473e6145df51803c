// SPDX-License-Identifier: MIT
// Rise of the water table under what comes down through unsaturated soil.
#pragma once

#include <cstdint>
#include <limits>
#include <span>

#include "engine/hazard/landslide/column.hpp"
#include "engine/hazard/landslide/ground.hpp"

namespace muster::hazard::landslide {

/// What the water table has gained while the first `steps` steps of rain lasted, drainage taken
/// off. Kept between calls for one ground and a rain that only gets longer, it saves integrating
/// them again; otherwise start from {}.
struct GainedWater {
  double depth_m = 0;
  std::uint64_t steps = 0;
};

/// Water, m, that has reached the water table by `time_s` and has not drained. Below the table the
/// slope drains (1 - beta) K_s - I_Z0 (OFR 2008-1159, eq. 10; TRIGRS 2.1: a tenth of it above a
/// basement); the background is not counted as gained. Integrated in
/// six pieces of a step of rain, in each from or to where the flux passes the drainage (it may do
/// so once in a piece): by Gauss and Legendre as long as a step is young, then in closed form. Ends
/// early where the result is at least `enough_m`.
double undrained_m(const Column& column, const Ground& ground, std::span<const RainStep> rain,
                   double time_s, GainedWater& gained,
                   double enough_m = std::numeric_limits<double>::infinity());

/// Rise of the water table, m, by which `water_m` fills the pores above it that are still empty,
/// between depths of `depths_m` (ascending) by Simpson's rule; the whole depth if they are too few.
/// Cost: two conductivities for each depth on the way.
double water_table_rise_m(const ColumnAtTime& column, const Ground& ground,
                          std::span<const double> depths_m, double water_m);

}  // namespace muster::hazard::landslide
