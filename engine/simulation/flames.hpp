// SPDX-License-Identifier: MIT
// The flames of the moment, from when fire came to each cell.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/base/time.hpp"
#include "engine/world/raster.hpp"

namespace muster::simulation {

/// Length of the flames that burn on the cells at `now`, m: a cell burns for a while after fire has
/// come to it. Arrivals in s, infinite for never; lengths in m. O(cells).
void show_flames(SimTime now, double burning_s, std::span<const double> arrival_s,
                 std::span<const float> length_m, std::vector<double>& flame_m);

/// Marks (1) the cells that are no farther from one that burns than four times its flames (Butler
/// and Cohen 1998), nor than `smoke_m`; 0 elsewhere. O(cells), and of the discs round the rim of
/// what burns.
void mark_near_fire(const world::Grid& grid, std::span<const double> flame_m, double smoke_m,
                    std::vector<std::uint8_t>& near);

}  // namespace muster::simulation
