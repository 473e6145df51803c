// SPDX-License-Identifier: MIT
// A whole district: land, roads, people, places, water. Everything but the writing of files.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/generate/crossings.hpp"
#include "engine/generate/land.hpp"
#include "engine/generate/network.hpp"
#include "engine/generate/spec.hpp"
#include "engine/generate/streets.hpp"
#include "engine/generate/villages.hpp"
#include "engine/world/sites.hpp"

namespace muster::generate {

struct Home {
  Point at;
  std::int64_t persons = 0;
  std::uint32_t group = 0;  // of a village; 0: in town
};

/// Streets that are finished, and what stands on them.
struct Layout {
  Network network;
  std::vector<Block> blocks;
  std::vector<Village> villages;
  std::vector<std::uint32_t> exits;  // nodes where main roads leave the district
  int underpasses = 0;
  int tunnels = 0;
};

struct District {
  Layout layout;
  std::vector<Home> homes;
  std::vector<world::Site> sites;  // coordinates from the south-west corner; no nodes
};

/// Builds streets, block size adjusted until the number of links is within 10 % of the spec's; what
/// could not be fitted in (fewer tunnels, villages) is told as a warning, a count out of reach as
/// an error.
Layout build_layout(const Spec& spec, const Valley& valley, const Land& land,
                    Diagnostics& diagnostics);

/// Puts people into blocks and hamlets: exactly as many as the spec says.
std::vector<Home> settle(const Spec& spec, const Valley& valley, const Land& land,
                         const Layout& layout);

/// Shelters where people are, hospitals, depots, exits and so on.
std::vector<world::Site> place_sites(const Spec& spec, const Valley& valley, const Land& land,
                                     const Layout& layout, const std::vector<Home>& homes);

}  // namespace muster::generate
