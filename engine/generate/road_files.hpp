// SPDX-License-Identifier: MIT
// A network as the files that road readers take.
#pragma once

#include <string>

#include "engine/generate/geographic.hpp"
#include "engine/generate/network.hpp"

namespace muster::generate {

/// What a road of a class offers in each direction.
struct Offer {
  const char* highway;  // OSM value
  int lanes;
  double speed_km_h;
  double capacity_veh_h_lane;
};
Offer offer(world::RoadClass road_class);

/// node.csv, link.csv and config.csv (General Modeling Network Specification) in a folder. A
/// two-way street is one row with directed = 0. Beside the specification's columns: bridge, tunnel,
/// underpass (0 or 1) and layer.
void write_gmns(const Network& network, const std::string& folder, const std::string& crs,
                double origin_x_m, double origin_y_m);

/// OpenStreetMap XML: a way for each stretch.
void write_osm(const Network& network, const std::string& path,
               const TransverseMercator& projection, double origin_x_m, double origin_y_m);

}  // namespace muster::generate
