// SPDX-License-Identifier: MIT
#include "engine/simulation/party.hpp"

namespace muster::simulation {

const std::vector<std::string>& party_state_names() {
  static const std::vector<std::string> names{
      "at_home",   "warned",  "staying",     "driving", "walking", "registering",
      "sheltered", "outside", "turned_away", "trapped", "stalled", "stranded"};
  return names;
}

const std::vector<std::string>& reason_names() {
  static const std::vector<std::string> names{"none",
                                              "no_order",
                                              "ignored_order",
                                              "not_heard_yet",
                                              "no_road_near",
                                              "water_at_door",
                                              "water_at_home",
                                              "water_on_road",
                                              "no_way_open",
                                              "no_room_left",
                                              "still_moving",
                                              "safe",
                                              "water_at_shelter",
                                              "debris_at_home",
                                              "debris_on_road",
                                              "debris_at_shelter",
                                              "fire_at_home",
                                              "fire_on_road",
                                              "fire_at_shelter"};
  return names;
}

}  // namespace muster::simulation
