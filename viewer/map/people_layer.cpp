// SPDX-License-Identifier: MIT
// People at home, on the way and trapped.
#include "viewer/map/people_layer.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "viewer/playback/mover_places.hpp"

namespace muster::viewer {
namespace {

// Radius in pixels by persons: area grows with the number.
double radius_px(double persons) {
  return std::clamp(1.4 + 0.8 * std::sqrt(persons), 2.0, 12.0);
}

// Parties that would be drawn over each other, as one mark.
struct Cluster {
  double x = 0, y = 0, persons = 0;
};

}  // namespace

bool PeopleLayer::draw_parties(sf::RenderTarget& target, const Camera& camera, const Moment& moment,
                               PartyGroup group, double scale) {
  const Parties& parties = run_.parties;
  const Bounds view = camera.view();
  std::vector<std::uint32_t> visible;
  for (std::uint32_t p = 0; p < parties.count(); ++p)
    if (moment.party(p) == group && view.contains(moment.place(p))) visible.push_back(p);
  const bool trapped = group == PartyGroup::Trapped;
  // Clusters are cells of the world, so that marks stay where they are while the map is moved.
  const double cell_m = (trapped ? 20 : 5) * scale * camera.metres_per_pixel();
  std::map<std::pair<double, double>, Cluster> clusters;
  for (const std::uint32_t p : visible) {
    const auto [x, y] = moment.place(p);
    const double persons = parties.size[p];
    Cluster& cluster = clusters[{std::floor(x / cell_m), std::floor(y / cell_m)}];
    cluster.x += x * persons;
    cluster.y += y * persons;
    cluster.persons += persons;
    if (clusters.size() > kMostSingleMarks) break;
  }
  const bool near = trapped || camera.metres_per_pixel() <= kSingleHomesBelow;
  if (clusters.size() > (near ? kMostSingleMarks : kMostFarMarks)) {
    DensityBins bins{camera};
    for (const std::uint32_t p : visible) bins.add(moment.place(p), parties.size[p]);
    (trapped ? trapped_ : homes_)
        .draw(target, camera, bins, trapped ? trapped_scale() : at_home_scale());
    return false;
  }
  Mesh mesh;
  for (const auto& [cell, cluster] : clusters) {
    if (!(cluster.persons > 0)) continue;
    const Point at = camera.to_screen({cluster.x / cluster.persons, cluster.y / cluster.persons});
    if (trapped) {
      // A triangle that stands on its edge: told from every dot by its shape.
      const double r = std::max(5.0, radius_px(cluster.persons)) * scale;
      const auto corners = [&](double size) {
        return std::array<Point, 3>{Point{at.x, at.y - size},
                                    {at.x + 0.87 * size, at.y + 0.5 * size},
                                    {at.x - 0.87 * size, at.y + 0.5 * size}};
      };
      mesh.polygon(corners(r + 2.2 * scale), {255, 255, 255});
      mesh.polygon(corners(r), kTrappedDot);
    } else {
      mesh.disc(at, radius_px(cluster.persons) * scale, kHomeDot.with_alpha(170), 12);
    }
  }
  mesh.draw(target);
  return true;
}

bool PeopleLayer::draw_movers(sf::RenderTarget& target, const Camera& camera, const Moment& moment,
                              double scale) {
  const auto places = mover_places(run_, moment, camera.view());
  if (places.size() > kMostSingleMarks) {
    DensityBins bins{camera};
    for (const MoverPlace& place : places) bins.add(place.place, 1);
    movers_.draw(target, camera, bins, on_the_way_scale());
    return false;
  }
  // Larger in near views, never smaller than can be seen.
  const double radius = std::clamp(1 + 3 / camera.metres_per_pixel(), 1.8, 5.0) * scale;
  Mesh mesh;
  if (radius > 1.8 * scale)
    for (const MoverPlace& place : places)
      mesh.disc(camera.to_screen(place.place), radius + 0.8 * scale, {255, 255, 255, 220}, 10);
  for (const MoverPlace& place : places)
    mesh.disc(camera.to_screen(place.place), radius, kWayDot, 10);
  mesh.draw(target);
  return true;
}

}  // namespace muster::viewer
