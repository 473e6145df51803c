// SPDX-License-Identifier: MIT
// Buffers that go from the caller to the writer thread and back, so that appending touches warm
// memory.
#pragma once

#include <cstddef>
#include <mutex>
#include <utility>
#include <vector>

namespace muster::trace {

/// Thread-safe. Keeps at most `kMost` buffers.
class BufferPool {
 public:
  std::vector<std::byte> take() {
    const std::scoped_lock lock{mutex_};
    if (spare_.empty()) return {};
    std::vector<std::byte> buffer = std::move(spare_.back());
    spare_.pop_back();
    return buffer;
  }
  void give(std::vector<std::byte> buffer) {
    buffer.clear();
    const std::scoped_lock lock{mutex_};
    if (spare_.size() < kMost) spare_.push_back(std::move(buffer));
  }

 private:
  static constexpr std::size_t kMost = 64;
  std::mutex mutex_;
  std::vector<std::vector<std::byte>> spare_;
};

}  // namespace muster::trace
