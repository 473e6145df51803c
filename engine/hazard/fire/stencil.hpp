// SPDX-License-Identifier: MIT
// Which cells a burnt cell hands its fire to, so that no direction of the wind is favoured.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/hazard/fire/pace.hpp"

namespace muster::hazard::fire {

/// A straight way from the centre of one cell to that of another, through no third centre.
struct Line {
  struct Crossed {
    std::int16_t dx, dy;
    double share;  // of the way
  };
  /// Where the way runs exactly between two cells that touch at a corner.
  struct Corner {
    std::int16_t ax, ay, bx, by;
  };
  int dx = 0;
  int dy = 0;
  Offset unit;
  double length = 0;             // in cells
  std::vector<Crossed> crossed;  // both ends included
  std::vector<Corner> corners;
};

/// Lines by ascending direction, the first following on the last. Two that follow one another span
/// a triangle without a cell's centre inside.
using Stencil = std::vector<std::uint32_t>;

/// Stencils for classes of ellipses. Within each, two directions that follow one another are acute
/// in the norm of every ellipse of the class, so that fire across a triangle never arrives before
/// it has reached both corners: refined from the eight neighbours by Stern and Brocot's mediants
/// (Mirebeau 2014, Efficient fast marching with Finsler metrics, Numerische Mathematik 126). Wind
/// adds directions near the head only: 8 for a circle, 14 or so for length/width 3, 30 for 8.
class Stencils {
 public:
  Stencils();

  std::uint16_t class_of(const Pace& pace) const;
  const Stencil& of(std::uint16_t stencil_class) const { return stencils_[stencil_class]; }
  /// Length of its longest line, in cells.
  double reach(std::uint16_t stencil_class) const { return reach_[stencil_class]; }
  const Line& line(std::uint32_t index) const { return lines_[index]; }

 private:
  std::uint32_t line_index(int dx, int dy);

  std::vector<Line> lines_;
  std::vector<double> reach_;
  std::vector<Stencil> stencils_;  // by sector of the heading, then by eccentricity
};

}  // namespace muster::hazard::fire
