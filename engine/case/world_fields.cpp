// SPDX-License-Identifier: MIT
// Fields of world.json.
#include "engine/case/describe.hpp"
#include "engine/case/part_fields.hpp"

namespace muster::cases {

namespace {

constexpr const char* kCorrectionRules[] = {"none", "subtract", "opening"};
constexpr const char* kHomeStructures[] = {"masonry", "anchored_wood"};
constexpr const char* kLossRegions[] = {"europe", "africa", "asia"};
constexpr const char* kRoadClasses[] = {"motorway", "trunk",        "primary",     "secondary",
                                        "tertiary", "unclassified", "residential", "living_street",
                                        "service",  "track",        "path",        "steps"};
constexpr const char* kSiteKinds[] = {"shelter", "exit",         "hospital", "school",
                                      "depot",   "fire_station", "police",   "command_post",
                                      "cistern", "monitor",      "gate",     "other"};

/// Groups of keys that the struct holds side by side.
struct Vehicles {
  VehicleSpec& car;
};
struct Walking {
  WorldFile& world;
};

}  // namespace

static void describe(Fields& f, Layer& l) {
  f.is("layer", "A table or layer in a file.");
  f.field("path", l.path, "The file: CSV, XLSX, GeoJSON, GeoPackage, KML, GPX, ...",
          {.required = true, .text = TextKind::Path});
  f.field("layer", l.layer, "Layer or sheet in the file; left out: the first.");
  f.field("crs", l.crs, "Where the coordinates are; needed where the file does not say.",
          {.text = TextKind::Crs});
  f.field("columns", l.columns, "Our name of a column to the file's heading.");
}

static void describe(Fields& f, GridSpec& g) {
  f.is("grid", "The model grid.");
  f.field("cell_m", g.cell_m, "Side of a square cell, m.", {.least = 0.01, .most = 1e5});
  f.field("extent", g.extent,
          "West, south, east and north edge in the case's CRS, m; left out: those of the terrain.");
}

static void describe(Fields& f, TerrainCorrection& c) {
  f.is("terrain_correction", "How a surface model (roofs, trees) becomes a terrain.");
  f.choice("rule", c.rule, kCorrectionRules, "The rule.", {.required = true});
  f.when("rule", "subtract", c.rule == CorrectionRule::Subtract);
  f.field("subtract_m", c.subtract_m, "Taken off everywhere, m.",
          {.least = -1000, .most = 1000, .required = true});
  f.when("rule", "opening", c.rule == CorrectionRule::Opening);
  f.field("opening_radius_m", c.opening_radius_m, "Radius of the grey opening, m.",
          {.above = 0, .most = 1e4, .required = true});
  f.always();
}

static void describe(Fields& f, SoilSpec& s) {
  f.is("soil", "A soil as the stability of slopes needs it.");
  f.field("id", s.id, "Unique among soils.", {.required = true, .text = TextKind::Id});
  f.field("code", s.code, "Its value in the raster of soils.", {.least = 0, .most = 65535});
  f.field("cohesion_pa", s.cohesion_pa, "Effective cohesion, Pa.",
          {.least = 0, .most = 1e7, .required = true});
  f.field("friction_deg", s.friction_deg, "Effective angle of friction, degrees.",
          {.least = 0, .most = 89, .required = true});
  f.field("unit_weight_n_m3", s.unit_weight_n_m3, "Unit weight when saturated, N/m3.",
          {.above = 9800, .most = 4e4, .required = true});
  f.field("conductivity_m_s", s.conductivity_m_s, "Saturated hydraulic conductivity, m/s.",
          {.above = 0, .most = 10, .required = true});
  f.field("diffusivity_m2_s", s.diffusivity_m2_s, "Saturated hydraulic diffusivity, m2/s.",
          {.above = 0, .most = 1e3, .required = true});
  f.field("saturated_content", s.saturated_content,
          "Water content when saturated, by volume (assumption).", {.above = 0, .most = 1});
  f.field("residual_content", s.residual_content,
          "Water content that does not drain, by volume (assumption).", {.least = 0, .most = 1});
  f.field("gardner_alpha_1_m", s.gardner_alpha_1_m,
          "Fall of conductivity with suction (Gardner), 1/m; 0: counts as saturated.",
          {.least = 0, .most = 1000});
  f.field("uncertainty", s.uncertainty,
          "How its strength may differ, for a landslide with soil_samples; left out: not.");
}

static void describe(Fields& f, SoilCover& s) {
  f.is("soil_cover", "What lies under the surface.");
  f.field("soils", s.soils, "The soils; the first one holds where no raster says otherwise.",
          {.required = true, .items = 1});
  f.field("raster", s.raster, "Raster of the soils' codes.", {.text = TextKind::Path});
  f.field("depth_m", s.depth_m, "Depth of the soil that may slip, vertical, m (assumption).",
          {.above = 0, .most = 1000});
  f.field("depth_raster", s.depth_raster, "Raster of that depth, m.", {.text = TextKind::Path});
  f.field("water_table_m", s.water_table_m,
          "Depth of the water table before the rain, m (assumption).", {.least = 0, .most = 1000});
  f.field("water_table_raster", s.water_table_raster, "Raster of that depth, m.",
          {.text = TextKind::Path});
  f.field("background_mm_h", s.background_mm_h,
          "Long-term infiltration that keeps the water table where it is, mm/h.",
          {.least = 0, .most = 1000});
}

static void describe(Fields& f, TerrainSpec& t) {
  f.is("terrain", "The ground.");
  f.field("dem", t.dem, "Files of one mosaic of heights; later ones lie on top.",
          {.text = TextKind::Path});
  f.field("dem_crs", t.dem_crs, "CRS of the heights, where their files carry none.",
          {.text = TextKind::Crs});
  f.field("dem_unit_m", t.dem_unit_m, "Length of the heights' unit, m; 0.3048 for feet.",
          {.above = 0, .most = 1000});
  f.field("correction", t.correction, "How a surface model becomes a terrain.");
  f.field("manning", t.manning, "Roughness where no raster says otherwise, s/m^(1/3).",
          {.least = 0.001, .most = 1});
  f.field("manning_raster", t.manning_raster, "Raster of roughness, s/m^(1/3).",
          {.text = TextKind::Path});
  f.field("soil", t.soil, "What lies under the surface, for landslides.");
  f.field("fuel", t.fuel, "What burns, for fires.");
}

static void describe(Fields& f, RoadDefaults& d) {
  f.is("road_defaults", "Values by road class where the input states none.");
  f.field("speed_km_h", d.speed_km_h, "Free speed by class, km/h.",
          {.above = 0, .most = 300, .names = kRoadClasses});
  f.field("lanes", d.lanes, "Lanes a direction by class.",
          {.above = 0, .most = 20, .names = kRoadClasses});
  f.field("capacity_veh_h_lane", d.capacity_veh_h_lane, "Capacity by class, vehicles/h a lane.",
          {.above = 0, .most = 5000, .names = kRoadClasses});
  f.field("jam_density_veh_m_lane", d.jam_density_veh_m_lane,
          "Vehicles standing on a lane, vehicles/m.", {.above = 0, .most = 1});
  f.field("backward_wave_m_s", d.backward_wave_m_s,
          "Speed at which a gap travels up a queue, m/s (to confirm).", {.above = 0, .most = 50});
}

static void describe(Fields& f, RoadSpec& r) {
  f.is("roads", "The road network.");
  f.field("osm", r.osm, "OpenStreetMap file: .osm.pbf, .osm or .osm.bz2.",
          {.text = TextKind::Path});
  f.field("gmns", r.gmns, "Folder with node.csv and link.csv.", {.text = TextKind::Path});
  f.field("csv", r.csv, "Folder with nodes.csv, links.csv and exits.csv.",
          {.text = TextKind::Path});
  f.exactly_one({"osm", "gmns", "csv"});
  f.field("crs", r.crs, "CRS of the tables' coordinates; left out: local metres.",
          {.text = TextKind::Crs});
  f.field("extra_lines", r.extra_lines, "Layers with more roads.");
  f.field("snap_m", r.snap_m, "Ends of extra lines join nodes within this distance, m.",
          {.least = 0, .most = 1000});
  f.field("split_above_m", r.split_above_m, "Longer links are split, m.",
          {.least = 10, .most = 1e6});
  f.field("defaults", r.defaults, "Values by road class where the input states none.");
}

static void describe(Fields& f, SiteSpec& s) {
  f.is("site", "One place on the network.");
  f.field("id", s.id, "Unique among sites.", {.required = true, .text = TextKind::Id});
  f.field("kind", s.kind, "What it is.", {.names = kSiteKinds});
  f.field("name", s.name, "Name to show.");
  f.field("lon", s.lon, "Longitude, WGS 84, degrees.", {.least = -180, .most = 180});
  f.field("lat", s.lat, "Latitude, WGS 84, degrees.", {.least = -90, .most = 90});
  f.field("x_m", s.x_m, "Easting in the case's CRS, m.");
  f.field("y_m", s.y_m, "Northing in the case's CRS, m.");
  f.exactly_one({"lon", "x_m"});
  f.needs("lon", "lat");
  f.needs("lat", "lon");
  f.needs("x_m", "y_m");
  f.needs("y_m", "x_m");
  f.field("capacity_persons", s.capacity_persons, "Places of a shelter, persons.",
          {.least = 0, .most = 1e7});
  f.field("area_m2", s.area_m2, "Usable area, m2.", {.least = 0, .most = 1e9});
  f.field("tier", s.tier,
          "Shelters: 1 medium and long stay, 2 short stay, 3 temporary; 0: not said.",
          {.least = 0, .most = 3});
  f.field("floor_above_ground_m", s.floor_above_ground_m, "Water above this closes the site, m.",
          {.least = 0, .most = 1000});
  f.field("rate_veh_h", s.rate_veh_h, "Vehicles an hour that it takes, vehicles/h; 0: no limit.",
          {.least = 0, .most = 1e6});
  f.field("parking_vehicles", s.parking_vehicles,
          "Vehicles that may stand there, vehicles; 0: no limit.", {.least = 0, .most = 1e7});
  f.field("responsible", s.responsible, "Who runs it.");
}

static void describe(Fields& f, InferShelters& i) {
  f.is("infer_shelters", "Shelters made from places that are not listed as such.");
  f.field("schools", i.schools, "From schools.");
  f.field("stadiums", i.stadiums, "From stadiums and sports centres.");
  f.field("halls", i.halls, "From community centres, town halls and places of worship.");
  f.field("capacity_persons_each", i.capacity_persons_each,
          "Places where no area is known, persons (assumption).", {.above = 0, .most = 1e6});
  f.field("area_m2_per_person", i.area_m2_per_person, "Area a person, m2.",
          {.above = 0, .most = 1000});
}

static void describe(Fields& f, SitesSpec& s) {
  f.is("sites", "Places on the network.");
  f.field("list", s.list, "Sites, one by one.");
  f.field("layers", s.layers, "Tables or layers of sites.");
  f.field("layer_kind", s.layer_kind, "Kind of a layer's sites where it has no such column.",
          {.names = kSiteKinds});
  f.field("infer_shelters", s.infer_shelters, "Shelters from places not listed as such.");
  f.field("reach_m", s.reach_m, "A site farther than this from any road is an error, m.",
          {.above = 0, .most = 1e6});
  f.field("rim_exits", s.rim_exits,
          "Roads of these classes that leave the modelled area end in exits.",
          {.names = kRoadClasses});
}

static void describe(Fields& f, PeopleSpec& p) {
  f.is("people", "Who lives where.");
  f.field("layers", p.layers, "Points, polygons or tables with lon, lat and a count.");
  f.field("household_size_mean", p.household_size_mean,
          "Mean size of a household, persons (to confirm).", {.least = 1, .most = 20});
  f.field("vehicles_per_household", p.vehicles_per_household,
          "Mean number of vehicles, vehicles (assumption).", {.least = 0, .most = 10});
  f.field("spread_m", p.spread_m, "Homes are spread over a disc of this radius round a point, m.",
          {.least = 0, .most = 1e5});
  f.field("reach_m", p.reach_m, "A home farther than this from any road is counted and stays, m.",
          {.above = 0, .most = 1e6});
  f.field("limit_persons", p.limit_persons, "More is taken for a mistake in the input, persons.",
          {.least = 1, .most = 1e10});
}

static void describe(Fields& f, HomesSpec& h) {
  f.is("homes", "What homes are built like.");
  f.choice("structure", h.structure, kHomeStructures,
           "What stands against flowing water (assumption).");
  f.choice("region", h.region, kLossRegions, "Whose curve gives the loss by depth of water.");
  f.field("floors", h.floors, "Storeys that people can climb to (assumption).",
          {.least = 1, .most = 200});
  f.field("floor_height_m", h.floor_height_m, "The lowest floor above the ground, m (assumption).",
          {.least = 0, .most = 20});
  f.field("limited_mobility_share", h.limited_mobility_share,
          "Share of people who stay on the lowest floor: 0.051 below 65 years, 0.226 above.",
          {.least = 0, .most = 1});
}

static void describe(Fields& f, VehicleSpec& v) {
  f.is("vehicle", "One class of vehicle.");
  f.field("max_speed_km_h", v.max_speed_km_h, "Greatest speed, km/h.", {.above = 0, .most = 300});
  f.field("stall_depth_m", v.stall_depth_m,
          "Water that stalls it on the road, m (to confirm); not less than close_depth_m.",
          {.above = 0, .most = 10});
  f.field("close_depth_m", v.close_depth_m,
          "Links with so much water are closed to it, m; those on them crawl on.",
          {.above = 0, .most = 10});
  f.field("close_debris_m", v.close_debris_m,
          "Debris of slides that closes links to it and stops it on them, m (assumption).",
          {.above = 0, .most = 10});
  f.field("stall_flame_m", v.stall_flame_m, "Flames on the road that stop it, m (assumption).",
          {.above = 0, .most = 1000});
}

static void describe(Fields& f, Vehicles& v) {
  f.is("vehicles", "Classes of vehicles.");
  f.field("car", v.car, "Private cars.");
}

static void describe(Fields& f, Walking& w) {
  f.is("walking", "People on foot.");
  f.field("speed_m_s", w.world.walk_speed_m_s, "Speed on level ground, m/s.",
          {.above = 0, .most = 10});
  f.field("width_m", w.world.walk_width_m,
          "Width on which the walkers of both ways of a road walk, m (assumption): the narrower, "
          "the slower.",
          {.above = 0, .most = 1000});
  f.field("close_depth_m", w.world.walk_close_depth_m, "Water that walkers refuse to enter, m.",
          {.above = 0, .most = 10});
  f.field("close_debris_m", w.world.walk_close_debris_m,
          "Debris of slides that walkers do not climb over, m (assumption).",
          {.above = 0, .most = 10});
}

void describe(Fields& f, WorldFile& w) {
  f.is("world", "What exists before the event.");
  f.field("crs", w.crs, "Projected CRS of the model, metres; left out: local metres.",
          {.text = TextKind::Crs});
  f.field("grid", w.grid, "The model grid.");
  f.field("terrain", w.terrain, "The ground.");
  f.field("works", w.works, "Flood works that stand before the event.");
  f.field("fire_breaks", w.fire_breaks, "Strips without fuel.");
  f.field("water_sources", w.water_sources, "Cisterns and pipes against fire.");
  f.field("waterways", w.waterways, "Rivers and fairways that slides may close.");
  f.field("roads", w.roads, "The road network; `muster hazard` alone needs none.");
  f.field("sites", w.sites, "Places on the network.");
  f.field("people", w.people, "Who lives where.");
  f.field("homes", w.homes, "What homes are built like.");
  Vehicles vehicles{w.car};
  f.field("vehicles", vehicles, "Classes of vehicles.");
  Walking walking{w};
  f.field("walking", walking, "People on foot.");
  f.field("bridge_clearance_m", w.bridge_clearance_m,
          "Deck above the straight line between a bridge's ends, m.", {.least = 0, .most = 100});
  f.field("underpass_depth_m", w.underpass_depth_m,
          "Lowest point of an underpass below the terrain, m.", {.least = 0, .most = 100});
}

}  // namespace muster::cases
