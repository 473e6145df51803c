// SPDX-License-Identifier: MIT
// Amounts that a case states as one value or as a raster.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/case/fire_spec.hpp"
#include "engine/input/import.hpp"
#include "engine/input/raster.hpp"

namespace muster::input {

/// What an amount may be, and how its raster is brought onto the grid.
struct AmountRule {
  double least = 0;
  double most = 0;
  Sampling sampling = Sampling::Amounts;
};

/// One value a cell; empty where one value holds everywhere. Cells that the raster does not cover
/// take the even value and are counted. Nothing, with the problem reported, where a value cannot
/// be.
std::optional<std::vector<float>> read_amount(const cases::Amount& amount, const AmountRule& rule,
                                              const world::Grid& grid, const std::string& crs,
                                              const std::string& where, Import& import);
/// The same, the even value spread over all cells.
std::optional<std::vector<float>> amount_on_grid(const cases::Amount& amount,
                                                 const AmountRule& rule, const world::Grid& grid,
                                                 const std::string& crs, const std::string& where,
                                                 Import& import);

}  // namespace muster::input
