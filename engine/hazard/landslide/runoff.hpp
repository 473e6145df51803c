// SPDX-License-Identifier: MIT
// Rain that the ground does not take in runs downslope and is offered to the cells below.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/hazard/landslide/hillsides.hpp"
#include "engine/world/raster.hpp"

namespace muster::hazard::landslide {

/// To which cells each sheds its runoff, and which share. A cell without receivers is an outlet:
/// its runoff leaves the model (a pit, the edge of the grid).
struct Drainage {
  std::vector<std::uint32_t> order;  // every cell after those that drain into it
  std::vector<std::uint32_t> first;  // receivers of cell i: [first[i], first[i + 1])
  std::vector<std::uint32_t> receiver;
  std::vector<float> share;  // of one cell's: together 1

  bool empty() const { return order.empty(); }
};

/// Steepest of eight descents (O'Callaghan & Mark 1984, Computer Vision, Graphics and Image
/// Processing 28); neighbours that are equally steep share alike, so that mirrored terrain drains
/// mirrored. O(cells).
Drainage steepest_descent(const world::Raster<double>& elevation_m);

/// Lists as TRIGRS's TopoIndex writes them, with cells from 0: row i of `giver`, `receiver` and
/// `share` says what share of a giver's runoff a receiver gets. A giver that is its own receiver is
/// an outlet. Shares are scaled to add up to 1. Errors: lists of unlike lengths or none, cells
/// outside the grid, shares of a cell that are negative or add up to something beyond 1 +- 0.01
/// (TopoIndex prints three digits), cells that drain into one another in a ring.
Drainage drainage_from_lists(const world::Grid& grid, std::span<const std::uint32_t> giver,
                             std::span<const std::uint32_t> receiver, std::span<const double> share,
                             Diagnostics& diagnostics);

/// Water of one period of rain. Flows are whole multiples of kFlowQuantum, and so the balance
/// rain + rising = infiltration + leaving closes exactly.
struct Runoff {
  std::vector<double> infiltration_m_s;  // per cell, at most K_s
  std::vector<double> runoff_m_s;        // per cell: what it sheds
  // Sums over cells, in quanta.
  std::int64_t rain = 0, rising = 0, infiltration = 0, leaving = 0;
};

/// 2.2e-16 m/s: sums of 10 million cells in a cloudburst stay far below 2^63.
inline constexpr double kFlowQuantum = 0x1p-52;

/// A cell takes in what rains on it and runs onto it, at most K_s, and sheds the rest; where water
/// rises from below (background < 0), it takes in nothing and sheds that as well (TRIGRS 2.1).
/// `rain_m_s` has one value or one for each cell, each at most 1 m/s. Without drainage the runoff
/// of every cell leaves. O(cells), serial.
void route(const Drainage& drainage, const Hillsides& hillsides, std::span<const float> rain_m_s,
           Runoff& runoff);

}  // namespace muster::hazard::landslide
