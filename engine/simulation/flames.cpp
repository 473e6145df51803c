// SPDX-License-Identifier: MIT
#include "engine/simulation/flames.hpp"

#include <algorithm>

namespace muster::simulation {

namespace {

void reach_from(const world::Grid& grid, std::size_t cell, double flame_m,
                std::vector<double>& near_m) {
  constexpr double kSeparation = 4;  // Butler and Cohen 1998
  const auto cols = static_cast<std::size_t>(grid.cols);
  const int row = static_cast<int>(cell / cols), col = static_cast<int>(cell % cols);
  const double cells = kSeparation * flame_m / grid.cell_m;
  const int reach = static_cast<int>(cells);
  for (int r = std::max(row - reach, 0); r <= std::min(row + reach, grid.rows - 1); ++r) {
    for (int c = std::max(col - reach, 0); c <= std::min(col + reach, grid.cols - 1); ++c) {
      const double dr = r - row, dc = c - col;
      if (dr * dr + dc * dc > cells * cells) continue;
      double& near = near_m[grid.index(r, c)];
      near = std::max(near, flame_m);
    }
  }
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

void show_near_flames(const world::Grid& grid, std::span<const double> flame_m,
                      std::vector<double>& near_m) {
  near_m.assign(flame_m.size(), 0);
  for (std::size_t c = 0; c < flame_m.size(); ++c) {
    if (flame_m[c] > 0) reach_from(grid, c, flame_m[c], near_m);
  }
}

}  // namespace muster::simulation
