// SPDX-License-Identifier: MIT
// Where water enters and leaves the model.
#include "engine/hazard/flood/boundary.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/hazard/flood/quantum.hpp"
#include "engine/hazard/series.hpp"

namespace muster::hazard::flood {
namespace {

bool on_edge(const world::Grid& grid, std::uint32_t cell) {
  const auto cols = static_cast<std::uint32_t>(grid.cols);
  const std::uint32_t row = cell / cols;
  const std::uint32_t col = cell % cols;
  return row == 0 || row + 1 == static_cast<std::uint32_t>(grid.rows) || col == 0 ||
         col + 1 == cols;
}

void check_cells(const Boundary& boundary, const world::Grid& grid, const std::string& where,
                 Diagnostics& diagnostics) {
  if (boundary.cells.empty())
    diagnostics.error(where, "has no cells",
                      "move or widen its area until it covers some of the grid");
  for (const std::uint32_t cell : boundary.cells) {
    if (cell >= grid.size()) {
      diagnostics.error(where, "cell " + std::to_string(cell) + " is outside the grid");
      return;
    }
    if (boundary.kind == BoundaryKind::Free && !on_edge(grid, cell)) {
      diagnostics.error(where, "a free boundary has a cell that is not on the grid's edge",
                        "use a stage or an inflow inside the grid");
      return;
    }
  }
}

/// Cells that two boundaries claim, or one twice, except for inflows: they only add.
void check_claims(const std::vector<Boundary>& boundaries, const world::Grid& grid,
                  Diagnostics& diagnostics) {
  constexpr std::size_t kNobody = std::numeric_limits<std::size_t>::max();
  std::vector<std::size_t> claimed_by(grid.size(), kNobody);
  for (std::size_t b = 0; b < boundaries.size(); ++b) {
    if (boundaries[b].kind == BoundaryKind::Inflow) continue;
    for (const std::uint32_t cell : boundaries[b].cells) {
      if (claimed_by[cell] != kNobody) {
        diagnostics.error("boundary " + boundaries[b].id,
                          "shares a cell with boundary " + boundaries[claimed_by[cell]].id,
                          "a cell can be held at one level or drain freely, once");
        break;
      }
      claimed_by[cell] = b;
    }
  }
  for (const Boundary& boundary : boundaries) {
    if (boundary.kind != BoundaryKind::Inflow) continue;
    for (const std::uint32_t cell : boundary.cells) {
      const std::size_t other = claimed_by[cell];
      if (other != kNobody && boundaries[other].kind == BoundaryKind::Stage) {
        diagnostics.error("boundary " + boundary.id,
                          "flows into a cell that stage " + boundaries[other].id + " holds",
                          "the stage would take all of it away again");
        break;
      }
    }
  }
}

}  // namespace

std::vector<std::uint32_t> edge_cells(const world::Grid& grid, Side side) {
  std::vector<std::uint32_t> cells;
  const bool along_row = side == Side::North || side == Side::South;
  const int count = along_row ? grid.cols : grid.rows;
  for (int i = 0; i < count; ++i) {
    const int row = along_row ? (side == Side::North ? 0 : grid.rows - 1) : i;
    const int col = along_row ? i : (side == Side::West ? 0 : grid.cols - 1);
    cells.push_back(static_cast<std::uint32_t>(grid.index(row, col)));
  }
  return cells;
}

std::vector<Side> outer_sides(const world::Grid& grid, std::span<const std::uint32_t> cells,
                              std::uint32_t cell) {
  const int row = static_cast<int>(cell / static_cast<std::uint32_t>(grid.cols));
  const int col = static_cast<int>(cell % static_cast<std::uint32_t>(grid.cols));
  const auto member = [&](int r, int c) {
    return grid.contains(r, c) && std::binary_search(cells.begin(), cells.end(),
                                                     static_cast<std::uint32_t>(grid.index(r, c)));
  };
  const bool with_row = grid.cols == 1 || member(row, col - 1) || member(row, col + 1);
  const bool with_col = grid.rows == 1 || member(row - 1, col) || member(row + 1, col);
  std::vector<Side> sides;
  for (const bool alone : {false, true}) {
    if (row == 0 && (with_row || alone)) sides.push_back(Side::North);
    if (col + 1 == grid.cols && (with_col || alone)) sides.push_back(Side::East);
    if (row + 1 == grid.rows && (with_row || alone)) sides.push_back(Side::South);
    if (col == 0 && (with_col || alone)) sides.push_back(Side::West);
    if (!sides.empty()) break;
  }
  return sides;
}

void check_boundaries(const std::vector<Boundary>& boundaries, const world::Grid& grid,
                      Diagnostics& diagnostics) {
  const std::size_t errors_before = diagnostics.errors();
  for (const Boundary& boundary : boundaries) {
    const std::string where = "boundary " + boundary.id;
    check_cells(boundary, grid, where, diagnostics);
    switch (boundary.kind) {
      case BoundaryKind::Free:
        if (!(boundary.slope >= 0.0 && std::isfinite(boundary.slope)))
          diagnostics.error(where, "slope must be at least 0");
        break;
      case BoundaryKind::Stage:
        if (!std::isfinite(boundary.datum_offset_m)) {
          diagnostics.error(where, "datum offset is not a number");
        } else {
          check_series(boundary.series, -kGreatestHeight - boundary.datum_offset_m,
                       kGreatestHeight - boundary.datum_offset_m, where, diagnostics);
        }
        break;
      case BoundaryKind::Inflow:
        check_series(boundary.series, 0.0, 1e7, where, diagnostics);
        break;
    }
  }
  if (diagnostics.errors() == errors_before) check_claims(boundaries, grid, diagnostics);
}

}  // namespace muster::hazard::flood
