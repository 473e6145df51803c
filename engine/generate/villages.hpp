// SPDX-License-Identifier: MIT
// Village groups and the winding roads that lead to them.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/generate/land.hpp"
#include "engine/generate/network.hpp"
#include "engine/generate/spec.hpp"

namespace muster::generate {

/// A group of a village, as transfer lists name them: hamlets along a few lanes.
struct Village {
  std::uint32_t group = 0;  // numbered from 1
  bool low = false;         // on the lowest terrace, to be moved before a flood
  Point middle;
  std::vector<Point> hamlets;
};

/// Adds villages and their roads to the network; fewer than asked where no ground is left. Cost:
/// one bounded search over the land for each village.
std::vector<Village> build_villages(const Spec& spec, const Valley& valley, const Land& land,
                                    Network& network);

}  // namespace muster::generate
