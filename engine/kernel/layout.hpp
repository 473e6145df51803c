// SPDX-License-Identifier: MIT
// How processes are spread over partitions, and the window that the cut allows. From the input
// alone.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/base/id.hpp"
#include "engine/base/time.hpp"
#include "engine/kernel/event.hpp"

namespace muster::kernel {

/// Two processes that send each other events or notes with at least `delay` (> 0 to be cut).
struct Channel {
  ProcessId a;
  ProcessId b;
  SimTime delay = 0;
};

struct Layout {
  IdVector<ProcessId, std::uint32_t> partition_of;
  std::uint32_t partitions = 1;
  /// Least delay over channels between partitions; kNever where there is only one partition.
  SimTime window = kNever;
};

struct LayoutOptions {
  /// Channels (links) a partition aims at (256-1024: windows stay wide and partitions many).
  std::uint32_t channels_per_partition = 512;
  std::int32_t seed = 1;  // of METIS
};

/// Cuts the graph of processes so that the window is as wide as balanced partitions allow: channels
/// shorter than a trial window are contracted, the widest trial whose clusters stay below a
/// partition's share wins, and METIS (edge weights ~ 1/delay) cuts what remains. `alone` (the
/// centre) gets a partition of its own, with `alone_delay` as the least delay to and from everyone
/// else; where that is 0 the result is one single partition.
Layout make_layout(std::uint32_t processes, std::span<const Channel> channels, ProcessId alone,
                   SimTime alone_delay, const LayoutOptions& options = {});

}  // namespace muster::kernel
