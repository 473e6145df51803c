// SPDX-License-Identifier: MIT
// A grid of streets with stated departures and routes, to compare simulators by.
#pragma once

#include <string>

#include "engine/generate/spec.hpp"

namespace muster::generate {

/// nodes.csv, links.csv, exits.csv, vehicles.csv, routes.csv and the case's JSON files. Every tenth
/// street is an arterial of two lanes at 16.67 m/s, the others have one lane at 11.11 m/s; 1,800
/// vehicles/h a lane; exits at the arterials' ends. Routes are free-flow shortest to the nearest
/// exit and form a forest. O(nodes log nodes + vehicles log vehicles).
void generate_grid(const Spec& spec, const std::string& folder);

}  // namespace muster::generate
