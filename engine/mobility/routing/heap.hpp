// SPDX-License-Identifier: MIT
// A priority queue of (cost, index), least cost first, without decrease-key.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/base/time.hpp"

namespace muster::mobility::routing {

/// Four children a node: half the levels of a binary heap, and siblings share a cache line.
/// Searches push an index again when its cost falls and pass over the stale entry when it is
/// popped. Entries of equal cost come in no order that a caller may rely on.
class Heap {
 public:
  struct Entry {
    SimTime cost;
    std::uint32_t index;
  };

  bool empty() const { return entries_.empty(); }
  void clear() { entries_.clear(); }
  const Entry& least() const { return entries_.front(); }

  void push(Entry entry) {
    std::size_t at = entries_.size();
    entries_.push_back(entry);
    while (at > 0) {
      const std::size_t parent = (at - 1) / 4;
      if (entries_[parent].cost <= entry.cost) break;
      entries_[at] = entries_[parent];
      at = parent;
    }
    entries_[at] = entry;
  }

  Entry pop() {
    const Entry result = entries_.front();
    const Entry last = entries_.back();
    entries_.pop_back();
    const std::size_t size = entries_.size();
    if (size == 0) return result;
    std::size_t at = 0;
    for (;;) {
      const std::size_t child = 4 * at + 1;
      if (child >= size) break;
      const std::size_t end = child + 4 < size ? child + 4 : size;
      std::size_t least = child;
      for (std::size_t i = child + 1; i < end; ++i) {
        if (entries_[i].cost < entries_[least].cost) least = i;
      }
      if (entries_[least].cost >= last.cost) break;
      entries_[at] = entries_[least];
      at = least;
    }
    entries_[at] = last;
    return result;
  }

 private:
  std::vector<Entry> entries_;
};

}  // namespace muster::mobility::routing
