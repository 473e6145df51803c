// SPDX-License-Identifier: MIT
// Buildings that water flows around.
#pragma once

#include <cstdint>
#include <span>

#include "engine/base/error.hpp"
#include "engine/world/raster.hpp"

namespace muster::hazard::flood {

/// Raises the ground under buildings by their height, so that water flows around them until it is
/// that high; each cell once, however often it is named. `height_m`: one per cell, or one for all
/// (an assumption of the caller, more than any depth expected). A cell stands for its middle: the
/// caller names those whose middle a building covers. Streets must be some cells wide: a building
/// that covers a part of a cell only is better met by a rougher cell. Adds an error for cells
/// outside and heights that are not above 0. Cost: O(cells named) and a mark for each of the grid.
void raise_buildings(world::Raster<double>& elevation_m, std::span<const std::uint32_t> cells,
                     std::span<const double> height_m, Diagnostics& diagnostics);

}  // namespace muster::hazard::flood
