// SPDX-License-Identifier: MIT
// Runs logical processes in one deterministic order, serially or in parallel conservative windows.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "engine/base/state.hpp"
#include "engine/kernel/event.hpp"
#include "engine/kernel/layout.hpp"

namespace muster::kernel {

/// What a handler may do while its event runs. One per partition; never shared between threads.
class Scheduler {
 public:
  virtual ~Scheduler() = default;
  /// To a process of the same partition: event.time >= now(), and (time, key) after the running
  /// event. To another partition: event.time >= now() + window. Both are checked in debug builds;
  /// always checked is that nothing is sent to another partition before the end of the running
  /// window.
  virtual void send(const Event& event) = 0;
  /// To a process of the same partition: note.time >= now(); `deliver` is called before `post`
  /// returns. To another partition: note.time >= now() + window (checked as for events); `deliver`
  /// is called between the end of this window and the receiver's first event of the next, notes of
  /// one receiver by ascending sender partition and then in the order of posting; every note is
  /// delivered before a barrier runs.
  virtual void post(const Note& note) = 0;
  /// Time of the running event; in `deliver` the time of the note, whenever it is called; in a
  /// barrier the barrier's time.
  SimTime now() const { return now_; }
  /// For buffers and pools only: results must not depend on it. 0 in the serial engine.
  std::uint32_t partition() const { return partition_; }

 protected:
  SimTime now_ = 0;
  std::uint32_t partition_ = 0;
};

/// The simulated system. `handle` runs concurrently for processes of different partitions.
class Model {
 public:
  virtual ~Model() = default;
  /// Executes one event. Returns false where the event found nothing to do (a wake-up that came too
  /// late): it then leaves no mark on the fingerprint and must have changed nothing.
  virtual bool handle(const Event& event, Scheduler& scheduler) = 0;
  /// Takes a note in. `scheduler` is the receiver's; what is sent is sent as if at the note's time.
  /// Notes of several senders come in another order, and earlier or later, with other partitions:
  /// what the process does from note.time on must not depend on that.
  virtual void deliver(const Note& note, Scheduler& scheduler) = 0;
};

enum class EngineKind { Serial, Parallel };

/// Results do not depend on it. The heap is what the wheel is tested against.
enum class QueueKind { Wheel, Heap };

struct EngineOptions {
  EngineKind kind = EngineKind::Parallel;
  QueueKind queue = QueueKind::Wheel;
  int threads = 0;  // 0: as OpenMP decides
  /// Windows that hold fewer events than this run on one thread (about 1,000: a region costs 6-13
  /// us).
  std::uint64_t serial_below_events = 1000;
};

/// Work at a model time when every process stands at that time, before the events of that time.
/// Barriers of one time run in ascending `order`; each (period, order) is fixed before the run.
struct Barrier {
  SimTime first = 0;
  SimTime period = 0;  // > 0, or kNever for once only
  int order = 0;       // unique among the barriers of an engine
  std::function<void(SimTime now)> run;
};

/// Figures of a run so far; the same for every number of threads, except that a serial engine has
/// no windows (all its window figures are 0).
struct Statistics {
  std::uint64_t events = 0;  // executed with effect
  std::uint64_t windows = 0;
  std::uint64_t windows_parallel = 0;      // windows after one of serial_below_events or more
  std::uint64_t events_in_parallel = 0;    // events of those windows
  std::uint64_t critical_path_events = 0;  // sum over windows of the largest partition's events
};

class Engine {
 public:
  /// `model` and everything it refers to outlive the engine.
  Engine(Model& model, Layout layout, EngineOptions options);
  ~Engine();
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;

  /// Outside windows only (before `run`, or in a barrier): event.time >= now().
  void schedule(const Event& event);
  /// Outside windows only: delivered at once.
  void post(const Note& note);
  /// Before the first `run`.
  void add_barrier(Barrier barrier);

  /// Runs every event and barrier with time < until; then now() == until. Returns early, at a
  /// barrier time and with that time's barriers done, after `request_stop`. May be called again
  /// with a later time; until < kNever. An exception of a handler or barrier comes out here, of
  /// several in one window that of the lowest partition; the engine can then only be destroyed.
  void run(SimTime until);
  /// From a barrier (or a signal handler's flag polled in one).
  void request_stop();

  /// In a barrier: shows every pending event to `edit`, in no stated order; `edit` may change time
  /// and payload (not to before now) and returns false to drop the event. O(pending events).
  void edit_pending(const std::function<bool(Event&)>& edit);
  std::size_t pending() const;

  SimTime now() const;
  std::uint32_t partitions() const;  // 1 for the serial engine
  /// Sum modulo 2^64 of the hashes of the executed events and of what was added.
  std::uint64_t fingerprint() const;
  /// A field step or other result that is no event. Outside windows only.
  void add_to_fingerprint(std::uint64_t hash);
  const Statistics& statistics() const;
  /// The scheduler that model code may use outside windows (in barriers) to reach `process`: sends
  /// and posts made through it go to any process, at any time >= now().
  Scheduler& scheduler_of(ProcessId process);

  /// In a barrier or between runs: pending events sorted by key, clock, fingerprint, statistics,
  /// barrier times. A loaded engine may differ in kind, queue, layout and threads from the saved
  /// one; it has barriers of the same orders (else RunError), added before. Saved in a barrier, it
  /// goes on with the next barrier of that time.
  void state(StateArchive& archive);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace muster::kernel
