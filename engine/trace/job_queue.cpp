// SPDX-License-Identifier: MIT
// One mutex, one condition: jobs are large (a chunk, a step), so neither is a hot spot.
#include "engine/trace/job_queue.hpp"

#include <time.h>

#include <chrono>

namespace muster::trace {

namespace {

double thread_cpu_s() {
  timespec now{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

}  // namespace

JobQueue::JobQueue(Output& output, std::size_t most_bytes)
    : output_{output}, most_bytes_{most_bytes}, thread_{[this] { work(); }} {}

JobQueue::~JobQueue() {
  {
    const std::scoped_lock lock{mutex_};
    stop_ = true;
    jobs_.clear();
  }
  changed_.notify_all();
  thread_.join();
}

void JobQueue::rethrow() {
  if (failure_) std::rethrow_exception(failure_);
}

void JobQueue::push(Job job, std::size_t bytes) {
  {
    std::unique_lock lock{mutex_};
    if (bytes_ > most_bytes_) {
      const auto start = std::chrono::steady_clock::now();
      changed_.wait(lock, [this] { return bytes_ <= most_bytes_; });
      waited_s_ += std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    }
    rethrow();
    bytes_ += bytes;
    jobs_.emplace_back(std::move(job), bytes);
  }
  changed_.notify_all();
}

void JobQueue::drain() {
  std::unique_lock lock{mutex_};
  changed_.wait(lock, [this] { return jobs_.empty() && !busy_; });
  rethrow();
}

void JobQueue::work() {
  std::unique_lock lock{mutex_};
  while (true) {
    changed_.wait(lock, [this] { return stop_ || !jobs_.empty(); });
    if (stop_) return;
    auto [job, bytes] = std::move(jobs_.front());
    jobs_.pop_front();
    busy_ = true;
    const bool skip = failure_ != nullptr;
    lock.unlock();
    std::exception_ptr failure;
    try {
      if (!skip) output_.run(std::move(job));
    } catch (...) {
      failure = std::current_exception();
    }
    lock.lock();
    busy_ = false;
    bytes_ -= bytes;
    if (failure) failure_ = failure;
    cpu_s_ = thread_cpu_s();
    changed_.notify_all();
  }
}

}  // namespace muster::trace
