// SPDX-License-Identifier: MIT
// What happens at barriers, in this order: hazard, exposure, harm; crowds on foot; plan; news
// (news.cpp).
#include <algorithm>
#include <cmath>

#include "engine/exposure/places.hpp"
#include "engine/mobility/routing/costs.hpp"
#include "engine/simulation/simulation.hpp"
#include "engine/warning/curve.hpp"

namespace muster::simulation {

namespace {

using mobility::Mover;
using mobility::MoverId;

constexpr Purpose kHearing{"warning.hearing"};
constexpr Purpose kOnFoot{"warning.on_foot"};

/// Factors in steps of 1/20, rounded down: water that hardly changes does not re-time every
/// vehicle.
std::uint8_t in_steps(float factor) {
  if (factor <= 0) return 0;
  return static_cast<std::uint8_t>(
      std::max(1.0f, std::floor(factor * LinkCondition::kFull + 1e-4f)));
}

}  // namespace

void Simulation::step(SimTime now) {
  if (!hazards_.empty() && hazards_.advance(now)) {
    engine_->add_to_fingerprint(hazards_.fingerprint());
    feel_hazards(now);
  }
  walking_->feel_crowd(*engine_);
  decide(now);
  act(now);
  follow_links(now);
  turn_lanes(now);
  for (std::size_t o = 0; o < file_.plan.orders.size(); ++o) follow_order(o, now);
  hear_of_full_sites();
  spread_news(now);
  traffic_->check_blocked(
      *engine_, from_seconds(file_.plan.behaviour.patience_s), [&](MoverId mover, NodeId node) {
        logs_->events.add_at_barrier({now, EventKind::LeftCar, mover.get(), node.get(), 0});
        engine_->schedule(walking_->departure(mover, node, now));
        set_state_at_barrier(mover.get(), PartyState::Walking, 0);
      });
}

void Simulation::feel_hazards(SimTime now) {
  const exposure::Covering covering = hazards_.covering();
  if (covering.depth_m.empty() && covering.debris_m.empty() && covering.flame_m.empty()) return;
  expose_roads(now);
  flood_sites(now);
  trap_at_home(now);
  close_waterways(now);
  see_homes();
  overcome_at_home(now);
  overcome_in_shelters(now);
  overcome_on_roads(now);
}

void Simulation::expose_roads(SimTime now) {
  const cases::WorldFile& world = file_.world;
  exposure::expose_links(
      world_.roads, world_.terrain, world_.profile, hazards_.covering(),
      {world.car.close_depth_m, world.car.stall_depth_m, world.walk_close_depth_m,
       world.car.close_debris_m, world.walk_close_debris_m, world.car.stall_flame_m},
      exposed_);
  std::vector<mobility::traffic::Traffic::Closing> stalling;
  std::vector<mobility::traffic::Traffic::SpeedChange> speeds;
  std::vector<LinkId> released, barred, opened;
  bool walkers_feel = false;
  for (std::uint32_t l = 0; l < exposed_.size(); ++l) {
    const LinkId link{l};
    const exposure::LinkExposure& exposed = exposed_[l];
    const LinkCondition before = condition_[l];
    const LinkCondition after{in_steps(exposed.car_factor), in_steps(exposed.walk_factor),
                              exposed.car_closed, exposed.debris, exposed.fire};
    // Water that stalls cars may still spread along the link.
    if (after.car_factor == 0 && traffic_->able_on(link) > 0)
      stalling.push_back({link, {exposed.stalls_from_m, exposed.stalls_to_m}});
    if (before == after) continue;
    condition_[l] = after;
    walkers_feel = walkers_feel || before.walk_factor != after.walk_factor;
    walks_changed_ = walks_changed_ || (before.walk_factor == 0) != (after.walk_factor == 0);
    if (before.car_factor != after.car_factor) {
      logs_->speed.add_at_barrier(
          {now, l, static_cast<float>(after.car_factor) / LinkCondition::kFull});
      if (before.car_factor == 0) released.push_back(link);
      // On a link that stalls cars those past the water, or on their way back, keep their pace.
      if (after.car_factor > 0) {
        speeds.push_back(
            {link, scale(traffic_->free_travel(link), LinkCondition::kFull, after.car_factor)});
        speeds_changed_ = true;
      }
    }
    if (before.car_closed == after.car_closed) continue;
    roads_changed_ = true;
    (after.car_closed ? barred : opened).push_back(link);
  }
  traffic_->change_speeds(*engine_, speeds);
  traffic_->release(*engine_, released);
  traffic_->bar(barred);
  traffic_->close(*engine_, stalling, [&](MoverId mover, LinkId link, double at_m) {
    logs_->events.add_at_barrier({now, EventKind::Stalled, mover.get(), link.get(), at_m});
    const LinkCondition& condition = condition_[link.get()];
    parties_[mover.get()].cause = condition.debris ? Cause::Debris
                                  : condition.fire ? Cause::Fire
                                                   : Cause::Water;
    set_state_at_barrier(mover.get(), PartyState::Stalled, link.get());
  });
  let_in(std::move(opened));
  if (walkers_feel) {
    walking_->change_costs(*engine_, walk_costs());
    speeds_changed_ = true;
  }
}

/// Opens those of `links` that neither water nor plan holds closed any more.
void Simulation::let_in(std::vector<LinkId> links) {
  std::erase_if(links, [&](LinkId link) {
    return condition_[link.get()].car_closed || plan_links_.holds(link) || !traffic_->closed(link);
  });
  traffic_->open(*engine_, links);
}

void Simulation::flood_sites(SimTime now) {
  for (std::uint32_t s = 0; s < world_.sites.size(); ++s) {
    const SiteId site{s};
    // Debris shuts a hall, and holds those inside, as water of its depth does.
    const exposure::Covering covering = hazards_.covering();
    const double water_m = exposure::depth_at(covering.depth_m, site_cell_[s]);
    const double debris_m = exposure::depth_at(covering.debris_m, site_cell_[s]);
    const double depth_m = water_m + debris_m;
    const bool burns =
        exposure::depth_at(covering.flame_m, site_cell_[s]) > file_.plan.behaviour.trapped_flame_m;
    if (!(burns ? shelters_.shut(site) : shelters_.flood(site, depth_m))) continue;
    ++tally_.sites_flooded;
    words_.push_back({now + report_delay_, s, Word::Kind::SiteFlooded});
    logs_->events.add_at_barrier({now, EventKind::SiteFlooded, s, Mover::kNone, depth_m});
    logs_->sites.add_at_barrier({now, s, 2, static_cast<double>(shelters_.occupancy(site))});
    // Nobody wades out of that, or walks out through flames.
    const bool trapped = burns || depth_m > file_.plan.behaviour.refuse_depth_m;
    for (std::uint32_t p = 0; p < parties_.size(); ++p) {
      Party& party = parties_[p];
      if (party.site != s ||
          (party.state != PartyState::Registering && party.state != PartyState::Sheltered))
        continue;
      party.arrive = kNever;
      if (trapped) {
        party.cause = burns ? Cause::Fire : debris_m > water_m ? Cause::Debris : Cause::Water;
        logs_->events.add_at_barrier({now, EventKind::Trapped, p, s, depth_m});
        set_state_at_barrier(p, PartyState::Trapped, depth_m);
        continue;
      }
      shelters_.leave(site, world_.parties.persons[PartyId{p}]);
      set_state_at_barrier(p, PartyState::TurnedAway, s);
      logs_->turned_away.add_at_barrier({p});
    }
    // Those at its desks are on their way by the time they would have been through.
    engine_->edit_pending(
        [&](kernel::Event& event) { return event.event_class() != kRegistered || event.b != s; });
  }
}

void Simulation::trap_at_home(SimTime now) {
  const cases::Behaviour& behaviour = file_.plan.behaviour;
  for (std::size_t i = 0; i < lived_cell_.size(); ++i) {
    const exposure::Covering covering = hazards_.covering();
    const double water_m = exposure::depth_at(covering.depth_m, lived_cell_[i]);
    const double debris_m = exposure::depth_at(covering.debris_m, lived_cell_[i]);
    const double flame_m = exposure::depth_at(covering.flame_m, lived_cell_[i]);
    const bool by_fire = flame_m > behaviour.trapped_flame_m;
    const bool by_debris = !by_fire && debris_m > behaviour.trapped_debris_m;
    if (!by_fire && !by_debris && water_m <= behaviour.trapped_depth_m) continue;
    const double depth_m = by_fire ? flame_m : by_debris ? debris_m : water_m;
    for (std::uint32_t at = lived_first_[i]; at < lived_first_[i + 1]; ++at) {
      const std::uint32_t party = lived_party_[at];
      const PartyState state = parties_[party].state;
      if (state != PartyState::AtHome && state != PartyState::Warned &&
          state != PartyState::Staying)
        continue;
      parties_[party].cause = by_fire ? Cause::Fire : by_debris ? Cause::Debris : Cause::Water;
      logs_->events.add_at_barrier({now, EventKind::Trapped, party, Mover::kNone, depth_m});
      set_state_at_barrier(party, PartyState::Trapped, depth_m);
    }
  }
}

void Simulation::close_waterways(SimTime now) {
  const std::span<const double> debris_m = hazards_.covering().debris_m;
  for (std::uint32_t w = 0; w < world_.waterways.size() && !debris_m.empty(); ++w) {
    if (waterway_closed_at_[w] != kNever) continue;
    double deepest_m = 0;
    for (const std::uint32_t cell : world_.waterways[w].cell)
      deepest_m = std::max(deepest_m, debris_m[cell]);
    if (deepest_m < world_.waterways[w].close_debris_m) continue;
    waterway_closed_at_[w] = now;
    logs_->events.add_at_barrier({now, EventKind::WaterwayClosed, w, Mover::kNone, deepest_m});
  }
}

bool Simulation::follow_links(SimTime now) {
  PlanLinkChanges changes;
  plan_links_.follow_clock(now, changes);
  return change_links(changes, now);
}

void Simulation::turn_lanes(SimTime now) {
  PlanLinkChanges changes;
  plan_links_.turn_lanes(now, *engine_, *traffic_, changes);
  change_links(changes, now);
}

bool Simulation::change_links(const PlanLinkChanges& changes, SimTime now) {
  if (changes.closed.empty() && changes.opened.empty() && changes.turned.empty() &&
      changes.cleared.empty())
    return false;
  roads_changed_ = true;
  traffic_->bar(changes.closed);
  std::vector<LinkId> opened = changes.opened;
  opened.insert(opened.end(), changes.cleared.begin(), changes.cleared.end());
  for (const PlanLinkChanges::Turned& turned : changes.turned) {
    logs_->events.add_at_barrier({now, EventKind::LanesTurned, turned.from.get(), turned.to.get(),
                                  static_cast<double>(turned.lanes)});
    for (const LinkId link : {turned.from, turned.to}) {
      logs_->lanes.add_at_barrier({now, link.get(), static_cast<float>(traffic_->lanes(link))});
      opened.push_back(link);
    }
  }
  std::sort(opened.begin(), opened.end());
  opened.erase(std::unique(opened.begin(), opened.end()), opened.end());
  let_in(std::move(opened));
  return true;
}

bool Simulation::follow_order(std::size_t order, SimTime now) {
  return !order_issued_[order] &&
         order_condition_[order].holds(file_.plan.orders[order].when, *this, now) &&
         give(order, now);
}

bool Simulation::give(std::size_t index, SimTime now) {
  if (order_issued_[index]) return false;
  order_issued_[index] = 1;
  order_time_[index] = now;
  issue(index, now);
  return true;
}

void Simulation::issue(std::size_t index, SimTime now) {
  const cases::Order& order = file_.plan.orders[index];
  anyone_goes_ = true;
  const Stream hearing{seed_, kHearing};
  const Stream on_foot{seed_, kOnFoot};
  const SimTime issued = now + order_delay_ + from_seconds(order.issue_delay_s);
  std::uint64_t persons = 0;
  for (std::uint32_t p = 0; p < parties_.size(); ++p) {
    const ZoneId zone = world_.zone_of_party[PartyId{p}];
    if (!zone || !zone_in_order_[index][zone.get()]) continue;
    persons += world_.parties.persons[PartyId{p}];
    Party& party = parties_[p];
    if (party.order != 0xffff || party.state != PartyState::AtHome || has_stated_trip_[p]) continue;
    party.order = static_cast<std::uint16_t>(index);
    movers_[p].on_foot =
        world_.parties.vehicles[PartyId{p}] == 0 || on_foot.chance(order.walk_share, p, 0);
    const NodeId node = departure_node(p);
    if (!node) continue;
    const double heard_s = warning::time_of_share(order.diffusion, hearing.uniform(p, 0));
    engine_->schedule({.time = issued + from_seconds(heard_s),
                       .key = kernel::make_key(kHear, p, 0),
                       .process = kernel::ProcessId{node.get()},
                       .a = p,
                       .b = 0,
                       .c = 0});
  }
  logs_->events.add_at_barrier({now, EventKind::OrderIssued, static_cast<std::uint32_t>(index),
                                Mover::kNone, static_cast<double>(persons)});
}

std::vector<SimTime> Simulation::walk_costs() const {
  std::vector<SimTime> cost =
      mobility::routing::walking_costs(world_.roads, file_.world.walk_speed_m_s);
  for (std::uint32_t l = 0; l < cost.size(); ++l) {
    const std::uint8_t factor = condition_[l].walk_factor;
    if (cost[l] == kNever || factor == LinkCondition::kFull) continue;
    cost[l] = factor == 0 ? kNever : scale(cost[l], LinkCondition::kFull, factor);
  }
  return cost;
}

}  // namespace muster::simulation
