// SPDX-License-Identifier: MIT
// `muster bound`.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <limits>
#include <map>

#include "engine/cli/commands.hpp"
#include "engine/cli/terminal.hpp"
#include "engine/mobility/routing/bounds.hpp"

namespace muster::cli {

namespace {

/// The earliest time at which a condition can hold, whatever the hazards do.
double earliest_s(const cases::Condition& condition) {
  double time = condition.clock_s.value_or(0);
  for (const cases::Condition& part : condition.all) time = std::max(time, earliest_s(part));
  if (!condition.any.empty()) {
    double first = std::numeric_limits<double>::infinity();
    for (const cases::Condition& part : condition.any) first = std::min(first, earliest_s(part));
    time = std::max(time, first);
  }
  return time + condition.for_s;
}

/// One vehicle for each party that has one and is ordered out, leaving as early as its order can
/// come; or the departures that the plan states.
std::vector<mobility::routing::Demand> demands_of(const input::Loaded& loaded) {
  const world::World& world = loaded.world;
  std::map<std::pair<NodeId, SimTime>, std::int64_t> vehicles;
  for (const world::StatedTrip& trip : world.stated_trips) {
    ++vehicles[{world.parties.home_node[trip.party], trip.depart}];
  }
  IdVector<ZoneId, SimTime> ordered(world.zones.size(), kNever);
  for (const cases::Order& order : loaded.file.plan.orders) {
    const SimTime time = from_seconds(earliest_s(order.when) + order.issue_delay_s);
    for (std::uint32_t z = 0; z < world.zones.size(); ++z) {
      const bool named = std::find(order.zones.begin(), order.zones.end(),
                                   world.zones[ZoneId{z}].id) != order.zones.end();
      if (named) ordered[ZoneId{z}] = std::min(ordered[ZoneId{z}], time);
    }
  }
  for (std::uint32_t p = 0; world.stated_trips.empty() && p < world.parties.size(); ++p) {
    const PartyId party{p};
    const ZoneId zone = world.zone_of_party[party];
    const NodeId node = world.parties.home_node[party];
    if (!zone || !node || world.parties.vehicles[party] == 0 || ordered[zone] == kNever) continue;
    ++vehicles[{node, ordered[zone]}];
  }
  std::vector<mobility::routing::Demand> demands;
  demands.reserve(vehicles.size());
  for (const auto& [key, count] : vehicles) demands.push_back({key.first, key.second, count});
  return demands;
}

}  // namespace

int bound(const CaseOptions& options) {
  Diagnostics diagnostics;
  const input::Loaded loaded = input::load(options.case_path, options.load, diagnostics);
  print_problems(diagnostics);
  if (!diagnostics.ok()) return kBadInput;
  const auto demands = demands_of(loaded);
  const auto outlets = mobility::routing::outlets_of(loaded.world.sites);
  const auto bounds = mobility::routing::compute_bounds(loaded.world.roads, demands, outlets);
  std::printf("%s to clear, by the roads at their best\n",
              counted(bounds.vehicles, "vehicle", "vehicles").c_str());
  if (bounds.unreachable > 0) {
    std::printf("%s cannot reach any shelter or exit and %s left out\n",
                counted(bounds.unreachable, "vehicle", "vehicles").c_str(),
                bounds.unreachable == 1 ? "is" : "are");
  }
  for (const auto& one : bounds.bounds) {
    std::printf("%-16s %16s  %s\n", one.name.c_str(),
                std::isfinite(one.seconds) ? duration(one.seconds).c_str() : "never",
                one.meaning.c_str());
  }
  return kDone;
}

}  // namespace muster::cli
