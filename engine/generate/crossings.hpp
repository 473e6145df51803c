// SPDX-License-Identifier: MIT
// Where roads do not lie on the ground: bridges, underpasses, tunnels.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/generate/streets.hpp"

namespace muster::generate {

/// Bridges over the river, one for each across street that exists on both sides. Every second one
/// lands on ground above the crest; the others on the embankment, and are cut when their ends
/// flood.
void build_bridges(Town& town, const Land& land, double crest_above_bank_m);

/// Lets up to `count` streets pass below the embankment where the ground is lowest; returns how
/// many.
int build_underpasses(Town& town, const Land& land, int count);

/// Turns up to `count` of the highest passages of through streets into tunnels; returns how many.
int build_tunnels(Network& network, const Land& land, int count);

/// Carries streets over creeks: the piece over the creek becomes a bridge.
void bridge_creeks(Network& network, const Valley& valley);

}  // namespace muster::generate
