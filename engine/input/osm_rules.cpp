// SPDX-License-Identifier: MIT
// Tags to rules. Where a value is a choice of ours, it says so.
#include "engine/input/osm_rules.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "engine/input/network.hpp"
#include "engine/input/table.hpp"

namespace muster::input {
namespace {

using world::RoadClass;

template <std::size_t N>
bool among(std::string_view value, const std::array<std::string_view, N>& list) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

/// Values of an access tag that keep cars out. Unknown values do not.
bool bars(std::string_view value) {
  constexpr std::array<std::string_view, 11> kBarring{
      "no",       "none", "agricultural", "forestry", "emergency",   "bus",
      "military", "psv",  "bicycle",      "tram",     "use_sidepath"};
  return among(value, kBarring);
}

std::string_view first_of(const OsmTags& tags, std::initializer_list<std::string_view> keys) {
  for (const std::string_view key : keys) {
    if (!tags[key].empty()) return tags[key];
  }
  return {};
}

Oneway oneway_of(const OsmTags& tags, RoadClass road_class, bool roundabout) {
  const std::string_view value =
      first_of(tags, {"oneway:motorcar", "oneway:motor_vehicle", "oneway"});
  if (value == "yes" || value == "true" || value == "1") return Oneway::Forward;
  if (value == "-1" || value == "reverse") return Oneway::Backward;
  if (value == "reversible") return Oneway::Reversible;
  if (value == "no" || value == "false" || value == "0") return Oneway::Both;
  const bool implied =
      roundabout || (road_class == RoadClass::Motorway && tags["highway"] == "motorway");
  return implied ? Oneway::Forward : Oneway::Both;
}

/// Lanes of one tag; "2;3" counts the lowest. 0 where there is none.
int lane_count(std::string_view value) {
  int least = 0;
  while (!value.empty()) {
    const std::size_t cut = value.find_first_of(";|");
    const std::optional<double> number = to_number(value.substr(0, cut));
    if (number && *number >= 1 && *number <= 20) {
      const int lanes = static_cast<int>(*number);
      least = least == 0 ? lanes : std::min(least, lanes);
    }
    value = cut == std::string_view::npos ? std::string_view{} : value.substr(cut + 1);
  }
  return least;
}

void set_lanes(const OsmTags& tags, double default_lanes, WayRules& rules) {
  const auto count = [&](const char* key) {
    const int lanes = lane_count(tags[key]);
    rules.unreadable = rules.unreadable || (lanes == 0 && !tags[key].empty());
    return lanes;
  };
  const int all = count("lanes");
  int forward = count("lanes:forward");
  int backward = count("lanes:backward");
  const int usual = std::max(1, static_cast<int>(std::floor(default_lanes + 0.5)));
  if (rules.oneway == Oneway::Forward || rules.oneway == Oneway::Backward) {
    const int own = rules.oneway == Oneway::Forward ? forward : backward;
    rules.lanes_forward = rules.lanes_backward = own > 0 ? own : all > 0 ? all : usual;
    return;
  }
  const int both = lane_count(tags["lanes:both_ways"]);  // turning lane in the middle: nobody's
  if (all > 0) {
    if (forward == 0 && backward > 0) forward = all - both - backward;
    if (backward == 0 && forward > 0) backward = all - both - forward;
    if (forward == 0 && backward == 0) forward = backward = (all - both) / 2;
  }
  const bool stated = all > 0 || forward > 0 || backward > 0;
  rules.lanes_forward = std::max(1, stated ? forward : usual);
  rules.lanes_backward = std::max(1, stated ? backward : usual);
}

void set_speeds(const OsmTags& tags, double default_km_h, WayRules& rules) {
  const auto speed_or = [&](const char* key, double otherwise) {
    const std::optional<double> speed = speed_km_h(tags[key]);
    rules.unreadable = rules.unreadable || (!speed && !tags[key].empty());
    return speed.value_or(otherwise);
  };
  const double both = speed_or("maxspeed", default_km_h);
  rules.speed_forward_m_s = speed_or("maxspeed:forward", both) / 3.6;
  rules.speed_backward_m_s = speed_or("maxspeed:backward", both) / 3.6;
}

}  // namespace

std::optional<double> speed_km_h(std::string_view maxspeed) {
  std::optional<double> least;
  while (!maxspeed.empty()) {
    const std::size_t cut = maxspeed.find_first_of(";,|");
    std::string_view value = maxspeed.substr(0, cut);
    maxspeed = cut == std::string_view::npos ? std::string_view{} : maxspeed.substr(cut + 1);
    while (!value.empty() && value.front() == ' ') value.remove_prefix(1);
    while (!value.empty() && value.back() == ' ') value.remove_suffix(1);
    std::optional<double> speed;
    // "RO:urban": what most countries set; "DE:zone:30", "zone30" end in their number
    if (const std::size_t colon = value.rfind(':'); colon != std::string_view::npos) {
      value = value.substr(colon + 1);
    }
    if (value.starts_with("zone")) value.remove_prefix(4);
    double factor = 1;
    const std::size_t unit = value.find_first_not_of("0123456789.");
    if (unit != std::string_view::npos && unit > 0) {
      std::string_view name = value.substr(unit);
      while (!name.empty() && name.front() == ' ') name.remove_prefix(1);
      factor = name == "mph"                                      ? 1.609344
               : name == "knots"                                  ? 1.852
               : name == "km/h" || name == "kmh" || name == "kph" ? 1
                                                                  : 0;
      value = value.substr(0, unit);
    }
    if (const std::optional<double> number = to_number(value); number && factor > 0) {
      speed = *number * factor;
    } else if (value == "none") {
      speed = 130;  // assumption: the advisory limit of German motorways
    } else if (value == "walk" || value == "living_street") {
      speed = value == "walk" ? 7 : 20;
    } else if (value == "urban") {
      speed = 50;
    } else if (value == "rural") {
      speed = 90;
    } else if (value == "motorway") {
      speed = 120;
    } else if (value == "trunk") {
      speed = 100;
    }
    if (speed && (*speed < 1 || *speed > 300)) speed.reset();
    if (speed && (!least || *speed < *least)) least = speed;
  }
  return least;
}

bool bars_cars(const OsmTags& node) {
  constexpr std::array<std::string_view, 15> kPassable{
      "gate",       "lift_gate", "swing_gate", "sliding_gate",   "cattle_grid",
      "toll_booth", "entrance",  "no",         "border_control", "height_restrictor",
      "arch",       "kerb",      "sally_port", "checkpoint",     "hampshire_gate"};
  if (node["barrier"].empty()) return false;
  if (node["locked"] == "yes") return true;
  const std::string_view access =
      first_of(node, {"motorcar", "motor_vehicle", "vehicle", "access"});
  if (!access.empty()) return bars(access);
  return !among(node["barrier"], kPassable);
}

WayRules rules_of(const OsmWay& way, const cases::RoadDefaults& defaults) {
  const OsmTags& tags = way.tags;
  const std::string highway(tags["highway"]);
  WayRules rules;
  rules.road_class = *road_class_of(highway);
  const RoadValues values = road_values(defaults, highway);
  const std::string_view junction = tags["junction"];
  const bool roundabout = junction == "roundabout" || junction == "circular";
  rules.oneway =
      for_cars(rules.road_class) ? oneway_of(tags, rules.road_class, roundabout) : Oneway::Both;

  const std::string_view access =
      first_of(tags, {"motorcar", "motor_vehicle", "vehicle", "access"});
  rules.cars = for_cars(rules.road_class) && !bars(access);
  rules.on_private_ground = access == "private";
  const std::string_view foot = first_of(tags, {"foot", "access"});
  const bool motor_road = rules.road_class == RoadClass::Motorway || tags["motorroad"] == "yes";
  rules.walkers = foot.empty() ? !motor_road : !bars(foot);

  set_lanes(tags, values.lanes, rules);
  set_speeds(tags, values.speed_km_h, rules);
  rules.capacity_veh_s_lane = values.capacity_veh_h_lane / 3600;

  const std::optional<std::int64_t> layer = to_integer(tags["layer"]);
  rules.layer = static_cast<std::int8_t>(std::clamp<std::int64_t>(layer.value_or(0), -10, 10));
  const std::string_view bridge = tags["bridge"], tunnel = tags["tunnel"];
  if (roundabout) rules.flags |= world::kRoundabout;
  if (!bridge.empty() && bridge != "no") {
    rules.flags |= world::kBridge;
  } else if (!tunnel.empty() && tunnel != "no" && tunnel != "building_passage" &&
             tunnel != "culvert") {
    rules.flags |= world::kTunnel;
    rules.short_tunnel_is_underpass = rules.layer < 0;
  } else if (rules.layer < 0) {
    rules.flags |= world::kUnderpass;
  }
  return rules;
}

Direction direction_of(const WayRules& rules, bool forward) {
  Direction direction;
  const bool open = rules.oneway == Oneway::Both ||
                    rules.oneway == (forward ? Oneway::Forward : Oneway::Backward);
  direction.speed_m_s = forward ? rules.speed_forward_m_s : rules.speed_backward_m_s;
  if (rules.walkers) direction.modes |= world::kWalk;
  if (rules.cars) direction.modes |= world::kCar;
  if (rules.cars && open) {
    direction.lanes =
        static_cast<std::uint8_t>(forward ? rules.lanes_forward : rules.lanes_backward);
  }
  if (rules.cars && !open) direction.flags |= world::kOpposing;
  direction.capacity_veh_s = rules.capacity_veh_s_lane * std::max<int>(1, direction.lanes);
  return direction;
}

}  // namespace muster::input
