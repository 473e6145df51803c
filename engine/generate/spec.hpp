// SPDX-License-Identifier: MIT
// What `muster generate` is asked for: a synthetic district, or a grid of streets.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/case/fields.hpp"

namespace muster::generate {

/// A river that crosses the district from west to east. Heights in m above the terrain's datum.
struct RiverSpec {
  double width_m = 260;
  double depth_m = 11;                     // bed under the bank
  double slope = 0.0004;                   // of bed, banks and terraces along the river
  double bank_m = 180;                     // height of the bank where the river enters
  std::optional<double> bend_amplitude_m;  // absent: 15 % of the district's height
  std::optional<double> bend_length_m;     // of a whole wave; absent: the district's width
};

/// A lake along the district's south side; its shore bends as a river would.
struct LakeSpec {
  double share = 0.25;  // of the district's height
  double depth_m = 4;
  double shore_m = 1.5;  // height of the shore
  std::optional<double> bend_amplitude_m;
  std::optional<double> bend_length_m;
};

struct HillSpec {
  double height_m = 120;       // above the highest terrace
  double valley_share = 0.62;  // of the way from bank to rim that terraces take
};

/// Rise, crest and fall of the water.
struct FloodSpec {
  double base_below_bank_m = 5;  // at the start
  double crest_above_bank_m = 6;
  double rise_from_s = 1800;
  double crest_at_s = 25'200;
  double crest_for_s = 1800;
  double fall_by_m = 5;     // from the crest, until the horizon
  double gauge_zero_m = 0;  // height of the gauge's zero; stages are written above it
};

struct PeopleSpec {
  std::int64_t count = 60'000;
  double household_size_mean = 2.62;    // China, census 2020 (to confirm)
  double vehicles_per_household = 0.9;  // assumption
  double village_share = 0.06;          // of the people live in village groups
  double hexagon_m = 0;  // width of the hexagons that people are counted in; 0: by block
};

/// Numbers of shelters by tier: medium and long stay, short stay, temporary.
struct ShelterSpec {
  int tier1 = 1;
  int tier2 = 19;
  int tier3 = 51;
  int low_lying = 5;          // of tier 3 stand below the crest
  double places_share = 0.6;  // places for so many of all people
};

struct PlanSpec {
  double early_above_bank_m = -1;  // stage at which the early plan orders people out
  double late_above_bank_m = 3;
};

enum class RoadFormat { Gmns, Osm };

struct DistrictSpec {
  std::string crs = "EPSG:4544";
  double origin_x_m = 500'000;  // south-west corner
  double origin_y_m = 3'270'000;
  double width_m = 0;   // 0: from the number of links
  double height_m = 0;  // 0: three quarters of the width
  double cell_m = 20;
  std::int64_t links = 10'000;  // directed, met within 10 %
  RoadFormat roads = RoadFormat::Gmns;
  std::optional<RiverSpec> river;
  std::optional<LakeSpec> lake;
  std::vector<double> terraces_m{3, 10, 18, 28};  // above the bank, from the water outward
  HillSpec hills;
  int creeks = 3;
  int bridges = 4;
  int tunnels = 2;
  int underpasses = 8;
  int village_groups = 14;
  int low_village_groups = 4;    // of them on the lowest terrace
  double one_way_share = 0.06;   // of residential streets
  double dead_end_share = 0.06;  // of residential streets
  PeopleSpec people;
  ShelterSpec shelters;
  FloodSpec flood;
  PlanSpec plans;
};

/// Every tenth street an arterial, exits at the arterials' ends, routes given.
struct GridSpec {
  int width = 30;  // streets
  int height = 30;
  double spacing_m = 200;
  std::int64_t vehicles = 5000;
  double depart_sigma_s = 1800;  // Rayleigh; 0: all at once
};

enum class Kind { District, Grid };

struct Spec {
  Kind kind = Kind::District;
  std::string name;
  std::string start = "2024-07-18T06:00:00+08:00";
  std::uint64_t seed = 1;
  double horizon_s = 50'400;
  double test_horizon_s = 7200;
  DistrictSpec district;
  GridSpec grid;
};

void describe(cases::Fields& f, Spec& spec);

/// Reads and checks a spec and fills in the sizes that were left out. Problems go to `diagnostics`;
/// the result is usable only if it stays ok.
Spec read_spec(const std::string& path, Diagnostics& diagnostics);

}  // namespace muster::generate
