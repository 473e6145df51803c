// SPDX-License-Identifier: MIT
// Puts roads, demands and outlets into the form that each bound needs.
#include "engine/mobility/routing/bounds.hpp"

#include <algorithm>
#include <limits>
#include <optional>

#include "engine/base/error.hpp"
#include "engine/mobility/routing/costs.hpp"
#include "engine/mobility/routing/expanded_flow.hpp"
#include "engine/mobility/routing/graph.hpp"
#include "engine/mobility/routing/tree.hpp"

namespace muster::mobility::routing {

namespace {

/// The open links as a flow network, nodes numbered as in the roads.
FlowNetwork flow_network(const world::Roads& roads, std::span<const SimTime> cost,
                         std::span<const double> capacity, std::span<const Outlet> outlets) {
  FlowNetwork network;
  network.nodes = roads.nodes();
  for (LinkId link{0}; link.get() < roads.links(); link = LinkId{link.get() + 1}) {
    if (cost[link.get()] == kNever) continue;
    network.links.push_back(
        {roads.from[link].get(), roads.to[link].get(), cost[link.get()], capacity[link.get()]});
  }
  for (const Outlet& outlet : outlets) {
    if (outlet.node) network.sinks.push_back({outlet.node.get(), outlet.capacity_veh_s});
  }
  return network;
}

/// What all outlets take together. An outlet takes no more than its links bring, unless some of the
/// supplies are there from the start.
double total_capacity(const FlowNetwork& network, std::span<const Supply> supplies) {
  constexpr double kNoLimit = std::numeric_limits<double>::infinity();
  std::vector<double> by_links(network.nodes, 0.0);
  for (const FlowNetwork::Link& link : network.links) by_links[link.to] += link.capacity_veh_s;
  for (const Supply& supply : supplies) by_links[supply.node] = kNoLimit;
  std::vector<double> stated(network.nodes, 0.0);
  for (const FlowNetwork::Sink& sink : network.sinks) {
    stated[sink.node] += sink.capacity_veh_s > 0.0 ? sink.capacity_veh_s : kNoLimit;
  }
  double total = 0.0;
  for (std::uint32_t n = 0; n < network.nodes; ++n) total += std::min(stated[n], by_links[n]);
  return total;
}

std::optional<SimTime> expanded(const FlowNetwork& network, std::span<const Supply> supplies,
                                const BoundOptions& options, SimTime least_us, SimTime& step_us) {
  constexpr SimTime kLongestStep = 3600 * kSecond;
  const std::size_t copies_a_step = network.links.size() + network.nodes;
  for (step_us = options.step_us; step_us <= kLongestStep; step_us *= 2) {
    // The bound is known to be at least about this far away: spare the attempt.
    const auto steps = static_cast<std::size_t>(least_us / step_us);
    if (steps * copies_a_step > options.most_copies) continue;
    if (const auto found = expanded_bound(network, supplies, step_us, options.most_copies)) {
      return found;
    }
  }
  step_us = 0;
  return std::nullopt;
}

}  // namespace

SimTime free_flow_bound(std::span<const Arrival> arrivals) {
  SimTime latest = 0;
  for (const Arrival& arrival : arrivals) {
    if (arrival.vehicles > 0) latest = std::max(latest, arrival.earliest_us);
  }
  return latest;
}

double outlet_bound_s(std::span<const Arrival> arrivals, double capacity_veh_s) {
  std::vector<Arrival> sorted{arrivals.begin(), arrivals.end()};
  std::sort(sorted.begin(), sorted.end(),
            [](const Arrival& a, const Arrival& b) { return a.earliest_us < b.earliest_us; });
  std::int64_t left = 0;
  for (const Arrival& arrival : sorted) left += arrival.vehicles;
  double bound_s = 0.0;
  for (const Arrival& arrival : sorted) {
    if (arrival.vehicles == 0) continue;
    const auto behind = static_cast<double>(left - 1);  // behind the first of these
    const double queue_s = behind > 0.0 ? behind / capacity_veh_s : 0.0;
    bound_s = std::max(bound_s, to_seconds(arrival.earliest_us) + queue_s);
    left -= arrival.vehicles;
  }
  return std::max(bound_s, to_seconds(free_flow_bound(arrivals)));
}

double Bounds::greatest_s() const {
  double greatest = 0.0;
  for (const Bound& bound : bounds) greatest = std::max(greatest, bound.seconds);
  return greatest;
}

std::vector<Outlet> outlets_of(const world::Sites& sites) {
  std::vector<Outlet> outlets;
  for (const world::Site& site : sites) {
    const bool ends = site.kind == world::SiteKind::Shelter || site.kind == world::SiteKind::Exit;
    if (ends && site.node) outlets.push_back({site.node, site.rate_veh_h / 3600.0});
  }
  return outlets;
}

Bounds compute_bounds(const world::Roads& roads, std::span<const Demand> demands,
                      std::span<const Outlet> outlets, const BoundOptions& options) {
  MUSTER_EXPECT(options.link_cost.empty() || options.link_cost.size() == roads.links());
  MUSTER_EXPECT(options.link_capacity_veh_s.empty() ||
                options.link_capacity_veh_s.size() == roads.links());
  std::vector<SimTime> cost{options.link_cost.begin(), options.link_cost.end()};
  if (cost.empty()) cost = free_flow_costs(roads);
  std::span<const double> capacity = options.link_capacity_veh_s;
  if (capacity.empty()) capacity = roads.capacity_veh_s;
  for (std::size_t l = 0; l < cost.size(); ++l) {
    if (capacity[l] <= 0.0) cost[l] = kNever;
  }

  std::vector<Target> targets;
  for (const Outlet& outlet : outlets) targets.push_back({outlet.node, 0});
  const RouteGraph graph = make_route_graph(roads, world::kCar);
  Tree tree;
  Scratch scratch;
  build_tree(graph, cost, targets, tree, scratch);

  const FlowNetwork network = flow_network(roads, cost, capacity, outlets);
  std::vector<bool> free_outlet(network.nodes, false);
  for (const FlowNetwork::Sink& sink : network.sinks) {
    if (sink.capacity_veh_s <= 0.0) free_outlet[sink.node] = true;
  }

  Bounds result;
  std::vector<Arrival> arrivals;    // of all
  std::vector<Arrival> travelling;  // of those who do not start at an outlet without a limit
  std::vector<Supply> supplies;     // the same
  std::vector<std::uint32_t> sources;
  std::int64_t travellers = 0;
  for (const Demand& demand : demands) {
    const SimTime way = demand.origin ? tree.cost_us[RouteGraph::origin(demand.origin)] : kNever;
    if (way == kNever) {
      result.unreachable += demand.vehicles;
      continue;
    }
    result.vehicles += demand.vehicles;
    arrivals.push_back({demand.departure_us + way, demand.vehicles});
    if (free_outlet[demand.origin.get()]) continue;
    travellers += demand.vehicles;
    travelling.push_back(arrivals.back());
    supplies.push_back({demand.origin.get(), demand.departure_us, demand.vehicles});
    sources.push_back(demand.origin.get());
  }

  result.bounds.push_back({"free flow", to_seconds(free_flow_bound(arrivals)),
                           "the last vehicle to arrive if each had the roads to itself"});
  result.bounds.push_back({"outlets", outlet_bound_s(travelling, total_capacity(network, supplies)),
                           "all vehicles pass the outlets at their full capacity"});
  if (!options.flows) return result;
  result.bounds.push_back(
      {"quickest flow", quickest_flow_s(network, sources, travellers),
       "all vehicles, at the best places from the start, over links of limited capacity"});
  const double known_s = result.greatest_s();
  const SimTime known_us =
      known_s < to_seconds(kNever) ? static_cast<SimTime>(known_s * 1e6) : kNever;
  if (const auto found = expanded(network, supplies, options, known_us, result.step_us)) {
    result.bounds.push_back(
        {"flow over time", to_seconds(*found),
         "all vehicles, from their places and departures, over links of limited "
         "capacity, rounded down to steps"});
  }
  return result;
}

}  // namespace muster::mobility::routing
