// SPDX-License-Identifier: MIT
// What exists before the event.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/time.hpp"
#include "engine/world/people.hpp"
#include "engine/world/roads.hpp"
#include "engine/world/sites.hpp"
#include "engine/world/terrain.hpp"

namespace muster::world {

/// Depth maps in time on the terrain grid (imported hazards), as read; NaN = dry or never.
struct RasterSeries {
  std::vector<SimTime> time;
  std::vector<std::vector<float>> value;
};

/// A zone's parties and outline; zones are named by the plan and found in the world at import.
struct Zone {
  std::string id;
  std::string name;
  std::vector<std::vector<double>>
      ring_xy;  // x, y, x, y, ...; empty where the zone is a rule, not an area
};

/// A river or a fairway.
struct Waterway {
  std::string id;
  std::vector<std::uint32_t> cell;  // along its line, ascending
  double close_debris_m = 0;
};

/// A departure stated outright by a table (comparison cases), instead of by warnings.
struct StatedTrip {
  PartyId party;
  SimTime depart = 0;
  std::vector<LinkId> route;  // empty: routed
};

struct World {
  std::string crs;  // projected, metres
  Terrain terrain;
  Roads roads;
  LinkProfile profile;
  Sites sites;
  Parties parties;
  IdVector<ZoneId, Zone> zones;
  IdVector<PartyId, ZoneId> zone_of_party;  // invalid: in no zone
  std::vector<StatedTrip> stated_trips;
  std::vector<Waterway> waterways;
};

}  // namespace muster::world
