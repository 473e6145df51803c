// SPDX-License-Identifier: MIT
// What drives the hazards, on the model grid.
#pragma once

#include "engine/case/case_file.hpp"
#include "engine/input/import.hpp"
#include "engine/world/forcing.hpp"

namespace muster::input {

/// One entry for each hazard of the event: boundary cells and series, rain, water at the start,
/// imported depth maps. Needs a terrain where the event has hazards.
world::Forcing read_forcing(const cases::CaseFile& file, const world::World& world, Import& import);

/// The cells of an area, ascending; `elevation_m` is per cell. Empty, with the problem reported,
/// where there are none.
std::vector<std::uint32_t> area_cells(const cases::Area& area, const world::Terrain& terrain,
                                      const std::string& case_crs, const std::string& where,
                                      Import& import);

}  // namespace muster::input
