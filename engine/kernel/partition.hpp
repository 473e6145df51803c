// SPDX-License-Identifier: MIT
// The processes that one thread runs through a window: their queue, and the mail to other
// partitions.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "engine/kernel/engine.hpp"

namespace muster::kernel {

class Partition;

/// What all partitions of an engine see; written between windows only.
struct Shared {
  Model* model = nullptr;
  IdVector<ProcessId, std::uint32_t> partition_of;  // empty if there is one partition
  SimTime window = kNever;
  std::vector<std::unique_ptr<Partition>> partitions;
  bool in_window = false;
  SimTime window_end = 0;
  /// Which of their two sets of outboxes senders fill; receivers read the other one meanwhile.
  std::size_t side = 0;
};

/// Mail from one partition to another, in the order of sending.
struct Outbox {
  std::uint32_t to = 0;
  SimTime least_time = kNever;
  std::vector<Event> events;
  std::vector<Note> notes;

  bool empty() const { return events.empty() && notes.empty(); }
};

/// Between windows the engine hands each partition the outboxes meant for it (`inbound`, by
/// ascending sender); the partition takes them in on the thread that runs its next window, so that
/// an exchange needs no parallel region of its own. Cost of an event between partitions: two
/// copies.
class alignas(64) Partition : public Scheduler {
 public:
  Partition(Shared& shared, std::uint32_t number) : shared_{shared} { partition_ = number; }

  void post(const Note& note) final;

  /// Takes in the mail, then executes every event before shared.window_end. Returns how many had
  /// effect.
  virtual std::uint64_t run_window() = 0;
  virtual void insert(const Event& event) = 0;
  virtual SimTime next_time() const = 0;
  virtual std::size_t pending() const = 0;
  /// Takes every event out, in no stated order.
  virtual std::vector<Event> drain() = 0;

  void receive();
  void set_now(SimTime now) {
    now_ = now;
    running_key_ = 0;
  }
  std::uint64_t fingerprint() const { return fingerprint_; }
  const std::vector<Outbox>& sent() const { return sides_[shared_.side].boxes; }

  std::vector<const Outbox*> inbound;

 protected:
  bool is_here(ProcessId process) const {
    return shared_.partition_of.empty() || shared_.partition_of[process] == partition_;
  }
  void send_away(const Event& event);
  void clear_sent();

  Shared& shared_;
  std::uint64_t fingerprint_ = 0;
  std::uint64_t running_key_ = 0;  // for the contract that (time, key) grows

 private:
  void hand_over(const Note& note);
  Outbox& outbox_to(std::uint32_t partition);

  /// Only the side in use may grow: receivers hold pointers into the other.
  struct Side {
    std::vector<Outbox> boxes;            // one for every partition ever written to
    std::vector<std::uint32_t> place_of;  // of a partition in `boxes`
  };
  std::array<Side, 2> sides_;
};

std::unique_ptr<Partition> make_partition(QueueKind kind, Shared& shared, std::uint32_t number);

}  // namespace muster::kernel
