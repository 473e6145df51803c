// SPDX-License-Identifier: MIT
#include "engine/simulation/flames.hpp"

#include <algorithm>

namespace muster::simulation {

Flames::Flames(const world::Grid& grid, double burning_s)
    : grid_{grid}, burning_s_{burning_s}, here_m_(grid.size(), 0), near_m_(grid.size(), 0) {}

void Flames::show(SimTime now, std::span<const double> arrival_s, std::span<const float> length_m) {
  std::fill(here_m_.begin(), here_m_.end(), 0.0);
  std::fill(near_m_.begin(), near_m_.end(), 0.0);
  const double now_s = to_seconds(now);
  for (std::size_t c = 0; c < here_m_.size(); ++c) {
    const double since_s = now_s - arrival_s[c];
    if (!(since_s >= 0 && since_s < burning_s_)) continue;
    here_m_[c] = static_cast<double>(length_m[c]);
    reach_from(c);
  }
}

void Flames::reach_from(std::size_t cell) {
  constexpr double kSeparation = 4;  // Butler and Cohen 1998
  const auto cols = static_cast<std::size_t>(grid_.cols);
  const int row = static_cast<int>(cell / cols), col = static_cast<int>(cell % cols);
  const double cells = kSeparation * here_m_[cell] / grid_.cell_m;
  const int reach = static_cast<int>(cells);
  for (int r = std::max(row - reach, 0); r <= std::min(row + reach, grid_.rows - 1); ++r) {
    for (int c = std::max(col - reach, 0); c <= std::min(col + reach, grid_.cols - 1); ++c) {
      const double dr = r - row, dc = c - col;
      if (dr * dr + dc * dc > cells * cells) continue;
      double& near = near_m_[grid_.index(r, c)];
      near = std::max(near, here_m_[cell]);
    }
  }
}

}  // namespace muster::simulation
