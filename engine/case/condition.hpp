// SPDX-License-Identifier: MIT
// The grammar of conditions that orders and works share. See world_file.hpp for where the fields
// are listed.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace muster::cases {

/// When something is to happen. Exactly one member of a node is given; `all`/`any` nest.
struct Condition {
  std::optional<double> clock_s;  // from this time on
  struct Level {
    std::string subject;  // boundary id (stage), site id or "" with x_m, y_m (depth)
    double above_m = 0;
    std::optional<double> below_m;  // falls back only under this; not stated: under above_m
  };
  std::optional<Level> stage;  // series of a flood boundary, in its gauge's datum
  std::optional<Level> depth;  // water depth at a site
  struct RainWindow {
    double window_s = 3600;
    double above_mm = 0;
  };
  std::optional<RainWindow> rain;
  std::vector<Condition> all;
  std::vector<Condition> any;
  double for_s = 0;  // must have held this long
};

}  // namespace muster::cases
