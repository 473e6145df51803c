// SPDX-License-Identifier: MIT
// Which way every mover goes: trees to groups of destinations, habitual and present, and stated
// routes.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/base/id.hpp"
#include "engine/base/time.hpp"
#include "engine/mobility/mover.hpp"
#include "engine/mobility/routing/graph.hpp"
#include "engine/mobility/routing/tree.hpp"

namespace muster::mobility::routing {

/// A step out of a vertex: a link, or the gate of a site (links + site), or nothing.
inline constexpr std::uint32_t kNoWay = 0xffffffffu;

/// A set of sites that movers head for, and the ways there. `habitual` knows nothing of the event;
/// `present` is rebuilt at barriers; walkers see for themselves and use `on_foot` of the present.
struct DestinationGroup {
  std::vector<SiteId> sites;  // all that may ever be meant
  std::vector<SiteId> open;   // those that news says take people
  Tree habitual;
  Tree present;
  Tree on_foot;
};

/// Written at barriers only, read by all partitions in windows.
class RouteBook {
 public:
  RouteBook(RouteGraph cars, RouteGraph walkers, std::vector<NodeId> site_node);

  std::uint32_t add_group(std::vector<SiteId> sites);
  /// Interns a stated route; returns its position in the pool. The last link's end is the
  /// destination.
  std::uint32_t add_route(std::span<const LinkId> links);

  /// Builds the trees for costs of cars or walkers (us, kNever = closed), in parallel. The present
  /// ones are left alone where neither the open sites nor the costs that they depend on changed.
  void build_habitual(std::span<const SimTime> car_cost);
  void build_present(std::span<const SimTime> car_cost, std::span<const SimTime> walk_cost);

  /// Next step of `mover` standing at `vertex`; see kNoWay. O(1).
  std::uint32_t step(const Mover& mover, VertexId vertex) const {
    if (mover.route != Mover::kNone) return pool_[mover.route];
    const DestinationGroup& group = groups_[mover.group];
    if (mover.on_foot) return step(group.on_foot, group.open, vertex);
    return mover.informed ? step(group.present, group.open, vertex)
                          : step(group.habitual, group.sites, vertex);
  }
  /// The way that the mover would have taken without news.
  std::uint32_t habitual_step(const Mover& mover, VertexId vertex) const {
    const DestinationGroup& group = groups_[mover.group];
    return step(group.habitual, group.sites, vertex);
  }
  VertexId after(LinkId link, bool on_foot) const {
    return (on_foot ? walkers_ : cars_).head_vertex[link];
  }
  std::uint32_t links() const { return links_; }
  const RouteGraph& cars() const { return cars_; }
  const RouteGraph& walkers() const { return walkers_; }
  std::vector<DestinationGroup>& groups() { return groups_; }
  const std::vector<DestinationGroup>& groups() const { return groups_; }
  SimTime cost(const Mover& mover, VertexId vertex) const;

 private:
  std::uint32_t step(const Tree& tree, const std::vector<SiteId>& sites, VertexId vertex) const {
    const LinkId next = tree.next[vertex];
    if (next) return next.get();
    const TargetId target = tree.destination[vertex];
    return target ? links_ + sites[target.get()].get() : kNoWay;
  }
  std::vector<Target> targets(const std::vector<SiteId>& sites) const;

  RouteGraph cars_;
  RouteGraph walkers_;
  std::vector<NodeId> site_node_;
  std::vector<DestinationGroup> groups_;
  std::vector<std::uint32_t>
      pool_;  // links of stated routes, each ended by its site's step or kNoWay
  std::vector<std::uint32_t> site_at_node_;
  std::uint32_t links_ = 0;

  // What the present trees were built from.
  std::vector<std::vector<SiteId>> present_of_;  // of each group
  std::vector<SimTime> car_cost_, walk_cost_;
  std::vector<Scratch> scratch_;
};

}  // namespace muster::mobility::routing
