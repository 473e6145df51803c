// SPDX-License-Identifier: MIT
#include "engine/mobility/traffic/traffic.hpp"

#include <algorithm>
#include <utility>

#include "engine/base/error.hpp"

namespace muster::mobility::traffic {

namespace {

constexpr std::uint32_t kNone = Mover::kNone;

}  // namespace

Traffic::Traffic(Network network, std::vector<Mover>& movers, const routing::RouteBook& routes,
                 TrafficHost& host)
    : network_{std::move(network)},
      links_{static_cast<std::uint32_t>(network_.from.size())},
      lanes_{network_.lanes},
      stalled_(links_, 0),
      movers_{movers},
      routes_{routes},
      host_{host},
      blocked_since_(links_, kNever) {
  up_.resize(links_ + network_.sinks.size());
  down_.resize(links_);
  model_.resize(links_);
  priority_.resize(links_);
  for (std::uint32_t l = 0; l < links_; ++l) {
    derive(l, lanes_[l]);
    up_[l].travel = model_[l].travel;
    up_[l].credit = lanes_[l] > 0 ? model_[l].storage : 0;
    up_[l].closed = lanes_[l] == 0;
  }
  for (std::size_t s = 0; s < network_.sinks.size(); ++s) {
    const SinkTraits& sink = network_.sinks[s];
    Up& gate = up_[links_ + s];
    gate.entry_headway = sink.rate_veh_s > 0 ? from_seconds(1 / sink.rate_veh_s) : 0;
    gate.credit = sink.parking > 0
                      ? static_cast<std::int32_t>(std::min<std::int64_t>(sink.parking, 1 << 30))
                      : 1 << 30;
  }
  set_partitions(1);
}

void Traffic::set_partitions(std::uint32_t partitions) {
  MUSTER_EXPECT(std::all_of(up_.begin(), up_.end(), [](const Up& up) { return up.holes.empty(); }));
  parts_ = std::vector<PerPartition>(partitions);
}

std::uint32_t Traffic::owner_of_entry(std::uint32_t out) const {
  return out < links_ ? network_.from[out].get() : network_.sinks[out - links_].node.get();
}

kernel::Event Traffic::departure(MoverId mover, NodeId node, SimTime time) {
  Mover& m = movers_[mover.get()];
  m.place = node.get();
  return {.time = time,
          .key = kernel::make_key(kDepart, mover.get(), m.hop++),
          .process = kernel::ProcessId{node.get()},
          .a = mover.get(),
          .b = node.get(),
          .c = 0};
}

bool Traffic::handle(const kernel::Event& event, kernel::Scheduler& scheduler) {
  switch (event.event_class()) {
    case kArrive: {
      Down& down = down_[event.b];
      Mover& m = movers_[event.a];
      m.next = kNone;
      if (down.queue_head == kNone) {
        down.queue_head = down.queue_tail = event.a;
        try_head(event.b, scheduler);
      } else {
        movers_[down.queue_tail].next = event.a;
        down.queue_tail = event.a;
      }
      return true;
    }
    case kDischarge: {
      Down& down = down_[event.b];
      if (down.discharge_at != event.time) return false;
      down.discharge_at = kNever;
      if (down.queue_head == kNone || down.wanted != kNone) return false;
      try_head(event.b, scheduler);
      return true;
    }
    case kWake: {
      Up& up = up_[event.b];
      if (up.wake_at != event.time) return false;
      up.wake_at = kNever;
      return serve(event.b, scheduler);
    }
    case kReturn:
      ++up_[event.b].credit;
      ++up_[event.b].returned;
      depart(event.a, network_.from[event.b].get(), scheduler);
      if (has_candidates(up_[event.b])) request_wake(event.b, scheduler);
      return true;
    case kDepart:
      depart(event.a, event.b, scheduler);
      return true;
    default:
      MUSTER_VERIFY(false);
      return false;
  }
}

void Traffic::deliver(const kernel::Note& note, kernel::Scheduler& scheduler) {
  // The hole becomes credit when somebody looks after its time; until then it only wakes who waits.
  Up& up = up_[note.b];
  parts_[scheduler.partition()].holes.insert(up.holes, note.time);
  if (has_candidates(up) && !up.closed && up.credit <= 0) schedule_wake(note.b, scheduler);
}

std::uint32_t Traffic::choose_out(std::uint32_t mover, std::uint32_t vertex, std::uint32_t node,
                                  kernel::Scheduler& scheduler) {
  Mover& m = movers_[mover];
  const routing::VertexId at{vertex};
  std::uint32_t out = routes_.step(m, at);
  if (out != routing::kNoWay && up_[out].closed && (!m.informed || m.route != kNone)) {
    // Seeing the road closed tells the driver what others know already.
    m.informed = true;
    m.route = kNone;
    out = routes_.step(m, at);
  }
  if (out != routing::kNoWay && up_[out].closed) return out;
  if (!m.rerouted && m.informed && out != routing::kNoWay && out < links_ &&
      out != routes_.habitual_step(m, at)) {
    m.rerouted = true;
    host_.rerouted(MoverId{mover}, NodeId{node}, scheduler);
  }
  return out;
}

void Traffic::depart(std::uint32_t mover, std::uint32_t node, kernel::Scheduler& scheduler) {
  Mover& m = movers_[mover];
  m.since = scheduler.now();
  const std::uint32_t out = choose_out(mover, node, node, scheduler);
  if (out == routing::kNoWay) {
    strand(mover, node, scheduler);
    return;
  }
  // Before a closure that is not known yet they wait for word, or for its end.
  if (!has_candidates(up_[out]) && can_enter(out, scheduler)) {
    enter(mover, out, scheduler);
    return;
  }
  m.state = MoverState::Backlog;
  m.place = node;
  push_backlog(out, mover);
  request_wake(out, scheduler);
}

void Traffic::try_head(std::uint32_t link, kernel::Scheduler& scheduler) {
  Down& down = down_[link];
  if (down.next_exit > scheduler.now()) {
    schedule_discharge(link, down.next_exit, scheduler);
    return;
  }
  const std::uint32_t node = network_.to[link].get();
  const std::uint32_t vertex = routes_.after(LinkId{link}, false).get();
  const std::uint32_t out = choose_out(down.queue_head, vertex, node, scheduler);
  if (out == routing::kNoWay || up_[out].closed) return;  // waits on the road; see `reconsider`
  if (!has_candidates(up_[out]) && can_enter(out, scheduler)) {
    pass(link, out, scheduler);
  } else {
    join(out, link, scheduler);
  }
}

void Traffic::pass(std::uint32_t link, std::uint32_t out, kernel::Scheduler& scheduler) {
  const std::uint32_t mover = down_[link].queue_head;
  drop_head(link, scheduler);
  ++parts_[scheduler.partition()].traversals;
  enter(mover, out, scheduler);
}

void Traffic::drop_head(std::uint32_t link, kernel::Scheduler& scheduler) {
  Down& down = down_[link];
  const std::uint32_t mover = down.queue_head;
  down.queue_head = movers_[mover].next;
  if (down.queue_head == kNone) down.queue_tail = kNone;
  movers_[mover].next = kNone;
  down.wanted = kNone;
  down.next_exit = scheduler.now() + down.exit_headway;
  leave(link, scheduler.now() + down.hole_travel, scheduler);
  if (down.queue_head != kNone) schedule_discharge(link, down.next_exit, scheduler);
}

void Traffic::leave(std::uint32_t link, SimTime hole_at, kernel::Scheduler& scheduler) {
  ++down_[link].exited;
  scheduler.post({.time = hole_at,
                  .process = kernel::ProcessId{network_.from[link].get()},
                  .a = 0,
                  .b = link});
}

void Traffic::enter(std::uint32_t mover, std::uint32_t out, kernel::Scheduler& scheduler) {
  Up& up = up_[out];
  Mover& m = movers_[mover];
  const SimTime now = scheduler.now();
  --up.credit;
  ++up.entered;
  up.next_entry = now + up.entry_headway;
  m.since = now;
  if (m.route != kNone) ++m.route;
  if (out >= links_) {
    m.state = MoverState::AtSite;
    m.place = out - links_;
    if (recording_) parts_[scheduler.partition()].movements.push_back({now, mover, kNone});
    host_.arrived(MoverId{mover}, SiteId{out - links_}, scheduler);
    return;
  }
  m.state = MoverState::OnLink;
  m.link = LinkId{out};
  if (recording_) parts_[scheduler.partition()].movements.push_back({now, mover, out});
  scheduler.send({.time = now + up.travel,
                  .key = kernel::make_key(kArrive, mover, m.hop++),
                  .process = kernel::ProcessId{network_.to[out].get()},
                  .a = mover,
                  .b = out,
                  .c = 0});
}

void Traffic::strand(std::uint32_t mover, std::uint32_t node, kernel::Scheduler& scheduler) {
  Mover& m = movers_[mover];
  m.state = MoverState::Stranded;
  m.place = node;
  m.since = scheduler.now();
  if (recording_) parts_[scheduler.partition()].movements.push_back({m.since, mover, kNone});
  host_.stranded(MoverId{mover}, NodeId{node}, scheduler);
}

void Traffic::schedule_discharge(std::uint32_t link, SimTime time, kernel::Scheduler& scheduler) {
  Down& down = down_[link];
  if (down.discharge_at == time) return;
  down.discharge_at = time;
  scheduler.send({.time = time,
                  .key = kernel::make_key(kDischarge, link, 0),
                  .process = kernel::ProcessId{network_.to[link].get()},
                  .a = 0,
                  .b = link,
                  .c = 0});
}

std::int32_t Traffic::vehicles_on(LinkId link) const {
  const Up& up = up_[link.get()];
  return static_cast<std::int32_t>(up.entered - up.returned - down_[link.get()].exited);
}

TrafficCounts Traffic::counts() const {
  TrafficCounts counts{.gridlocks = gridlocks_, .abandoned = abandoned_};
  for (const PerPartition& part : parts_) counts.traversals += part.traversals;
  return counts;
}

std::vector<Movement> Traffic::take_movements() {
  std::vector<Movement> all;
  std::size_t total = 0;
  for (const PerPartition& part : parts_) total += part.movements.size();
  all.reserve(total);
  for (PerPartition& part : parts_) {
    all.insert(all.end(), part.movements.begin(), part.movements.end());
    part.movements.clear();
  }
  std::sort(all.begin(), all.end());
  return all;
}

std::size_t Traffic::bytes_per_link() {
  return sizeof(Up) + sizeof(Down) + sizeof(LinkModel) + sizeof(std::uint32_t) +
         sizeof(std::uint8_t) + sizeof(std::uint16_t);
}

}  // namespace muster::mobility::traffic
