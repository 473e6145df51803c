// SPDX-License-Identifier: MIT
// What is not known for certain of soils, and what is done to slopes. See world_file.hpp for where
// the fields are listed, and hazard/landslide/hillsides.hpp for what it does to them.
#pragma once

#include <optional>
#include <string>

#include "engine/case/driver.hpp"

namespace muster::cases {

/// A normal distribution about a value that is stated elsewhere, cut off at its limits.
struct Spread {
  double deviation = 0;
  std::optional<double> low, high;
};

/// One with its mean.
struct DepthSpread {
  double mean = 0;
  double deviation = 0;
  std::optional<double> low, high;
};

/// How a soil's strength may differ from what is stated.
struct SoilUncertainty {
  Spread cohesion_pa;
  Spread friction_deg;
  std::optional<DepthSpread> slip_depth_m;  // none: at the base of the soil
  double correlation = 0;                   // of cohesion and friction
};

/// Slopes that the plan has strengthened or drained before the event.
struct TreatedSlope {
  std::string id;
  Area area;
  std::optional<double> added_cohesion_pa;      // of roots, nails, grids
  std::optional<double> lowered_water_table_m;  // by drains
};

}  // namespace muster::cases
