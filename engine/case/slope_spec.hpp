// SPDX-License-Identifier: MIT
// What is done to slopes. See world_file.hpp for where the fields are listed, and
// hazard/landslide/hillsides.hpp for what it does to them.
#pragma once

#include <optional>
#include <string>

#include "engine/case/driver.hpp"

namespace muster::cases {

/// Slopes that the plan has strengthened or drained before the event.
struct TreatedSlope {
  std::string id;
  Area area;
  std::optional<double> added_cohesion_pa;      // of roots, nails, grids
  std::optional<double> lowered_water_table_m;  // by drains
};

}  // namespace muster::cases
