// SPDX-License-Identifier: MIT
// The front as a line, when conditions change.
#include <algorithm>
#include <array>
#include <cmath>

#include "engine/hazard/fire/spread.hpp"

namespace muster::hazard::fire {

namespace {

// Cells about a piece of the front: burnt ones within this distance take times as of now.
constexpr double kBehind = 1.5;

/// The point of the segment nearest to a place.
Offset nearest_on(Offset a, Offset b, Offset to) {
  const Offset side = b - a;
  const double square = dot(side, side);
  const double share = square > 0 ? std::clamp(dot(to - a, side) / square, 0.0, 1.0) : 0;
  return {a.x + share * side.x, a.y + share * side.y};
}

}  // namespace

/// Contour of the times at now, by marching squares over the cells' centres: no shorter than the
/// front, its pieces within it by what it bends in a cell.
std::vector<Spread::FrontPiece> Spread::front_pieces(double now_s) {
  std::vector<FrontPiece> pieces;
  std::vector<std::uint8_t> seen(grid().size(), 0);
  const auto square = [&](int row, int col) {  // north-west of its four centres
    if (row < 0 || col < 0 || row + 1 >= grid().rows || col + 1 >= grid().cols) return;
    if (seen[grid().index(row, col)]++ != 0) return;
    const std::array corners{grid().index(row, col), grid().index(row, col + 1),
                             grid().index(row + 1, col + 1), grid().index(row + 1, col)};
    std::vector<Offset> points;
    Offset outside{};
    for (std::size_t k = 0; k < 4; ++k) {
      const std::size_t a = corners[k], b = corners[(k + 1) % 4];
      const bool a_burnt = cell_state_[a] == CellState::Burnt;
      if (a_burnt == (cell_state_[b] == CellState::Burnt)) continue;
      const auto point = a_burnt ? front_between(a, b, now_s) : front_between(b, a, now_s);
      if (!point) continue;
      points.push_back(*point);
      outside = centre(a_burnt ? b : a);
      // Beginning with a burnt corner, points come as exit and entry of what is ahead.
    }
    const bool first_burnt = cell_state_[corners[0]] == CellState::Burnt;
    if (points.size() == 4 && !first_burnt)
      std::rotate(points.begin(), points.begin() + 1, points.end());
    for (std::size_t k = 0; k < points.size(); k += 2) {
      const Offset a = points[k], b = k + 1 < points.size() ? points[k + 1] : a;
      const Offset side = b - a;
      const double cells = length(side);
      Offset normal = cells > 0 ? Offset{-side.y / cells, side.x / cells} : Offset{1, 0};
      if (dot(outside - a, normal) < 0) normal = {-normal.x, -normal.y};
      pieces.push_back({a, b, normal});
    }
  };
  const auto cols = static_cast<std::size_t>(grid().cols);
  std::vector<std::size_t> ahead;
  for (const Due& due : due_)
    if (cell_state_[due.cell] == CellState::Front) ahead.push_back(due.cell);
  std::sort(ahead.begin(), ahead.end());
  for (const std::size_t cell : ahead) {
    const int row = static_cast<int>(cell / cols), col = static_cast<int>(cell % cols);
    for (const int r : {row - 1, row})
      for (const int c : {col - 1, col}) square(r, c);
  }
  return pieces;
}

/// Where between the centres of two neighbours the front is; empty where fire does not go from one
/// to the other.
std::optional<Offset> Spread::front_between(std::size_t burnt, std::size_t ahead, double now_s) {
  if (cell_state_[ahead] != CellState::Front || !holds_now(ahead)) return std::nullopt;
  const Offset to = centre(ahead);
  if (!holds_now(burnt)) {  // of a polygon that was set alight: on the way to the cell ahead
    const Offset ray = pace(ahead).pace.ray(gradient_s_[ahead]);
    const double left = (time_s_[ahead] - now_s) / dot(gradient_s_[ahead], ray);
    if (!(left <= 1)) return std::nullopt;
    return Offset{to.x - left * ray.x, to.y - left * ray.y};
  }
  const Offset from = centre(burnt);
  const double share = share_at({time_s_[burnt], gradient_s_[burnt]},
                                {time_s_[ahead], gradient_s_[ahead]}, to - from, now_s);
  return Offset{from.x + share * (to.x - from.x), from.y + share * (to.y - from.y)};
}

void Spread::go_on(const std::vector<FrontPiece>& pieces, double now_s) {
  for (const FrontPiece& piece : pieces) {
    const Offset middle{(piece.a.x + piece.b.x) / 2, (piece.a.y + piece.b.y) / 2};
    const std::size_t here = grid().index(static_cast<int>(std::floor(middle.y)),
                                          static_cast<int>(std::floor(middle.x)));
    if (pace(here).pace.burns())
      spread_from(piece, now_s);
    else
      stalled_.push_back(piece);
  }
}

/// The cells ahead straight from the piece; burnt ones just behind as if conditions had always been
/// those of now.
void Spread::spread_from(const FrontPiece& piece, double now_s) {
  const Offset middle{(piece.a.x + piece.b.x) / 2, (piece.a.y + piece.b.y) / 2};
  const std::size_t here =
      grid().index(static_cast<int>(std::floor(middle.y)), static_cast<int>(std::floor(middle.x)));
  start_segment(piece.a, piece.b, now_s, stencils_.reach(pace(here).stencil) + 1);
  const int row = static_cast<int>(std::floor(middle.y)),
            col = static_cast<int>(std::floor(middle.x));
  for (int r = std::max(row - 2, 0); r <= std::min(row + 2, grid().rows - 1); ++r) {
    for (int c = std::max(col - 2, 0); c <= std::min(col + 2, grid().cols - 1); ++c) {
      const std::size_t cell = grid().index(r, c);
      if (cell_state_[cell] != CellState::Burnt || !pace(cell).pace.burns()) continue;
      const Offset to = centre(cell);
      const double off = length(to - nearest_on(piece.a, piece.b, to));
      const double steep = pace(cell).pace.normal_slowness_s(piece.normal);
      // The nearest piece counts: of those so far, the one that left the latest time.
      const double time_s = now_s - steep * off;
      if (off > kBehind || (holds_now(cell) && time_s <= time_s_[cell])) continue;
      time_s_[cell] = time_s;
      gradient_s_[cell] = {steep * piece.normal.x, steep * piece.normal.y};
      stamp_[cell] = epoch_;
      way_[cell] = Way::NotBetween;
    }
  }
}

}  // namespace muster::hazard::fire
