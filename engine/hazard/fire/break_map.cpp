// SPDX-License-Identifier: MIT
#include "engine/hazard/fire/break_map.hpp"

#include <algorithm>
#include <cmath>

namespace muster::hazard::fire {

template <class F>
void BreakMap::each_piece(const Break& line, F&& f) const {
  double along_m = 0;
  for (std::size_t k = 0; k + 3 < line.line_m.size(); k += 2) {
    const double* p = &line.line_m[k];
    const double dx = p[2] - p[0], dy = p[3] - p[1];
    const double length_m = std::sqrt(dx * dx + dy * dy);
    f(Piece{(p[0] - grid_.x0) / grid_.cell_m, (grid_.y0 - p[1]) / grid_.cell_m,
            (p[2] - grid_.x0) / grid_.cell_m, (grid_.y0 - p[3]) / grid_.cell_m, along_m, length_m,
            0});
    along_m += length_m;
  }
}

/// The cells of the rows that it runs through, with a little to spare at their edges.
template <class F>
void BreakMap::each_cell(const Piece& p, F&& f) const {
  constexpr double kSpare = 1e-9;
  const int top = std::max(0, static_cast<int>(std::floor(std::min(p.y0, p.y1) - kSpare)));
  const int bottom =
      std::min(grid_.rows - 1, static_cast<int>(std::floor(std::max(p.y0, p.y1) + kSpare)));
  for (int row = top; row <= bottom; ++row) {
    double x0 = p.x0, x1 = p.x1;
    if (p.y0 != p.y1) {
      const auto at = [&](double y) {
        return p.x0 + (p.x1 - p.x0) * std::clamp((y - p.y0) / (p.y1 - p.y0), 0.0, 1.0);
      };
      x0 = at(row);
      x1 = at(row + 1);
    }
    const int west = std::max(0, static_cast<int>(std::floor(std::min(x0, x1) - kSpare)));
    const int east =
        std::min(grid_.cols - 1, static_cast<int>(std::floor(std::max(x0, x1) + kSpare)));
    for (int col = west; col <= east; ++col) f(grid_.index(row, col));
  }
}

void BreakMap::add(const Break& line, std::uint32_t index) {
  if (first_.empty()) first_.assign(grid_.size(), kEnd);
  each_piece(line, [&](Piece piece) {
    piece.line = index;
    pieces_.push_back(piece);
    each_cell(piece, [&](std::size_t cell) {
      links_.push_back({static_cast<std::uint32_t>(pieces_.size() - 1), first_[cell]});
      first_[cell] = static_cast<std::uint32_t>(links_.size() - 1);
    });
  });
}

std::vector<std::uint32_t> BreakMap::cells_of(const Break& line) const {
  std::vector<std::uint32_t> cells;
  each_piece(line, [&](const Piece& piece) {
    each_cell(piece, [&](std::size_t cell) { cells.push_back(static_cast<std::uint32_t>(cell)); });
  });
  return cells;
}

}  // namespace muster::hazard::fire
