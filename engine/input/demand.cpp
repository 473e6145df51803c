// SPDX-License-Identifier: MIT
// Departures and routes that tables state outright.
#include <algorithm>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "engine/base/time.hpp"
#include "engine/input/network.hpp"
#include "engine/input/table_row.hpp"

namespace muster::input {

void read_demand(const cases::Demand& demand, world::World& world, Import& import) {
  const std::size_t errors_before = import.diagnostics.errors();
  const world::Roads& roads = world.roads;
  std::unordered_map<std::int64_t, NodeId> node_of;
  for (std::uint32_t n = 0; n < roads.nodes(); ++n) {
    if (roads.node_source[NodeId{n}] >= 0) node_of.emplace(roads.node_source[NodeId{n}], NodeId{n});
  }

  std::unordered_map<std::int64_t, std::vector<LinkId>> route_of;
  if (!demand.routes.empty()) {
    Table table;
    std::vector<int> index;
    if (!open_table(demand.routes, {"origin", "links"}, import, table, index)) return;
    RowProblems problems(import.diagnostics, demand.routes);
    for (std::size_t r = 0; r < table.rows(); ++r) {
      TableRow row(table, index, r, problems);
      const std::int64_t origin = row.integer(0);
      if (!row.good()) continue;
      const auto start = node_of.find(origin);
      if (start == node_of.end()) {
        row.fail("node " + std::to_string(origin) + " is not in the network");
        continue;
      }
      std::vector<LinkId> route;
      NodeId at = start->second;
      std::string_view rest = row.text(1);
      while (!rest.empty() && row.good()) {
        const std::size_t blank = rest.find(' ');
        const std::string_view word = rest.substr(0, blank);
        rest = blank == std::string_view::npos ? std::string_view{} : rest.substr(blank + 1);
        if (word.empty()) continue;
        const std::optional<std::int64_t> source = to_integer(word);
        if (!source) {
          row.fail(in_quotes(word) + " is no link id");
          break;
        }
        // a link that was split at import goes on through nodes that the file does not know
        do {
          LinkId next;
          for (const LinkId link : roads.out(at)) {
            const bool turns = !route.empty() && link == roads.reverse[route.back()] &&
                               roads.node_source[at] == -1;
            if (roads.source[link] == *source && roads.lanes[link] > 0 && !turns) next = link;
          }
          if (!next) {
            row.fail("link " + std::string(word) +
                     " does not go on from where the route has come to");
            break;
          }
          route.push_back(next);
          at = roads.to[next];
        } while (roads.node_source[at] == -1);
      }
      if (row.good() && route.empty()) row.fail("the route has no links");
      if (row.good() && !route_of.emplace(origin, std::move(route)).second) {
        row.fail("there are two routes from node " + std::to_string(origin));
      }
    }
  }

  struct Vehicle {
    std::int64_t id;
    double depart_s;
    NodeId origin;
    std::int64_t origin_source;
    std::size_t line;
  };
  Table table;
  std::vector<int> index;
  if (!open_table(demand.vehicles, {"id", "depart_s", "origin"}, import, table, index)) return;
  std::vector<Vehicle> vehicles;
  {
    RowProblems problems(import.diagnostics, demand.vehicles);
    vehicles.reserve(table.rows());
    for (std::size_t r = 0; r < table.rows(); ++r) {
      TableRow row(table, index, r, problems);
      Vehicle vehicle{row.integer(0), row.number(1, 0, 1e9), {}, row.integer(2), table.line(r)};
      if (!row.good()) continue;
      const auto origin = node_of.find(vehicle.origin_source);
      if (origin == node_of.end()) {
        row.fail("node " + std::to_string(vehicle.origin_source) + " is not in the network");
      } else if (!demand.routes.empty() && !route_of.contains(vehicle.origin_source)) {
        row.fail("there is no route from node " + std::to_string(vehicle.origin_source));
      } else {
        vehicle.origin = origin->second;
        vehicles.push_back(vehicle);
      }
    }
    std::stable_sort(vehicles.begin(), vehicles.end(),
                     [](const Vehicle& a, const Vehicle& b) { return a.id < b.id; });
    for (std::size_t i = 1; i < vehicles.size(); ++i) {
      if (vehicles[i].id == vehicles[i - 1].id) {
        problems.error(vehicles[i].line,
                       "vehicle " + std::to_string(vehicles[i].id) + " occurs twice",
                       "first on line " + std::to_string(vehicles[i - 1].line));
      }
    }
  }
  if (import.diagnostics.errors() != errors_before) return;

  world::Parties& parties = world.parties;
  std::uint32_t household = 0;
  for (const std::uint32_t other : parties.household) household = std::max(household, other + 1);
  for (const Vehicle& vehicle : vehicles) {
    const PartyId party{parties.size()};
    parties.home_x.push_back(roads.x[vehicle.origin]);
    parties.home_y.push_back(roads.y[vehicle.origin]);
    parties.home_node.push_back(vehicle.origin);
    parties.home_walk_node.push_back(vehicle.origin);
    parties.persons.push_back(1);
    parties.vehicles.push_back(1);
    parties.household.push_back(household++);
    parties.group.push_back(vehicle.origin.get());
    world::StatedTrip trip{party, from_seconds(vehicle.depart_s), {}};
    if (const auto it = route_of.find(vehicle.origin_source); it != route_of.end()) {
      trip.route = it->second;
    }
    world.stated_trips.push_back(std::move(trip));
  }
  std::sort(world.stated_trips.begin(), world.stated_trips.end(),
            [](const world::StatedTrip& a, const world::StatedTrip& b) {
              return std::tuple(a.depart, a.party) < std::tuple(b.depart, b.party);
            });
  import.find("stated departures", static_cast<std::int64_t>(vehicles.size()));
}

}  // namespace muster::input
