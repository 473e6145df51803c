// SPDX-License-Identifier: MIT
// Where breaks run through cells.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/hazard/fire/suppression.hpp"
#include "engine/world/raster.hpp"

namespace muster::hazard::fire {

/// The straight pieces of breaks by the cells that they touch, and the cells that breaks wider than
/// a cell cover: those whose centres lie in the strip, which ends square at the line's ends.
/// Coordinates in cells from the north-west corner, x east, y south.
class BreakMap {
 public:
  struct Piece {
    double x0 = 0, y0 = 0, x1 = 0, y1 = 0;
    double along_m = 0;  // of its start, along the break
    double length_m = 0;
    std::uint32_t line = 0;
  };

  explicit BreakMap(const world::Grid& grid) : grid_{grid} {}
  void add(const Break& line, std::uint32_t index);
  /// Cells that a break would touch or cover, some twice.
  std::vector<std::uint32_t> cells_of(const Break& line) const;
  bool empty() const { return pieces_.empty(); }
  bool touches(std::size_t cell) const { return !first_.empty() && first_[cell] != kEnd; }
  bool covers(std::size_t cell) const {
    return !first_covering_.empty() && first_covering_[cell] != kEnd;
  }
  /// Calls f(break, m along it of the place nearest to the cell's centre) for each break that
  /// covers `cell`; covers(cell) must hold.
  template <class F>
  void covering(std::size_t cell, F&& f) const {
    for (std::uint32_t k = first_covering_[cell]; k != kEnd; k = covering_[k].next)
      f(covering_[k].line, covering_[k].along_m);
  }

  /// Calls f(piece, fraction of the way, share of the piece) for each piece registered in `cell`
  /// that the way from (x, y) by (dx, dy) crosses at a fraction in [from, to]; ends of pieces
  /// count.
  template <class F>
  void crossings(std::size_t cell, double x, double y, double dx, double dy, double from, double to,
                 F&& f) const {
    for (std::uint32_t link = first_[cell]; link != kEnd; link = links_[link].next) {
      const Piece& p = pieces_[links_[link].piece];
      const double px = p.x1 - p.x0, py = p.y1 - p.y0;
      constexpr double kEnds = 1e-5;  // a way that grazes an end does so on every look
      const double across = dx * py - dy * px;
      if (across == 0) continue;  // alongside
      const double fraction = ((p.x0 - x) * py - (p.y0 - y) * px) / across;
      const double share = ((p.x0 - x) * dy - (p.y0 - y) * dx) / across;
      if (fraction < from || fraction > to || share < -kEnds || share > 1 + kEnds) continue;
      f(p, fraction, share);
    }
  }

 private:
  static constexpr std::uint32_t kEnd = 0xffffffffu;
  struct Link {
    std::uint32_t piece;
    std::uint32_t next;
  };
  struct Covering {
    double along_m;
    std::uint32_t line;
    std::uint32_t next;
  };
  template <class F>
  void each_covered(const Break& line, F&& f) const;
  template <class F>
  void each_cell(const Piece& piece, F&& f) const;
  template <class F>
  void each_piece(const Break& line, F&& f) const;

  world::Grid grid_;
  std::vector<Piece> pieces_;
  std::vector<std::uint32_t> first_;  // link of each cell; empty while there are no breaks
  std::vector<Link> links_;
  std::vector<std::uint32_t> first_covering_;  // likewise, while no break is wider than a cell
  std::vector<Covering> covering_;
};

}  // namespace muster::hazard::fire
