// SPDX-License-Identifier: MIT
// The town's streets: arterials along and across the water, blocks cut finer where more people
// live.
#pragma once

#include <vector>

#include "engine/generate/land.hpp"
#include "engine/generate/network.hpp"
#include "engine/generate/spec.hpp"

namespace muster::generate {

/// A piece of ground with streets all round.
struct Block {
  Point middle;
  double area_m2 = 0;
};

/// A street across the water's side that a bridge carries on beyond: its nodes from the bank
/// outward.
struct Across {
  int bridge = 0;
  int side = 1;
  std::vector<std::uint32_t> nodes;
};

struct Town {
  Network network;
  std::vector<Block> blocks;
  std::vector<Across> across;
  std::vector<std::uint32_t>
      embankment;                  // nodes of the arterial along the water, where it has junctions
  std::vector<std::uint32_t> rim;  // nodes where arterials leave the district
};

/// `block_m`: side of a block in the middle of town. O(blocks log blocks).
Town build_town(const Spec& spec, const Valley& valley, const Land& land, double block_m);

/// First guess of `block_m` for the spec's number of links; arterial spacing follows from it alone.
double expected_block_m(const Spec& spec);

}  // namespace muster::generate
