// SPDX-License-Identifier: MIT
// Points and lines that a case states, in its plane and on its grid.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/case/driver.hpp"
#include "engine/input/import.hpp"
#include "engine/world/raster.hpp"

namespace muster::input {

/// Where the point lies, m; nothing, with the problem reported, where it cannot be projected.
std::optional<std::array<double, 2>> place_xy(const cases::Place& place, const std::string& crs,
                                              const std::string& where, Import& import);
/// Its cell; nothing, with the problem reported, where it lies outside the grid.
std::optional<std::uint32_t> place_cell(const cases::Place& place, const world::Grid& grid,
                                        const std::string& crs, const std::string& where,
                                        Import& import);
/// x, y, x, y, ...; empty, with the problem reported, where there is no line.
std::vector<double> line_xy(const cases::PlaceLine& line, const std::string& crs,
                            const std::string& where, Import& import);

}  // namespace muster::input
