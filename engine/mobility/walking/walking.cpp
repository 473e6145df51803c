// SPDX-License-Identifier: MIT
#include "engine/mobility/walking/walking.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/base/error.hpp"
#include "engine/mobility/walking/crowd.hpp"

namespace muster::mobility::walking {

namespace {

// Payload c of kReach: the walker turned round and comes back to the link's start.
constexpr std::uint32_t kBack = 1;

// Paces in steps of 1/20, so that a crowd that hardly changes re-times nobody.
constexpr std::uint8_t kFree = 20;

std::uint8_t pace_at(double density_m2) {
  return static_cast<std::uint8_t>(
      std::max(1.0, std::floor(crowd_factor(density_m2) * kFree + 0.5)));
}

}  // namespace

Walking::Walking(Walkways walkways, std::vector<SimTime> cost, std::vector<Mover>& movers,
                 const routing::RouteBook& routes, WalkingHost& host)
    : ways_{std::move(walkways)},
      cost_{std::move(cost)},
      crowd_(cost_.size(), kFree),
      travel_{cost_},
      came_(cost_.size(), 0),
      left_(cost_.size(), 0),
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
    const std::uint32_t persons = host_.persons(MoverId{event.a});
    if (event.c == kBack) {
      came_[event.b] -= persons;
      vertex = ways_.from[event.b].get();
    } else {
      left_[event.b] += persons;
      vertex = routes_.after(LinkId{event.b}, true).get();
    }
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
  came_[out] += host_.persons(MoverId{mover});
  host_.walked_onto(MoverId{mover}, m.link, scheduler);
  scheduler.send({.time = now + travel_[out],
                  .key = kernel::make_key(kReach, mover, m.hop++),
                  .process = kernel::ProcessId{ways_.to[out].get()},
                  .a = mover,
                  .b = out,
                  .c = 0});
}

void Walking::change_costs(kernel::Engine& engine, const std::vector<SimTime>& cost) {
  cost_ = cost;
  set_pace(engine);
}

void Walking::feel_crowd(kernel::Engine& engine) {
  bool changed = false;
  for (std::uint32_t l = 0; l < crowd_.size(); ++l) {
    std::uint32_t persons = came_[l] - left_[l];
    const LinkId back = ways_.reverse[l];
    if (back) persons += came_[back.get()] - left_[back.get()];
    const std::uint8_t pace = persons == 0 ? kFree : pace_at(persons / ways_.area_m2[l]);
    changed = changed || pace != crowd_[l];
    crowd_[l] = pace;
  }
  if (changed) set_pace(engine);
}

/// Times from costs and crowds, for those to come and those on their way.
void Walking::set_pace(kernel::Engine& engine) {
  std::vector<SimTime> travel = cost_;
  for (std::uint32_t l = 0; l < travel.size(); ++l) {
    if (crowd_[l] != kFree && travel[l] != kNever) travel[l] = scale(travel[l], kFree, crowd_[l]);
  }
  const SimTime now = engine.now();
  std::vector<kernel::Event> turned;
  engine.edit_pending([&](kernel::Event& event) {
    if (event.event_class() != kReach || event.c == kBack) return true;
    const SimTime before = travel_[event.b];
    const SimTime after = travel[event.b];
    if (before == after || before == kNever) return true;
    const SimTime left = event.time - now;
    if (after == kNever) {
      if (2 * left <= before) return true;
      event.time = now + (before - left);
      event.process = kernel::ProcessId{ways_.from[event.b].get()};
      event.c = kBack;
      turned.push_back(event);
      return false;
    }
    event.time = now + scale(left, after, before);
    return true;
  });
  for (const kernel::Event& event : turned) engine.schedule(event);
  travel_ = std::move(travel);
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

void Walking::state(StateArchive& archive) {
  archive("cost", cost_);
  archive("crowd", crowd_);
  archive("travel", travel_);
  archive("came", came_);
  archive("left", left_);
}

}  // namespace muster::mobility::walking
