// SPDX-License-Identifier: MIT
// A small town on a slope above a lake that rises and falls again: the world of the simulation
// tests.
#pragma once

#include <cmath>

#include "engine/base/random.hpp"
#include "engine/case/case_file.hpp"
#include "engine/world/forcing.hpp"
#include "engine/world/world.hpp"

namespace muster::simulation {

struct Valley {
  cases::CaseFile file;
  world::World world;
  world::Forcing forcing;
};

/// Streets every 100 m on 1 km x 1 km; the ground rises 1 m in 100 m to the north. 500 households.
/// A shelter half way up that is too small, one at the top; the lake rises 3.5 m in two hours and
/// falls.
inline Valley make_valley() {
  constexpr std::uint32_t kSide = 11;
  constexpr std::uint32_t kHouseholds = 500;
  Valley v;
  v.file.name = "valley";
  v.file.start = "2024-06-01T06:00:00+00:00";
  v.file.horizon_s = 6 * 3600;
  v.file.seed = 11;
  v.file.record.movements = cases::RecordMovements::All;

  world::Terrain& terrain = v.world.terrain;
  terrain.grid = {0, 1000, 20, 50, 50};
  for (int row = 0; row < 50; ++row) {
    for (int col = 0; col < 50; ++col) {
      // Two bumps cut the shore into bays, so that water reaches streets from several sides.
      const double bump = (col / 10) % 2 == 0 ? 0.4 : 0.0;
      terrain.elevation_m.push_back(0.01 * terrain.grid.y_of(row) + bump);
    }
  }
  terrain.manning.assign(terrain.grid.size(), 0.05);

  world::Roads& roads = v.world.roads;
  for (std::uint32_t n = 0; n < kSide * kSide; ++n) {
    roads.x.push_back(100.0 * (n % kSide));
    roads.y.push_back(100.0 * (n / kSide));
    roads.z.push_back(world::height(terrain, roads.x.back(), roads.y.back()));
    roads.node_source.push_back(n);
  }
  const auto street = [&](std::uint32_t a, std::uint32_t b) {
    for (const auto& [from, to] : {std::pair{a, b}, std::pair{b, a}}) {
      roads.reverse.push_back(LinkId{roads.links() + (from == a ? 1 : -1)});
      roads.from.push_back(NodeId{from});
      roads.to.push_back(NodeId{to});
      roads.length_m.push_back(100);
      roads.free_speed_m_s.push_back(50 / 3.6);
      roads.capacity_veh_s.push_back(0.3);
      roads.lanes.push_back(1);
      roads.road_class.push_back(world::RoadClass::Residential);
      roads.modes.push_back(world::kCar | world::kWalk);
      roads.flags.push_back(0);
      roads.layer.push_back(0);
      roads.source.push_back(static_cast<std::int64_t>(a) * 1000 + b);
      roads.shape_first.push_back(static_cast<std::uint32_t>(roads.shape_x.size()));
      for (const std::uint32_t end : {from, to}) {
        roads.shape_x.push_back(roads.x[NodeId{end}]);
        roads.shape_y.push_back(roads.y[NodeId{end}]);
      }
    }
  };
  for (std::uint32_t n = 0; n < kSide * kSide; ++n) {
    if (n % kSide + 1 < kSide) street(n, n + 1);
    if (n + kSide < kSide * kSide) street(n, n + kSide);
  }
  roads.shape_first.push_back(static_cast<std::uint32_t>(roads.shape_x.size()));
  world::finish(roads);
  v.world.profile = world::profile_links(roads, terrain, {});

  const auto shelter = [&](const char* id, std::uint32_t node, std::int64_t capacity) {
    world::Site site;
    site.id = id;
    site.kind = world::SiteKind::Shelter;
    site.node = NodeId{node};
    site.x = roads.x[site.node];
    site.y = roads.y[site.node];
    site.capacity_persons = capacity;
    v.world.sites.push_back(site);
  };
  shelter("school", 4 * kSide + 5, 150);
  shelter("hall", 10 * kSide + 5, 5000);
  shelter("boathouse", 1 * kSide + 2, 60);

  v.world.zones.push_back({"shore", "Shore", {}});
  world::Parties& parties = v.world.parties;
  const Stream draws{3, Purpose{"test.valley"}};
  for (std::uint32_t p = 0; p < kHouseholds; ++p) {
    const NodeId node{draws.below(kSide * 6, p, 0)};
    parties.home_x.push_back(roads.x[node] + 30 * draws.uniform(p, 1));
    parties.home_y.push_back(roads.y[node] + 30 * draws.uniform(p, 2));
    parties.home_node.push_back(node);
    parties.home_walk_node.push_back(node);
    parties.persons.push_back(static_cast<std::uint16_t>(1 + draws.below(5, p, 3)));
    parties.vehicles.push_back(draws.chance(0.8, p, 4) ? 1 : 0);
    parties.household.push_back(p);
    parties.group.push_back(0);
    v.world.zone_of_party.push_back(node.get() < 5 * kSide ? ZoneId{0} : ZoneId{});
  }

  cases::Hazard lake;
  lake.period_s = 60;
  cases::FloodBoundary boundary;
  boundary.id = "lake";
  boundary.kind = cases::FloodBoundaryKind::Stage;
  lake.boundaries.push_back(boundary);
  v.file.event.hazards.push_back(lake);
  world::BoundaryCells cells;
  cells.id = "lake";
  for (std::uint32_t col = 0; col < 50; ++col) cells.cell.push_back(49 * 50 + col);
  cells.series.time = {0, from_seconds(7200), from_seconds(10800), from_seconds(18000)};
  cells.series.value = {0, 3.5, 3.5, 0};
  v.forcing.emplace_back().boundaries = {cells};

  cases::Order order;
  order.id = "leave";
  order.zones = {"shore"};
  order.when.stage = cases::Condition::Level{"lake", 0.5, 0};
  order.diffusion.kind = cases::CurveKind::RogersSorensen;
  order.preparation.kind = cases::CurveKind::Rayleigh;
  order.preparation.sigma_s = 1200;
  order.comply_share = 0.85;
  v.file.plan.orders.push_back(order);
  return v;
}

}  // namespace muster::simulation
