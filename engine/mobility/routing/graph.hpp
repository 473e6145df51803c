// SPDX-License-Identifier: MIT
// The road network as route search sees it: vertices, and arcs listed by their head.
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "engine/base/id.hpp"
#include "engine/world/roads.hpp"

namespace muster::mobility::routing {

/// Where a mover stands when it chooses its next link: a node or, at a node with turn bans, the
/// pair of that node and the link by which it was reached.
using VertexId = Id<struct VertexTag>;

/// The arc into the vertex it is listed under: leave `tail` by `link`.
struct Arc {
  VertexId tail;
  LinkId link;
};

/// Roads for one mode. The first vertices are the nodes, with every movement open: trips that start
/// at a node, and links without bans, use them. Each link that has a turn ban gets one more vertex
/// at its end, whose arcs are those that may be taken from it; so a network without bans has no
/// more vertices than nodes. Turning back at a node is a movement like any other: allowed unless
/// banned. Walkers know no bans and go both ways.
///
/// Contains every link that its mode, or its mode in the other direction, may use; a closed link,
/// or a one-way's other direction before contraflow, is told to the search by a cost of kNever.
/// Never changes; shared by threads. 8 B an arc, 4 B a link, 4 B a vertex.
struct RouteGraph {
  std::uint32_t nodes = 0;
  IdVector<LinkId, VertexId> head_vertex;  // where a mover stands after the link
  std::vector<std::uint32_t> arc_first;    // vertices + 1
  std::vector<Arc> arcs;              // into vertex v: arc_first[v] .. arc_first[v + 1], by link
  std::vector<NodeId> expanded_node;  // node of vertex nodes + i; ascending

  std::uint32_t vertices() const {
    return nodes + static_cast<std::uint32_t>(expanded_node.size());
  }
  /// Where a trip that starts at `node` stands.
  static VertexId origin(NodeId node) { return VertexId{node.get()}; }
  NodeId node(VertexId vertex) const {
    return vertex.get() < nodes ? NodeId{vertex.get()} : expanded_node[vertex.get() - nodes];
  }
  std::span<const Arc> into(VertexId vertex) const {
    return {arcs.data() + arc_first[vertex.get()], arcs.data() + arc_first[vertex.get() + 1]};
  }
  /// First and last + 1 of the expanded vertices at `node`. O(log expanded).
  std::pair<std::uint32_t, std::uint32_t> expanded(NodeId node) const;
};

/// `mode` is kCar or kWalk. O(links + bans x links at their nodes).
RouteGraph make_route_graph(const world::Roads& roads, world::Modes mode);

}  // namespace muster::mobility::routing
