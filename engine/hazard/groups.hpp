// SPDX-License-Identifier: MIT
// Cells that hang together.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/world/raster.hpp"

namespace muster::hazard {

/// The marked cells in groups that touch by a side or a corner: cells of a group ascending, groups
/// by their first cell. `marked` has one value a cell of the grid. O(cells), and sorting the
/// marked.
std::vector<std::vector<std::uint32_t>> touching_groups(const world::Grid& grid,
                                                        std::span<const std::uint8_t> marked);

}  // namespace muster::hazard
