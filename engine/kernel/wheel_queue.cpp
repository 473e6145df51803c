// SPDX-License-Identifier: MIT
#include "engine/kernel/wheel_queue.hpp"

#include <algorithm>
#include <utility>

namespace muster::kernel {

namespace {

/// Latest first. Slots hold a few events, for which insertion beats std::sort.
void sort_backwards(std::vector<Event>& events) {
  if (events.size() > 24) {
    std::sort(events.begin(), events.end(), [](const Event& x, const Event& y) { return y < x; });
    return;
  }
  for (std::size_t i = 1; i < events.size(); ++i) {
    if (!(events[i - 1] < events[i])) continue;
    const Event event = events[i];
    std::size_t j = i;
    for (; j > 0 && events[j - 1] < event; --j) events[j] = events[j - 1];
    events[j] = event;
  }
}

}  // namespace

bool WheelQueue::advance(SimTime limit) {
  if (opened_ >= 1024 || sorted_ >= 4096) adapt_width();
  if (late_.size() != 0) return true;  // a wider current slot took them in
  while (occupied_levels_ != 0) {
    const int number = std::countr_zero(occupied_levels_);
    Level& level = levels_[static_cast<std::size_t>(number)];
    const int place = std::countr_zero(level.occupied);
    const std::uint64_t slot = next_slot(number, place);
    if (static_cast<SimTime>(slot << shift_) >= limit) return false;
    cursor_ = slot;
    std::uint32_t node = std::exchange(level.head[static_cast<std::size_t>(place)], kNone);
    level.occupied &= level.occupied - 1;
    if (level.occupied == 0) occupied_levels_ &= occupied_levels_ - 1;
    while (node != kNone) {
      const std::uint32_t following = next_[node];
      const std::uint64_t target = slot_of(nodes_[node].time);
      if (target == cursor_) {
        run_.push_back(nodes_[node]);
        next_[node] = std::exchange(free_, node);
      } else {
        link(target, node);
      }
      node = following;
    }
    if (run_.empty()) continue;
    ++opened_;
    sorted_ += run_.size();
    sort_backwards(run_);
    return true;
  }
  return false;
}

SimTime WheelQueue::next_time() const {
  if (!run_.empty() || late_.size() != 0) {
    return std::min(run_.empty() ? kNever : run_.back().time, late_.next_time());
  }
  if (occupied_levels_ == 0) return kNever;
  const Level& level = levels_[static_cast<std::size_t>(std::countr_zero(occupied_levels_))];
  SimTime least = kNever;
  for (std::uint32_t node = level.head[static_cast<std::size_t>(std::countr_zero(level.occupied))];
       node != kNone; node = next_[node]) {
    least = std::min(least, nodes_[node].time);
  }
  return least;
}

std::vector<Event> WheelQueue::drain() {
  std::vector<Event> events = late_.drain();
  events.insert(events.end(), run_.begin(), run_.end());
  run_.clear();
  for (Level& level : levels_) {
    for (; level.occupied != 0; level.occupied &= level.occupied - 1) {
      const auto place = static_cast<std::size_t>(std::countr_zero(level.occupied));
      for (std::uint32_t node = level.head[place]; node != kNone; node = next_[node]) {
        events.push_back(nodes_[node]);
      }
      level.head[place] = kNone;
    }
  }
  occupied_levels_ = 0;
  nodes_.clear();
  next_.clear();
  free_ = kNone;
  size_ = 0;
  return events;
}

void WheelQueue::adapt_width() {
  // Rebuilding costs O(pending): wait until as many events have passed.
  if (sorted_ + opened_ < size_) return;
  const double mean = static_cast<double>(sorted_) / static_cast<double>(opened_);
  opened_ = 0;
  sorted_ = 0;
  int shift = shift_;
  if (mean > 6.0) shift -= std::bit_width(static_cast<std::uint64_t>(mean / 3.0));
  if (mean < 2.0) ++shift;
  shift = std::clamp(shift, 0, 30);
  if (shift == shift_) return;
  const std::vector<Event> events = drain();
  cursor_ = (cursor_ << shift_) >> shift;
  shift_ = shift;
  for (const Event& event : events) push(event);
}

}  // namespace muster::kernel
