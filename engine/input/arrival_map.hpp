// SPDX-License-Identifier: MIT
// Maps of when fire or water came.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/case/imported_spec.hpp"
#include "engine/input/import.hpp"
#include "engine/input/value_map.hpp"
#include "engine/world/world.hpp"

namespace muster::input {

/// When `what` comes to each cell, s since the case's start; infinite: never, as where the map has
/// no value, a negative one or a code of `never`. Warns where a code may have been forgotten.
/// Nothing, with the problem reported, where the map cannot be read.
std::optional<std::vector<double>> read_arrivals(const cases::ArrivalMap& map,
                                                 const std::string& what,
                                                 const std::vector<double>& never,
                                                 const world::World& world, SameCells& cells,
                                                 Import& import);

/// Warns where none of the times lies within the case, and counts those that are.
void see_arrivals(const std::vector<double>& arrival_s, const std::string& what, double horizon_s,
                  const std::string& where, Import& import);

}  // namespace muster::input
