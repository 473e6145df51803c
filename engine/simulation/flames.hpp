// SPDX-License-Identifier: MIT
// The flames of the moment, from when fire came to each cell.
#pragma once

#include <span>
#include <vector>

#include "engine/base/time.hpp"
#include "engine/world/raster.hpp"

namespace muster::simulation {

/// Length of the flames that burn on the cells at `now`, m: a cell burns for a while after fire has
/// come to it. Arrivals in s, infinite for never; lengths in m. O(cells).
void show_flames(SimTime now, double burning_s, std::span<const double> arrival_s,
                 std::span<const float> length_m, std::vector<double>& flame_m);

/// Of the longest flames that are felt in each cell, m: as far as four times their height (Butler
/// and Cohen 1998), for which their length stands. O(cells), and of cells near those that burn.
void show_near_flames(const world::Grid& grid, std::span<const double> flame_m,
                      std::vector<double>& near_m);

}  // namespace muster::simulation
