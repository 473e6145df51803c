// SPDX-License-Identifier: MIT
// Places on the network: shelters, exits, hospitals, depots, ...
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/id.hpp"

namespace muster::world {

enum class SiteKind : std::uint8_t {
  Shelter,
  Exit,  // out of the modelled area; everyone who gets there is safe
  Hospital,
  School,
  Depot,
  FireStation,
  Police,
  CommandPost,
  Cistern,
  Monitor,
  Gate,
  Other
};
inline constexpr int kSiteKinds = 12;

/// Name as used in case files and traces ("fire_station", ...), and back; nothing for other text.
const char* name(SiteKind kind);
std::optional<SiteKind> site_kind(std::string_view text);

/// What a place is. How it is used (opening, desks) is in the plan.
struct Site {
  std::string id;  // unique among sites
  SiteKind kind = SiteKind::Other;
  std::string name;
  double x = 0;  // case CRS
  double y = 0;
  NodeId node;  // where vehicles and walkers reach it; invalid where none is near
  std::int64_t capacity_persons = 0;  // shelters; 0 = none. Exits have no limit.
  int tier = 0;  // shelters: 1 medium and long stay, 2 short stay, 3 temporary; 0 = not said
  double area_m2 = 0;
  double floor_above_ground_m = 0;  // water closes the site above this
  double rate_veh_h = 0;  // exits and car parks: vehicles an hour that it takes; 0 = unlimited
  std::int64_t parking_vehicles = 0;  // vehicles that may stand there; 0 = unlimited
  std::string responsible;
  bool inferred = false;  // made a shelter by rule, not listed as one
};

using Sites = IdVector<SiteId, Site>;

}  // namespace muster::world
