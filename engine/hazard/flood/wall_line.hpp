// SPDX-License-Identifier: MIT
// Walls thinner than a cell, as chains of the faces between cells.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/world/raster.hpp"

namespace muster::hazard::flood {

/// The face between `cell` and its eastern neighbour (`along_x`: water crosses it along x) or its
/// southern one.
struct Face {
  std::uint32_t cell = 0;
  bool along_x = false;
  friend bool operator==(const Face&, const Face&) = default;
};

/// Faces in order along a line. A line across the grain of the grid has more face than length: each
/// stands for an equal part of the true length.
struct WallLine {
  std::vector<Face> faces;
  double length_m = 0;
};

/// The chain of faces nearest to the line x, y, x, y, ...: unbroken, so that water cannot slip
/// through, and without the faces on the grid's own edge. Parts outside the grid are left out.
/// Cost: O(n log n) in the faces.
WallLine wall_line(const world::Grid& grid, std::span<const double> xy_m);

}  // namespace muster::hazard::flood
