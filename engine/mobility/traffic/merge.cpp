// SPDX-License-Identifier: MIT
// Who gets a free place on a link: the heads of the in-links that want it and the backlog of those
// who start there, in proportion to their priorities (Daganzo 1995, merge), by start-time fair
// queueing.
#include <algorithm>

#include "engine/base/error.hpp"
#include "engine/mobility/traffic/traffic.hpp"

namespace muster::mobility::traffic {

namespace {

constexpr std::uint32_t kNone = Mover::kNone;
// What one vehicle advances the virtual clock of a merge by, for a priority of 1.
constexpr std::uint64_t kTurn = 1ull << 40;

}  // namespace

void Traffic::drain(std::uint32_t out, kernel::Scheduler& scheduler) {
  Up& up = up_[out];
  if (!up.holes.empty()) {
    up.credit += parts_[scheduler.partition()].holes.drain(up.holes, scheduler.now());
  }
}

bool Traffic::can_enter(std::uint32_t out, kernel::Scheduler& scheduler) {
  const Up& up = up_[out];
  if (up.next_entry > scheduler.now() || up.closed) return false;
  drain(out, scheduler);
  return up.credit > 0;
}

void Traffic::join(std::uint32_t out, std::uint32_t link, kernel::Scheduler& scheduler) {
  Up& up = up_[out];
  Down& down = down_[link];
  MUSTER_EXPECT(down.wanted == kNone);
  const std::uint64_t start =
      down.last_out == out ? std::max(up.virtual_time, down.finish) : up.virtual_time;
  down.finish = start + kTurn / priority_[link];
  down.last_out = out;
  down.wanted = out;
  down.next_waiter = up.waiter;
  up.waiter = link;
  request_wake(out, scheduler);
}

void Traffic::unjoin(std::uint32_t link) {
  Down& down = down_[link];
  if (down.wanted == kNone) return;
  std::uint32_t* at = &up_[down.wanted].waiter;
  while (*at != link) at = &down_[*at].next_waiter;
  *at = down.next_waiter;
  down.next_waiter = kNone;
  down.wanted = kNone;
}

bool Traffic::serve(std::uint32_t out, kernel::Scheduler& scheduler) {
  Up& up = up_[out];
  bool served = false;
  while (has_candidates(up) && can_enter(out, scheduler)) {
    std::uint32_t best = kNone;
    for (std::uint32_t link = up.waiter; link != kNone; link = down_[link].next_waiter) {
      if (best == kNone || down_[link].finish < down_[best].finish ||
          (down_[link].finish == down_[best].finish && link < best)) {
        best = link;
      }
    }
    if (best == kNone || (up.backlog_head != kNone && up.backlog_finish < down_[best].finish)) {
      up.virtual_time = std::max(up.virtual_time, up.backlog_finish - backlog_turn(out));
      const std::uint32_t mover = pop_backlog(out);
      enter(mover, out, scheduler);
    } else {
      up.virtual_time = std::max(up.virtual_time, down_[best].finish - kTurn / priority_[best]);
      unjoin(best);
      pass(best, out, scheduler);
    }
    served = true;
  }
  if (has_candidates(up)) request_wake(out, scheduler);
  return served;
}

void Traffic::request_wake(std::uint32_t out, kernel::Scheduler& scheduler) {
  if (up_[out].closed) return;  // `open` wakes it
  drain(out, scheduler);
  schedule_wake(out, scheduler);
}

void Traffic::schedule_wake(std::uint32_t out, kernel::Scheduler& scheduler) {
  Up& up = up_[out];
  SimTime time = up.next_entry;
  if (up.credit <= 0) {
    if (up.holes.empty()) return;  // `deliver` wakes it
    time = std::max(time, parts_[scheduler.partition()].holes.first(up.holes));
  } else {
    time = std::max(time, scheduler.now());
  }
  if (up.wake_at <= time) return;
  up.wake_at = time;
  scheduler.send({.time = time,
                  .key = kernel::make_key(kWake, out, 0),
                  .process = kernel::ProcessId{owner_of_entry(out)},
                  .a = 0,
                  .b = out,
                  .c = 0});
}

std::uint64_t Traffic::backlog_turn(std::uint32_t out) const {
  // Those who start here count as one more in-link, of one lane of the link that they enter.
  if (out >= links_) return kTurn / 1000;
  return kTurn / std::max(1u, priority_[out] / std::max<std::uint32_t>(1, lanes_[out]));
}

void Traffic::push_backlog(std::uint32_t out, std::uint32_t mover) {
  Up& up = up_[out];
  movers_[mover].next = kNone;
  ++up.backlog_count;
  if (up.backlog_head == kNone) {
    up.backlog_head = up.backlog_tail = mover;
    up.backlog_finish = std::max(up.backlog_finish, up.virtual_time) + backlog_turn(out);
  } else {
    movers_[up.backlog_tail].next = mover;
    up.backlog_tail = mover;
  }
}

std::uint32_t Traffic::pop_backlog(std::uint32_t out) {
  Up& up = up_[out];
  const std::uint32_t mover = up.backlog_head;
  up.backlog_head = movers_[mover].next;
  if (up.backlog_head == kNone) {
    up.backlog_tail = kNone;
  } else {
    up.backlog_finish = std::max(up.virtual_time, up.backlog_finish) + backlog_turn(out);
  }
  movers_[mover].next = kNone;
  --up.backlog_count;
  return mover;
}

}  // namespace muster::mobility::traffic
