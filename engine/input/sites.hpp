// SPDX-License-Identifier: MIT
// Places on the network, listed, from layers, from the map, and inferred.
#pragma once

#include "engine/case/world_file.hpp"
#include "engine/input/network.hpp"
#include "engine/world/components.hpp"
#include "engine/world/world.hpp"

namespace muster::input {

/// Fills world.sites: those that the case lists, the rows of its layers, hospitals, schools, fire
/// and police stations of the road file, shelters inferred from schools, stadiums and halls, the
/// exits of the network and those at its rim; in this order. Each is attached to the nearest node
/// of the main part for cars and walkers within reach_m. Listed sites and rows that are farther are
/// errors, by name; others are counted and left out. Ids must differ.
void read_sites(const cases::SitesSpec& spec, const Network& network, const world::Components& cars,
                const world::Components& walkers, world::World& world, Import& import);

}  // namespace muster::input
