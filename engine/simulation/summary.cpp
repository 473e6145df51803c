// SPDX-License-Identifier: MIT
#include "engine/simulation/summary.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "engine/mobility/routing/bounds.hpp"
#include "engine/simulation/columns.hpp"

namespace muster::simulation {

namespace {

constexpr std::string_view kPersons = "persons";

struct People {
  std::vector<double> by_state = std::vector<double>(kPartyStates, 0);
  double persons = 0;
  double ordered = 0;
  double departed = 0;
  double safe = 0;
  std::array<double, kCauses> overcome{};
  double homes_damaged = 0;
  double homes_destroyed = 0;
  double homes_lost = 0;  // whole homes that the lost shares add up to
  std::vector<std::pair<SimTime, std::uint32_t>> arrivals;  // time, persons
};

bool is_safe(PartyState state) {
  return state == PartyState::Sheltered || state == PartyState::Outside;
}

void add(People& people, const Party& party, std::uint32_t persons, double home_loss) {
  for (std::size_t c = 0; c < kCauses; ++c) people.overcome[c] += party.overcome[c];
  people.homes_damaged += home_loss > 0;
  people.homes_destroyed += home_loss >= 1;
  people.homes_lost += home_loss;
  people.by_state[static_cast<std::size_t>(party.state)] += persons;
  people.persons += persons;
  if (party.order != 0xffff) people.ordered += persons;
  if (party.depart == kNever) return;
  people.departed += persons;
  if (!is_safe(party.state)) return;
  people.safe += persons;
  people.arrivals.emplace_back(party.arrive, persons);
}

/// Time at which `share` of those who set out were safe; kNever where so many are not.
SimTime clearance(const People& people, double share) {
  double safe = 0;
  for (const auto& [time, persons] : people.arrivals) {
    safe += persons;
    if (safe >= share * people.departed) return time;
  }
  return kNever;
}

void report(const std::string& subject, People& people, std::vector<Measure>& out) {
  std::sort(people.arrivals.begin(), people.arrivals.end());
  const std::string unit{kPersons};
  out.push_back({subject, "persons", people.persons, unit});
  out.push_back({subject, "ordered", people.ordered, unit});
  out.push_back({subject, "departed", people.departed, unit});
  out.push_back({subject, "safe", people.safe, unit});
  for (int s = 0; s < kPartyStates; ++s) {
    out.push_back({subject, "now_" + party_state_names()[static_cast<std::size_t>(s)],
                   people.by_state[static_cast<std::size_t>(s)], unit});
  }
  out.push_back({subject, "overcome_by_water", people.overcome[0], unit});
  out.push_back({subject, "overcome_by_debris", people.overcome[1], unit});
  out.push_back({subject, "overcome_by_fire", people.overcome[2], unit});
  out.push_back({subject, "homes_damaged", people.homes_damaged, "homes"});
  out.push_back({subject, "homes_destroyed", people.homes_destroyed, "homes"});
  out.push_back({subject, "homes_lost", people.homes_lost, "homes"});
  for (const int percent : {50, 90, 95, 100}) {
    const SimTime time = people.departed > 0 ? clearance(people, percent / 100.0) : kNever;
    if (time != kNever)
      out.push_back({subject, "clearance_" + std::to_string(percent), to_seconds(time), "s"});
  }
}

/// Clearance over the free-flow and outlet bounds of those who drove and are safe.
void report_bounds(const Simulation& simulation, SimTime cleared, std::vector<Measure>& out) {
  namespace routing = mobility::routing;
  std::vector<routing::Demand> demands;
  for (std::uint32_t p = 0; p < simulation.parties().size(); ++p) {
    const Party& party = simulation.parties()[p];
    if (party.depart == kNever || simulation.movers()[p].on_foot) continue;
    demands.push_back({simulation.world().parties.home_node[PartyId{p}], party.depart, 1});
  }
  if (demands.empty()) return;
  const std::vector<routing::Outlet> outlets = routing::outlets_of(simulation.world().sites);
  routing::BoundOptions options;
  options.flows = false;
  const routing::Bounds bounds =
      routing::compute_bounds(simulation.world().roads, demands, outlets, options);
  for (const routing::Bound& bound : bounds.bounds) {
    std::string name = "bound_" + bound.name;
    std::replace(name.begin(), name.end(), ' ', '_');
    out.push_back({"", std::move(name), bound.seconds, "s"});
  }
  if (cleared != kNever && bounds.greatest_s() > 0)
    out.push_back({"", "clearance_over_bound", to_seconds(cleared) / bounds.greatest_s(), "1"});
}

}  // namespace

std::vector<Measure> summarise(const Simulation& simulation, const kernel::Engine& engine) {
  std::vector<Measure> out;
  const world::World& world = simulation.world();
  People all;
  std::vector<People> zones(world.zones.size());
  const std::vector<double> losses = simulation.home_losses();
  SimTime last_car = 0;
  bool all_cars_safe = true;
  std::uint64_t rerouted = 0;
  for (std::uint32_t p = 0; p < simulation.parties().size(); ++p) {
    const Party& party = simulation.parties()[p];
    const std::uint32_t persons = world.parties.persons[PartyId{p}];
    add(all, party, persons, losses[p]);
    if (!world.zone_of_party.empty() && world.zone_of_party[PartyId{p}])
      add(zones[world.zone_of_party[PartyId{p}].get()], party, persons, losses[p]);
    rerouted += simulation.movers()[p].rerouted;
    if (party.depart == kNever || simulation.movers()[p].on_foot) continue;
    if (is_safe(party.state)) {
      last_car = std::max(last_car, party.arrive);
    } else {
      all_cars_safe = false;
    }
  }
  report("", all, out);
  report_bounds(simulation, all_cars_safe ? last_car : kNever, out);
  const mobility::traffic::TrafficCounts counts = simulation.traffic().counts();
  const Tally& tally = simulation.tally();
  out.push_back({"", "parties_rerouted", static_cast<double>(rerouted), "parties"});
  out.push_back({"", "cars_left", static_cast<double>(counts.abandoned), "parties"});
  out.push_back({"", "gridlocks", static_cast<double>(counts.gridlocks), "1"});
  out.push_back({"", "link_traversals", static_cast<double>(counts.traversals), "1"});
  out.push_back(
      {"", "links_closed_by_water", static_cast<double>(tally.links_closed_by_water), "1"});
  out.push_back(
      {"", "links_closed_by_debris", static_cast<double>(tally.links_closed_by_debris), "1"});
  out.push_back({"", "links_closed_by_fire", static_cast<double>(tally.links_closed_by_fire), "1"});
  out.push_back({"", "links_reopened", static_cast<double>(tally.links_reopened), "1"});
  out.push_back({"", "shelters_flooded", static_cast<double>(tally.sites_flooded), "1"});
  std::uint64_t full = 0;
  for (std::uint32_t s = 0; s < world.sites.size(); ++s) {
    const SiteId site{s};
    if (!simulation.shelters().rules(site).takes_people ||
        simulation.shelters().rules(site).is_exit)
      continue;
    out.push_back({world.sites[site].id, "occupancy",
                   static_cast<double>(simulation.shelters().occupancy(site)),
                   std::string{kPersons}});
    full += simulation.shelters().full(site);
  }
  for (std::size_t w = 0; w < world.waterways.size(); ++w) {
    const SimTime closed = simulation.waterway_closed_at()[w];
    if (closed != kNever)
      out.push_back({world.waterways[w].id, "waterway_closed_at", to_seconds(closed), "s"});
  }
  out.push_back({"", "shelters_full", static_cast<double>(full), "1"});
  for (std::uint32_t z = 0; z < zones.size(); ++z) report(world.zones[ZoneId{z}].id, zones[z], out);
  add_outcomes(simulation.hazards(), out);
  out.push_back({"", "events", static_cast<double>(engine.statistics().events), "1"});
  return out;
}

void add_outcomes(const Hazards& hazards, std::vector<Measure>& out) {
  if (const std::optional<WaterBalance> water = hazards.balance()) {
    out.push_back({"", "water_stored", water->stored_m3, "m3"});
    out.push_back({"", "water_residual", water->residual, "1"});
  }
  for (const Outcome& outcome : hazards.outcomes())
    out.push_back(
        {outcome.subject, std::string{outcome.name}, outcome.value, std::string{outcome.unit}});
}

void write_summary(trace::Writer& writer, const std::vector<Measure>& summary) {
  writer.write_table(trace::table("summary"),
                     {column(summary, &Measure::subject), column(summary, &Measure::name),
                      column(summary, &Measure::value), column(summary, &Measure::unit)});
}

}  // namespace muster::simulation
