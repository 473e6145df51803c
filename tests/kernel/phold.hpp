// SPDX-License-Identifier: MIT
// PHOLD, the benchmark of parallel event engines (Fujimoto, SCS Multiconf. 1990), with ROSS's
// parameters.
#pragma once

#include <cmath>
#include <cstdint>
#include <vector>

#include "engine/base/elementary.hpp"
#include "engine/base/hash.hpp"
#include "engine/base/random.hpp"
#include "engine/kernel/engine.hpp"

namespace muster::kernel {

struct PholdOptions {
  std::uint32_t processes = 16'384;
  std::uint32_t events_per_process = 16;
  double mean_s = 1.0;  // of the delay of a message: lookahead + exponential
  double lookahead_s = 0.1;
  double remote_share = 0.1;  // messages sent to a process drawn from all, instead of the sender
  std::uint64_t seed = 1;
};

/// A fixed number of messages hop between processes for ever. Draws are keyed by (message, hop),
/// and a process's state is a hash of what it received in order: any change of order shows in it.
class Phold : public Model {
 public:
  explicit Phold(const PholdOptions& options) : options_{options}, state_(options.processes, 0) {}

  void start(Engine& engine) const {
    for (std::uint32_t i = 0; i < options_.processes * options_.events_per_process; ++i) {
      engine.schedule(hop(i, 0, 0, ProcessId{i / options_.events_per_process}, false));
    }
  }

  bool handle(const Event& event, Scheduler& scheduler) override {
    std::uint64_t& state = state_[event.process.get()];
    state = mix(state, static_cast<std::uint64_t>(event.time) ^ event.key);
    scheduler.send(hop(event.entity(), event.a + 1, event.time, event.process, true));
    return true;
  }
  void deliver(const Note&, Scheduler&) override {}

  const std::vector<std::uint64_t>& state() const { return state_; }
  void set_state(std::vector<std::uint64_t> state) { state_ = std::move(state); }

  /// Contiguous processes, `size` to a partition.
  Layout layout(std::uint32_t size) const {
    Layout layout;
    layout.partitions = (options_.processes + size - 1) / size;
    for (std::uint32_t i = 0; i < options_.processes; ++i) layout.partition_of.push_back(i / size);
    if (layout.partitions > 1) layout.window = from_seconds(options_.lookahead_s);
    return layout;
  }

 private:
  Event hop(std::uint32_t message, std::uint32_t number, SimTime now, ProcessId from,
            bool may_leave) const {
    const auto word =
        philox({message, number, 0, 0}, {static_cast<std::uint32_t>(options_.seed), 0});
    const double u = (static_cast<double>(word[0]) + 0.5) * 0x1p-32;
    const double delay_s =
        options_.lookahead_s - (options_.mean_s - options_.lookahead_s) * elementary::log(u);
    Event event;
    event.time = now + from_seconds(delay_s);
    event.key = make_key(0, message, number);
    event.process = from;
    event.a = number;
    if (may_leave && static_cast<double>(word[1]) * 0x1p-32 < options_.remote_share) {
      event.process = ProcessId{
          static_cast<std::uint32_t>((std::uint64_t{word[2]} * options_.processes) >> 32)};
    }
    return event;
  }

  PholdOptions options_;
  std::vector<std::uint64_t> state_;
};

}  // namespace muster::kernel
