// SPDX-License-Identifier: MIT
// What lies under the mouse.
#include "viewer/map/picking.hpp"

#include <algorithm>
#include <cmath>

namespace muster::viewer {
namespace {

struct Hit {
  double distance2;
  bool right;  // of the direction of travel
};

Hit distance_to(Point p, Point a, Point b) {
  const double dx = b.x - a.x, dy = b.y - a.y;
  const double length2 = dx * dx + dy * dy;
  double t = length2 > 0 ? ((p.x - a.x) * dx + (p.y - a.y) * dy) / length2 : 0;
  t = std::clamp(t, 0.0, 1.0);
  const double ex = p.x - (a.x + t * dx), ey = p.y - (a.y + t * dy);
  return {ex * ex + ey * ey, dx * (p.y - a.y) - dy * (p.x - a.x) <= 0};
}

}  // namespace

std::size_t PickIndex::column(double x) const {
  const double c = std::floor((x - run_.bounds.min.x) / cell_m_);
  return static_cast<std::size_t>(std::clamp(c, 0.0, static_cast<double>(columns_ - 1)));
}

std::size_t PickIndex::row(double y) const {
  const double r = std::floor((y - run_.bounds.min.y) / cell_m_);
  return static_cast<std::size_t>(std::clamp(r, 0.0, static_cast<double>(rows_ - 1)));
}

PickIndex::PickIndex(const Run& run) : run_{run} {
  const Roads& roads = run.roads;
  std::size_t segments = 0;
  for (const std::uint32_t count : roads.shape_count) segments += count - 1;
  if (segments == 0) return;
  // About two segments a cell.
  const double area = std::max(1.0, run.bounds.width()) * std::max(1.0, run.bounds.height());
  cell_m_ = std::max({std::sqrt(2 * area / static_cast<double>(segments)),
                      run.bounds.width() / 4000, run.bounds.height() / 4000, 1.0});
  columns_ = static_cast<std::size_t>(run.bounds.width() / cell_m_) + 1;
  rows_ = static_cast<std::size_t>(run.bounds.height() / cell_m_) + 1;

  const auto for_cells = [&](auto&& visit) {
    for (std::uint32_t l = 0; l < roads.size(); ++l) {
      for (std::uint32_t k = 0; k + 1 < roads.shape_count[l]; ++k) {
        const std::uint32_t s = roads.shape_first[l] + k;
        const auto [x0, x1] = std::minmax({column(roads.x[s]), column(roads.x[s + 1])});
        const auto [y0, y1] = std::minmax({row(roads.y[s]), row(roads.y[s + 1])});
        for (std::size_t r = y0; r <= y1; ++r)
          for (std::size_t c = x0; c <= x1; ++c) visit(r * columns_ + c, Segment{l, s});
      }
    }
  };
  first_.assign(columns_ * rows_ + 1, 0);
  for_cells([&](std::size_t cell, Segment) { ++first_[cell + 1]; });
  for (std::size_t c = 0; c + 1 < first_.size(); ++c) first_[c + 1] += first_[c];
  segment_.resize(first_.back());
  std::vector<std::uint32_t> next{first_.begin(), first_.end() - 1};
  for_cells([&](std::size_t cell, Segment segment) { segment_[next[cell]++] = segment; });
}

std::optional<std::uint32_t> PickIndex::link(Point p, double radius_m) const {
  if (segment_.empty()) return std::nullopt;
  const Roads& roads = run_.roads;
  const double radius2 = radius_m * radius_m;
  std::optional<std::uint32_t> best;
  Hit best_hit{0, false};
  for (std::size_t r = row(p.y - radius_m); r <= row(p.y + radius_m); ++r) {
    for (std::size_t c = column(p.x - radius_m); c <= column(p.x + radius_m); ++c) {
      const std::size_t cell = r * columns_ + c;
      for (std::uint32_t i = first_[cell]; i < first_[cell + 1]; ++i) {
        const auto [l, s] = segment_[i];
        const Hit hit = distance_to(p, {roads.x[s], roads.y[s]}, {roads.x[s + 1], roads.y[s + 1]});
        if (hit.distance2 > radius2) continue;
        // The two directions of a road differ by rounding only: then the side decides.
        const double same = 1e-6 * (1 + hit.distance2);
        const bool nearer = !best || hit.distance2 < best_hit.distance2 - same;
        const bool equal = best && std::abs(hit.distance2 - best_hit.distance2) <= same;
        const bool better_side = equal && hit.right && !best_hit.right;
        const bool lower_id = equal && hit.right == best_hit.right && l < *best;
        if (nearer || better_side || lower_id) {
          best = l;
          best_hit = hit;
        }
      }
    }
  }
  return best;
}

std::optional<std::uint32_t> PickIndex::site(Point p, double radius_m) const {
  std::optional<std::uint32_t> best;
  double best2 = radius_m * radius_m;
  for (std::uint32_t i = 0; i < run_.sites.size(); ++i) {
    const double dx = run_.sites[i].x - p.x, dy = run_.sites[i].y - p.y;
    const double d2 = dx * dx + dy * dy;
    if (best ? d2 < best2 : d2 <= best2) {
      best = i;
      best2 = d2;
    }
  }
  return best;
}

}  // namespace muster::viewer
