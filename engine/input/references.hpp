// SPDX-License-Identifier: MIT
// Whether what plan and objectives name is in the world.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "engine/input/import.hpp"
#include "engine/world/road_names.hpp"

namespace muster::input {

/// "there is no road ..." for each name that is not in `names`: calls report(pointer, what) with
/// pointers such as "/sources/0".
template <class Report>
void for_each_unknown_road(const world::RoadNames& names, const std::vector<std::int64_t>& sources,
                           const std::vector<std::array<std::int64_t, 2>>& between,
                           const Report& report) {
  for (std::size_t i = 0; i < sources.size(); ++i) {
    if (names.has(sources[i])) continue;
    report("/sources/" + std::to_string(i),
           "there is no road " + std::to_string(sources[i]) + " in the network");
  }
  for (std::size_t i = 0; i < between.size(); ++i) {
    if (names.has(between[i])) continue;
    report("/between/" + std::to_string(i), "there is no road from node " +
                                                std::to_string(between[i][0]) + " to node " +
                                                std::to_string(between[i][1]) + " in the network");
  }
}

/// Unknown sites and zones are errors. Roads that the network lacks, and works after the horizon,
/// do nothing: warnings, as one plan may serve several worlds and horizons.
void check_references(const cases::CaseFile& file, const world::World& world, Import& import);

}  // namespace muster::input
