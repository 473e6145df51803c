// SPDX-License-Identifier: MIT
// A street that dips through a ford, a way round it, and cars that leave one by one: the world of
// the tests of flooded roads.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "engine/case/case_file.hpp"
#include "engine/world/forcing.hpp"
#include "engine/world/world.hpp"

namespace muster::simulation {

/// Nodes: 0 home, 1 exit, 2 on the way round, 3 the farm behind both. Sources of the roads.
enum FordRoad : std::int64_t { kFord = 1, kOut = 2, kRound = 3, kFarmHome = 4, kFarmOut = 5 };

struct Ford {
  cases::CaseFile file;
  world::World world;
  world::Forcing forcing;

  LinkId link(std::uint32_t from, std::uint32_t to) const {
    for (std::uint32_t l = 0; l < world.roads.links(); ++l) {
      if (world.roads.from[LinkId{l}] == NodeId{from} && world.roads.to[LinkId{l}] == NodeId{to})
        return LinkId{l};
    }
    return {};
  }
  void car(std::uint32_t node, double depart_s) {
    world::Parties& parties = world.parties;
    const PartyId party{parties.size()};
    parties.home_x.push_back(0);
    parties.home_y.push_back(475);
    parties.home_node.push_back(NodeId{node});
    parties.home_walk_node.push_back(NodeId{node});
    parties.persons.push_back(1);
    parties.vehicles.push_back(1);
    parties.household.push_back(party.get());
    parties.group.push_back(0);
    world.stated_trips.push_back({party, from_seconds(depart_s), {}});
  }
  /// Depth in the ford, 400 to 600 m from home, at a time; linear between two.
  void depth(double time_s, float depth_m) {
    world::RasterSeries& maps = forcing[0].imported_depth_m;
    maps.time.push_back(from_seconds(time_s));
    maps.value.emplace_back(world.terrain.grid.size(), 0.f);
    for (const double x : {425.0, 475.0, 525.0, 575.0}) {
      const world::Grid& grid = world.terrain.grid;
      maps.value.back()[grid.index(grid.row_of(25), grid.col_of(x))] = depth_m;
    }
  }
};

/// Without `detour` the ford is the only way out. Streets at 20 m/s with one lane each way.
inline Ford make_ford(bool detour) {
  Ford f;
  f.file.name = "ford";
  f.file.start = "2024-06-01T06:00:00+00:00";
  f.file.horizon_s = 7200;
  f.file.record.movements = cases::RecordMovements::All;
  f.file.plan.behaviour.destination = "nearest_exit";
  f.file.plan.behaviour.informed_share = 1;
  f.file.world.car.close_depth_m = 0.15;
  f.file.world.car.stall_depth_m = 0.46;

  world::Terrain& terrain = f.world.terrain;
  terrain.grid = {0, 500, 50, 10, 20};
  terrain.elevation_m.assign(terrain.grid.size(), 0);
  terrain.manning.assign(terrain.grid.size(), 0.05);

  world::Roads& roads = f.world.roads;
  const std::vector<std::pair<double, double>> places{{10, 25}, {990, 25}, {510, 475}, {10, 475}};
  for (std::uint32_t n = 0; n < places.size(); ++n) {
    roads.x.push_back(places[n].first);
    roads.y.push_back(places[n].second);
    roads.z.push_back(0);
    roads.node_source.push_back(100 + n);
  }
  const auto street = [&](std::uint32_t a, std::uint32_t b, FordRoad source, double length_m) {
    for (const auto& [from, to] : {std::pair{a, b}, std::pair{b, a}}) {
      roads.reverse.push_back(LinkId{roads.links() + (from == a ? 1 : -1)});
      roads.from.push_back(NodeId{from});
      roads.to.push_back(NodeId{to});
      roads.length_m.push_back(length_m);
      roads.free_speed_m_s.push_back(20);
      roads.capacity_veh_s.push_back(0.5);
      roads.lanes.push_back(1);
      roads.road_class.push_back(world::RoadClass::Residential);
      roads.modes.push_back(world::kCar | world::kWalk);
      roads.flags.push_back(0);
      roads.layer.push_back(0);
      roads.source.push_back(source);
      roads.shape_first.push_back(static_cast<std::uint32_t>(roads.shape_x.size()));
      for (const std::uint32_t end : {from, to}) {
        roads.shape_x.push_back(roads.x[NodeId{end}]);
        roads.shape_y.push_back(roads.y[NodeId{end}]);
      }
    }
  };
  street(0, 1, kFord, 980);
  street(3, 0, kFarmHome, 450);
  if (detour) {
    street(0, 2, kOut, 1200);
    street(2, 1, kRound, 1200);
    street(3, 2, kFarmOut, 1200);
  }
  roads.shape_first.push_back(static_cast<std::uint32_t>(roads.shape_x.size()));
  world::finish(roads);
  f.world.profile = world::profile_links(roads, terrain, {});

  world::Site exit;
  exit.id = "exit";
  exit.kind = world::SiteKind::Exit;
  exit.node = NodeId{1};
  exit.x = 990;
  exit.y = 25;
  f.world.sites.push_back(exit);

  cases::Hazard water;
  water.kind = cases::HazardKind::Imported;
  f.file.event.hazards.push_back(water);
  f.forcing.emplace_back();
  return f;
}

}  // namespace muster::simulation
