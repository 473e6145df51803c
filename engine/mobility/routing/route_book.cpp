// SPDX-License-Identifier: MIT
#include "engine/mobility/routing/route_book.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "engine/base/error.hpp"
#include "engine/base/parallel.hpp"

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
  for (const SiteId site : sites) targets.push_back({site_node_[site.get()], 0});
  return targets;
}

void RouteBook::build_habitual(std::span<const SimTime> car_cost) {
  parallel_for_dynamic(groups_.size(), [&](std::size_t g) {
    Scratch scratch;
    build_tree(cars_, car_cost, targets(groups_[g].sites), groups_[g].habitual, scratch);
    groups_[g].present = groups_[g].habitual;
  });
  news_ = false;
}

void RouteBook::build_present(std::span<const SimTime> car_cost,
                              std::span<const SimTime> walk_cost) {
  parallel_for_dynamic(2 * groups_.size(), [&](std::size_t job) {
    Scratch scratch;
    DestinationGroup& group = groups_[job / 2];
    if (job % 2 == 0) {
      build_tree(cars_, car_cost, targets(group.open), group.present, scratch);
    } else {
      build_tree(walkers_, walk_cost, targets(group.open), group.on_foot, scratch);
    }
  });
  news_ = true;
}

SimTime RouteBook::cost(const Mover& mover, VertexId vertex) const {
  const DestinationGroup& group = groups_[mover.group];
  const Tree& tree = mover.on_foot    ? group.on_foot
                     : mover.informed ? group.present
                                      : group.habitual;
  return tree.cost_us[vertex];
}

}  // namespace muster::mobility::routing
