// SPDX-License-Identifier: MIT
#include "engine/simulation/log.hpp"

namespace muster::simulation {

const std::vector<std::string>& event_kind_names() {
  static const std::vector<std::string> names{
      "order_issued", "link_closed", "link_opened", "site_flooded",   "site_full", "turned_away",
      "rerouted",     "stalled",     "stranded",    "trapped",        "left_car",  "lanes_turned",
      "decision",     "cleared",     "overcome",    "waterway_closed"};
  return names;
}

}  // namespace muster::simulation
