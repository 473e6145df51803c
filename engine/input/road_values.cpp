// SPDX-License-Identifier: MIT
// Speeds, lanes and capacities by road class, for roads whose file does not state them.
#include <array>
#include <string_view>

#include "engine/input/network.hpp"

namespace muster::input {
namespace {

using world::RoadClass;

struct Row {
  std::string_view highway;
  RoadClass road_class;
  double speed_km_h;
  double lanes;
  double capacity_veh_h_lane;
};

// Speeds: OSRM, profiles/car.lua (what traffic does on such a road, not its limit). Lanes and
// capacity a lane: MATSim, contrib/osm, LinkProperties. Assumptions of our own, where those have no
// row: "road" as unclassified; service and track with half of MATSim's 600 veh/h, track at the
// speed of service. Ways of walkers take no vehicles.
constexpr std::array kRows{
    Row{"motorway", RoadClass::Motorway, 90, 2, 2000},
    Row{"motorway_link", RoadClass::Motorway, 75, 1, 1500},
    Row{"trunk", RoadClass::Trunk, 85, 1, 2000},
    Row{"trunk_link", RoadClass::Trunk, 70, 1, 1500},
    Row{"primary", RoadClass::Primary, 65, 1, 1500},
    Row{"primary_link", RoadClass::Primary, 60, 1, 1500},
    Row{"secondary", RoadClass::Secondary, 55, 1, 800},
    Row{"secondary_link", RoadClass::Secondary, 50, 1, 800},
    Row{"tertiary", RoadClass::Tertiary, 40, 1, 600},
    Row{"tertiary_link", RoadClass::Tertiary, 30, 1, 600},
    Row{"unclassified", RoadClass::Unclassified, 25, 1, 600},
    Row{"road", RoadClass::Unclassified, 25, 1, 600},
    Row{"residential", RoadClass::Residential, 25, 1, 600},
    Row{"living_street", RoadClass::LivingStreet, 10, 1, 300},
    Row{"service", RoadClass::Service, 15, 1, 300},
    Row{"track", RoadClass::Track, 15, 1, 300},
    Row{"pedestrian", RoadClass::Path, 5, 0, 0},
    Row{"footway", RoadClass::Path, 5, 0, 0},
    Row{"path", RoadClass::Path, 5, 0, 0},
    Row{"cycleway", RoadClass::Path, 5, 0, 0},
    Row{"bridleway", RoadClass::Path, 5, 0, 0},
    Row{"corridor", RoadClass::Path, 5, 0, 0},
    Row{"steps", RoadClass::Steps, 5, 0, 0},
};

const Row* row_of(std::string_view highway) {
  for (const Row& row : kRows) {
    if (row.highway == highway) return &row;
  }
  return nullptr;
}

}  // namespace

std::optional<RoadClass> road_class_of(const std::string& highway) {
  if (const Row* row = row_of(highway)) return row->road_class;
  return std::nullopt;
}

RoadValues road_values(const cases::RoadDefaults& defaults, const std::string& highway) {
  const Row* row = row_of(highway);
  if (!row) row = row_of("unclassified");
  RoadValues values{row->speed_km_h, row->lanes, row->capacity_veh_h_lane};
  const std::string road_class = world::name(row->road_class);
  const auto replace = [&](const std::map<std::string, double>& stated, double& value) {
    for (const std::string& key : {road_class, highway}) {
      if (const auto it = stated.find(key); it != stated.end()) value = it->second;
    }
  };
  replace(defaults.speed_km_h, values.speed_km_h);
  replace(defaults.lanes, values.lanes);
  replace(defaults.capacity_veh_h_lane, values.capacity_veh_h_lane);
  return values;
}

}  // namespace muster::input
