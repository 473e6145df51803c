// SPDX-License-Identifier: MIT
#include "engine/hazard/fire/break_map.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

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

/// Calls f(cell, m along the break) for the cells in the strip of a break that is wider than a
/// cell, for some once for each of its pieces.
template <class F>
void BreakMap::each_covered(const Break& line, F&& f) const {
  if (!(line.width_m > grid_.cell_m)) return;
  constexpr double kSpare = 1e-9;
  const double half = line.width_m / (2 * grid_.cell_m) + kSpare;
  const double whole_m = fire::length_m(line);
  each_piece(line, [&](const Piece& p) {
    if (!(p.length_m > 0)) return;
    const bool first = p.along_m == 0, last = p.along_m + p.length_m >= whole_m * (1 - kSpare);
    const double dx = p.x1 - p.x0, dy = p.y1 - p.y0, square = dx * dx + dy * dy;
    const auto range = [&](double a, double b, int cells) {
      return std::pair{std::max(0, static_cast<int>(std::floor(std::min(a, b) - half))),
                       std::min(cells - 1, static_cast<int>(std::floor(std::max(a, b) + half)))};
    };
    const auto [top, bottom] = range(p.y0, p.y1, grid_.rows);
    const auto [west, east] = range(p.x0, p.x1, grid_.cols);
    for (int row = top; row <= bottom; ++row) {
      for (int col = west; col <= east; ++col) {
        const double x = col + 0.5 - p.x0, y = row + 0.5 - p.y0;
        const double share = (x * dx + y * dy) / square;
        if ((first && share < -kSpare) || (last && share > 1 + kSpare)) continue;
        const double at = std::clamp(share, 0.0, 1.0);
        const double off_x = x - at * dx, off_y = y - at * dy;
        if (off_x * off_x + off_y * off_y <= half * half)
          f(grid_.index(row, col), p.along_m + at * p.length_m);
      }
    }
  });
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
  each_covered(line, [&](std::size_t cell, double along_m) {
    if (first_covering_.empty()) first_covering_.assign(grid_.size(), kEnd);
    covering_.push_back({along_m, index, first_covering_[cell]});
    first_covering_[cell] = static_cast<std::uint32_t>(covering_.size() - 1);
  });
}

std::vector<std::uint32_t> BreakMap::cells_of(const Break& line) const {
  std::vector<std::uint32_t> cells;
  each_piece(line, [&](const Piece& piece) {
    each_cell(piece, [&](std::size_t cell) { cells.push_back(static_cast<std::uint32_t>(cell)); });
  });
  each_covered(
      line, [&](std::size_t cell, double) { cells.push_back(static_cast<std::uint32_t>(cell)); });
  return cells;
}

}  // namespace muster::hazard::fire
