// SPDX-License-Identifier: MIT
// World file: where terrain, roads, sites and people come from. Plain data;
// engine/case/*_fields.cpp lists key, unit, range and meaning of each member once, for reader,
// check, schema and resolved output.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/case/fire_spec.hpp"
#include "engine/case/flood_works.hpp"
#include "engine/case/slope_spec.hpp"

namespace muster::cases {

/// A table or layer in a file, with where its coordinates are and which columns hold what.
struct Layer {
  std::string path;
  std::string layer;  // of a GeoPackage or workbook; empty: the first
  std::string crs;  // required for coordinates; "EPSG:n", "GCJ-02", "BD-09"; rasters and OSM carry
                    // their own
  std::map<std::string, std::string> columns;  // our name -> the file's heading
};

struct GridSpec {
  double cell_m = 30;
  std::optional<std::array<double, 4>>
      extent;  // xmin, ymin, xmax, ymax in the case's CRS; absent: the DEM's
};

enum class CorrectionRule { None, Subtract, Opening };

/// How a surface model (roofs, trees) becomes a terrain.
struct TerrainCorrection {
  CorrectionRule rule = CorrectionRule::None;
  double subtract_m = 0;  // Subtract: everywhere
  double opening_radius_m =
      0;  // Opening: minimum filter, then maximum filter (grey opening) of this radius
};

/// A soil as slope stability needs it; names and units of hazard/landslide/ground.hpp.
struct SoilSpec {
  std::string id;
  std::int64_t code = 1;  // its value in the raster of soils
  double cohesion_pa = 0;
  double friction_deg = 0;
  double unit_weight_n_m3 = 0;
  double conductivity_m_s = 0;
  double diffusivity_m2_s = 0;
  double saturated_content = 0.45;
  double residual_content = 0.05;
  double gardner_alpha_1_m = 0;
  std::optional<SoilUncertainty> uncertainty;  // none: as stated
};

/// What lies under the surface: evenly, or by rasters.
struct SoilCover {
  std::vector<SoilSpec> soils;
  std::string raster;
  double depth_m = 2;  // assumption
  std::string depth_raster;
  double water_table_m = 2;  // assumption: at the base
  std::string water_table_raster;
  double background_mm_h = 0;
};

struct TerrainSpec {
  std::vector<std::string> dem;  // files of one mosaic, later ones on top
  std::string dem_crs;           // where the files carry none
  double dem_unit_m = 1;         // 0.3048 where heights are in feet
  TerrainCorrection correction;
  double manning = 0.05;  // uniform; or by raster
  std::string manning_raster;
  std::optional<SoilCover> soil;  // none: the stability of slopes is not computed
  std::optional<FuelCover> fuel;  // none: nothing burns
};

/// A river or a fairway that ships use, along a line.
struct WaterwaySpec {
  std::string id;
  PlaceLine line;
  double close_debris_m = 1;  // that lies in it (assumption)
};

/// Values by road class where the input states none. Keys are OSM highway values.
struct RoadDefaults {
  std::map<std::string, double> speed_km_h;
  std::map<std::string, double> lanes;  // a direction
  std::map<std::string, double> capacity_veh_h_lane;
  double jam_density_veh_m_lane = 1.0 / 7.5;  // Gawron 1998; MATSim QSim: 7.5 m a car
  double backward_wave_m_s = 15.0 / 3.6;      // jam wave, 15-20 km/h (to confirm)
};

struct RoadSpec {
  std::string osm;   // .osm.pbf, .osm, .osm.bz2
  std::string gmns;  // folder with node.csv and link.csv
  std::string csv;   // folder with nodes.csv, links.csv, exits.csv
  std::string crs;   // of gmns and csv coordinates; absent there: local metres as they stand
  std::vector<Layer> extra_lines;
  double snap_m = 5;
  double split_above_m = 250;
  RoadDefaults defaults;
};

/// One listed site.
struct SiteSpec {
  std::string id;
  std::string kind = "shelter";
  std::string name;
  std::optional<double> lon;  // WGS 84 or the layer's CRS; or x, y in the case's CRS
  std::optional<double> lat;
  std::optional<double> x_m;
  std::optional<double> y_m;
  double capacity_persons = 0;
  double area_m2 = 0;
  int tier = 0;
  double floor_above_ground_m = 0;
  double rate_veh_h = 0;
  double parking_vehicles = 0;
  std::string responsible;
};

/// Shelters made from places that are not listed as such, when the case asks.
struct InferShelters {
  bool schools = false;                // OSM amenity=school, or a layer's count column "schools"
  bool stadiums = false;               // OSM leisure=stadium|sports_centre
  bool halls = false;                  // OSM amenity=community_centre|townhall|place_of_worship
  double capacity_persons_each = 300;  // where no area is known (assumption)
  double area_m2_per_person = 3.5;     // Sphere standard
};

struct SitesSpec {
  std::vector<SiteSpec> list;
  std::vector<Layer>
      layers;  // tables or vector files; columns: id, kind, name, capacity_persons, ...
  std::string layer_kind = "shelter";  // where a layer has no kind column
  InferShelters infer_shelters;
  double reach_m = 500;  // a site farther than this from any road is an error
  /// Roads that leave the area end in exits: every link end outside `grid` or at the network's rim
  /// that belongs to one of these classes becomes a site of kind exit.
  std::vector<std::string> rim_exits;
};

/// How counts of people become parties.
struct PeopleSpec {
  std::vector<Layer> layers;          // points, polygons or tables with lon, lat and a count
  double household_size_mean = 2.62;  // China, census 2020 (to confirm)
  double vehicles_per_household =
      0.9;                     // assumption; share of households with none: exp(-mean) (Poisson)
  double spread_m = 0;         // homes are spread evenly over a disc of this radius round a point
  double reach_m = 1000;       // a home farther than this from any road is counted and stays
  double limit_persons = 5e7;  // more is taken for a mistake in the input
};

enum class HomeStructure { Masonry, AnchoredWood };
enum class LossRegion { Europe, Africa, Asia };

/// What homes are built like, and how many in them climb no stairs.
struct HomesSpec {
  HomeStructure structure = HomeStructure::Masonry;  // assumption
  LossRegion region = LossRegion::Europe;            // whose depth-damage curve
  std::int64_t floors = 1;                           // assumption
  double floor_height_m = 0;                         // of the lowest floor above ground; assumption
  double limited_mobility_share = 0.051;  // LifeSim, below 65 years; 0.226 above (confirmed)
};

/// One class of vehicle.
struct VehicleSpec {
  double max_speed_km_h = 130;
  // AR&R 2011 small car, still water (to confirm); Pregnolato 2017 v = 0 at 0.30 m. LifeSim, low
  // clearance: 0.3 to 1.5 m, best 1.2 m; small cars float at 0.46 m.
  double stall_depth_m = 0.30;
  double close_depth_m = 0.30;  // drivers are held back from links this deep
  double close_debris_m = 0.1;  // debris that stops it (assumption: no published law)
  double stall_flame_m = 1.2;   // flames that stop it (assumption, exposure/roads.hpp)
};

struct WorldFile {
  std::string crs;  // projected, EPSG code
  GridSpec grid;
  TerrainSpec terrain;
  std::vector<FloodWork> works;  // what stands before the event
  std::vector<FireBreak> fire_breaks;
  std::vector<WaterSourceSpec> water_sources;
  std::vector<WaterwaySpec> waterways;
  RoadSpec roads;
  SitesSpec sites;
  PeopleSpec people;
  HomesSpec homes;
  VehicleSpec car;
  double walk_speed_m_s = 1.07;  // MUTCD 3.5 ft/s
  // Assumes one pavement of 2 m, narrow for a city street, for both ways together (to confirm).
  double walk_width_m = 2.0;
  double walk_close_depth_m = 0.61;  // walkers refuse more than 2 ft (LifeSim ch. 07)
  double walk_close_debris_m = 0.5;  // debris that nobody climbs over (assumption)
  double bridge_clearance_m = 3.0;
  double underpass_depth_m = 3.0;
};

}  // namespace muster::cases
