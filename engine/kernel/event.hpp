// SPDX-License-Identifier: MIT
// What the kernel orders and delivers: events with intrinsic keys, and notes without an instant of
// their own.
#pragma once

#include <compare>
#include <cstdint>

#include "engine/base/id.hpp"
#include "engine/base/time.hpp"

namespace muster::kernel {

/// A logical process: a road node, or the centre. Only its own events touch its state.
using ProcessId = Id<struct ProcessTag>;

/// Order of events of one instant: class, then entity, then the sender's own sequence number. Built
/// from what the event concerns, never from a thread, partition or insertion counter.
/// `sequence` counts modulo 2^24: two events of one instant, class and entity must differ in it.
constexpr std::uint64_t make_key(std::uint8_t event_class, std::uint32_t entity,
                                 std::uint32_t sequence) {
  return (std::uint64_t{event_class} << 56) | (std::uint64_t{entity} << 24) |
         (sequence & 0xffffffu);
}

/// One event; (time, key) is unique in a run. The payload a, b, c belongs to the model.
struct Event {
  SimTime time = 0;
  std::uint64_t key = 0;
  ProcessId process;  // executes it
  std::uint32_t a = 0;
  std::uint32_t b = 0;
  std::uint32_t c = 0;

  std::uint8_t event_class() const { return static_cast<std::uint8_t>(key >> 56); }
  std::uint32_t entity() const { return static_cast<std::uint32_t>(key >> 24); }
  friend bool operator<(const Event& x, const Event& y) {
    return x.time != y.time ? x.time < y.time : x.key < y.key;
  }
};
static_assert(sizeof(Event) == 32);

/// Something a process tells another that matters only from `time` on, such as space freed on a
/// link. It is handed over at once within a partition, at the end of the window between partitions;
/// whoever receives it must act the same in both cases (nothing may depend on it before `time`).
struct Note {
  SimTime time = 0;
  ProcessId process;  // receives it
  std::uint32_t a = 0;
  std::uint32_t b = 0;
};

}  // namespace muster::kernel
