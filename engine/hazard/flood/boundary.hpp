// SPDX-License-Identifier: MIT
// Where water enters and leaves the model.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/world/forcing.hpp"
#include "engine/world/raster.hpp"

namespace muster::hazard::flood {

/// Free: edge cells drain outwards at normal depth, q = h^(5/3) sqrt(S) / n, S = `slope`, or that
/// of
///   the water surface over the edge cell and the one behind it where `slope` is 0. Never lets
///   water in. The finite volume scheme leaves flow above critical as it is.
/// Stage: cells, at an edge or inside (a lake), are held at the level of the series plus the
/// offset;
///   cells whose ground is higher are held dry. What holding them takes or gives is what crossed
///   the boundary in that step.
/// Inflow: the discharge of the series enters evenly spread over the cells, with no momentum.
/// An edge that no boundary names is closed.
enum class BoundaryKind { Free, Stage, Inflow };

struct Boundary {
  BoundaryKind kind = BoundaryKind::Free;
  std::string id{};                    // for messages
  std::vector<std::uint32_t> cells{};  // indices into the grid
  // Stage: m in the gauge's datum; Inflow: m3/s. Linear, held at both ends.
  world::TimeSeries series{};
  double datum_offset_m = 0;  // Stage: terrain datum = gauge datum + this
  double slope = 0;           // Free
};

enum class Side { North, East, South, West };

/// The cells along one edge, ascending.
std::vector<std::uint32_t> edge_cells(const world::Grid& grid, Side side);

/// The sides on which a cell on the grid's edge faces outwards as part of `cells` (ascending): all
/// its outer faces, save that a corner belongs to a side only with its neighbour along it, where it
/// has one on either. So the cells of the east side, corners included, face east alone.
std::vector<Side> outer_sides(const world::Grid& grid, std::span<const std::uint32_t> cells,
                              std::uint32_t cell);

/// Adds an error for everything that makes the boundaries unusable on this grid: no cells, cells
/// outside, cells named twice, free cells inside, series with holes, levels out of range, negative
/// discharge.
void check_boundaries(const std::vector<Boundary>& boundaries, const world::Grid& grid,
                      Diagnostics& diagnostics);

}  // namespace muster::hazard::flood
