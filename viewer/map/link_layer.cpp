// SPDX-License-Identifier: MIT
// What changes on links.
#include "viewer/map/link_layer.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include "viewer/map/mesh.hpp"
#include "viewer/map/road_style.hpp"
#include "viewer/playback/mover_places.hpp"

namespace muster::viewer {
namespace {

// Streets of a city, about 100 m long, and networks of long links that are drawn by their outline.
constexpr double kFlowBelowMetresPerPixel = 12;
constexpr double kFlowLinkPx = 20;

}  // namespace

double flow_density(const Roads& roads, std::uint32_t link, std::uint32_t movers) {
  // Below 50 m one car would look like a jam.
  const double km = std::max(50.0, static_cast<double>(roads.length_m[link])) / 1000;
  return movers / (km * std::max<double>(1, roads.lanes[link]));
}

LinkLayer::LinkLayer(const Run& run) : run_{run}, bounds_(run.roads.size()) {
  const Roads& roads = run.roads;
  for (std::uint32_t l = 0; l < roads.size(); ++l) {
    mean_length_m_ += roads.length_m[l] / roads.size();
    for (std::uint32_t k = 0; k < roads.shape_count[l]; ++k)
      bounds_[l].include({roads.x[roads.shape_first[l] + k], roads.y[roads.shape_first[l] + k]});
    const std::uint8_t code = roads.road_class[l];
    style_.push_back(static_cast<std::uint8_t>(
        road_style_of(code < roads.class_names.size() ? roads.class_names[code] : "")));
  }
}

bool LinkLayer::flow_readable(const Camera& camera) const {
  return camera.metres_per_pixel() <=
         std::max(kFlowBelowMetresPerPixel, mean_length_m_ / kFlowLinkPx);
}

double LinkLayer::road_px(std::uint32_t link, const Camera& camera) const {
  return road_width_px(kRoadStyles[style_[link]], camera.metres_per_pixel());
}

const std::vector<Point>& LinkLayer::points_px(std::uint32_t link, const Camera& camera) {
  const Roads& roads = run_.roads;
  points_.clear();
  for (std::uint32_t k = 0; k < roads.shape_count[link]; ++k)
    points_.push_back(camera.to_screen(
        {roads.x[roads.shape_first[link] + k], roads.y[roads.shape_first[link] + k]}));
  return points_;
}

void LinkLayer::draw_flow(sf::RenderTarget& target, const Camera& camera, const Moment& moment,
                          double scale) {
  const Bounds view = camera.view();
  const auto on_link = moment.on_link();
  const Scale& colours = flow_scale();
  // Light traffic first, so that jams lie on top.
  std::vector<std::vector<std::uint32_t>> by_class(colours.colour.size());
  for (std::uint32_t l = 0; l < on_link.size(); ++l) {
    if (on_link[l] == 0 || !view.overlaps(bounds_[l])) continue;
    const int c = colours.class_of(flow_density(run_.roads, l, on_link[l]));
    if (c >= 0) by_class[static_cast<std::size_t>(c)].push_back(l);
  }
  Mesh mesh;
  for (std::size_t c = 0; c < by_class.size(); ++c) {
    for (const std::uint32_t l : by_class[c]) {
      const double road = road_px(l, camera);
      const double width = std::max((1.4 + 0.5 * static_cast<double>(c)) * scale, 0.42 * road);
      // Each direction on its right-hand half, apart where there is room.
      const double shift = road > 3.5 ? std::max(width / 2, road / 4) : 0.5 * width;
      mesh.polyline(points_px(l, camera), width, colours.colour[c], shift);
    }
  }
  mesh.draw(target);
}

void LinkLayer::draw_closed(sf::RenderTarget& target, const Camera& camera, const Moment& moment,
                            double scale) {
  const Bounds view = camera.view();
  Mesh mesh;
  std::vector<std::uint32_t> visible;
  for (const std::uint32_t l : moment.closed_links())
    if (view.overlaps(bounds_[l])) visible.push_back(l);
  const double near = std::clamp(4 / camera.metres_per_pixel(), 0.0, 1.0);
  for (const std::uint32_t l : visible)
    mesh.polyline(points_px(l, camera),
                  std::max((1.3 + 1.7 * near) * scale, 0.5 * road_px(l, camera)),
                  kClosed.with_alpha(static_cast<std::uint8_t>(170 + 85 * near)));
  // One cross in each cell of the screen: every closed road has one near it, and they never crowd.
  const double cell = (46 - 16 * near) * scale;
  const double radius = (3.4 + 1.8 * near) * scale, width = (1.8 + 0.6 * near) * scale;
  std::set<std::pair<long, long>> taken;
  for (const std::uint32_t l : visible) {
    const Point middle = point_on_link(run_.roads, l, 0.5);
    const double cell_m = cell * camera.metres_per_pixel();
    if (!taken
             .insert({std::lround(std::floor(middle.x / cell_m)),
                      std::lround(std::floor(middle.y / cell_m))})
             .second)
      continue;
    const Point at = camera.to_screen(middle);
    mesh.cross(at, radius + scale, width + 2 * scale, {255, 255, 255});
    mesh.cross(at, radius, width, kClosed);
  }
  mesh.draw(target);
}

}  // namespace muster::viewer
