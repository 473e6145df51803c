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

/// What lies under the surface, one value a cell; empty where the case states no soils.
struct SoilLayers {
  std::vector<std::uint16_t> soil;    // index into the case's soils
  std::vector<double> depth_m;        // vertical, > 0
  std::vector<double> water_table_m;  // before the event, >= 0
};

/// What burns on the ground, one value a cell; empty where the case states no fuel.
struct FuelLayers {
  std::vector<std::uint16_t> model;  // number of a standard fuel model
  // Trees; all empty: none.
  std::vector<float> canopy_cover;
  std::vector<float> canopy_height_m;
  std::vector<float> canopy_base_height_m;
  std::vector<float> canopy_bulk_density_kg_m3;
  // Buildings; all empty: none.
  std::vector<float> building_side_m;
  std::vector<float> building_gap_m;
  std::vector<float> fire_resistant_share;
};

struct Terrain {
  Grid grid;
  std::vector<double> elevation_m;  // no voids: filled at import
  std::vector<double> manning;      // s/m^(1/3), one per cell
  SoilLayers under;
  FuelLayers fuel;
  bool empty() const { return elevation_m.empty(); }
};

/// Bilinear height at a point; clamped to the grid.
double height(const Terrain& terrain, double x, double y);

/// Where each link runs over the terrain: link l crosses the cells cell[first[l]] ..
/// cell[first[l+1]), in order from its start, with the road's own surface there. Water stands on
/// the road where its level is above `surface_m`. Roads on the ground take the cell's elevation, so
/// that water d deep in the cell is d deep on the road. Tunnels list only their portals' cells
/// (none between two tunnel links); bridges lie on the straight line between the ends of the whole
/// bridge, raised by the clearance; underpasses on the line between their ends, lowered by a
/// parabola. A structure that several links in a row make up is treated as one.
struct LinkProfile {
  std::vector<std::uint32_t> first;  // links + 1
  std::vector<std::uint32_t> cell;   // index into the grid
  std::vector<float> surface_m;
  std::vector<float> at_m;  // distance from the link's start to the middle of its piece in the cell
  std::span<const std::uint32_t> cells(LinkId l) const {
    return {cell.data() + first[l.get()], cell.data() + first[l.get() + 1]};
  }
};

/// How road surfaces follow from the terrain; lengths in m. Assumptions, to be set per case.
struct ProfileRules {
  double bridge_clearance_m = 3.0;  // deck above the straight line between the bridge's ends
  double underpass_depth_m = 3.0;   // lowest point of an underpass below the terrain (assumption)
};

/// O(cells crossed): every cell that the polyline enters, by the grid traversal of Amanatides and
/// Woo (Eurographics 1987). Points outside the grid are clamped to its rim; `outside` counts the
/// shape points of all links, ends included, that were. An empty terrain gives empty profiles.
LinkProfile profile_links(const Roads& roads, const Terrain& terrain, const ProfileRules& rules,
                          std::uint64_t* outside = nullptr);

}  // namespace muster::world
