// SPDX-License-Identifier: MIT
// The convex hull of the network and the roads that end near it.
#include "engine/input/rim.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/input/raster.hpp"

namespace muster::input {
namespace {

using Point = std::pair<double, double>;

double cross(const Point& o, const Point& a, const Point& b) {
  return (a.first - o.first) * (b.second - o.second) - (a.second - o.second) * (b.first - o.first);
}

/// Counterclockwise, without repetition of the first point (Andrew 1979).
std::vector<Point> convex_hull(std::vector<Point> points) {
  std::sort(points.begin(), points.end());
  points.erase(std::unique(points.begin(), points.end()), points.end());
  if (points.size() < 3) return points;
  std::vector<Point> hull(2 * points.size());
  std::size_t k = 0;
  const auto push = [&](const Point& p, std::size_t least) {
    while (k >= least && cross(hull[k - 2], hull[k - 1], p) <= 0) --k;
    hull[k++] = p;
  };
  for (const Point& p : points) push(p, 2);
  const std::size_t lower = k + 1;
  for (std::size_t i = points.size() - 1; i-- > 0;) push(points[i], lower);
  hull.resize(k - 1);
  return hull;
}

double distance_to_edge(const Point& p, const Point& a, const Point& b) {
  const double dx = b.first - a.first, dy = b.second - a.second;
  const double squared = dx * dx + dy * dy;
  double t = 0;
  if (squared > 0) {
    t = std::clamp(((p.first - a.first) * dx + (p.second - a.second) * dy) / squared, 0.0, 1.0);
  }
  const double ex = a.first + t * dx - p.first, ey = a.second + t * dy - p.second;
  return std::sqrt(ex * ex + ey * ey);
}

bool wanted(const std::vector<std::string>& classes, world::RoadClass road_class) {
  return std::find(classes.begin(), classes.end(), world::name(road_class)) != classes.end();
}

/// True where a road of one of the classes arrives and none goes on but back.
bool leads_out(const world::Roads& roads, NodeId node, const std::vector<std::string>& classes) {
  const auto car = [&](LinkId link) {
    return (roads.modes[link] & world::kCar) && roads.lanes[link] > 0;
  };
  bool arrives = false;
  for (const LinkId in : roads.in(node)) {
    if (!car(in) || !wanted(classes, roads.road_class[in])) continue;
    arrives = true;
    for (const LinkId out : roads.out(node)) {
      if (car(out) && out != roads.reverse[in]) return false;
    }
  }
  return arrives;
}

}  // namespace

std::vector<world::Site> rim_exits(const std::vector<std::string>& classes,
                                   const world::World& world, const world::Components& cars,
                                   Import& import) {
  std::vector<world::Site> exits;
  if (classes.empty()) return exits;
  const world::Roads& roads = world.roads;
  std::vector<Point> points;
  for (std::uint32_t n = 0; n < roads.nodes(); ++n) {
    if (cars.reachable[n]) points.emplace_back(roads.x[NodeId{n}], roads.y[NodeId{n}]);
  }
  const std::vector<Point> hull = convex_hull(std::move(points));
  Box box{1e300, 1e300, -1e300, -1e300};
  for (const auto& [x, y] : hull) {
    box = {std::min(box.xmin, x), std::min(box.ymin, y), std::max(box.xmax, x),
           std::max(box.ymax, y)};
  }
  const double near_m = 0.02 * std::max(box.xmax - box.xmin, box.ymax - box.ymin);
  const bool has_grid = !world.terrain.empty();
  const Box grid = has_grid ? box_of(world.terrain.grid) : Box{};
  for (std::uint32_t n = 0; n < roads.nodes(); ++n) {
    const NodeId node{n};
    if (!cars.reachable[n] || !leads_out(roads, node, classes)) continue;
    const Point p{roads.x[node], roads.y[node]};
    bool rim = has_grid && !(p.first >= grid.xmin && p.first <= grid.xmax &&
                             p.second >= grid.ymin && p.second <= grid.ymax);
    for (std::size_t i = 0; i < hull.size() && !rim; ++i) {
      rim = distance_to_edge(p, hull[i], hull[(i + 1) % hull.size()]) <= near_m;
    }
    if (!rim) continue;
    world::Site site;
    site.id = "exit-" + std::to_string(roads.node_source[node]);
    site.kind = world::SiteKind::Exit;
    site.name = site.id;
    site.x = p.first;
    site.y = p.second;
    site.node = node;
    exits.push_back(std::move(site));
  }
  if (exits.empty()) {
    import.diagnostics.warning("#/world/sites/rim_exits",
                               "no road of these classes leaves the modelled area");
  }
  import.find("exits at the rim", static_cast<std::int64_t>(exits.size()));
  return exits;
}

}  // namespace muster::input
