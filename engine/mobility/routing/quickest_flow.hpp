// SPDX-License-Identifier: MIT
// The quickest flow: how soon a network of links with transit times can carry a number of vehicles.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/base/time.hpp"

namespace muster::mobility::routing {

/// A network in which vehicles flow: what the bounds need of the roads. Node numbers are 0 .. nodes
/// - 1.
struct FlowNetwork {
  struct Link {
    std::uint32_t from = 0;
    std::uint32_t to = 0;
    SimTime transit_us = 0;     // >= 0
    double capacity_veh_s = 0;  // >= 0
  };
  struct Sink {
    std::uint32_t node = 0;
    double capacity_veh_s = 0;  // 0 = takes whatever its links bring
  };
  std::uint32_t nodes = 0;
  std::vector<Link> links;
  std::vector<Sink> sinks;
};

/// T* = min over static flows x of (F + sum tau_e x_e) / |x|, in s (Burkard, Dlaska and Klinz 1993;
/// Lin and Jaillet 2015): the least time in which `vehicles` can be brought from `sources` to the
/// sinks when all of them are at whichever sources suit best at time 0. Successive shortest paths,
/// until the next one is as long as T*. Fluid: n discrete vehicles may need less by one headway a
/// path. Capacities are rounded up to 1e-9 veh/s. 0 for no vehicles, infinite where no source
/// reaches a sink. O(paths x links log links), in practice local to the sinks.
double quickest_flow_s(const FlowNetwork& network, const std::vector<std::uint32_t>& sources,
                       std::int64_t vehicles);

}  // namespace muster::mobility::routing
