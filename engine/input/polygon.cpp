// SPDX-License-Identifier: MIT
// Points in polygons, areas and centroids.
#include "engine/input/polygon.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace muster::input {
namespace {

/// Twice the signed area and the moments of all rings about (x0, y0).
struct Moments {
  double twice = 0, x = 0, y = 0;
};

/// Rings alternate by nesting, whatever their direction: the outer one counts plus, a hole minus.
Moments moments(const Polygon& polygon, double x0, double y0) {
  Moments sum;
  for (const Polygon::Ring& ring : polygon.rings()) {
    Moments own;
    for (std::size_t i = 0; i < ring.size(); ++i) {
      const auto& [ax, ay] = ring[i];
      const auto& [bx, by] = ring[(i + 1) % ring.size()];
      const double cross = (ax - x0) * (by - y0) - (bx - x0) * (ay - y0);
      own.twice += cross;
      own.x += (ax + bx - 2 * x0) * cross;
      own.y += (ay + by - 2 * y0) * cross;
    }
    int depth = 0;
    for (const Polygon::Ring& other : polygon.rings()) {
      if (&other == &ring || ring.empty()) continue;
      depth += Polygon(std::vector<Polygon::Ring>{other}).contains(ring[0].first, ring[0].second);
    }
    const double sign = (own.twice < 0 ? -1.0 : 1.0) * (depth % 2 == 0 ? 1.0 : -1.0);
    sum.twice += sign * own.twice;
    sum.x += sign * own.x;
    sum.y += sign * own.y;
  }
  return sum;
}

}  // namespace

Polygon::Polygon(std::vector<Ring> rings) : rings_{std::move(rings)} {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  box_ = {kInfinity, kInfinity, -kInfinity, -kInfinity};
  for (const Ring& ring : rings_) {
    for (const auto& [x, y] : ring) {
      box_ = {std::min(box_.xmin, x), std::min(box_.ymin, y), std::max(box_.xmax, x),
              std::max(box_.ymax, y)};
    }
  }
}

bool Polygon::contains(double x, double y) const {
  if (!(x >= box_.xmin && x <= box_.xmax && y >= box_.ymin && y <= box_.ymax)) return false;
  bool inside = false;
  for (const Ring& ring : rings_) {
    for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
      const auto& [ax, ay] = ring[i];
      const auto& [bx, by] = ring[j];
      if ((ay > y) != (by > y) && x < (bx - ax) * (y - ay) / (by - ay) + ax) inside = !inside;
    }
  }
  return inside;
}

double Polygon::area_m2() const {
  if (rings_.empty() || rings_[0].empty()) return 0;
  return 0.5 * std::fabs(moments(*this, rings_[0][0].first, rings_[0][0].second).twice);
}

std::pair<double, double> Polygon::centroid() const {
  if (rings_.empty() || rings_[0].empty()) return {0, 0};
  const auto [x0, y0] = rings_[0][0];
  const Moments m = moments(*this, x0, y0);
  if (std::fabs(m.twice) > 1e-6) return {x0 + m.x / (3 * m.twice), y0 + m.y / (3 * m.twice)};
  double x = 0, y = 0;
  for (const auto& [px, py] : rings_[0]) {
    x += px / static_cast<double>(rings_[0].size());
    y += py / static_cast<double>(rings_[0].size());
  }
  return {x, y};
}

bool contains(std::span<const Polygon> polygons, double x, double y) {
  return std::any_of(polygons.begin(), polygons.end(),
                     [&](const Polygon& polygon) { return polygon.contains(x, y); });
}

}  // namespace muster::input
