// SPDX-License-Identifier: MIT
// The order in which a case's files become its world.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <exception>

#include "engine/input/crs.hpp"
#include "engine/input/forcing.hpp"
#include "engine/input/load.hpp"
#include "engine/input/network.hpp"
#include "engine/input/people.hpp"
#include "engine/input/references.hpp"
#include "engine/input/shifted_layers.hpp"
#include "engine/input/sites.hpp"
#include "engine/input/terrain.hpp"
#include "engine/input/waterways.hpp"
#include "engine/input/zones.hpp"
#include "engine/world/components.hpp"

namespace muster::input {
namespace {

/// The case's plane: projected, in metres. Networks in local metres need none if nothing else has
/// one.
bool check_crs(const cases::WorldFile& file, Import& import) {
  if (file.crs.empty()) {
    if (file.roads.osm.empty() && file.terrain.dem.empty()) return true;
    import.diagnostics.error(
        "#/world/crs", "the case states no crs",
        "state the projected CRS to work in, such as the UTM zone's EPSG code");
    return false;
  }
  const CrsFacts facts = describe_crs(file.crs);
  if (!facts.known) {
    import.diagnostics.error("#/world/crs", "'" + file.crs + "' is not known",
                             "give an EPSG code such as EPSG:4547");
  } else if (!facts.projected || std::fabs(facts.metres - 1) > 1e-9) {
    import.diagnostics.error("#/world/crs", "'" + file.crs + "' is not a plane in metres",
                             "state a projected CRS, such as the UTM zone's EPSG code");
  }
  return import.diagnostics.ok();
}

std::optional<Network> read_network(const cases::WorldFile& file, Import& import) {
  if (!file.roads.osm.empty()) return read_osm(file.roads, file.crs, import);
  if (!file.roads.gmns.empty()) return read_gmns(file.roads, file.crs, import);
  if (!file.roads.csv.empty()) return read_csv_network(file.roads, file.crs, import);
  import.diagnostics.error("#/world/roads", "names no network", "give osm, gmns or csv");
  return std::nullopt;
}

Box box_of_roads(const world::Roads& roads) {
  Box box{1e300, 1e300, -1e300, -1e300};
  for (std::uint32_t n = 0; n < roads.nodes(); ++n) {
    const double x = roads.x[NodeId{n}], y = roads.y[NodeId{n}];
    box = {std::min(box.xmin, x), std::min(box.ymin, y), std::max(box.xmax, x),
           std::max(box.ymax, y)};
  }
  return box;
}

/// Terrain and roads must share some ground, and lengths must mean what they say.
bool check_place(const world::World& world, const std::string& roads_path, Import& import) {
  const Box roads = box_of_roads(world.roads);
  if (!world.terrain.empty() && !box_of(world.terrain.grid).overlaps(roads)) {
    import.diagnostics.error(roads_path,
                             "the roads lie elsewhere: they cover " + to_string(roads) +
                                 ", the terrain " + to_string(box_of(world.terrain.grid)) + " (" +
                                 world.crs + ")",
                             "mend the crs of one of them, or grid.extent");
    return false;
  }
  if (world.crs.empty()) return true;
  const double scale =
      length_scale(world.crs, 0.5 * (roads.xmin + roads.xmax), 0.5 * (roads.ymin + roads.ymax));
  if (scale > 0.98 && scale < 1.02) return true;
  constexpr const char* kHint = "choose a CRS made for the region, such as its UTM zone";
  if (scale == 0) {
    import.diagnostics.error("#/world/crs",
                             in_quotes(world.crs) + " does not hold where the roads lie", kHint);
    return false;
  }
  char text[96];
  std::snprintf(text, sizeof text, "a metre on the ground is %.3g m in %s there", scale,
                world.crs.c_str());
  if (scale > 0.9 && scale < 1.1) {
    import.diagnostics.warning("#/world/crs", text, kHint);
    return true;
  }
  import.diagnostics.error("#/world/crs", text, kHint);
  return false;
}

void report_parts(const world::Components& cars, const world::Components& walkers, Import& import) {
  import.find("links for cars", static_cast<std::int64_t>(cars.links_usable), "after splitting");
  import.find("links for cars outside the main part",
              static_cast<std::int64_t>(cars.links_usable - cars.links_in_main),
              "kept; homes and sites attach to the main part");
  import.find("links for walkers outside the main part",
              static_cast<std::int64_t>(walkers.links_usable - walkers.links_in_main),
              "kept; homes and sites attach to the main part");
}

/// Those who are told to leave need a place that takes them and a way there. Without one the run
/// goes on, and shows what becomes of them.
void check_destinations(const cases::CaseFile& file, const world::World& world,
                        const world::Components& cars, const world::Components& walkers,
                        Import& import) {
  const bool routed = !file.plan.orders.empty() ||
                      (!file.plan.demand.vehicles.empty() && file.plan.demand.routes.empty());
  if (!routed || world.parties.size() == 0) return;
  const std::string& wanted = file.plan.behaviour.destination;
  bool reachable = false;
  for (const world::Site& site : world.sites) {
    const bool shelter = site.kind == world::SiteKind::Shelter && site.capacity_persons > 0 &&
                         wanted != "nearest_exit";
    const bool exit = site.kind == world::SiteKind::Exit && wanted != "nearest_shelter";
    reachable |= (shelter || exit) && site.node &&
                 (cars.reachable[site.node.get()] || walkers.reachable[site.node.get()]);
  }
  if (reachable) return;
  import.diagnostics.warning(
      "#/plan",
      "there is no way to any destination (" + wanted +
          "): whoever is told to leave is stranded at the first junction",
      "list shelters with places or exits in world.sites, or change behaviour.destination");
}

void build(const cases::CaseFile& file, bool hazards_only, Loaded& into, Import& import) {
  world::World& world = into.world;
  world.crs = file.world.crs;
  if (!check_crs(file.world, import)) return;
  std::optional<TerrainReading> terrain =
      read_terrain(file.world.terrain, file.world.grid, world.crs, import);
  if (hazards_only) {
    if (!terrain) return;
    world.terrain = std::move(terrain->terrain);
    into.forcing = read_forcing(file, world, import);
    return;
  }
  std::optional<Network> network = read_network(file.world, import);
  if (!terrain || !network) return;
  world.terrain = std::move(terrain->terrain);
  world.waterways = read_waterways(file.world.waterways, world, import);
  add_extra_lines(file.world.roads, world.crs, *network, import);
  world.roads = std::move(network->roads);
  const std::string& roads_path = !file.world.roads.osm.empty()    ? file.world.roads.osm
                                  : !file.world.roads.gmns.empty() ? file.world.roads.gmns
                                                                   : file.world.roads.csv;
  if (!check_place(world, roads_path, import)) return;
  count_uncovered(terrain->sources, world.terrain.grid, network->point_x, network->point_y,
                  world.crs, import);
  for (std::uint32_t n = 0; n < world.roads.nodes() && !world.terrain.empty(); ++n) {
    const NodeId node{n};
    world.roads.z[node] = world::height(world.terrain, world.roads.x[node], world.roads.y[node]);
  }
  world.profile = world::profile_links(
      world.roads, world.terrain, {file.world.bridge_clearance_m, file.world.underpass_depth_m});

  const world::Components cars = world::components(world.roads, world::kCar);
  const world::Components walkers = world::components(world.roads, world::kWalk);
  report_parts(cars, walkers, import);
  read_sites(file.world.sites, *network, cars, walkers, world, import);
  read_people(file.world.people, file.seed, cars, walkers, world, import);
  warn_of_shifted_layers(file, world, import);
  if (!file.plan.demand.empty()) read_demand(file.plan.demand, world, import);
  read_zones(file.plan.zones, world, import);
  check_destinations(file, world, cars, walkers, import);
  check_references(file, world, import);
  into.forcing = read_forcing(file, world, import);
}

}  // namespace

void build_world(const cases::CaseFile& file, bool hazards_only, Loaded& into,
                 Diagnostics& diagnostics) {
  Import import{diagnostics, into.findings, into.inputs};
  try {
    build(file, hazards_only, into, import);
  } catch (const InputError& error) {
    for (const Problem& problem : error.problems()) {
      diagnostics.error(problem.where, problem.what, problem.hint);
    }
  } catch (const std::bad_alloc&) {
    diagnostics.error("#/world", "does not fit into memory");
  }
}

}  // namespace muster::input
