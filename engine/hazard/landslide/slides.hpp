// SPDX-License-Identifier: MIT
// Failed cells that touch are one slide.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/world/raster.hpp"

namespace muster::hazard::landslide {

/// Volumes are whole multiples of this, 2^-26 m3 (15 mm3), so that none is lost in sums; up to
/// 1.3e11 m3.
using VolumeQuanta = std::int64_t;
inline constexpr double kVolumeQuantum_m3 = 0x1p-26;
inline double cubic_metres(VolumeQuanta volume) {
  return static_cast<double>(volume) * kVolumeQuantum_m3;
}
VolumeQuanta volume_quanta(double volume_m3);

/// Where a slide starts in one cell.
struct SourceCell {
  std::uint32_t cell;
  VolumeQuanta volume;
};

/// Its id is its first cell: no cell slides twice.
struct SlideBody {
  std::vector<SourceCell> sources;  // ascending, at least one

  std::uint32_t id() const { return sources.front().cell; }
  VolumeQuanta volume() const;
};

/// The groups of failed cells that touch by a side or a corner, by ascending id. The volume of a
/// cell is its failure depth (vertical, m) times its area. O(cells).
std::vector<SlideBody> gather(const world::Grid& grid, std::span<const std::uint8_t> failed,
                              std::span<const float> failure_depth_m);

}  // namespace muster::hazard::landslide
