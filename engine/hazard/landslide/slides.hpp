// SPDX-License-Identifier: MIT
// Failed cells that touch are one slide.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/world/raster.hpp"

namespace muster::hazard::landslide {

/// Where a slide starts in one cell.
struct SourceCell {
  std::uint32_t cell;
  double volume_m3;
};

/// Its id is its first cell: no cell slides twice.
struct SlideBody {
  std::vector<SourceCell> sources;  // ascending, at least one

  std::uint32_t id() const { return sources.front().cell; }
  double volume_m3() const;
};

/// The groups of failed cells that touch by a side or a corner, by ascending id. The volume of a
/// cell is its failure depth (vertical, m) times its area. O(cells).
std::vector<SlideBody> gather(const world::Grid& grid, std::span<const std::uint8_t> failed,
                              std::span<const float> failure_depth_m);

}  // namespace muster::hazard::landslide
