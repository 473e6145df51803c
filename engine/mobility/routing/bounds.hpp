// SPDX-License-Identifier: MIT
// Lower bounds of clearance time: what no evacuation of these people over these roads can beat.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/base/id.hpp"
#include "engine/base/time.hpp"
#include "engine/mobility/routing/quickest_flow.hpp"
#include "engine/world/roads.hpp"
#include "engine/world/sites.hpp"

namespace muster::mobility::routing {

/// Vehicles that leave `origin` at `departure_us`.
struct Demand {
  NodeId origin;
  SimTime departure_us = 0;  // >= 0
  std::int64_t vehicles = 1;
};

/// Where vehicles are safe.
struct Outlet {
  NodeId node;
  double capacity_veh_s = 0;  // 0 = no limit but that of the links that end there
};

/// When some vehicles could be out if they had the roads to themselves.
struct Arrival {
  SimTime earliest_us = 0;
  std::int64_t vehicles = 0;
};

/// LB1: the latest of the earliest arrivals. 0 where there are none.
SimTime free_flow_bound(std::span<const Arrival> arrivals);

/// LB2: max over k of (k-th earliest arrival + (N - k) / capacity), s: after the k-th vehicle could
/// be out, those behind it still pass the outlets. Infinite capacity gives LB1.
double outlet_bound_s(std::span<const Arrival> arrivals, double capacity_veh_s);

struct Bound {
  std::string name;     // "free flow", ...
  double seconds = 0;   // since the case's start; infinite where nothing passes
  std::string meaning;  // one sentence
};

struct Bounds {
  std::vector<Bound> bounds;
  std::int64_t vehicles = 0;     // that the bounds are about
  std::int64_t unreachable = 0;  // vehicles left out: no outlet can be reached from their origin
  SimTime step_us = 0;           // of the time-expanded bound; 0 where it was left out

  /// The greatest of them, s.
  double greatest_s() const;
};

struct BoundOptions {
  /// By link; empty = from the roads: length / free speed, and capacity (of links with lanes).
  /// Where contraflow is planned, give the greatest capacity that each link will have.
  std::span<const SimTime> link_cost = {};
  std::span<const double> link_capacity_veh_s = {};
  /// Step of the time-expanded bound. It doubles until copies of links and nodes are few enough;
  /// the bound is left out where an hour is not enough.
  SimTime step_us = 60 * kSecond;
  std::size_t most_copies = 20'000'000;
  /// Without them: LB1 and LB2 only, at the cost of one tree.
  bool flows = true;
};

/// Outlets of the sites that end a journey (shelters, exits) at the rate that each states.
std::vector<Outlet> outlets_of(const world::Sites& sites);

/// The lower bounds LB1 to LB4 (sources in quickest_flow.hpp and
/// expanded_flow.hpp), by car. LB1 and LB2 keep turn bans; LB3 and LB4 leave them out. LB2 to LB4
/// are fluid: whole vehicles may beat LB2 by one headway an outlet and LB3 and LB4 by one headway a
/// path. Everything about speed and capacity is taken as at its best, so a run that closes or slows
/// roads cannot be faster either.
Bounds compute_bounds(const world::Roads& roads, std::span<const Demand> demands,
                      std::span<const Outlet> outlets, const BoundOptions& options = {});

}  // namespace muster::mobility::routing
