// SPDX-License-Identifier: MIT
#include "engine/kernel/engine.hpp"

#include <omp.h>

#include <algorithm>
#include <atomic>
#include <string>
#include <utility>

#include "engine/base/error.hpp"
#include "engine/base/parallel.hpp"
#include "engine/kernel/partition.hpp"

namespace muster::kernel {

namespace {

SimTime saturating_sum(SimTime time, SimTime span) {
  return span > kNever - time ? kNever : time + span;
}

}  // namespace

struct Engine::Impl {
  EngineOptions options;
  Shared shared;
  std::vector<Barrier> barriers;  // by ascending order; `first` is the next time
  SimTime now = 0;
  bool stop = false;
  std::uint64_t added_fingerprint = 0;
  Statistics statistics;
  std::uint64_t last_window_events = 0;

  // By partition: no event before it, in its queue or in its mail; whether there is mail; events
  // with effect in its last window. Apart from the partitions, as every window looks at all of
  // them.
  std::vector<SimTime> next;
  std::vector<std::uint8_t> mailed;
  std::vector<std::uint64_t> executed;
  std::vector<std::uint32_t> active;

  /// A thread's share of `active`: partitions [next, end).
  struct alignas(64) Share {
    std::atomic<std::size_t> next = 0;
    std::size_t end = 0;
    std::size_t take() { return next.fetch_add(1, std::memory_order_relaxed); }
  };
  std::vector<Share> shares;

  Partition& partition(std::uint32_t number) { return *shared.partitions[number]; }
  Partition& partition_of(ProcessId process) {
    return partition(shared.partition_of.empty() ? 0 : shared.partition_of[process]);
  }

  void refresh_next() {
    for (std::size_t i = 0; i < next.size(); ++i) next[i] = shared.partitions[i]->next_time();
  }

  SimTime next_event() const { return *std::min_element(next.begin(), next.end()); }

  SimTime next_barrier() const {
    SimTime least = kNever;
    for (const Barrier& barrier : barriers) least = std::min(least, barrier.first);
    return least;
  }

  void run_window(SimTime end);
  void cut_shares();
  void exchange();
  void deliver_all();
  void run_barriers(SimTime time);
  void stand_at(SimTime time);
};

/// Contiguous shares of about equal work, as the last window's events tell. They move little from
/// window to window, so that a partition stays in the caches of one core.
void Engine::Impl::cut_shares() {
  std::uint64_t total = 0;
  for (const std::uint32_t i : active) total += executed[i] + 1;
  std::uint64_t sum = 0;
  std::size_t k = 0;
  for (std::size_t thread = 0; thread < shares.size(); ++thread) {
    shares[thread].next.store(k, std::memory_order_relaxed);
    while (k < active.size() && sum * shares.size() < total * (thread + 1)) {
      sum += executed[active[k++]] + 1;
    }
    shares[thread].end = k;
  }
}

/// Executes every event before `end`, which is at most one window after the next event.
void Engine::Impl::run_window(SimTime end) {
  active.clear();
  for (std::uint32_t i = 0; i < next.size(); ++i) {
    if (next[i] < end || mailed[i] != 0) active.push_back(i);
  }
  shared.window_end = end;
  shared.side ^= 1;
  shared.in_window = true;
  LoopError error;
  const auto run_one = [&](std::uint32_t i) {
    try {
      executed[i] = partition(i).run_window();
      next[i] = partition(i).next_time();
      mailed[i] = 0;
    } catch (...) {
      error.capture(i);
    }
  };
  // Predicted by the last window. Statistics count what may run in parallel, whatever the threads.
  const bool worth_it = last_window_events >= options.serial_below_events && active.size() > 1;
  if (worth_it && options.threads > 1) {
    cut_shares();
#pragma omp parallel num_threads(options.threads)
    {
      // Its own share first, then what others have left.
      const auto own = static_cast<std::size_t>(omp_get_thread_num());
      for (std::size_t step = 0; step < shares.size(); ++step) {
        Share& share = shares[(own + step) % shares.size()];
        for (std::size_t k = share.take(); k < share.end; k = share.take()) {
          run_one(active[k]);
        }
      }
    }
  } else {
    for (const std::uint32_t i : active) run_one(i);
  }
  shared.in_window = false;
  error.rethrow();
  exchange();

  std::uint64_t sum = 0;
  std::uint64_t most = 0;
  for (const std::uint32_t i : active) {
    sum += executed[i];
    most = std::max(most, executed[i]);
  }
  last_window_events = sum;
  statistics.events += sum;
  if (options.kind == EngineKind::Serial) return;
  ++statistics.windows;
  statistics.critical_path_events += most;
  if (worth_it) {
    ++statistics.windows_parallel;
    statistics.events_in_parallel += sum;
  }
}

/// Hands the outboxes of the window's partitions to their receivers, which empty them when they
/// run.
void Engine::Impl::exchange() {
  for (const std::uint32_t from : active) {
    for (const Outbox& box : partition(from).sent()) {
      if (box.empty()) continue;
      Partition& to = partition(box.to);
      to.inbound.push_back(&box);
      next[box.to] = std::min(next[box.to], box.least_time);
      mailed[box.to] = 1;
    }
  }
}

/// Leaves nothing under way between partitions.
void Engine::Impl::deliver_all() {
  for (std::uint32_t i = 0; i < mailed.size(); ++i) {
    if (std::exchange(mailed[i], 0) != 0) partition(i).receive();
  }
  refresh_next();
}

void Engine::Impl::stand_at(SimTime time) {
  now = time;
  for (const auto& each : shared.partitions) each->set_now(time);
}

void Engine::Impl::run_barriers(SimTime time) {
  for (Barrier& barrier : barriers) {
    if (barrier.first != time) continue;
    // Before it runs, so that a state saved in it holds the next time.
    barrier.first = saturating_sum(time, barrier.period);
    barrier.run(time);
  }
  refresh_next();
}

Engine::Engine(Model& model, Layout layout, EngineOptions options)
    : impl_{std::make_unique<Impl>()} {
  if (options.threads <= 0) options.threads = omp_get_max_threads();
  impl_->options = options;
  Shared& shared = impl_->shared;
  shared.model = &model;
  std::uint32_t partitions = 1;
  if (options.kind == EngineKind::Parallel && layout.partitions > 1) {
    MUSTER_VERIFY(layout.window > 0);
    partitions = layout.partitions;
    shared.partition_of = std::move(layout.partition_of);
    shared.window = layout.window;
  }
  for (std::uint32_t i = 0; i < partitions; ++i) {
    shared.partitions.push_back(make_partition(options.queue, shared, i));
  }
  impl_->shares = std::vector<Impl::Share>(static_cast<std::size_t>(options.threads));
  impl_->next.assign(partitions, kNever);
  impl_->mailed.assign(partitions, 0);
  impl_->executed.assign(partitions, 0);
}

Engine::~Engine() = default;

void Engine::schedule(const Event& event) {
  MUSTER_EXPECT(event.time >= impl_->now);
  impl_->partition_of(event.process).insert(event);
}

void Engine::post(const Note& note) {
  impl_->partition_of(note.process).post(note);
}

void Engine::add_barrier(Barrier barrier) {
  MUSTER_VERIFY(barrier.period > 0 && barrier.first >= impl_->now);
  auto& barriers = impl_->barriers;
  const auto place =
      std::lower_bound(barriers.begin(), barriers.end(), barrier.order,
                       [](const Barrier& other, int order) { return other.order < order; });
  MUSTER_VERIFY(place == barriers.end() || place->order != barrier.order);
  barriers.insert(place, std::move(barrier));
}

void Engine::run(SimTime until) {
  Impl& impl = *impl_;
  MUSTER_EXPECT(until < kNever);
  impl.stop = false;
  impl.refresh_next();
  while (true) {
    const SimTime barrier = impl.next_barrier();
    const SimTime limit = std::min(barrier, until);
    const SimTime time = impl.next_event();
    if (time < limit) {
      impl.run_window(std::min(saturating_sum(time, impl.shared.window), limit));
      continue;
    }
    // Mail is for `limit` or later, and so is what it gives rise to.
    impl.deliver_all();
    if (barrier >= until) break;
    impl.stand_at(barrier);
    impl.run_barriers(barrier);
    if (impl.stop) return;
  }
  impl.stand_at(std::max(impl.now, until));
}

void Engine::request_stop() {
  impl_->stop = true;
}

void Engine::edit_pending(const std::function<bool(Event&)>& edit) {
  for (const auto& partition : impl_->shared.partitions) {
    for (Event& event : partition->drain()) {
      if (!edit(event)) continue;
      MUSTER_EXPECT(event.time >= impl_->now);
      partition->insert(event);
    }
  }
}

std::size_t Engine::pending() const {
  std::size_t sum = 0;
  for (const auto& partition : impl_->shared.partitions) sum += partition->pending();
  return sum;
}

SimTime Engine::now() const {
  return impl_->now;
}

std::uint32_t Engine::partitions() const {
  return static_cast<std::uint32_t>(impl_->shared.partitions.size());
}

std::uint64_t Engine::fingerprint() const {
  std::uint64_t sum = impl_->added_fingerprint;
  for (const auto& partition : impl_->shared.partitions) sum += partition->fingerprint();
  return sum;
}

void Engine::add_to_fingerprint(std::uint64_t hash) {
  impl_->added_fingerprint += hash;
}

const Statistics& Engine::statistics() const {
  return impl_->statistics;
}

Scheduler& Engine::scheduler_of(ProcessId process) {
  return impl_->partition_of(process);
}

void Engine::state(StateArchive& archive) {
  Impl& impl = *impl_;
  std::vector<Event> events;
  std::vector<SimTime> barrier_times;
  std::vector<int> barrier_orders;
  std::uint64_t sum = fingerprint();
  if (!archive.loading()) {
    for (const auto& partition : impl.shared.partitions) {
      const std::vector<Event> some = partition->drain();
      events.insert(events.end(), some.begin(), some.end());
      for (const Event& event : some) partition->insert(event);
    }
    std::sort(events.begin(), events.end());
    for (const Barrier& barrier : impl.barriers) {
      barrier_times.push_back(barrier.first);
      barrier_orders.push_back(barrier.order);
    }
  }
  archive("now", impl.now);
  archive("events", events);
  archive("barrier_times", barrier_times);
  archive("barrier_orders", barrier_orders);
  archive("fingerprint", sum);
  archive("statistics", impl.statistics);
  archive("last_window_events", impl.last_window_events);
  if (!archive.loading()) return;

  std::vector<int> own_orders;
  for (const Barrier& barrier : impl.barriers) own_orders.push_back(barrier.order);
  if (own_orders != barrier_orders) {
    throw RunError{"the saved run has other barriers than this one"};
  }
  for (std::size_t i = 0; i < barrier_times.size(); ++i) impl.barriers[i].first = barrier_times[i];
  for (const auto& partition : impl.shared.partitions) partition->drain();
  for (const Event& event : events) schedule(event);
  impl.stand_at(impl.now);
  impl.added_fingerprint += sum - fingerprint();
}

}  // namespace muster::kernel
