// SPDX-License-Identifier: MIT
// What happens to parties at their own instants: hearing, leaving, arriving, registering.
#include "engine/simulation/simulation.hpp"

#include <algorithm>

#include "engine/base/error.hpp"
#include "engine/exposure/places.hpp"
#include "engine/simulation/decisions.hpp"
#include "engine/warning/curve.hpp"

namespace muster::simulation {

namespace {

namespace traffic = mobility::traffic;
namespace walking = mobility::walking;
using mobility::Mover;
using mobility::MoverId;

constexpr Purpose kPreparation{"warning.preparation"};
constexpr Purpose kComply{"warning.comply"};

}  // namespace

void Simulation::start(kernel::Engine& engine) {
  attach(engine);
  for (const world::StatedTrip& trip : world_.stated_trips) {
    const NodeId node = world_.parties.home_node[trip.party];
    engine.schedule({.time = trip.depart,
                     .key = kernel::make_key(kLeave, trip.party.get(), 0),
                     .process = kernel::ProcessId{node.get()},
                     .a = trip.party.get(),
                     .b = node.get(),
                     .c = 0});
  }
}

void Simulation::attach(kernel::Engine& engine) {
  engine_ = &engine;
  logs_ = std::make_unique<Logs>(engine.partitions());
  traffic_->set_partitions(engine.partitions());
  // The steps that the plan's clock and decisions ask for, between those of the period, and those
  // at which word of them comes. Each does what is due at its time, and nothing where that is
  // nothing: it moves nobody else's order or news. What has no time of its own, lanes that have
  // run empty and shelters that have filled, waits for the steps of the period.
  int number = 0;
  const auto add_steps = [&](std::vector<SimTime> at, const std::function<bool(SimTime)>& changes) {
    std::sort(at.begin(), at.end());
    at.erase(std::unique(at.begin(), at.end()), at.end());
    for (const SimTime time : at) {
      if (time % period_ == 0 || time < 0) continue;
      engine.add_barrier(
          {.first = time, .period = kNever, .order = number++, .run = [this, changes](SimTime now) {
             if (changes(now)) spread_news(now);
           }});
    }
  };
  std::vector<SimTime> decided, acted;
  for (const cases::Decision& decision : decisions_) {
    decided.push_back(from_seconds(decision.time_s));
    acted.push_back(decided.back() + order_delay_);
  }
  std::vector<SimTime> heard = plan_links_.times();
  heard.insert(heard.end(), acted.begin(), acted.end());
  for (SimTime& time : heard) time += report_delay_;
  add_steps(decided, [this](SimTime now) { return decide(now); });
  add_steps(acted, [this](SimTime now) { return act(now); });
  add_steps(plan_links_.times(), [this](SimTime now) { return follow_links(now); });
  for (std::size_t o = 0; o < file_.plan.orders.size(); ++o) {
    std::vector<SimTime> times;
    warning::clock_times(file_.plan.orders[o].when, times);
    add_steps(std::move(times), [this, o](SimTime now) { return follow_order(o, now); });
  }
  add_steps(std::move(heard), [this](SimTime now) { return hear_words(now); });
  // Word of what the steps of the period changed.
  if (report_delay_ % period_ != 0) {
    engine.add_barrier({.first = report_delay_ % period_,
                        .period = period_,
                        .order = number++,
                        .run = [this](SimTime now) { spread_news(now); }});
  }
  engine.add_barrier({.first = 0, .period = period_, .order = 1 << 20, .run = [this](SimTime now) {
                        step(now);
                        if (after_step_) after_step_(now);
                      }});
}

bool Simulation::handle(const kernel::Event& event, kernel::Scheduler& scheduler) {
  switch (event.event_class()) {
    case traffic::kDepart:
    case traffic::kReturn:
    case traffic::kArrive:
    case traffic::kDischarge:
    case traffic::kWake:
      return traffic_->handle(event, scheduler);
    case walking::kSetOut:
    case walking::kReach:
      return walking_->handle(event, scheduler);
    case kReport:
      reported(event, scheduler);
      return true;
    case kHear:
      hear(event.a, scheduler);
      return true;
    case kReady:
      return ready(event.a, scheduler);
    case kLeave:
      if (parties_[event.a].state != PartyState::AtHome) return false;  // trapped before
      leave(event.a, NodeId{event.b}, scheduler);
      return true;
    case kRegistered:
      registered(event.a, SiteId{event.b}, scheduler);
      return true;
    default:
      MUSTER_VERIFY(false);
      return false;
  }
}

void Simulation::deliver(const kernel::Note& note, kernel::Scheduler& scheduler) {
  traffic_->deliver(note, scheduler);
}

NodeId Simulation::departure_node(std::uint32_t party) const {
  return movers_[party].on_foot ? world_.parties.home_walk_node[PartyId{party}]
                                : world_.parties.home_node[PartyId{party}];
}

void Simulation::set_state(std::uint32_t party, PartyState state, double value,
                           kernel::Scheduler& scheduler) {
  parties_[party].state = state;
  logs_->states.add(scheduler.partition(),
                    {scheduler.now(), party, static_cast<std::uint8_t>(state), value});
}

void Simulation::set_state_at_barrier(std::uint32_t party, PartyState state, double value) {
  parties_[party].state = state;
  logs_->states.add_at_barrier({engine_->now(), party, static_cast<std::uint8_t>(state), value});
}

void Simulation::hear(std::uint32_t party, kernel::Scheduler& scheduler) {
  Party& p = parties_[party];
  if (p.state != PartyState::AtHome) return;
  const cases::Order& order = file_.plan.orders[p.order];
  if (!Stream{seed_, kComply}.chance(order.comply_share, party, 0)) {
    set_state(party, PartyState::Staying, 0, scheduler);
    return;
  }
  set_state(party, PartyState::Warned, 0, scheduler);
  const double preparation_s =
      warning::time_of_share(order.preparation, Stream{seed_, kPreparation}.uniform(party, 0));
  scheduler.send({.time = scheduler.now() + from_seconds(preparation_s),
                  .key = kernel::make_key(kReady, party, 0),
                  .process = kernel::ProcessId{departure_node(party).get()},
                  .a = party,
                  .b = 0,
                  .c = 0});
}

bool Simulation::ready(std::uint32_t party, kernel::Scheduler& scheduler) {
  Party& p = parties_[party];
  if (p.state != PartyState::Warned) return false;
  const double depth_m = exposure::depth_at(hazards_.depth_m(), home_cell_[party]);
  if (depth_m > file_.plan.behaviour.refuse_depth_m) {
    p.door_closed = true;
    set_state(party, PartyState::Staying, depth_m, scheduler);
    return true;
  }
  leave(party, departure_node(party), scheduler);
  return true;
}

void Simulation::leave(std::uint32_t party, NodeId node, kernel::Scheduler& scheduler) {
  Party& p = parties_[party];
  p.depart = p.trip_depart = scheduler.now();
  p.origin = node.get();
  if (movers_[party].on_foot) {
    set_state(party, PartyState::Walking, 0, scheduler);
    walking_->start(MoverId{party}, node, scheduler);
  } else {
    set_state(party, PartyState::Driving, 0, scheduler);
    traffic_->start(MoverId{party}, node, scheduler);
  }
}

void Simulation::arrived(MoverId mover, SiteId site, kernel::Scheduler& scheduler) {
  const std::uint32_t party = mover.get();
  Party& p = parties_[party];
  const SimTime now = scheduler.now();
  p.site = site.get();
  walked_off(party, scheduler);
  logs_->trips.add(scheduler.partition(), {p.trip_depart, now, party, p.origin, site.get()});
  const std::uint32_t persons = world_.parties.persons[PartyId{party}];
  const shelter::Admission admission = shelters_.admit(site, persons, now);
  if (admission.answer == shelter::Answer::Admitted) {
    if (shelters_.rules(site).is_exit) {
      p.arrive = now;
      set_state(party, PartyState::Outside, site.get(), scheduler);
      return;
    }
    set_state(party, PartyState::Registering, site.get(), scheduler);
    logs_->sites.add(scheduler.partition(),
                     {now, site.get(), 0, static_cast<double>(shelters_.occupancy(site))});
    scheduler.send({.time = admission.registered_at,
                    .key = kernel::make_key(kRegistered, party, movers_[party].hop++),
                    .process = kernel::ProcessId{world_.sites[site].node.get()},
                    .a = party,
                    .b = site.get(),
                    .c = 0});
    return;
  }
  set_state(party, PartyState::TurnedAway, site.get(), scheduler);
  logs_->turned_away.add(scheduler.partition(), {party});
  logs_->events.add(scheduler.partition(),
                    {now, EventKind::TurnedAway, party, site.get(),
                     static_cast<double>(admission.answer == shelter::Answer::Full)});
  scheduler.send({.time = now + report_delay_,
                  .key = kernel::make_key(kReport, party, movers_[party].hop++),
                  .process = kernel::ProcessId{world_.roads.nodes()},
                  .a = party,
                  .b = site.get(),
                  .c = 0});
}

void Simulation::reported(const kernel::Event& event, kernel::Scheduler& scheduler) {
  const std::uint32_t site = event.b;
  logs_->reports.add(scheduler.partition(),
                     {event.time, event.time - report_delay_, site, event.a, 0});
  if (site_known_shut_[site] || site_reported_full_[site]) return;
  site_reported_full_[site] = 1;
  logs_->events.add(scheduler.partition(), {event.time, EventKind::SiteFull, site, event.a, 0});
}

void Simulation::registered(std::uint32_t party, SiteId site, kernel::Scheduler& scheduler) {
  Party& p = parties_[party];
  MUSTER_VERIFY(p.state == PartyState::Registering && p.site == site.get());
  p.arrive = scheduler.now();
  set_state(party, PartyState::Sheltered, site.get(), scheduler);
}

void Simulation::walked_off(std::uint32_t party, kernel::Scheduler& scheduler) {
  // Traffic records its own.
  if (movers_[party].on_foot)
    logs_->walks.add(scheduler.partition(), {scheduler.now(), party, Mover::kNone});
}

void Simulation::stranded(MoverId mover, NodeId node, kernel::Scheduler& scheduler) {
  walked_off(mover.get(), scheduler);
  logs_->events.add(scheduler.partition(),
                    {scheduler.now(), EventKind::Stranded, mover.get(), node.get(), 0});
  set_state(mover.get(), PartyState::Stranded, node.get(), scheduler);
}

void Simulation::rerouted(MoverId mover, NodeId node, kernel::Scheduler& scheduler) {
  logs_->events.add(scheduler.partition(),
                    {scheduler.now(), EventKind::Rerouted, mover.get(), node.get(), 0});
}

void Simulation::walked_onto(MoverId mover, LinkId link, kernel::Scheduler& scheduler) {
  logs_->walks.add(scheduler.partition(), {scheduler.now(), mover.get(), link.get()});
}

double Simulation::stage_m(const std::string& boundary) const {
  return hazards_.stage_m(boundary, engine_->now());
}

double Simulation::depth_m(const std::string& site) const {
  for (std::uint32_t s = 0; s < world_.sites.size(); ++s) {
    if (world_.sites[SiteId{s}].id == site)
      return exposure::depth_at(hazards_.depth_m(), site_cell_[s]);
  }
  return 0;  // `check` has refused unknown sites
}

double Simulation::rain_mm(double window_s) const {
  return hazards_.rain_mm(from_seconds(window_s), engine_->now());
}

static Reason of_cause(Cause cause, Reason water, Reason debris, Reason fire) {
  return cause == Cause::Fire ? fire : cause == Cause::Debris ? debris : water;
}

Reason Simulation::reason(PartyId party) const {
  const Party& p = parties_[party.get()];
  switch (p.state) {
    case PartyState::AtHome:
      if (p.order == 0xffff) return Reason::NoOrder;
      return departure_node(party.get()) ? Reason::NotHeardYet : Reason::NoRoadNear;
    case PartyState::Warned:
      return Reason::StillMoving;
    case PartyState::Staying:
      return p.door_closed ? Reason::WaterAtDoor : Reason::IgnoredOrder;
    case PartyState::Driving:
    case PartyState::Walking:
    case PartyState::Registering:
      return Reason::StillMoving;
    case PartyState::Sheltered:
    case PartyState::Outside:
      return Reason::Safe;
    case PartyState::TurnedAway:
      return Reason::NoRoomLeft;
    case PartyState::Trapped:
      if (p.depart == kNever)
        return of_cause(p.cause, Reason::WaterAtHome, Reason::DebrisAtHome, Reason::FireAtHome);
      return of_cause(p.cause, Reason::WaterAtShelter, Reason::DebrisAtShelter,
                      Reason::FireAtShelter);
    case PartyState::Stalled:
      return of_cause(p.cause, Reason::WaterOnRoad, Reason::DebrisOnRoad, Reason::FireOnRoad);
    case PartyState::Stranded:
      return Reason::NoWayOpen;
  }
  return Reason::None;
}

}  // namespace muster::simulation
