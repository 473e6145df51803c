// SPDX-License-Identifier: MIT
// The flood: its hydrograph, where it enters, what stands in the river at the start, who is in its
// way.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "engine/generate/land.hpp"
#include "engine/generate/spec.hpp"

namespace muster::generate {

using Series = std::vector<std::array<double, 2>>;  // time in s, value

struct Zone {
  std::string id;
  std::string name;
  Line ring;  // empty where the zone is village groups
  std::vector<std::uint32_t> groups;
};

struct Water {
  Series stage_m;          // at the gauge, above its zero
  Series discharge_m3_s;   // rivers: what enters at the west rim; normal flow at the gauge's stage
  Line gauge;              // rivers: cells of the channel and floodplain at the east rim
  Line inflow;             // rivers: cells of the channel at the west rim
  Point lake;              // lakes: a point in the lake
  double lake_fill_m = 0;  // lakes: cells below this height are lake
  double bank_at_gauge_m = 0;    // height of the bank at the gauge, above the gauge's zero
  world::Raster<float> depth_m;  // at the start
  world::Raster<float> manning;  // s/m^(1/3)
};

Water make_water(const Spec& spec, const Valley& valley, const Land& land);

/// Level above the bank at a time.
double level_above_bank_m(const FloodSpec& flood, double horizon_s, double time_s);

/// The ground below the crest, cut into quarters along the banks.
std::vector<Zone> flood_zones(const Spec& spec, const Valley& valley, const Land& land);

}  // namespace muster::generate
