// SPDX-License-Identifier: MIT
// Reverse shortest-path trees: from every vertex, the next link towards the nearest destination.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/base/id.hpp"
#include "engine/base/time.hpp"
#include "engine/mobility/routing/bucket_queue.hpp"
#include "engine/mobility/routing/graph.hpp"

namespace muster::mobility::routing {

/// A destination, and what it costs to be there (such as the wait at its desk), >= 0.
struct Target {
  NodeId node;
  SimTime cost_us = 0;
};

/// Index into the targets of a tree.
using TargetId = Id<struct TargetTag>;

/// The least cost from each vertex to one of the targets, and the way. Of equally good ways the one
/// whose next link has the lowest id is taken, and stopping comes before going on; of equal targets
/// at one node, the first. So the tree is a function of its input alone.
struct Tree {
  IdVector<VertexId, LinkId> next;      // invalid at the destination, and where none is reached
  IdVector<VertexId, SimTime> cost_us;  // kNever where none is reached
  IdVector<VertexId, TargetId> destination;  // invalid where none is reached
};

/// Memory that a search reuses; one per thread. 16 B a vertex, 8 B an arc, and the queue.
struct Scratch {
  struct Label {
    SimTime cost_us;
    LinkId next;
    TargetId destination;
  };
  std::vector<Label> label;
  std::vector<SimTime> arc_cost;
  BucketQueue queue;
};

/// Shortest paths from the targets against the arcs, by correcting labels bucket by bucket:
/// Dijkstra's algorithm where links cost more than a bucket is wide. `link_cost` is in us, by link:
/// 1 or more, kNever = closed. Sums must stay below 2^62. Targets at an invalid node are passed
/// over. About O(arcs); benchmarks/routing.cpp has it beside Boost's Dijkstra.
void build_tree(const RouteGraph& graph, std::span<const SimTime> link_cost,
                std::span<const Target> targets, Tree& out, Scratch& scratch);

/// A tree to build, and what from.
struct TreeJob {
  const RouteGraph* graph = nullptr;
  std::span<const SimTime> link_cost;
  std::vector<Target> targets;
  Tree* out = nullptr;
};

/// build_tree for each job, in parallel over jobs; `scratch` grows to one per thread.
void build_trees(std::span<const TreeJob> jobs, std::vector<Scratch>& scratch);

/// True only where `tree`, built before the costs of the `changed` links changed, is byte for byte
/// what build_tree would make now: no changed link is in it, and none would be now. O(arcs into the
/// heads of the changed links): call it to leave alone the trees that a change does not touch.
bool tree_holds(const RouteGraph& graph, std::span<const SimTime> link_cost,
                std::span<const LinkId> changed, const Tree& tree);

}  // namespace muster::mobility::routing
