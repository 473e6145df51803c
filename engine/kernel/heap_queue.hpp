// SPDX-License-Identifier: MIT
// Pending events in a binary heap: the plain queue that the wheel is tested against.
#pragma once

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

#include "engine/kernel/event.hpp"

namespace muster::kernel {

/// Least event first, by (time, key). O(log n) a push and a pop; 32 bytes an event.
class HeapQueue {
 public:
  void push(const Event& event) {
    heap_.push_back(event);
    std::push_heap(heap_.begin(), heap_.end(), later);
  }

  /// Takes the least event if its time is below `limit`.
  bool pop_before(SimTime limit, Event& event) {
    if (heap_.empty() || heap_.front().time >= limit) return false;
    std::pop_heap(heap_.begin(), heap_.end(), later);
    event = heap_.back();
    heap_.pop_back();
    return true;
  }

  /// kNever if empty.
  SimTime next_time() const { return heap_.empty() ? kNever : heap_.front().time; }
  const Event& least() const { return heap_.front(); }
  std::size_t size() const { return heap_.size(); }

  /// Empties the queue; the events come in no stated order.
  std::vector<Event> drain() { return std::exchange(heap_, {}); }

 private:
  static bool later(const Event& x, const Event& y) { return y < x; }
  std::vector<Event> heap_;
};

}  // namespace muster::kernel
