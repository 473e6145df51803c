// SPDX-License-Identifier: MIT
// The case's terrain from its elevation files.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/case/world_file.hpp"
#include "engine/input/raster.hpp"
#include "engine/world/terrain.hpp"

namespace muster::input {

struct TerrainReading {
  world::Terrain terrain;
  std::vector<SourceRaster> sources;  // to tell which points they cover
};

/// Elevation on the case's grid: mosaic, units, voids filled, correction, roughness. Without `dem`
/// the terrain is empty. Nothing where something is wrong.
std::optional<TerrainReading> read_terrain(const cases::TerrainSpec& spec,
                                           const cases::GridSpec& grid, const std::string& crs,
                                           Import& import);

/// Counts road points that the elevation files do not cover, and that lie in their voids.
void count_uncovered(std::span<const SourceRaster> sources, const world::Grid& grid,
                     std::span<const double> x, std::span<const double> y, const std::string& crs,
                     Import& import);

}  // namespace muster::input
