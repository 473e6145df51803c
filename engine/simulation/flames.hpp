// SPDX-License-Identifier: MIT
// The flames of the moment, from when fire came to each cell.
#pragma once

#include <span>
#include <vector>

#include "engine/base/time.hpp"
#include "engine/world/raster.hpp"

namespace muster::simulation {

/// A cell burns for a while after fire has come to it; flames are felt within four times their
/// height (Butler and Cohen 1998), for which their length stands. Memory: 16 B a cell.
class Flames {
 public:
  Flames(const world::Grid& grid, double burning_s);

  /// Arrivals in s, infinite for never; lengths in m. O(cells), and of cells near those that burn.
  void show(SimTime now, std::span<const double> arrival_s, std::span<const float> length_m);
  std::span<const double> here_m() const { return here_m_; }
  /// Of the longest flames so near.
  std::span<const double> near_m() const { return near_m_; }

 private:
  void reach_from(std::size_t cell);

  world::Grid grid_;
  double burning_s_;
  std::vector<double> here_m_, near_m_;
};

}  // namespace muster::simulation
