// SPDX-License-Identifier: MIT
// What OpenStreetMap tags mean for cars and walkers.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "engine/case/world_file.hpp"
#include "engine/input/osm_data.hpp"
#include "engine/input/road_builder.hpp"
#include "engine/world/roads.hpp"

namespace muster::input {

enum class Oneway { Both, Forward, Backward, Reversible };

/// One way's meaning. Speeds in m/s, capacity in vehicles/s a lane.
struct WayRules {
  world::RoadClass road_class = world::RoadClass::Unclassified;
  Oneway oneway = Oneway::Both;
  bool cars = false;
  bool walkers = false;
  bool on_private_ground = false;  // access=private: open here, for who lives there must get out
  int lanes_forward = 1;
  int lanes_backward = 1;
  bool unreadable = false;  // lanes or a maxspeed are stated, and say nothing: the class decides
  double speed_forward_m_s = 0;
  double speed_backward_m_s = 0;
  double capacity_veh_s_lane = 0;
  world::LinkFlags flags = 0;
  std::int8_t layer = 0;
  bool short_tunnel_is_underpass = false;  // a tunnel that lies below layer 0
};

/// `way` has a known highway value. Direction: oneway=yes, true, 1 and -1, reverse; motorways and
/// roundabouts are one-way unless tagged no; reversible roads are open neither way until a
/// contraflow order opens them. Access: the most specific of motorcar, motor_vehicle, vehicle,
/// access (foot, access for walkers) decides; no, agricultural, forestry, bus and the like bar,
/// private and destination do not. Lanes of two-way roads are shared: lanes:forward and
/// lanes:backward where given, else half of lanes each, at least one.
WayRules rules_of(const OsmWay& way, const cases::RoadDefaults& defaults);

/// The way along (or against) its nodes, but for the source. A closed direction has no lanes and
/// the capacity of one.
Direction direction_of(const WayRules& rules, bool forward);

/// km/h of a maxspeed value: "60", "40 mph", "50;60" (the lowest), "RO:urban", "DE:zone:30",
/// "walk", "none"; nothing where it says nothing ("signals").
std::optional<double> speed_km_h(std::string_view maxspeed);

/// True for barriers that no car passes: bollards, blocks, ...; gates only if locked or access says
/// no.
bool bars_cars(const OsmTags& node);

}  // namespace muster::input
