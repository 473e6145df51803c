// SPDX-License-Identifier: MIT
// The writer thread and the bounded queue before it.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <mutex>
#include <thread>
#include <utility>

#include "engine/trace/output.hpp"

namespace muster::trace {

/// Runs jobs on one thread in the order of `push`. The first failure is thrown by the next `push`
/// or `drain`; jobs after it are dropped. While nothing is queued after `drain`, the caller may use
/// the output itself.
class JobQueue {
 public:
  JobQueue(Output& output, std::size_t most_bytes);
  ~JobQueue();  // drops what is queued

  /// Waits while more than `most_bytes` are queued.
  void push(Job job, std::size_t bytes);
  /// Waits until all is done.
  void drain();

  // After `drain`.
  double cpu_s() const { return cpu_s_; }
  double waited_s() const { return waited_s_; }

 private:
  void work();
  void rethrow();

  Output& output_;
  std::size_t most_bytes_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::pair<Job, std::size_t>> jobs_;
  std::size_t bytes_ = 0;
  bool busy_ = false;
  bool stop_ = false;
  std::exception_ptr failure_;
  double cpu_s_ = 0;
  double waited_s_ = 0;
  std::thread thread_;
};

}  // namespace muster::trace
