// SPDX-License-Identifier: MIT
// A model whose behaviour the test gives, and short ways to name its events.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "engine/kernel/engine.hpp"

namespace muster::kernel {

/// Keeps what it saw, per process.
class Script : public Model {
 public:
  explicit Script(std::uint32_t processes) : seen(processes) {}

  bool handle(const Event& event, Scheduler& scheduler) override {
    seen[event.process.get()].push_back(event);
    return on_event ? on_event(event, scheduler) : true;
  }
  void deliver(const Note& note, Scheduler& scheduler) override {
    if (on_note) on_note(note, scheduler);
  }

  std::function<bool(const Event&, Scheduler&)> on_event;
  std::function<void(const Note&, Scheduler&)> on_note;
  std::vector<std::vector<Event>> seen;
};

inline Event event_at(SimTime time, std::uint32_t process, std::uint8_t event_class = 0,
                      std::uint32_t entity = 0, std::uint32_t sequence = 0) {
  Event event;
  event.time = time;
  event.key = make_key(event_class, entity, sequence);
  event.process = ProcessId{process};
  return event;
}

/// Each process a partition of its own.
inline Layout apart(std::uint32_t processes, SimTime window) {
  Layout layout;
  for (std::uint32_t i = 0; i < processes; ++i) layout.partition_of.push_back(i);
  layout.partitions = processes;
  layout.window = window;
  return layout;
}

}  // namespace muster::kernel
