// SPDX-License-Identifier: MIT
// The cheapest flood: from which stage or rain on which place is under how much water. See
// world_file.hpp for where the fields are listed.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/case/driver.hpp"

namespace muster::cases {

/// One row of the table.
struct StageZoneSpec {
  std::string id;
  Area area;
  std::optional<double> depth_m;  // everywhere, or
  std::optional<double> level_m;  // of the water, above the ground where that is lower
  double floods_at = 0;           // stage, m, or rain in the window, mm
  std::optional<double> drains_below;
};

struct StageTable {
  std::string gauge;  // id by which conditions name the stage
  Series stage;       // m, or else the hazard's rain
  double rain_window_s = 3600;
  std::vector<StageZoneSpec> zones;
};

}  // namespace muster::cases
