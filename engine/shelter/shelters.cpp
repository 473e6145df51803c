// SPDX-License-Identifier: MIT
#include "engine/shelter/shelters.hpp"

#include <algorithm>

#include "engine/base/error.hpp"

namespace muster::shelter {

Shelters::Shelters(const std::vector<Rules>& sites) {
  for (const Rules& rules : sites) {
    MUSTER_EXPECT(rules.desks >= 1);
    sites_.push_back({rules, 0, static_cast<std::uint32_t>(desk_free_at_.size()), 0});
    desk_free_at_.resize(desk_free_at_.size() + static_cast<std::size_t>(rules.desks),
                         rules.open_at);
  }
}

Admission Shelters::admit(SiteId site, std::uint32_t persons, SimTime now) {
  One& one = sites_[site];
  if (one.rules.is_exit) return {Answer::Admitted, now};
  if (!one.rules.takes_people || one.flooded) return {Answer::Closed, now};
  if (one.occupancy + persons > one.rules.capacity_persons) return {Answer::Full, now};
  one.occupancy += persons;
  SimTime* const desks = desk_free_at_.data() + one.first_desk;
  SimTime& desk = *std::min_element(desks, desks + one.rules.desks);
  desk = std::max(desk, now) + static_cast<SimTime>(persons) * one.rules.service_a_person;
  return {Answer::Admitted, desk};
}

void Shelters::leave(SiteId site, std::uint32_t persons) {
  MUSTER_EXPECT(sites_[site].occupancy >= persons);
  sites_[site].occupancy -= persons;
}

bool Shelters::flood(SiteId site, double depth_m) {
  return depth_m > sites_[site].rules.floor_above_ground_m && shut(site);
}

bool Shelters::shut(SiteId site) {
  One& one = sites_[site];
  if (one.flooded || !one.rules.takes_people) return false;
  one.flooded = 1;
  return true;
}

void Shelters::state(StateArchive& archive) {
  std::vector<std::int64_t> occupancy;
  std::vector<std::uint8_t> flooded;
  for (const One& one : sites_) {
    occupancy.push_back(one.occupancy);
    flooded.push_back(one.flooded);
  }
  archive("occupancy", occupancy);
  archive("flooded", flooded);
  archive("desk_free_at", desk_free_at_);
  if (!archive.loading()) return;
  for (std::uint32_t s = 0; s < size(); ++s) {
    sites_[SiteId{s}].occupancy = occupancy.at(s);
    sites_[SiteId{s}].flooded = flooded.at(s);
  }
}

}  // namespace muster::shelter
