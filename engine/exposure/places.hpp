// SPDX-License-Identifier: MIT
// Water at points: homes and sites.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/world/raster.hpp"

namespace muster::exposure {

/// The cell of each point; cells outside the grid are kOutside.
inline constexpr std::uint32_t kOutside = 0xffffffffu;
std::vector<std::uint32_t> cells_of(const world::Grid& grid, std::span<const double> x,
                                    std::span<const double> y);

/// Depth above ground in a point's cell, m; 0 outside the grid and where there is no water at all.
inline double depth_at(std::span<const double> depth_m, std::uint32_t cell) {
  return depth_m.empty() || cell == kOutside ? 0.0 : depth_m[cell];
}

}  // namespace muster::exposure
