// SPDX-License-Identifier: MIT
// Puts the links of a network in their final order.
#include "engine/world/roads.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>

#include "engine/base/error.hpp"

namespace muster::world {
namespace {

/// order[k] is the old index of the new link k.
using Order = std::vector<std::uint32_t>;

template <class T>
void permute(IdVector<LinkId, T>& values, const Order& order) {
  IdVector<LinkId, T> sorted;
  sorted.reserve(order.size());
  for (const std::uint32_t old : order) sorted.push_back(values[LinkId{old}]);
  values = std::move(sorted);
}

void permute_shapes(Roads& roads, const Order& order) {
  std::vector<std::uint32_t> first{0};
  std::vector<double> x, y;
  first.reserve(order.size() + 1);
  x.reserve(roads.shape_x.size());
  y.reserve(roads.shape_y.size());
  for (const std::uint32_t old : order) {
    const auto begin = static_cast<std::ptrdiff_t>(roads.shape_first[old]);
    const auto end = static_cast<std::ptrdiff_t>(roads.shape_first[old + 1]);
    x.insert(x.end(), roads.shape_x.begin() + begin, roads.shape_x.begin() + end);
    y.insert(y.end(), roads.shape_y.begin() + begin, roads.shape_y.begin() + end);
    first.push_back(static_cast<std::uint32_t>(x.size()));
  }
  roads.shape_first = std::move(first);
  roads.shape_x = std::move(x);
  roads.shape_y = std::move(y);
}

/// Links by the node `end` of theirs, ascending within a node.
void fill_adjacency(const IdVector<LinkId, NodeId>& end, std::uint32_t nodes,
                    std::vector<std::uint32_t>& first, std::vector<LinkId>& link) {
  first.assign(nodes + 1, 0);
  for (const NodeId n : end) ++first[n.get() + 1];
  std::partial_sum(first.begin(), first.end(), first.begin());
  link.resize(end.size());
  std::vector<std::uint32_t> next(first.begin(), first.end() - 1);
  for (std::uint32_t l = 0; l < end.size(); ++l) {
    link[next[end[LinkId{l}].get()]++] = LinkId{l};
  }
}

}  // namespace

bool Roads::banned(LinkId a, LinkId b) const {
  return std::binary_search(bans.begin(), bans.end(), TurnBan{a, b});
}

void finish(Roads& roads) {
  const std::uint32_t links = roads.links();
  MUSTER_VERIFY(roads.to.size() == links && roads.reverse.size() == links &&
                roads.length_m.size() == links && roads.free_speed_m_s.size() == links &&
                roads.capacity_veh_s.size() == links && roads.lanes.size() == links &&
                roads.road_class.size() == links && roads.modes.size() == links &&
                roads.flags.size() == links && roads.layer.size() == links &&
                roads.source.size() == links && roads.shape_first.size() == links + 1);

  Order order(links);
  std::iota(order.begin(), order.end(), 0u);
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    const LinkId l{a}, m{b};
    return std::tuple(roads.from[l], roads.to[l], roads.source[l]) <
           std::tuple(roads.from[m], roads.to[m], roads.source[m]);
  });
  std::vector<LinkId> renamed(links);
  for (std::uint32_t k = 0; k < links; ++k) renamed[order[k]] = LinkId{k};

  permute(roads.from, order);
  permute(roads.to, order);
  permute(roads.reverse, order);
  permute(roads.length_m, order);
  permute(roads.free_speed_m_s, order);
  permute(roads.capacity_veh_s, order);
  permute(roads.lanes, order);
  permute(roads.road_class, order);
  permute(roads.modes, order);
  permute(roads.flags, order);
  permute(roads.layer, order);
  permute(roads.source, order);
  permute_shapes(roads, order);
  for (LinkId& r : roads.reverse) {
    if (r) r = renamed[r.get()];
  }
  for (TurnBan& ban : roads.bans) ban = {renamed[ban.from.get()], renamed[ban.to.get()]};
  std::sort(roads.bans.begin(), roads.bans.end());
  roads.bans.erase(std::unique(roads.bans.begin(), roads.bans.end()), roads.bans.end());

  fill_adjacency(roads.from, roads.nodes(), roads.out_first, roads.out_link);
  fill_adjacency(roads.to, roads.nodes(), roads.in_first, roads.in_link);
}

}  // namespace muster::world
