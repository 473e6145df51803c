// SPDX-License-Identifier: MIT
#include "engine/hazard/fire/stencil.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace muster::hazard::fire {

namespace {

// Classes by length to width. Longer ellipses than the last have its stencil; there, and where the
// wind changes from cell to cell, the march checks the order of times itself.
constexpr std::array kLengthToWidth{1.1, 1.5, 2.0, 3.0, 4.0, 5.0, 6.5, 8.0, 12.0, 20.0};
constexpr int kSectorsPerOctant = 4;
constexpr int kSectors = 8 * kSectorsPerOctant;

struct Direction {
  int x, y;
};

double eccentricity_of(double length_to_width) {
  return std::sqrt(length_to_width * length_to_width - 1) / length_to_width;
}

Offset unit(double x, double y) {
  const double n = std::sqrt(x * x + y * y);
  return {x / n, y / n};
}

/// Boundaries of sectors: k-th of the circle, equally spaced in the ratio of the shorter to the
/// longer side within an octant.
Offset boundary(int k) {
  const int octant = k / kSectorsPerOctant % 8;
  const double ratio = static_cast<double>(k % kSectorsPerOctant) / kSectorsPerOctant;
  const double r = octant % 2 == 0 ? ratio : 1 - ratio;  // from the axis that it leaves or nears
  switch (octant) {
    case 0:
      return unit(1, r);
    case 1:
      return unit(r, 1);
    case 2:
      return unit(-r, 1);
    case 3:
      return unit(-1, r);
    case 4:
      return unit(-1, -r);
    case 5:
      return unit(-r, -1);
    case 6:
      return unit(r, -1);
    default:
      return unit(1, -r);
  }
}

int sector_of(Offset heading) {
  const double ax = std::fabs(heading.x), ay = std::fabs(heading.y);
  int octant = 0;
  if (heading.y >= 0)
    octant = heading.x >= 0 ? (ay <= ax ? 0 : 1) : (ay > ax ? 2 : 3);
  else
    octant = heading.x < 0 ? (ay <= ax ? 4 : 5) : (ay > ax ? 6 : 7);
  const double longer = std::max(ax, ay);
  const double ratio = longer > 0 ? std::min(ax, ay) / longer : 0;
  const double along = octant % 2 == 0 ? ratio : 1 - ratio;
  return octant * kSectorsPerOctant +
         std::min(kSectorsPerOctant - 1, static_cast<int>(along * kSectorsPerOctant));
}

/// Greatest cosine between a direction and a heading of the sector.
double nearest_cosine(int sector, Offset v) {
  const Offset a = boundary(sector), b = boundary((sector + 1) % kSectors);
  const bool inside = a.x * v.y - a.y * v.x >= 0 && v.x * b.y - v.y * b.x >= 0;
  return inside ? 1 : std::max(dot(a, v), dot(b, v));
}

bool acute(int sector, double eccentricity, Direction u, Direction v) {
  const Offset a = unit(u.x, u.y), b = unit(v.x, v.y);
  const double nearest = std::max(nearest_cosine(sector, a), nearest_cosine(sector, b));
  return dot(a, b) >= eccentricity * nearest;
}

void refine(int sector, double eccentricity, Direction u, Direction v,
            std::vector<Direction>& directions) {
  if (!acute(sector, eccentricity, u, v)) {
    const Direction middle{u.x + v.x, u.y + v.y};
    refine(sector, eccentricity, u, middle, directions);
    directions.push_back(middle);
    refine(sector, eccentricity, middle, v, directions);
  }
}

std::vector<Direction> directions_for(int sector, double eccentricity) {
  constexpr std::array<Direction, 8> kNeighbours{
      {{1, 0}, {1, 1}, {0, 1}, {-1, 1}, {-1, 0}, {-1, -1}, {0, -1}, {1, -1}}};
  std::vector<Direction> directions;
  for (std::size_t k = 0; k < 8; ++k) {
    directions.push_back(kNeighbours[k]);
    refine(sector, eccentricity, kNeighbours[k], kNeighbours[(k + 1) % 8], directions);
  }
  return directions;
}

/// In half cells all crossings lie at fractions of small whole numbers.
Line make_line(int dx, int dy) {
  Line line;
  line.dx = dx;
  line.dy = dy;
  line.length = std::sqrt(static_cast<double>(dx) * dx + static_cast<double>(dy) * dy);
  line.unit = {dx / line.length, dy / line.length};
  const int nx = std::abs(dx), ny = std::abs(dy), sx = dx < 0 ? -1 : 1, sy = dy < 0 ? -1 : 1;
  int x = 0, y = 0, i = 0, j = 0;  // cells crossed so far along each axis
  double at = 0;
  const auto add = [&](double to) {
    line.crossed.push_back({static_cast<std::int16_t>(x), static_cast<std::int16_t>(y), to - at});
    at = to;
  };
  while (i < nx || j < ny) {
    // The next crossing along x is at (2 i + 1) / (2 nx) of the way, along y likewise.
    const long across_x = i < nx ? static_cast<long>(2 * i + 1) * ny : -1;
    const long across_y = j < ny ? static_cast<long>(2 * j + 1) * nx : -1;
    const bool step_x = across_x >= 0 && (across_y < 0 || across_x <= across_y);
    const bool step_y = across_y >= 0 && (across_x < 0 || across_y <= across_x);
    add(step_x ? (2 * i + 1) / (2.0 * nx) : (2 * j + 1) / (2.0 * ny));
    if (step_x && step_y)
      line.corners.push_back({static_cast<std::int16_t>(x + sx), static_cast<std::int16_t>(y),
                              static_cast<std::int16_t>(x), static_cast<std::int16_t>(y + sy)});
    if (step_x) ++i, x += sx;
    if (step_y) ++j, y += sy;
  }
  add(1);
  return line;
}

}  // namespace

Stencils::Stencils() {
  for (int sector = 0; sector < kSectors; ++sector) {
    for (const double length_to_width : kLengthToWidth) {
      Stencil stencil;
      double reach = 0;
      for (const Direction d : directions_for(sector, eccentricity_of(length_to_width)))
        stencil.push_back(line_index(d.x, d.y));
      for (const std::uint32_t k : stencil) reach = std::max(reach, lines_[k].length);
      reach_.push_back(reach);
      stencils_.push_back(std::move(stencil));
    }
  }
}

std::uint32_t Stencils::line_index(int dx, int dy) {
  const auto known = std::find_if(lines_.begin(), lines_.end(),
                                  [&](const Line& l) { return l.dx == dx && l.dy == dy; });
  if (known != lines_.end()) return static_cast<std::uint32_t>(known - lines_.begin());
  lines_.push_back(make_line(dx, dy));
  return static_cast<std::uint32_t>(lines_.size() - 1);
}

std::uint16_t Stencils::class_of(const Pace& pace) const {
  const double e = length(pace.drift_s) / pace.slowness_s;
  std::size_t k = 0;
  while (k + 1 < kLengthToWidth.size() && e > eccentricity_of(kLengthToWidth[k])) ++k;
  return static_cast<std::uint16_t>(
      static_cast<std::size_t>(sector_of(pace.drift_s)) * kLengthToWidth.size() + k);
}

}  // namespace muster::hazard::fire
