// SPDX-License-Identifier: MIT
// Spaces on their way back to a link's entry, in one pool of list cells for each partition.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/base/time.hpp"

namespace muster::mobility::traffic {

/// The holes of one link by ascending time of arrival; 16 bytes a hole while it travels.
struct HoleList {
  std::uint32_t head = kEnd;
  std::uint32_t tail = kEnd;
  static constexpr std::uint32_t kEnd = 0xffffffffu;
  bool empty() const { return head == kEnd; }
};

class HolePool {
 public:
  SimTime first(const HoleList& list) const { return cells_[list.head].time; }

  /// O(1) where `time` is not before the last one's, else O(holes of the list).
  void insert(HoleList& list, SimTime time) {
    const std::uint32_t cell = take(time);
    if (list.empty()) {
      list.head = list.tail = cell;
    } else if (time >= cells_[list.tail].time) {
      cells_[list.tail].next = cell;
      list.tail = cell;
    } else if (time < cells_[list.head].time) {
      cells_[cell].next = list.head;
      list.head = cell;
    } else {
      std::uint32_t before = list.head;
      while (cells_[cells_[before].next].time <= time) before = cells_[before].next;
      cells_[cell].next = cells_[before].next;
      cells_[before].next = cell;
    }
  }

  /// Removes the holes that have arrived by `now`; returns how many.
  std::int32_t drain(HoleList& list, SimTime now) {
    std::int32_t arrived = 0;
    while (!list.empty() && cells_[list.head].time <= now) {
      const std::uint32_t cell = list.head;
      list.head = cells_[cell].next;
      cells_[cell].next = free_;
      free_ = cell;
      ++arrived;
    }
    if (list.empty()) list.tail = HoleList::kEnd;
    return arrived;
  }

  /// Times of the list, ascending.
  template <class F>
  void for_each(const HoleList& list, F&& f) const {
    for (std::uint32_t cell = list.head; cell != HoleList::kEnd; cell = cells_[cell].next)
      f(cells_[cell].time);
  }

 private:
  struct Cell {
    SimTime time;
    std::uint32_t next;
  };

  std::uint32_t take(SimTime time) {
    if (free_ == HoleList::kEnd) {
      cells_.push_back({time, HoleList::kEnd});
      return static_cast<std::uint32_t>(cells_.size() - 1);
    }
    const std::uint32_t cell = free_;
    free_ = cells_[cell].next;
    cells_[cell] = {time, HoleList::kEnd};
    return cell;
  }

  std::vector<Cell> cells_;
  std::uint32_t free_ = HoleList::kEnd;
};

}  // namespace muster::mobility::traffic
