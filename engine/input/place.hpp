// SPDX-License-Identifier: MIT
// Points and lines that a case states, in its plane and on its grid.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
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

/// Calls `see(x, y)` at least every half cell along a line, at its corners twice.
template <class See>
void walk_line(const std::vector<double>& xy, double cell_m, See see) {
  for (std::size_t i = 0; i + 3 < xy.size(); i += 2) {
    const double dx = xy[i + 2] - xy[i], dy = xy[i + 3] - xy[i + 1];
    const double steps =
        std::min(1e6, std::max(1.0, std::ceil(2 * std::sqrt(dx * dx + dy * dy) / cell_m)));
    for (double k = 0; k <= steps; ++k) see(xy[i] + dx * k / steps, xy[i + 1] + dy * k / steps);
  }
}

}  // namespace muster::input
