// SPDX-License-Identifier: MIT
#include "engine/mobility/routing/route_book.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "engine/base/error.hpp"

namespace muster::mobility::routing {

RouteBook::RouteBook(RouteGraph cars, RouteGraph walkers, std::vector<NodeId> site_node)
    : cars_{std::move(cars)}, walkers_{std::move(walkers)}, site_node_{std::move(site_node)} {
  links_ = static_cast<std::uint32_t>(cars_.head_vertex.size());
  site_at_node_.assign(cars_.nodes, kNoWay);
  for (std::uint32_t s = 0; s < site_node_.size(); ++s) {
    if (!site_node_[s]) continue;
    std::uint32_t& at = site_at_node_[site_node_[s].get()];
    at = std::min(at, s);
  }
}

std::uint32_t RouteBook::add_group(std::vector<SiteId> sites) {
  DestinationGroup group;
  group.open = sites;
  group.sites = std::move(sites);
  groups_.push_back(std::move(group));
  return static_cast<std::uint32_t>(groups_.size() - 1);
}

std::uint32_t RouteBook::add_route(std::span<const LinkId> links) {
  MUSTER_EXPECT(!links.empty());
  const auto first = static_cast<std::uint32_t>(pool_.size());
  for (const LinkId link : links) pool_.push_back(link.get());
  const NodeId end = cars_.node(cars_.head_vertex[links.back()]);
  const std::uint32_t site = site_at_node_[end.get()];
  pool_.push_back(site == kNoWay ? kNoWay : links_ + site);
  return first;
}

std::vector<Target> RouteBook::targets(const std::vector<SiteId>& sites) const {
  std::vector<Target> targets;
  targets.reserve(sites.size());
  for (const SiteId site : sites) targets.push_back({site_node_[site.get()], 0});
  return targets;
}

void RouteBook::build_habitual(std::span<const SimTime> car_cost) {
  std::vector<TreeJob> jobs;
  for (DestinationGroup& group : groups_)
    jobs.push_back({&cars_, car_cost, targets(group.sites), &group.habitual});
  build_trees(jobs, scratch_);
  for (DestinationGroup& group : groups_) group.present = group.habitual;
  present_of_.clear();
}

namespace {

/// The links whose cost differs; all count as changed where nothing was known before.
std::vector<LinkId> changes(std::span<const SimTime> before, std::span<const SimTime> now) {
  std::vector<LinkId> changed;
  for (std::uint32_t l = 0; l < now.size(); ++l) {
    if (before.size() != now.size() || before[l] != now[l]) changed.push_back(LinkId{l});
  }
  return changed;
}

}  // namespace

void RouteBook::build_present(std::span<const SimTime> car_cost,
                              std::span<const SimTime> walk_cost) {
  const std::vector<LinkId> for_cars = changes(car_cost_, car_cost);
  const std::vector<LinkId> for_walkers = changes(walk_cost_, walk_cost);
  std::vector<TreeJob> jobs;
  for (std::size_t g = 0; g < groups_.size(); ++g) {
    DestinationGroup& group = groups_[g];
    const bool known = g < present_of_.size() && present_of_[g] == group.open;
    if (!known || !tree_holds(cars_, car_cost, for_cars, group.present))
      jobs.push_back({&cars_, car_cost, targets(group.open), &group.present});
    if (!known || !tree_holds(walkers_, walk_cost, for_walkers, group.on_foot))
      jobs.push_back({&walkers_, walk_cost, targets(group.open), &group.on_foot});
  }
  build_trees(jobs, scratch_);
  present_of_.clear();
  for (const DestinationGroup& group : groups_) present_of_.push_back(group.open);
  car_cost_.assign(car_cost.begin(), car_cost.end());
  walk_cost_.assign(walk_cost.begin(), walk_cost.end());
}

SimTime RouteBook::cost(const Mover& mover, VertexId vertex) const {
  const DestinationGroup& group = groups_[mover.group];
  const Tree& tree = mover.on_foot    ? group.on_foot
                     : mover.informed ? group.present
                                      : group.habitual;
  return tree.cost_us[vertex];
}

}  // namespace muster::mobility::routing
