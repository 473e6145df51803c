// SPDX-License-Identifier: MIT
#include "engine/mobility/walking/walking.hpp"

#include <utility>

#include "engine/base/error.hpp"

namespace muster::mobility::walking {

namespace {

// Payload c of kReach: the walker turned round and comes back to the link's start.
constexpr std::uint32_t kBack = 1;

}  // namespace

Walking::Walking(std::vector<NodeId> from, std::vector<NodeId> to, std::vector<SimTime> cost,
                 std::vector<Mover>& movers, const routing::RouteBook& routes, WalkingHost& host)
    : from_{std::move(from)},
      to_{std::move(to)},
      cost_{std::move(cost)},
      movers_{movers},
      routes_{routes},
      host_{host} {}

kernel::Event Walking::departure(MoverId mover, NodeId node, SimTime time) {
  Mover& m = movers_[mover.get()];
  m.place = node.get();
  m.on_foot = true;
  m.route = Mover::kNone;  // a stated route is a vehicle's
  return {.time = time,
          .key = kernel::make_key(kSetOut, mover.get(), m.hop++),
          .process = kernel::ProcessId{node.get()},
          .a = mover.get(),
          .b = node.get(),
          .c = 0};
}

void Walking::start(MoverId mover, NodeId node, kernel::Scheduler& scheduler) {
  movers_[mover.get()].on_foot = true;
  step(mover.get(), node.get(), scheduler);
}

bool Walking::handle(const kernel::Event& event, kernel::Scheduler& scheduler) {
  std::uint32_t vertex = event.b;
  if (event.event_class() == kReach) {
    vertex = event.c == kBack ? from_[event.b].get() : routes_.after(LinkId{event.b}, true).get();
  }
  step(event.a, vertex, scheduler);
  return true;
}

void Walking::step(std::uint32_t mover, std::uint32_t vertex, kernel::Scheduler& scheduler) {
  Mover& m = movers_[mover];
  const SimTime now = scheduler.now();
  m.since = now;
  const std::uint32_t out = routes_.step(m, routing::VertexId{vertex});
  if (out == routing::kNoWay || (out < routes_.links() && cost_[out] == kNever)) {
    m.state = MoverState::Stranded;
    m.place = routes_.walkers().node(routing::VertexId{vertex}).get();
    host_.stranded(MoverId{mover}, NodeId{m.place}, scheduler);
    return;
  }
  if (out >= routes_.links()) {
    m.state = MoverState::AtSite;
    m.place = out - routes_.links();
    host_.arrived(MoverId{mover}, SiteId{m.place}, scheduler);
    return;
  }
  m.state = MoverState::OnLink;
  m.link = LinkId{out};
  host_.walked_onto(MoverId{mover}, m.link, scheduler);
  scheduler.send({.time = now + cost_[out],
                  .key = kernel::make_key(kReach, mover, m.hop++),
                  .process = kernel::ProcessId{to_[out].get()},
                  .a = mover,
                  .b = out,
                  .c = 0});
}

void Walking::change_costs(kernel::Engine& engine, const std::vector<SimTime>& cost) {
  const SimTime now = engine.now();
  std::vector<kernel::Event> turned;
  engine.edit_pending([&](kernel::Event& event) {
    if (event.event_class() != kReach || event.c == kBack) return true;
    const SimTime before = cost_[event.b];
    const SimTime after = cost[event.b];
    if (before == after || before == kNever) return true;
    const SimTime left = event.time - now;
    if (after == kNever) {
      if (2 * left <= before) return true;
      event.time = now + (before - left);
      event.process = kernel::ProcessId{from_[event.b].get()};
      event.c = kBack;
      turned.push_back(event);
      return false;
    }
    event.time = now + scale(left, after, before);
    return true;
  });
  for (const kernel::Event& event : turned) engine.schedule(event);
  cost_ = cost;
}

void Walking::reconsider(kernel::Engine& engine) {
  for (std::uint32_t mover = 0; mover < movers_.size(); ++mover) {
    Mover& m = movers_[mover];
    if (m.state != MoverState::Stranded || !m.on_foot) continue;
    const std::uint32_t out = routes_.step(m, routing::VertexId{m.place});
    if (out == routing::kNoWay || (out < routes_.links() && cost_[out] == kNever)) continue;
    step(mover, m.place, engine.scheduler_of(kernel::ProcessId{m.place}));
  }
}

}  // namespace muster::mobility::walking
