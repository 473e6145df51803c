// SPDX-License-Identifier: MIT
// What lies under the surface, on the case's grid.
#pragma once

#include <string>

#include "engine/case/world_file.hpp"
#include "engine/input/import.hpp"
#include "engine/world/terrain.hpp"

namespace muster::input {

/// Soil, its depth and the water table of every cell of `terrain`. False, with the problems
/// reported, where something is wrong; cells that a raster does not cover take the even value and
/// are counted.
bool read_soil(const cases::SoilCover& spec, const std::string& crs, world::Terrain& terrain,
               Import& import);

}  // namespace muster::input
