// SPDX-License-Identifier: MIT
// Event file: the hazards. See world_file.hpp for where the fields are listed.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/case/driver.hpp"
#include "engine/case/fire_spec.hpp"
#include "engine/case/flood_works.hpp"
#include "engine/case/imported_spec.hpp"
#include "engine/case/stage_zones_file.hpp"
#include "engine/case/uncertain.hpp"

namespace muster::cases {

enum class FloodBoundaryKind { Stage, Inflow, Free };

struct FloodBoundary {
  std::string id;
  FloodBoundaryKind kind = FloodBoundaryKind::Stage;
  Area area;
  Series series;              // stage_m above the gauge's zero, or discharge_m3_s
  double datum_offset_m = 0;  // terrain datum = gauge datum + this
  double slope = 0;           // Free: normal-depth slope; 0: from the terrain
};

/// Rain that falls evenly on the whole grid.
struct Rain {
  Series series;  // mm_h, held until the next time
};

/// Rain in a map, from a time until the next.
struct RainMap {
  double at_s = 0;
  Amount rain_mm_h;
};

/// What a soil takes in of the water on it; hazard/flood/infiltration.hpp.
struct SoilUptake {
  std::string id;
  std::int64_t code = 0;
  double conductivity_mm_h = 0;
  double suction_mm = 0;
  double deficit = 0;
};

struct InfiltrationSpec {
  std::vector<SoilUptake> soils;
  std::string raster;
  std::int64_t band = 1;
};

enum class Movement { DebrisFlow, Rockfall, Avalanche };
enum class RunoutFriction { EnergyLine, Pcm };

/// How slides run out.
struct RunoutSpec {
  Movement movement = Movement::DebrisFlow;
  RunoutFriction friction = RunoutFriction::EnergyLine;
  double reach_deg = 25;          // com4FlowPy
  double routing_exponent = 8;    // com4FlowPy
  double flux_threshold = 3e-4;   // com4FlowPy
  double sliding_friction = 0.1;  // mu of PCM (Wichmann 2017)
  double mass_to_drag_m = 40;     // M/D of PCM (Wichmann 2017)
};

/// A rain threshold E = factor * D^exponent (mm, h), and the probability that a site at which it is
/// reached slides.
struct SlideTrigger {
  double factor = 0;
  double exponent = 0;
  double shortest_h = 0;
  double longest_h = 1e6;
  double probability = 1;
};

/// A place that is known to slide.
struct SlideSite {
  std::string id;
  std::optional<std::array<double, 2>> x_y;      // in the case's CRS, m
  std::optional<std::array<double, 2>> lon_lat;  // degrees
  double volume_m3 = 0;
  std::vector<SlideTrigger> triggers;
  std::optional<Area> danger;  // none: by angle of reach
};

enum class ReachRule { Given, Corominas, CorominasDebrisFlow };

/// How a deposit that dams water breaches.
struct DepositBreach {
  double overtopping_m = 0.1;  // depth of water on it that sets it off (assumption)
  double lowering_s = 0;       // from then until it is worn down to the old ground
};

enum class FloodSolver { LocalInertial, FiniteVolume, Auto };

enum class HazardKind { Flood, Imported, Landslide, Fire, StageZones };

struct Hazard {
  HazardKind kind = HazardKind::Flood;
  std::string id;
  double period_s = 60;  // barriers at which roads and people feel it
  // flood
  FloodSolver solver = FloodSolver::LocalInertial;
  std::vector<FloodBoundary> boundaries;
  Rain rain;
  std::vector<RainMap> rain_maps;                // besides
  std::optional<InfiltrationSpec> infiltration;  // none: no water goes into the ground
  double deep_m = 0.3;  // flood_duration counts water this deep (assumption: as it closes roads)
  double initial_depth_m = 0;
  std::string initial_depth_raster;
  std::vector<BreachSpec> breaches;      // of walls in world.works or plan.works.built
  std::vector<WorkAction> work_actions;  // what the event does to works
  double theta = 0.8;                    // de Almeida et al. 2012: 0.8-0.9 usual (to confirm)
  std::optional<double> courant;         // none: the solver's own
  double min_depth_m = 0.001;
  double arrival_depth_m = 0.05;                // water counts as arrived from this depth
  std::optional<DepositBreach> deposit_breach;  // none: deposits of slides hold
  // landslide
  std::int64_t depths = 11;       // at which a column of soil is looked at
  std::int64_t soil_samples = 0;  // of the strength of uncertain soils; 0: as stated
  bool route_runoff = true;
  bool release_unstable_at_start = false;
  RunoutSpec runout;
  ReachRule site_reach = ReachRule::Given;
  std::vector<SlideSite> sites;
  // fire
  WindHeight wind_height = WindHeight::Feet20;
  std::vector<FireWeather> weather;
  std::optional<FireWeatherTable> weather_file;  // in its place
  std::vector<IgnitionSpec> ignitions;
  bool crown_fire = true;
  std::optional<SpottingSpec> spotting;        // none: no brands
  std::map<std::string, double> break_factor;  // by kind: width over flame length that holds; 1
  double retained_share = 1;                   // of dropped water, on dead fuel (assumption)
  double burning_s = 600;                      // a cell burns for so long (assumption)
  StageTable table;                            // stage zones
  // imported
  std::vector<DepthStep> depth_steps;             // maps of water; or
  std::optional<FloodNetcdf> flood_netcdf;        // the same in one file; or
  std::optional<FloodArrival> flood_arrival;      // a map of when water came; or
  std::optional<FloodExtents> flood_extents;      // where water was, by time; or
  std::optional<ArrivalMap> fire_arrival;         // a map of a fire's arrivals; or
  std::optional<PerimeterLayer> fire_perimeters;  // what it had burnt, by time
  std::optional<IntensityMap> fire_intensity;     // beside either of these
  double flame_m = 2;                             // of such a fire (assumption)
  std::vector<double> never_values;  // codes for "no water" beside the raster's own no-data value
};

struct EventFile {
  std::vector<Hazard> hazards;
  std::optional<BurntGround> burnt_ground;
  std::vector<UncertainDriver> uncertainty;  // drawn by the members of an ensemble
};

}  // namespace muster::cases
