// SPDX-License-Identifier: MIT
// Where movers are drawn.
#include "viewer/playback/mover_places.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace muster::viewer {
namespace {

constexpr double kJamSpacingM = 7.5;
constexpr double kLaneM = 3;

Bounds bounds_of_link(const Roads& roads, std::uint32_t link) {
  Bounds bounds;
  for (std::uint32_t k = 0; k < roads.shape_count[link]; ++k)
    bounds.include({roads.x[roads.shape_first[link] + k], roads.y[roads.shape_first[link] + k]});
  return bounds;
}

}  // namespace

double share_of_link(const trace::MoverState& mover, SimTime now, double free_travel_s) {
  const double travel_s =
      mover.leave_us != kNever ? to_seconds(mover.leave_us - mover.entry_us) : free_travel_s;
  if (!(travel_s > 0)) return 1;
  return std::clamp(to_seconds(now - mover.entry_us) / travel_s, 0.0, 1.0);
}

std::vector<MoverPlace> mover_places(const Run& run, const Moment& moment, const Bounds& view) {
  const Roads& roads = run.roads;
  const auto movers = moment.movers();
  std::vector<MoverPlace> places;
  std::vector<std::uint32_t> on_links;
  std::vector<signed char> in_view(roads.size(), -1);
  for (std::uint32_t m = 0; m < movers.size(); ++m) {
    const trace::MoverState& mover = movers[m];
    if (mover.off_road) {
      if (view.contains({mover.x, mover.y})) places.push_back({m, {mover.x, mover.y}});
    } else if (mover.link < roads.size()) {
      signed char& known = in_view[mover.link];
      if (known < 0) known = view.overlaps(bounds_of_link(roads, mover.link)) ? 1 : 0;
      if (known == 1) on_links.push_back(m);
    }
  }
  std::sort(on_links.begin(), on_links.end(), [&](std::uint32_t a, std::uint32_t b) {
    const auto& p = movers[a];
    const auto& q = movers[b];
    return std::tie(p.link, p.entry_us, a) < std::tie(q.link, q.entry_us, b);
  });
  for (std::size_t i = 0; i < on_links.size();) {
    const std::uint32_t link = movers[on_links[i]].link;
    std::size_t past = i;
    while (past < on_links.size() && movers[on_links[past]].link == link) ++past;
    const double length_m = std::max(1.0, static_cast<double>(roads.length_m[link]));
    const double lanes = std::max<double>(1, roads.lanes[link]);
    const double spacing =
        std::min(kJamSpacingM / lanes / length_m, 1.0 / static_cast<double>(past - i));
    const double speed = std::max(0.1, roads.speed_m_s[link] * moment.speed_factor(link));
    const double right_m = kLaneM / 2 * lanes;
    double tail = 1;  // share of the link at which the next one that waits stands
    for (; i < past; ++i) {
      const trace::MoverState& mover = movers[on_links[i]];
      double share = share_of_link(mover, moment.time(), length_m / speed);
      if (mover.leave_us == kNever) {
        share = std::min(share, tail);
        tail = std::max(0.0, share - spacing);
      }
      const Point place = point_on_link(roads, link, share, right_m);
      if (view.contains(place)) places.push_back({on_links[i], place});
    }
  }
  return places;
}

}  // namespace muster::viewer
