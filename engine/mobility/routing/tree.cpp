// SPDX-License-Identifier: MIT
// Dijkstra's algorithm against the arcs, with ties settled by link id.
#include "engine/mobility/routing/tree.hpp"

#include <omp.h>

#include <algorithm>

#include "engine/base/error.hpp"
#include "engine/base/parallel.hpp"

namespace muster::mobility::routing {

namespace {

void start(const RouteGraph& graph, std::span<const Target> targets, Scratch& scratch) {
  scratch.label.assign(graph.vertices(), {kNever, LinkId{}, TargetId{}});
  scratch.heap.clear();
  const auto set = [&](std::uint32_t vertex, TargetId target, SimTime cost_us) {
    Scratch::Label& label = scratch.label[vertex];
    if (cost_us >= label.cost_us) return;
    label = {cost_us, LinkId{}, target};
    scratch.heap.push({cost_us, vertex});
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

}  // namespace

void build_tree(const RouteGraph& graph, std::span<const SimTime> link_cost,
                std::span<const Target> targets, Tree& out, Scratch& scratch) {
  MUSTER_EXPECT(link_cost.size() == graph.head_vertex.size());
  start(graph, targets, scratch);
  std::vector<Scratch::Label>& label = scratch.label;
  Heap& heap = scratch.heap;
  while (!heap.empty()) {
    const Heap::Entry entry = heap.pop();
    Scratch::Label& settled = label[entry.index];
    if (entry.cost != settled.cost_us) continue;  // its cost fell after this entry was made
    // Costs are at least 1, so all ways to `next` that tie have been seen before it is settled.
    if (settled.next)
      settled.destination = label[graph.head_vertex[settled.next].get()].destination;
    for (const Arc& arc : graph.into(VertexId{entry.index})) {
      // kNever + cost stays above every label when compared without sign.
      const std::uint64_t cost = static_cast<std::uint64_t>(entry.cost) +
                                 static_cast<std::uint64_t>(link_cost[arc.link.get()]);
      Scratch::Label& tail = label[arc.tail.get()];
      if (cost < static_cast<std::uint64_t>(tail.cost_us)) {
        tail.cost_us = static_cast<SimTime>(cost);
        tail.next = arc.link;
        heap.push({tail.cost_us, arc.tail.get()});
      } else if (cost == static_cast<std::uint64_t>(tail.cost_us) && tail.next &&
                 arc.link < tail.next) {
        tail.next = arc.link;
      }
    }
  }
  const std::size_t vertices = graph.vertices();
  out.next.resize(vertices);
  out.cost_us.resize(vertices);
  out.destination.resize(vertices);
  for (std::size_t v = 0; v < vertices; ++v) {
    out.next.data()[v] = label[v].next;
    out.cost_us.data()[v] = label[v].cost_us;
    out.destination.data()[v] = label[v].destination;
  }
}

void build_trees(std::span<const TreeJob> jobs, std::span<Tree> out,
                 std::vector<Scratch>& scratch) {
  MUSTER_EXPECT(jobs.size() == out.size());
  const auto threads = static_cast<std::size_t>(omp_get_max_threads());
  if (scratch.size() < threads) scratch.resize(threads);
  parallel_for_dynamic(jobs.size(), [&](std::size_t i) {
    build_tree(*jobs[i].graph, jobs[i].link_cost, jobs[i].targets, out[i],
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
