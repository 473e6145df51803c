// SPDX-License-Identifier: MIT
// Joins links with their reverse.
#include "engine/input/directed_links.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <tuple>

namespace muster::input {
namespace {

constexpr std::size_t kNone = std::numeric_limits<std::size_t>::max();

std::vector<Point> shape_of(const DirectedLink& link, const RoadBuilder& builder) {
  std::vector<Point> shape{builder.position(link.from)};
  shape.insert(shape.end(), link.shape.begin(), link.shape.end());
  shape.push_back(builder.position(link.to));
  return shape;
}

double length_of(const DirectedLink& link, const RoadBuilder& builder) {
  if (link.length_m > 0) return link.length_m;
  const std::vector<Point> shape = shape_of(link, builder);
  double length = 0;
  for (std::size_t i = 1; i < shape.size(); ++i) {
    const double dx = shape[i].first - shape[i - 1].first;
    const double dy = shape[i].second - shape[i - 1].second;
    length += std::sqrt(dx * dx + dy * dy);
  }
  return length;
}

/// For each link the one that leads back, or kNone.
std::vector<std::size_t> partners_of(const std::vector<DirectedLink>& links,
                                     const RoadBuilder& builder) {
  std::vector<std::size_t> partner(links.size(), kNone), order;
  for (std::size_t i = 0; i < links.size(); ++i) {
    if (!links[i].both_ways && links[i].from != links[i].to) order.push_back(i);
  }
  const auto low = [&](std::size_t i) { return std::min(links[i].from, links[i].to); };
  const auto high = [&](std::size_t i) { return std::max(links[i].from, links[i].to); };
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return std::tuple(low(a), high(a), a) < std::tuple(low(b), high(b), b);
  });
  for (std::size_t i = 0; i < order.size(); ++i) {
    const DirectedLink& link = links[order[i]];
    const double length = length_of(link, builder);
    for (std::size_t j = i + 1; j < order.size() && partner[order[i]] == kNone; ++j) {
      if (low(order[j]) != low(order[i]) || high(order[j]) != high(order[i])) break;
      const DirectedLink& other = links[order[j]];
      if (partner[order[j]] != kNone || other.from != link.to) continue;
      if (std::fabs(length_of(other, builder) - length) > 0.01 * length) continue;
      partner[order[i]] = order[j];
      partner[order[j]] = order[i];
    }
  }
  return partner;
}

/// No lanes against a one-way link, and the capacity that one of them would have.
Direction against(const Direction& direction) {
  Direction result = direction;
  if (result.lanes > 0) result.capacity_veh_s /= result.lanes;
  result.lanes = 0;
  if (direction.modes & world::kCar) result.flags |= world::kOpposing;
  return result;
}

}  // namespace

void add_directed(const std::vector<DirectedLink>& links, RoadBuilder& builder) {
  const std::vector<std::size_t> partner = partners_of(links, builder);
  for (std::size_t i = 0; i < links.size(); ++i) {
    if (partner[i] != kNone && partner[i] < i) continue;
    const DirectedLink& link = links[i];
    Stretch stretch;
    stretch.from = link.from;
    stretch.to = link.to;
    stretch.road_class = link.road_class;
    stretch.layer = link.layer;
    stretch.flags = link.flags;
    stretch.length_m = link.length_m;
    stretch.forward = link.direction;
    stretch.backward = link.both_ways        ? link.direction
                       : partner[i] == kNone ? against(link.direction)
                                             : links[partner[i]].direction;
    builder.add(stretch, shape_of(link, builder));
  }
}

}  // namespace muster::input
