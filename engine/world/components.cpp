// SPDX-License-Identifier: MIT
// Strongly connected parts of the network, with turn bans.
#include "engine/world/components.hpp"

#include <algorithm>
#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/strong_components.hpp>
#include <utility>

#include "engine/base/error.hpp"

namespace muster::world {
namespace {

/// The network as a plain graph: a vertex a node, but at nodes with turn bans a vertex a link that
/// arrives there, so that a path in the graph is a drive that breaks no ban.
struct Expanded {
  std::vector<std::uint32_t> vertex_of_node;  // kNone at nodes with bans
  std::vector<std::uint32_t>
      vertex_of_link;  // where the link's end has bans: the vertex of its arrival
  std::vector<std::uint32_t> node_of_vertex;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> edges;
};

constexpr std::uint32_t kNone = 0xffffffffu;

bool usable(const Roads& roads, LinkId link, Modes mode) {
  return (roads.modes[link] & mode) && (mode == kWalk || roads.lanes[link] > 0);
}

Expanded expand(const Roads& roads, Modes mode) {
  std::vector<std::uint8_t> has_bans(roads.nodes(), 0);
  if (mode == kCar) {
    for (const TurnBan& ban : roads.bans) has_bans[roads.to[ban.from].get()] = 1;
  }
  Expanded graph;
  graph.vertex_of_node.assign(roads.nodes(), kNone);
  graph.vertex_of_link.assign(roads.links(), kNone);
  for (std::uint32_t n = 0; n < roads.nodes(); ++n) {
    if (has_bans[n]) continue;
    graph.vertex_of_node[n] = static_cast<std::uint32_t>(graph.node_of_vertex.size());
    graph.node_of_vertex.push_back(n);
  }
  for (std::uint32_t l = 0; l < roads.links(); ++l) {
    const std::uint32_t end = roads.to[LinkId{l}].get();
    if (!has_bans[end] || !usable(roads, LinkId{l}, mode)) continue;
    graph.vertex_of_link[l] = static_cast<std::uint32_t>(graph.node_of_vertex.size());
    graph.node_of_vertex.push_back(end);
  }
  for (std::uint32_t l = 0; l < roads.links(); ++l) {
    const LinkId link{l};
    if (!usable(roads, link, mode)) continue;
    const NodeId from = roads.from[link], to = roads.to[link];
    const std::uint32_t target =
        has_bans[to.get()] ? graph.vertex_of_link[l] : graph.vertex_of_node[to.get()];
    if (!has_bans[from.get()]) {
      graph.edges.emplace_back(graph.vertex_of_node[from.get()], target);
      continue;
    }
    for (const LinkId before : roads.in(from)) {
      const std::uint32_t source = graph.vertex_of_link[before.get()];
      if (source != kNone && !roads.banned(before, link)) graph.edges.emplace_back(source, target);
    }
  }
  return graph;
}

}  // namespace

Components components(const Roads& roads, Modes mode) {
  MUSTER_EXPECT(mode == kCar || mode == kWalk);
  Components result;
  result.main.assign(roads.nodes(), 0);
  result.reachable.assign(roads.nodes(), 0);
  const Expanded expanded = expand(roads, mode);
  const std::size_t vertices = expanded.node_of_vertex.size();
  if (vertices == 0) return result;

  using Graph =
      boost::compressed_sparse_row_graph<boost::directedS, boost::no_property, boost::no_property,
                                         boost::no_property, std::uint32_t, std::uint32_t>;
  const Graph graph(boost::edges_are_unsorted, expanded.edges.begin(), expanded.edges.end(),
                    static_cast<std::uint32_t>(vertices));
  std::vector<std::uint32_t> part(vertices);
  const std::uint32_t parts = boost::strong_components(
      graph,
      boost::make_iterator_property_map(part.begin(), boost::get(boost::vertex_index, graph)));

  std::vector<std::uint32_t> size(parts, 0), lowest(parts, kNone);
  std::vector<std::uint8_t> touched(roads.nodes(), 0);
  for (std::uint32_t l = 0; l < roads.links(); ++l) {
    const LinkId link{l};
    if (!usable(roads, link, mode)) continue;
    ++result.links_usable;
    touched[roads.from[link].get()] = touched[roads.to[link].get()] = 1;
  }
  for (std::size_t v = 0; v < vertices; ++v) {
    const std::uint32_t n = expanded.node_of_vertex[v];
    if (!touched[n]) continue;
    ++size[part[v]];
    lowest[part[v]] = std::min(lowest[part[v]], n);
  }
  std::uint32_t best = 0;
  for (std::uint32_t p = 0; p < parts; ++p) {
    if (size[p] > 0) ++result.parts;
    if (size[p] > size[best] || (size[p] == size[best] && lowest[p] < lowest[best])) best = p;
  }
  if (size[best] == 0) return result;

  std::vector<std::uint8_t> seen(vertices, 0);
  std::vector<std::uint32_t> stack;
  for (std::size_t v = 0; v < vertices; ++v) {
    if (part[v] != best || !touched[expanded.node_of_vertex[v]]) continue;
    result.main[expanded.node_of_vertex[v]] = 1;
    seen[v] = 1;
    stack.push_back(static_cast<std::uint32_t>(v));
  }
  while (!stack.empty()) {
    const std::uint32_t v = stack.back();
    stack.pop_back();
    result.reachable[expanded.node_of_vertex[v]] = 1;
    for (auto [e, end] = boost::out_edges(v, graph); e != end; ++e) {
      const auto w = static_cast<std::uint32_t>(boost::target(*e, graph));
      if (!seen[w]) {
        seen[w] = 1;
        stack.push_back(w);
      }
    }
  }
  for (std::uint32_t l = 0; l < roads.links(); ++l) {
    const LinkId link{l};
    result.links_in_main += usable(roads, link, mode) && result.main[roads.from[link].get()] &&
                            result.main[roads.to[link].get()];
  }
  return result;
}

}  // namespace muster::world
