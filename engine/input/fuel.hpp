// SPDX-License-Identifier: MIT
// What burns, on the case's grid.
#pragma once

#include <string>

#include "engine/case/world_file.hpp"
#include "engine/input/import.hpp"
#include "engine/world/terrain.hpp"

namespace muster::input {

/// Fuel models, trees and buildings of every cell of `terrain`. False, with the problems reported,
/// where something is wrong; cells that a raster does not cover take the even value and are
/// counted.
bool read_fuel(const cases::FuelCover& spec, const std::string& crs, world::Terrain& terrain,
               Import& import);

}  // namespace muster::input
