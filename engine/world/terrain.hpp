// SPDX-License-Identifier: MIT
// The ground: elevation and roughness on the model grid, and the cells that links cross.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/base/id.hpp"
#include "engine/world/raster.hpp"
#include "engine/world/roads.hpp"

namespace muster::world {

struct Terrain {
  Grid grid;
  std::vector<double> elevation_m;   // no voids: filled at import
  std::vector<double> manning;       // s/m^(1/3), one per cell
  bool empty() const { return elevation_m.empty(); }
};

/// Bilinear height at a point; clamped to the grid.
double height(const Terrain& terrain, double x, double y);

/// Where each link runs over the terrain: link l crosses the cells cell[first[l]] .. cell[first[l+1]),
/// in order from its start, with the road's own surface there. Water stands on the road where its
/// level is above `surface_m`. Tunnels list only their portals' cells; bridges lie on a deck.
struct LinkProfile {
  std::vector<std::uint32_t> first;     // links + 1
  std::vector<std::uint32_t> cell;      // index into the grid
  std::vector<float> surface_m;
  std::vector<float> at_m;              // distance from the link's start to the middle of its piece in the cell
  std::span<const std::uint32_t> cells(LinkId l) const {
    return {cell.data() + first[l.get()], cell.data() + first[l.get() + 1]};
  }
};

/// How road surfaces follow from the terrain; lengths in m. Assumptions, to be set per case.
struct ProfileRules {
  double bridge_clearance_m = 3.0;    // deck above the straight line between the bridge's ends
  double underpass_depth_m = 3.0;     // lowest point of an underpass below the terrain (assumption)
};

/// O(cells crossed). Points outside the grid are clamped and counted in `outside`.
LinkProfile profile_links(const Roads& roads, const Terrain& terrain, const ProfileRules& rules,
                          std::uint64_t* outside = nullptr);

}  // namespace muster::world
