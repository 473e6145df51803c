// SPDX-License-Identifier: MIT
// What burns, what drives fire and what is done against it. See world_file.hpp for where the fields
// are listed, and hazard/fire for what they do.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/case/driver.hpp"

namespace muster::cases {

/// One value everywhere, or one band of a raster times a unit.
struct Amount {
  double value = 0;
  std::string raster;
  std::int64_t band = 1;
  double unit = 1;  // 0.01 where the raster holds percent
};

/// A code of a land-cover or species map, and the fuel model that it stands for.
struct FuelCode {
  std::int64_t code = 0;
  std::string model;  // number or code of a standard fuel model
};

/// Trees over the fuel.
struct CanopySpec {
  Amount cover;                  // share of the ground
  Amount height_m;               // of the trees
  Amount base_height_m;          // where crowns begin
  Amount bulk_density_kg_m3;     // of what burns in the crowns
  double foliar_moisture = 1.0;  // fraction of dry mass (assumption)
};

/// Buildings that carry fire (Hamada).
struct BuildingSpec {
  Amount side_m;
  Amount gap_m;
  Amount fire_resistant_share;
};

struct FuelCover {
  std::string model;  // where no raster says otherwise
  std::string raster;
  std::int64_t band = 1;
  std::vector<FuelCode> codes;  // crosswalk; none: the raster holds numbers of fuel models
  std::string crosswalk;        // the same as a table with the columns code and model
  std::optional<CanopySpec> canopy;
  std::optional<BuildingSpec> buildings;
};

enum class WindHeight { Feet20, Metres10 };

/// Weather from a time on until the next. Moistures are fractions of dry mass.
struct FireWeather {
  double at_s = 0;
  Amount wind_m_s;
  Amount wind_from_deg;
  Amount dead_1h;
  Amount dead_10h;
  Amount dead_100h;
  double live_herb = 0;
  double live_woody = 0;
};

/// Weather by the rows of a table. Where it states no moisture of dead fuel, that follows from
/// temperature and humidity (hazard/fire/dead_moisture.hpp).
struct FireWeatherTable {
  std::string path;
  std::map<std::string, std::string> columns;  // our name -> the file's heading
  std::string utc_offset;                      // of times that carry none; empty: the case's
  std::optional<double> live_herb;             // where the table has no such column
  std::optional<double> live_woody;
};

/// Fire that is set or found.
struct IgnitionSpec {
  std::string id;
  double at_s = 0;
  std::optional<Place> point;
  std::optional<PlaceLine> line;
  std::optional<PlaceLine> perimeter;  // what it encloses has burnt by then
};

enum class Trees {
  EngelmannSpruce,
  DouglasFir,
  SubalpineFir,
  WesternHemlock,
  PonderosaPine,
  LodgepolePine,
  WesternWhitePine,
  GrandFir,
  BalsamFir,
  SlashPine,
  LongleafPine,
  PondPine,
  ShortleafPine,
  LoblollyPine
};

/// Brands; names and assumptions of hazard/fire/spread_inputs.hpp.
struct SpottingSpec {
  double brands_from_crowns = 1;
  double brands_from_surface = 0;
  double least_distance_m = 0;
  double air_temperature_c = 30;
  double shade = 0;
  Trees species = Trees::PonderosaPine;
  double diameter_m = 0.3;
  std::int64_t torching_count = 1;
  double ignition_delay_s = 0;
};

enum class FireBreakKind { Bare, GreenBelt, Road, Water };

/// A strip without fuel, standing or built along its line in time.
struct FireBreak {
  std::string id;
  FireBreakKind kind = FireBreakKind::Bare;
  PlaceLine line;
  double width_m = 0;
  double from_s = 0;
  double built_m_h = 0;  // 0: all of it at once
};

/// Water on fuel, out of a source where one is named.
struct WaterDrop {
  std::string id;
  Area area;
  double coverage_l_m2 = 0;
  double from_s = 0;
  double until_s = 0;
  std::string source;
};

/// A cistern or a pipe.
struct WaterSourceSpec {
  std::string id;
  double capacity_l = 0;
  std::optional<double> initial_l;  // none: full
  double refill_l_s = 0;
};

/// What fire makes of ground where it has passed, for rain that falls later. No law serves every
/// soil, so nothing is taken for granted: what is not stated stays as it was.
struct BurntGround {
  std::optional<double> conductivity_factor;  // of the soil that takes rain in; below 1: repels it
  std::optional<double> cohesion_lost_pa;     // of roots
};

}  // namespace muster::cases
