// SPDX-License-Identifier: MIT
#include "engine/simulation/flames.hpp"

#include <algorithm>

namespace muster::simulation {

namespace {

constexpr double kSeparation = 4;  // flame lengths: Butler and Cohen 1998

void mark_disc(const world::Grid& grid, std::size_t cell, double radius_m,
               std::vector<std::uint8_t>& near) {
  const auto cols = static_cast<std::size_t>(grid.cols);
  const int row = static_cast<int>(cell / cols), col = static_cast<int>(cell % cols);
  const double cells = radius_m / grid.cell_m;
  const int reach = static_cast<int>(cells);
  for (int r = std::max(row - reach, 0); r <= std::min(row + reach, grid.rows - 1); ++r) {
    for (int c = std::max(col - reach, 0); c <= std::min(col + reach, grid.cols - 1); ++c) {
      const double dr = r - row, dc = c - col;
      if (dr * dr + dc * dc <= cells * cells) near[grid.index(r, c)] = 1;
    }
  }
}

/// Whether all four neighbours are felt as far as the cell itself, so that their discs cover its
/// own but for itself.
bool enclosed(const world::Grid& grid, std::size_t cell, std::span<const double> flame_m) {
  const auto cols = static_cast<std::size_t>(grid.cols);
  const std::size_t row = cell / cols, col = cell % cols;
  if (row == 0 || col == 0 || row + 1 == static_cast<std::size_t>(grid.rows) || col + 1 == cols)
    return false;
  const double own = flame_m[cell];
  return flame_m[cell - 1] >= own && flame_m[cell + 1] >= own && flame_m[cell - cols] >= own &&
         flame_m[cell + cols] >= own;
}

}  // namespace

void show_flames(SimTime now, double burning_s, std::span<const double> arrival_s,
                 std::span<const float> length_m, std::vector<double>& flame_m) {
  const double now_s = to_seconds(now);
  flame_m.resize(arrival_s.size());
  for (std::size_t c = 0; c < flame_m.size(); ++c) {
    const double since_s = now_s - arrival_s[c];
    const bool burns = since_s >= 0 && since_s < burning_s;
    flame_m[c] = burns ? static_cast<double>(length_m[c]) : 0;
  }
}

void mark_near_fire(const world::Grid& grid, std::span<const double> flame_m, double smoke_m,
                    std::vector<std::uint8_t>& near) {
  near.assign(flame_m.size(), 0);
  for (std::size_t c = 0; c < flame_m.size(); ++c) {
    if (!(flame_m[c] > 0)) continue;
    near[c] = 1;
    if (!enclosed(grid, c, flame_m))
      mark_disc(grid, c, std::max(kSeparation * flame_m[c], smoke_m), near);
  }
}

}  // namespace muster::simulation
