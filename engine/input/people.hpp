// SPDX-License-Identifier: MIT
// Counts of people to parties at home.
#pragma once

#include <cstdint>

#include "engine/case/world_file.hpp"
#include "engine/input/import.hpp"
#include "engine/world/components.hpp"
#include "engine/world/world.hpp"

namespace muster::input {

/// Fills world.parties from layers of points, polygons or tables with a count of persons.
///
/// Places are sorted by (id, x, y, persons), whatever the order of files and rows. A place's
/// persons become households of 1 + Poisson(household_size_mean - 1) persons until none are left;
/// the last one takes what is left, so that every person of the place is in one household. Vehicles
/// are Poisson with the mean vehicles_per_household, at most one a person (so exp(-mean) of the
/// households have none); a column "vehicles" states them instead. A layer with a column
/// "household" lists households: each row stays together. Fractional counts are rounded so that
/// their sum is kept. Draws are keyed by (place, ordinal of the household at the place).
///
/// Homes lie at the point, spread evenly over a disc of spread_m, or evenly over the polygon. Each
/// is attached to the nearest node of the main part for cars and for walkers within reach_m;
/// without a node for cars the household walks.
void read_people(const cases::PeopleSpec& spec, std::uint64_t seed, const world::Components& cars,
                 const world::Components& walkers, world::World& world, Import& import);

}  // namespace muster::input
