// SPDX-License-Identifier: MIT
// Flow through a network copied once per time step: how soon everyone can be out, departures kept.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "engine/mobility/routing/quickest_flow.hpp"

namespace muster::mobility::routing {

/// Vehicles that are ready to leave `node` from `departure_us` on.
struct Supply {
  std::uint32_t node = 0;
  SimTime departure_us = 0;  // >= 0
  std::int64_t vehicles = 0;
};

/// The first time, a multiple of `step_us`, by which a flow can bring every supply to a sink
/// (quickest transshipment on the time-expanded network: Ford and Fulkerson 1958). Departures and
/// transit times are rounded down to steps and capacities a step up to whole vehicles; vehicles may
/// wait at nodes. So no simulation of the same network can end earlier. Steps are opened to the
/// sinks one after the other and the flow is kept, so the cost is that of one greatest flow.
///
/// Nothing where that would take more than `most_copies` copies of links (each 4 B) or the supplies
/// cannot all reach a sink.
std::optional<SimTime> expanded_bound(const FlowNetwork& network, std::span<const Supply> supplies,
                                      SimTime step_us, std::size_t most_copies);

}  // namespace muster::mobility::routing
