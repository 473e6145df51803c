// SPDX-License-Identifier: MIT
// What a saved run holds, in one order for saving and loading.
#include <algorithm>
#include <string>

#include "engine/simulation/simulation.hpp"

namespace muster::simulation {

void Simulation::state(StateArchive& archive) {
  archive("parties", parties_);
  archive("movers", movers_);
  archive.enter("traffic");
  traffic_->state(archive, *engine_);
  archive.leave();
  archive.enter("walking");
  walking_->state(archive);
  archive.leave();
  archive.enter("shelters");
  shelters_.state(archive);
  archive.leave();
  archive.enter("hazards");
  hazards_.state(archive);
  archive.leave();
  std::uint64_t digest = decisions_digest();
  archive("decisions", digest);
  if (digest != decisions_digest()) throw RunError{"the saved run has other decisions"};
  archive("decided", decided_);
  archive("acted", acted_);
  archive.enter("plan_links");
  plan_links_.state(archive);
  archive.leave();
  for (std::size_t o = 0; o < order_condition_.size(); ++o) {
    archive.enter("order" + std::to_string(o));
    order_condition_[o].state(archive);
    archive.leave();
  }
  archive("order_issued", order_issued_);
  archive("order_time", order_time_);
  archive("condition", condition_);
  archive("home_met", home_met_);
  archive("waterway_closed_at", waterway_closed_at_);
  archive("words", words_);
  archive("road_closed", road_closed_);
  archive("road_reported_closed", road_reported_closed_);
  archive("road_known_closed", road_known_closed_);
  archive("site_reported_full", site_reported_full_);
  archive("site_known_shut", site_known_shut_);
  archive("present_car_cost", present_car_cost_);
  archive("present_walk_cost", present_walk_cost_);
  archive("news_at", news_at_);
  archive("tally", tally_);
  archive("waiting", waiting_);
  archive("anyone_goes", anyone_goes_);
  archive("roads_changed", roads_changed_);
  archive("roads_news", roads_news_);
  archive("speeds_changed", speeds_changed_);
  archive("walks_changed", walks_changed_);
  std::vector<std::uint8_t> open;
  for (std::uint32_t g = 0; g < routes_->groups().size(); ++g) {
    for (const SiteId site : routes_->groups()[g].sites) {
      const auto& list = routes_->groups()[g].open;
      open.push_back(std::find(list.begin(), list.end(), site) != list.end());
    }
  }
  archive("open_sites", open);
  if (!archive.loading()) return;
  std::size_t at = 0;
  for (mobility::routing::DestinationGroup& group : routes_->groups()) {
    group.open.clear();
    for (const SiteId site : group.sites) {
      if (open.at(at++)) group.open.push_back(site);
    }
  }
  routes_->build_present(present_car_cost_, present_walk_cost_);
}

}  // namespace muster::simulation
