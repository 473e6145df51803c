// SPDX-License-Identifier: MIT
// Layers that may be shifted without saying so.
#pragma once

#include "engine/case/case_file.hpp"
#include "engine/input/import.hpp"
#include "engine/world/world.hpp"

namespace muster::input {

/// Warns of each layer of sites or people inside China whose stated CRS is not a shifted one, but
/// whose points come nearer to the roads when they are taken for GCJ-02 or BD-09: the mean distance
/// must fall below 0.7 of what it was, over five points or more (assumption). O(points).
void warn_of_shifted_layers(const cases::CaseFile& file, const world::World& world, Import& import);

}  // namespace muster::input
