// SPDX-License-Identifier: MIT
// Shortest paths against the arcs, with ties settled by link id.
#include "engine/mobility/routing/tree.hpp"

#include <omp.h>

#include <algorithm>
#include <bit>

#include "engine/base/error.hpp"
#include "engine/base/parallel.hpp"

namespace muster::mobility::routing {

namespace {

/// Costs in the order of the arcs, so that the search reads them one after the other. Returns the
/// width of buckets that suits them: an eighth of their geometric mean, which one odd cost does not
/// move. The width has no effect on the tree.
int arrange_costs(const RouteGraph& graph, std::span<const SimTime> link_cost,
                  std::vector<SimTime>& arc_cost) {
  arc_cost.resize(graph.arcs.size());
  std::uint64_t bits = 0, open = 0;
  for (std::size_t i = 0; i < arc_cost.size(); ++i) {
    const SimTime cost = link_cost[graph.arcs[i].link.get()];
    MUSTER_EXPECT(cost > 0);
    arc_cost[i] = cost;
    if (cost == kNever) continue;
    bits += static_cast<std::uint64_t>(std::bit_width(static_cast<std::uint64_t>(cost)));
    ++open;
  }
  return open > 0 ? std::max(0, static_cast<int>(bits / open) - 4) : 0;
}

void start(const RouteGraph& graph, std::span<const Target> targets, Scratch& scratch) {
  scratch.label.assign(graph.vertices(), {kNever, LinkId{}, TargetId{}});
  const auto set = [&](std::uint32_t vertex, TargetId target, SimTime cost_us) {
    Scratch::Label& label = scratch.label[vertex];
    if (cost_us >= label.cost_us) return;
    label = {cost_us, LinkId{}, target};
    scratch.queue.push({cost_us, vertex});
  };
  for (std::uint32_t i = 0; i < targets.size(); ++i) {
    const NodeId node = targets[i].node;
    if (!node) continue;
    MUSTER_EXPECT(node.get() < graph.nodes && targets[i].cost_us >= 0);
    set(RouteGraph::origin(node).get(), TargetId{i}, targets[i].cost_us);
    const auto [first, last] = graph.expanded(node);
    for (std::uint32_t v = first; v < last; ++v) set(v, TargetId{i}, targets[i].cost_us);
  }
}

/// Tells the tails of the arcs into `vertex`. Because costs are above 0, every arc of a shortest
/// path is seen when its head has its final cost, so the lowest of the links that tie wins.
void scan(const RouteGraph& graph, std::uint32_t vertex, Scratch& scratch) {
  const auto head_cost = static_cast<std::uint64_t>(scratch.label[vertex].cost_us);
  for (std::uint32_t i = graph.arc_first[vertex]; i < graph.arc_first[vertex + 1]; ++i) {
    const Arc arc = graph.arcs[i];
    Scratch::Label& tail = scratch.label[arc.tail.get()];
    // Without a sign, kNever + cost stays above every label.
    const std::uint64_t cost = head_cost + static_cast<std::uint64_t>(scratch.arc_cost[i]);
    const auto known = static_cast<std::uint64_t>(tail.cost_us);
    if (cost < known) {
      tail.cost_us = static_cast<SimTime>(cost);
      tail.next = arc.link;
      scratch.queue.push({tail.cost_us, arc.tail.get()});
    } else if (cost == known && tail.next && arc.link < tail.next) {
      tail.next = arc.link;
    }
  }
}

/// Hands the destinations up the finished tree, each way walked once.
void name_destinations(const RouteGraph& graph, Tree& tree) {
  const std::uint32_t vertices = graph.vertices();
  for (VertexId start{0}; start.get() < vertices; start = VertexId{start.get() + 1}) {
    VertexId end = start;
    while (!tree.destination[end] && tree.next[end]) end = graph.head_vertex[tree.next[end]];
    const TargetId destination = tree.destination[end];
    for (VertexId v = start; v != end; v = graph.head_vertex[tree.next[v]]) {
      tree.destination[v] = destination;
    }
  }
}

}  // namespace

void build_tree(const RouteGraph& graph, std::span<const SimTime> link_cost,
                std::span<const Target> targets, Tree& out, Scratch& scratch) {
  MUSTER_EXPECT(link_cost.size() == graph.head_vertex.size());
  scratch.queue.start(arrange_costs(graph, link_cost, scratch.arc_cost));
  start(graph, targets, scratch);
  for (auto entries = scratch.queue.take(); !entries.empty(); entries = scratch.queue.take()) {
    for (const BucketQueue::Entry& entry : entries) {
      // Passed over where the cost fell after this entry was made.
      if (entry.cost == scratch.label[entry.index].cost_us) scan(graph, entry.index, scratch);
    }
  }
  const std::size_t vertices = graph.vertices();
  out.next.resize(vertices);
  out.cost_us.resize(vertices);
  out.destination.resize(vertices);
  for (std::uint32_t v = 0; v < vertices; ++v) {
    const Scratch::Label& label = scratch.label[v];
    out.next[VertexId{v}] = label.next;
    out.cost_us[VertexId{v}] = label.cost_us;
    out.destination[VertexId{v}] = label.next ? TargetId{} : label.destination;
  }
  name_destinations(graph, out);
}

void build_trees(std::span<const TreeJob> jobs, std::vector<Scratch>& scratch) {
  const auto threads = static_cast<std::size_t>(omp_get_max_threads());
  if (scratch.size() < threads) scratch.resize(threads);
  parallel_for_dynamic(jobs.size(), [&](std::size_t i) {
    build_tree(*jobs[i].graph, jobs[i].link_cost, jobs[i].targets, *jobs[i].out,
               scratch[static_cast<std::size_t>(omp_get_thread_num())]);
  });
}

bool tree_holds(const RouteGraph& graph, std::span<const SimTime> link_cost,
                std::span<const LinkId> changed, const Tree& tree) {
  for (const LinkId link : changed) {
    const VertexId head = graph.head_vertex[link];
    const SimTime rest = tree.cost_us[head];
    for (const Arc& arc : graph.into(head)) {
      if (arc.link != link) continue;
      const LinkId next = tree.next[arc.tail];
      if (next == link) return false;
      if (rest == kNever || link_cost[link.get()] == kNever) continue;
      const SimTime cost = rest + link_cost[link.get()];
      const SimTime now = tree.cost_us[arc.tail];
      if (cost < now || (cost == now && next && link < next)) return false;
    }
  }
  return true;
}

}  // namespace muster::mobility::routing
