// SPDX-License-Identifier: MIT
// What a road file yields: the network, and what else lay in the file.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/case/plan_file.hpp"
#include "engine/case/world_file.hpp"
#include "engine/input/import.hpp"
#include "engine/world/sites.hpp"
#include "engine/world/world.hpp"

namespace muster::input {

/// A school, a hospital, ... that the road file holds. `value` is the OSM tag ("amenity=school").
struct MappedPlace {
  std::int64_t source = 0;
  std::string tag;
  std::string name;
  double x = 0;  // case CRS; an area's centroid
  double y = 0;
  double area_m2 = 0;  // 0 for points
};

struct Network {
  world::Roads roads;
  std::vector<double> point_x;  // every point of a road for cars, once
  std::vector<double> point_y;
  std::vector<world::Site> exits;
  std::vector<MappedPlace> places;  // by kind of object and id
};

/// nodes.csv, links.csv and exits.csv in `roads.csv`. Directed links with
/// length, speed, lanes and the capacity of all lanes; links of one pair of nodes and one length
/// are each other's reverse. Links are not split: such networks are there to be compared link by
/// link. Sinks become exits without limit. Everything wrong is reported; nothing is returned then.
std::optional<Network> read_csv_network(const cases::RoadSpec& roads, const std::string& case_crs,
                                        Import& import);

/// node.csv and link.csv, and config.csv and geometry.csv where they exist, in `roads.gmns`
/// (General Modeling Network Specification). Units as config.csv says, else metres and km/h.
std::optional<Network> read_gmns(const cases::RoadSpec& roads, const std::string& case_crs,
                                 Import& import);

/// The tables of a GMNS network, as text.
struct GmnsTables {
  std::string folder;  // named in messages
  std::string node;
  std::string link;
  std::string config;    // may be empty
  std::string geometry;  // may be empty
};
std::optional<Network> parse_gmns(const GmnsTables& tables, const cases::RoadSpec& roads,
                                  const std::string& case_crs, Import& import);

/// .osm.pbf, .osm or .osm.bz2 in `roads.osm`.
std::optional<Network> read_osm(const cases::RoadSpec& roads, const std::string& case_crs,
                                Import& import);

/// Adds the lines of `roads.extra_lines` to a network as roads. Their ends join the nearest node
/// within `roads.snap_m`, of the network or of a line before; an end that meets none becomes a dead
/// end and is warned of. Columns, all optional: id (a number that plans can name), highway (OSM's
/// values, else unclassified), oneway, lanes, maxspeed.
void add_extra_lines(const cases::RoadSpec& roads, const std::string& case_crs, Network& network,
                     Import& import);

/// vehicles.csv and routes.csv: a party of one person in one vehicle each, appended to
/// world.parties, and its departure in world.stated_trips, sorted by departure and party. Origins
/// are node sources, links link sources; the links of a route must follow one another from the
/// origin.
void read_demand(const cases::Demand& demand, world::World& world, Import& import);

/// What a road has where the file does not say.
struct RoadValues {
  double speed_km_h = 0;
  double lanes = 0;  // a direction
  double capacity_veh_h_lane = 0;
};
/// By OSM highway value ("primary_link"); `defaults` of the case go first, by class or by value.
/// Speeds are those of OSRM's car profile, lanes and capacities those of MATSim's OSM reader (both
/// read; sources in the .cpp).
RoadValues road_values(const cases::RoadDefaults& defaults, const std::string& highway);
/// Class of an OSM highway value that this simulator knows; nothing for others ("proposed", ...).
std::optional<world::RoadClass> road_class_of(const std::string& highway);
constexpr bool for_cars(world::RoadClass road_class) {
  return road_class != world::RoadClass::Path && road_class != world::RoadClass::Steps;
}

}  // namespace muster::input
