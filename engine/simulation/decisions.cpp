// SPDX-License-Identifier: MIT
// Who may decide what, and what a decision does to the run.
#include "engine/simulation/decisions.hpp"

#include <algorithm>

#include "engine/base/error.hpp"
#include "engine/base/hash.hpp"
#include "engine/simulation/simulation.hpp"

namespace muster::simulation {

bool may_decide(std::string_view role, cases::DecisionKind kind) {
  for (const Authority& authority : kAuthorities) {
    if (authority.role != role) continue;
    switch (kind) {
      case cases::DecisionKind::IssueOrder:
        return authority.issue_order;
      case cases::DecisionKind::CloseRoads:
        return authority.close_roads;
      case cases::DecisionKind::OpenRoads:
        return authority.open_roads;
      case cases::DecisionKind::ClearRoads:
        return authority.clear_roads;
      case cases::DecisionKind::SetWind:
      case cases::DecisionKind::AddFireBreak:
      case cases::DecisionKind::ScaleRain:
        return authority.alter_hazards;
    }
  }
  return false;
}

std::size_t Simulation::order_of(const cases::Decision& decision) const {
  const std::vector<cases::Order>& orders = file_.plan.orders;
  const auto order = std::find_if(orders.begin(), orders.end(), [&](const cases::Order& one) {
    return one.id == decision.order_id;
  });
  if (order == orders.end())
    throw InputError{"decisions", "the plan has no order \"" + decision.order_id + '"'};
  return static_cast<std::size_t>(order - orders.begin());
}

/// Takes or refuses what is decided by `now` and gives the orders among it; whether any was given.
bool Simulation::decide(SimTime now) {
  bool given = false;
  for (; decided_ < decisions_.size(); ++decided_) {
    const cases::Decision& decision = decisions_[decided_];
    const SimTime time = from_seconds(decision.time_s);
    if (time > now) break;
    const auto number = static_cast<std::uint32_t>(decided_);
    const bool accepted = may_decide(decision.role, decision.kind);
    logs_->decisions.add_at_barrier({time, number, accepted});
    logs_->events.add_at_barrier(
        {time, EventKind::Decision, number, mobility::Mover::kNone, accepted ? 1.0 : 0.0});
    if (accepted && decision.kind == cases::DecisionKind::IssueOrder)
      given = give(order_of(decision), now) || given;
  }
  return given;
}

/// What was decided about roads comes to its effect an order's delay later; whether anything
/// changed.
bool Simulation::act(SimTime now) {
  PlanLinkChanges changes;
  for (; acted_ < decisions_.size(); ++acted_) {
    const cases::Decision& decision = decisions_[acted_];
    if (from_seconds(decision.time_s) + order_delay_ > now) break;
    if (decision.kind == cases::DecisionKind::IssueOrder || cases::alters_hazards(decision.kind) ||
        !may_decide(decision.role, decision.kind))
      continue;
    const std::vector<LinkId> links = road_names_.links(decision.sources, decision.between);
    if (decision.kind == cases::DecisionKind::ClearRoads) {
      clear(links, now);
      changes.cleared.insert(changes.cleared.end(), links.begin(), links.end());
      continue;
    }
    const bool close = decision.kind == cases::DecisionKind::CloseRoads;
    for (const LinkId link : links) plan_links_.decide(link, close, changes);
  }
  return change_links(changes, now);
}

/// Takes the stalled cars off `links` (ascending); their people go on by foot from the nearer end.
void Simulation::clear(const std::vector<LinkId>& links, SimTime now) {
  for (std::uint32_t p = 0; p < movers_.size(); ++p) {
    const mobility::Mover& mover = movers_[p];
    if (mover.state != mobility::MoverState::Stalled ||
        !std::binary_search(links.begin(), links.end(), mover.link))
      continue;
    const NodeId node{mover.place};
    traffic_->clear_stalled(*engine_, mobility::MoverId{p});
    logs_->events.add_at_barrier({now, EventKind::Cleared, p, mover.link.get(), 0});
    set_state_at_barrier(p, PartyState::Walking, 0);
    engine_->schedule(walking_->departure(mobility::MoverId{p}, node, now));
  }
}

std::uint64_t Simulation::decisions_digest() const {
  std::uint64_t digest = decisions_.size();
  const auto add = [&](const std::string& text) {
    for (const char c : text) digest = mix(digest, static_cast<unsigned char>(c));
    digest = mix(digest, text.size());
  };
  for (const cases::Decision& decision : decisions_) {
    digest = mix(digest, static_cast<std::uint64_t>(from_seconds(decision.time_s)));
    add(decision.role);
    add(decision.order_text);
  }
  return digest;
}

}  // namespace muster::simulation
