// SPDX-License-Identifier: MIT
// A priority queue of (cost, index) that keeps costs apart by buckets only.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/base/time.hpp"

namespace muster::mobility::routing {

/// Buckets of 2^width_bits us, as in delta-stepping (Meyer and Sanders 2003): gives back all
/// entries of the least bucket at once, in the order in which they came. A search that corrects
/// labels pushes nothing below that bucket; what it pushes into the same bucket comes with the next
/// call. Costs beyond the buckets wait in a list apart. O(1) an entry.
class BucketQueue {
 public:
  struct Entry {
    SimTime cost;
    std::uint32_t index;
  };

  /// Forgets all entries.
  void start(int width_bits) {
    for (std::vector<Entry>& bucket : buckets_) bucket.clear();
    buckets_.resize(kBuckets);
    far_.clear();
    width_bits_ = width_bits;
    base_ = 0;
    current_ = 0;
  }

  void push(Entry entry) {
    const auto bucket = static_cast<std::uint64_t>((entry.cost >> width_bits_) - base_);
    if (bucket < kBuckets) {
      buckets_[bucket].push_back(entry);
    } else {
      far_.push_back(entry);
    }
  }

  /// The entries of the least bucket that has some, valid until the next call. Empty where none are
  /// left; then the queue wants a new start.
  std::span<const Entry> take() {
    taken_.clear();
    for (;;) {
      while (current_ < kBuckets && buckets_[current_].empty()) ++current_;
      if (current_ < kBuckets) {
        taken_.swap(buckets_[current_]);
        return taken_;
      }
      if (far_.empty()) return {};
      rebase();
    }
  }

 private:
  static constexpr std::size_t kBuckets = 1024;

  /// Starts the buckets at the least of the costs beyond them.
  void rebase() {
    const auto least = std::min_element(
        far_.begin(), far_.end(), [](const Entry& a, const Entry& b) { return a.cost < b.cost; });
    base_ = least->cost >> width_bits_;
    current_ = 0;
    std::size_t kept = 0;
    for (const Entry& entry : far_) {
      const auto bucket = static_cast<std::uint64_t>((entry.cost >> width_bits_) - base_);
      if (bucket < kBuckets) {
        buckets_[bucket].push_back(entry);
      } else {
        far_[kept++] = entry;
      }
    }
    far_.resize(kept);
  }

  std::vector<std::vector<Entry>> buckets_;
  std::vector<Entry> far_;
  std::vector<Entry> taken_;
  int width_bits_ = 0;
  SimTime base_ = 0;
  std::size_t current_ = 0;
};

}  // namespace muster::mobility::routing
