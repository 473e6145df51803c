// SPDX-License-Identifier: MIT
#include "engine/kernel/partition.hpp"

#include <algorithm>

#include "engine/base/error.hpp"
#include "engine/base/hash.hpp"
#include "engine/kernel/heap_queue.hpp"
#include "engine/kernel/wheel_queue.hpp"

namespace muster::kernel {

namespace {

constexpr std::uint32_t kNone = 0xffffffffu;

std::uint64_t hash_of(const Event& event) {
  std::uint64_t hash = mix(static_cast<std::uint64_t>(event.time), event.key);
  hash = mix(hash + ((std::uint64_t{event.process.get()} << 32) | event.a));
  return mix(hash + ((std::uint64_t{event.b} << 32) | event.c));
}

template <class Queue>
class PartitionOf final : public Partition {
 public:
  using Partition::Partition;

  void send(const Event& event) override {
    MUSTER_EXPECT(event.time > now_ || (event.time == now_ && event.key >= running_key_));
    if (is_here(event.process)) {
      queue_.push(event);
    } else {
      send_away(event);
    }
  }

  std::uint64_t run_window() override {
    clear_sent();
    receive();
    Model& model = *shared_.model;
    const SimTime end = shared_.window_end;
    std::uint64_t events = 0;
    std::uint64_t hashes = 0;
    Event event;
    while (queue_.pop_before(end, event)) {
      now_ = event.time;
      running_key_ = event.key;
      if (model.handle(event, *this)) {
        hashes += hash_of(event);
        ++events;
      }
    }
    fingerprint_ += hashes;
    return events;
  }

  void insert(const Event& event) override { queue_.push(event); }
  SimTime next_time() const override { return queue_.next_time(); }
  std::size_t pending() const override { return queue_.size(); }
  std::vector<Event> drain() override { return queue_.drain(); }

 private:
  Queue queue_;
};

}  // namespace

void Partition::post(const Note& note) {
  MUSTER_EXPECT(note.time >= now_);
  if (is_here(note.process)) {
    hand_over(note);
    return;
  }
  const std::uint32_t to = shared_.partition_of[note.process];
  if (!shared_.in_window) {
    shared_.partitions[to]->hand_over(note);
    return;
  }
  MUSTER_EXPECT(note.time - now_ >= shared_.window);
  MUSTER_VERIFY(note.time >= shared_.window_end);
  Outbox& box = outbox_to(to);
  box.least_time = std::min(box.least_time, note.time);
  box.notes.push_back(note);
}

void Partition::send_away(const Event& event) {
  const std::uint32_t to = shared_.partition_of[event.process];
  if (!shared_.in_window) {
    shared_.partitions[to]->insert(event);
    return;
  }
  MUSTER_EXPECT(event.time - now_ >= shared_.window);
  // Checked always: the receiver may be past that time already, and the order of events would be
  // lost.
  MUSTER_VERIFY(event.time >= shared_.window_end);
  Outbox& box = outbox_to(to);
  box.least_time = std::min(box.least_time, event.time);
  box.events.push_back(event);
}

void Partition::hand_over(const Note& note) {
  // The receiver sees the note's own time, whenever the note is handed over.
  const SimTime now = now_;
  const std::uint64_t key = running_key_;
  set_now(note.time);
  shared_.model->deliver(note, *this);
  now_ = now;
  running_key_ = key;
}

void Partition::receive() {
  for (const Outbox* box : inbound) {
    for (const Event& event : box->events) insert(event);
  }
  for (const Outbox* box : inbound) {
    for (const Note& note : box->notes) hand_over(note);
  }
  inbound.clear();
}

void Partition::clear_sent() {
  for (Outbox& box : sides_[shared_.side].boxes) {
    box.events.clear();
    box.notes.clear();
    box.least_time = kNever;
  }
}

Outbox& Partition::outbox_to(std::uint32_t partition) {
  Side& side = sides_[shared_.side];
  if (side.place_of.empty()) side.place_of.assign(shared_.partitions.size(), kNone);
  std::uint32_t& place = side.place_of[partition];
  if (place == kNone) {
    place = static_cast<std::uint32_t>(side.boxes.size());
    side.boxes.emplace_back().to = partition;
  }
  return side.boxes[place];
}

std::unique_ptr<Partition> make_partition(QueueKind kind, Shared& shared, std::uint32_t number) {
  if (kind == QueueKind::Heap) return std::make_unique<PartitionOf<HeapQueue>>(shared, number);
  return std::make_unique<PartitionOf<WheelQueue>>(shared, number);
}

}  // namespace muster::kernel
