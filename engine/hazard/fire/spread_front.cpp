// SPDX-License-Identifier: MIT
// The front as a line, when conditions change.
#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>

#include "engine/hazard/fire/spread.hpp"

namespace muster::hazard::fire {

namespace {

// Points of one front lie within so many cells and on ground of so like a pace: on slow ground a
// chord that the front has not reached would be hours ahead.
constexpr double kLongestPiece = 1.6;
constexpr double kLikePace = 1.5;

}  // namespace

/// Where fire stands on its ways to the cells that it comes to next, those of neighbours joined.
/// Every point has been reached, so that nothing that follows is early by more than the front bends
/// between two of them. Only the cells of `where`, all where it is empty; they are not in the front
/// afterwards.
std::vector<Spread::FrontPiece> Spread::front_pieces(double now_s,
                                                     const std::vector<std::uint8_t>& where) {
  std::vector<std::size_t> ahead;
  for (const Due& due : due_)
    if (cell_state_[due.cell] == CellState::Front && time_s_[due.cell] == due.time_s &&
        (where.empty() || where[due.cell] != 0))
      ahead.push_back(due.cell);
  std::sort(ahead.begin(), ahead.end());
  std::vector<Offset> points;
  std::vector<std::uint32_t> of_cell(grid().size(), 0);  // place in `points` and one
  for (const std::size_t cell : ahead) {
    const auto point = front_towards(cell, now_s);
    if (!point) continue;
    points.push_back(*point);
    of_cell[cell] = static_cast<std::uint32_t>(points.size());
  }
  std::vector<FrontPiece> pieces;
  const auto cols = static_cast<std::size_t>(grid().cols);
  for (const std::size_t cell : ahead) {
    cell_state_[cell] = CellState::Unburnt;
    if (of_cell[cell] == 0) continue;
    const Offset here = points[of_cell[cell] - 1];
    pieces.push_back({here, here});
    const int row = static_cast<int>(cell / cols), col = static_cast<int>(cell % cols);
    for (const auto& [dr, dc] : {std::pair{0, 1}, {1, -1}, {1, 0}, {1, 1}}) {
      if (!grid().contains(row + dr, col + dc)) continue;
      const std::uint32_t other = of_cell[grid().index(row + dr, col + dc)];
      if (other == 0) continue;
      const Offset there = points[other - 1];
      if (length(there - here) <= kLongestPiece && alike(here, there))
        pieces.push_back({here, there});
    }
  }
  if (where.empty()) due_.clear();
  return pieces;
}

/// Whether fire is about as fast at both ends and in the middle.
bool Spread::alike(Offset a, Offset b) {
  const auto slowness = [&](double x, double y) {
    return pace(grid().index(static_cast<int>(std::floor(y)), static_cast<int>(std::floor(x))))
        .pace.slowness_s;
  };
  const auto [least, most] = std::minmax(
      {slowness(a.x, a.y), slowness(b.x, b.y), slowness((a.x + b.x) / 2, (a.y + b.y) / 2)});
  return most <= kLikePace * least;
}

/// Where fire is by now on the last stretch to a cell.
std::optional<Offset> Spread::front_towards(std::size_t cell, double now_s) {
  const auto [from, since_s] = stretch_[cell];
  const Offset way = centre(cell) - from;
  double at = 0, left_s = now_s - since_s;
  if (!(left_s >= 0)) return std::nullopt;
  walk(from, way, [&](std::size_t crossed, double to) {
    const double needs_s = pace(crossed).pace.time_s({(to - at) * way.x, (to - at) * way.y});
    if (needs_s > left_s) {
      at += (to - at) * left_s / needs_s;
      return false;
    }
    left_s -= needs_s;
    at = to;
    return true;
  });
  return Offset{from.x + at * way.x, from.y + at * way.y};
}

void Spread::go_on(const std::vector<FrontPiece>& pieces, double now_s) {
  for (const FrontPiece& piece : pieces) {
    const Offset middle{(piece.a.x + piece.b.x) / 2, (piece.a.y + piece.b.y) / 2};
    const std::size_t here = grid().index(static_cast<int>(std::floor(middle.y)),
                                          static_cast<int>(std::floor(middle.x)));
    if (pace(here).pace.burns()) {
      start_segment(piece.a, piece.b, now_s, stencils_.reach(pace(here).stencil) + 1);
    } else {
      stalled_.push_back(piece);
    }
  }
}

void Spread::go_on(std::vector<Held> held, double now_s) {
  const auto key = [](const Held& h) { return std::tuple{h.cell, h.at.x, h.at.y}; };
  std::sort(held.begin(), held.end(), [&](auto& a, auto& b) { return key(a) < key(b); });
  held.erase(
      std::unique(held.begin(), held.end(), [&](auto& a, auto& b) { return key(a) == key(b); }),
      held.end());
  for (const Held& h : held) {
    if (cell_state_[h.cell] == CellState::Burnt) continue;
    if (!start_cell(h.cell, h.at, now_s, Near::Front)) held_.push_back(h);
  }
}

}  // namespace muster::hazard::fire
