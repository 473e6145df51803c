// SPDX-License-Identifier: MIT
// Builds the route graph: counts the arcs into each vertex, then places them.
#include "engine/mobility/routing/graph.hpp"

#include <algorithm>

#include "engine/base/error.hpp"

namespace muster::mobility::routing {

namespace {

bool usable(const world::Roads& roads, LinkId link, world::Modes mode) {
  world::Modes modes = roads.modes[link];
  if (roads.reverse[link]) modes |= roads.modes[roads.reverse[link]];
  return (modes & mode) != 0;
}

/// The links that have a ban, by the node where they end.
std::vector<LinkId> expanded_links(const world::Roads& roads) {
  std::vector<LinkId> links;
  for (const world::TurnBan& ban : roads.bans) links.push_back(ban.from);
  std::sort(links.begin(), links.end(), [&](LinkId a, LinkId b) {
    return roads.to[a] != roads.to[b] ? roads.to[a] < roads.to[b] : a < b;
  });
  links.erase(std::unique(links.begin(), links.end()), links.end());
  return links;
}

/// Calls f(tail, link) for every arc, by link.
template <class F>
void for_each_arc(const world::Roads& roads, world::Modes mode, const RouteGraph& graph,
                  const std::vector<LinkId>& expanded, F&& f) {
  for (LinkId link{0}; link.get() < roads.links(); link = LinkId{link.get() + 1}) {
    if (!usable(roads, link, mode)) continue;
    f(RouteGraph::origin(roads.from[link]), link);
    const auto [first, last] = graph.expanded(roads.from[link]);
    for (std::uint32_t vertex = first; vertex < last; ++vertex) {
      const world::TurnBan movement{expanded[vertex - graph.nodes], link};
      if (!std::binary_search(roads.bans.begin(), roads.bans.end(), movement)) {
        f(VertexId{vertex}, link);
      }
    }
  }
}

}  // namespace

std::pair<std::uint32_t, std::uint32_t> RouteGraph::expanded(NodeId node) const {
  const auto [first, last] = std::equal_range(expanded_node.begin(), expanded_node.end(), node);
  return {nodes + static_cast<std::uint32_t>(first - expanded_node.begin()),
          nodes + static_cast<std::uint32_t>(last - expanded_node.begin())};
}

RouteGraph make_route_graph(const world::Roads& roads, world::Modes mode) {
  MUSTER_EXPECT(mode == world::kCar || mode == world::kWalk);
  MUSTER_EXPECT(std::is_sorted(roads.bans.begin(), roads.bans.end()));
  RouteGraph graph;
  graph.nodes = roads.nodes();
  std::vector<LinkId> expanded;
  if (mode == world::kCar) expanded = expanded_links(roads);

  graph.head_vertex.reserve(roads.links());
  for (const NodeId to : roads.to) graph.head_vertex.push_back(RouteGraph::origin(to));
  for (std::size_t i = 0; i < expanded.size(); ++i) {
    graph.head_vertex[expanded[i]] = VertexId{graph.nodes + static_cast<std::uint32_t>(i)};
    graph.expanded_node.push_back(roads.to[expanded[i]]);
  }

  graph.arc_first.assign(graph.vertices() + 1, 0);
  for_each_arc(roads, mode, graph, expanded, [&](VertexId, LinkId link) {
    ++graph.arc_first[graph.head_vertex[link].get() + 1];
  });
  for (std::uint32_t v = 0; v < graph.vertices(); ++v) {
    graph.arc_first[v + 1] += graph.arc_first[v];
  }
  graph.arcs.resize(graph.arc_first.back());
  std::vector<std::uint32_t> place{graph.arc_first.begin(), graph.arc_first.end() - 1};
  for_each_arc(roads, mode, graph, expanded, [&](VertexId tail, LinkId link) {
    graph.arcs[place[graph.head_vertex[link].get()]++] = {tail, link};
  });
  return graph;
}

}  // namespace muster::mobility::routing
