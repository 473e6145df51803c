// SPDX-License-Identifier: MIT
// How word of closed roads and shut shelters spreads, and what those who hear it do.
#include <algorithm>

#include "engine/simulation/simulation.hpp"

namespace muster::simulation {

using mobility::Mover;
using mobility::MoverId;
using mobility::MoverState;

std::vector<SimTime> Simulation::car_costs() const {
  std::vector<SimTime> cost(world_.roads.links(), kNever);
  for (std::uint32_t l = 0; l < cost.size(); ++l) {
    if (!road_known_closed_[l]) cost[l] = traffic_->travel(LinkId{l});
  }
  return cost;
}

/// Closings and openings as cars find them, whatever holds a road. A road that has given all its
/// lanes away stays as it was: closed.
void Simulation::log_roads(SimTime now) {
  for (std::uint32_t l = 0; l < road_closed_.size(); ++l) {
    const LinkId link{l};
    const bool closed = traffic_->closed(link);
    if (closed == (road_closed_[l] != 0) || traffic_->lanes(link) == 0) continue;
    road_closed_[l] = closed;
    logs_->closed.add_at_barrier({now, l, closed ? 1.0f : 0.0f});
    const bool by_debris = closed && condition_[l].debris;
    const bool by_fire = closed && condition_[l].fire && !by_debris;
    const bool by_water = closed && condition_[l].car_closed && !by_debris && !by_fire;
    const double cause = by_debris ? 3 : by_fire ? 4 : by_water ? 1 : 2;
    logs_->events.add_at_barrier({now, closed ? EventKind::LinkClosed : EventKind::LinkOpened, l,
                                  Mover::kNone, closed ? cause : 0});
    tally_.links_closed_by_water += by_water;
    tally_.links_closed_by_debris += by_debris;
    tally_.links_closed_by_fire += by_fire;
    tally_.links_reopened += !closed;
  }
}

void Simulation::hear_of_full_sites() {
  for (std::size_t s = 0; s < site_known_shut_.size(); ++s)
    site_known_shut_[s] |= site_reported_full_[s];
}

/// Whoever sees a road closed or open again reports it.
void Simulation::report_roads(SimTime now) {
  if (!roads_changed_) return;
  roads_changed_ = false;
  log_roads(now);
  for (std::uint32_t l = 0; l < road_reported_closed_.size(); ++l) {
    const bool closed = traffic_->closed(LinkId{l});
    if (closed == (road_reported_closed_[l] != 0)) continue;
    road_reported_closed_[l] = closed;
    words_.push_back(
        {now + report_delay_, l, closed ? Word::Kind::RoadClosed : Word::Kind::RoadOpened});
  }
}

/// Takes in what comes in by `now`; whether anything did.
bool Simulation::hear_words(SimTime now) {
  std::size_t heard = 0;
  for (; heard < words_.size() && words_[heard].due <= now; ++heard) {
    const Word& word = words_[heard];
    if (word.kind == Word::Kind::SiteFlooded) {
      site_known_shut_[word.subject] = 1;
    } else {
      road_known_closed_[word.subject] = word.kind == Word::Kind::RoadClosed;
      roads_news_ = true;
    }
  }
  words_.erase(words_.begin(), words_.begin() + static_cast<std::ptrdiff_t>(heard));
  return heard > 0;
}

// Closures and shut doors are known a report's delay after they happened, slower roads every so
// often. Who stands before a closed road sees it at once but hears of another way with the others;
// walkers see for themselves.
void Simulation::spread_news(SimTime now) {
  report_roads(now);
  hear_words(now);
  if (!anyone_goes_) return;  // news keep until somebody can use them
  bool sites_news = false;
  for (const auto& group : routes_->groups()) {
    sites_news = sites_news || std::any_of(group.open.begin(), group.open.end(), [&](SiteId site) {
                   return site_known_shut_[site.get()] != 0;
                 });
  }
  const bool due = speeds_changed_ && now >= news_at_ + news_period_;
  const bool news = roads_news_ || sites_news || due;
  if (news) {
    for (mobility::routing::DestinationGroup& group : routes_->groups()) {
      std::erase_if(group.open, [&](SiteId site) { return site_known_shut_[site.get()] != 0; });
    }
    present_car_cost_ = car_costs();
    news_at_ = now;
    roads_news_ = speeds_changed_ = false;
  }
  if (news || walks_changed_) {
    walks_changed_ = false;
    present_walk_cost_ = walking_->costs();
    routes_->build_present(present_car_cost_, present_walk_cost_);
    if (news) traffic_->reconsider(*engine_);
    walking_->reconsider(*engine_);
    for (std::uint32_t p = 0; p < parties_.size(); ++p) {
      if (parties_[p].state != PartyState::Stranded || movers_[p].state == MoverState::Stranded)
        continue;
      set_state_at_barrier(p, movers_[p].on_foot ? PartyState::Walking : PartyState::Driving, 0);
    }
  }
  redirect(now);
}

void Simulation::redirect(SimTime now) {
  for (const Logs::TurnedAway& one : logs_->turned_away.take()) waiting_.push_back(one.party);
  std::erase_if(waiting_, [&](std::uint32_t p) {
    Party& party = parties_[p];
    Mover& mover = movers_[p];
    if (!site_known_shut_[party.site]) return false;  // the report is still on its way
    mover.informed = true;
    mover.route = Mover::kNone;
    const NodeId node = world_.sites[SiteId{party.site}].node;
    if (routes_->step(mover, mobility::routing::RouteGraph::origin(node)) ==
        mobility::routing::kNoWay)
      return false;
    set_state_at_barrier(p, mover.on_foot ? PartyState::Walking : PartyState::Driving, 0);
    party.origin = node.get();
    party.trip_depart = now;
    engine_->schedule(mover.on_foot ? walking_->departure(MoverId{p}, node, now)
                                    : traffic_->departure(MoverId{p}, node, now));
    return true;
  });
}

}  // namespace muster::simulation
