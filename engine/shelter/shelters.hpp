// SPDX-License-Identifier: MIT
// Places for people: capacity, opening, desks, water.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/base/id.hpp"
#include "engine/base/state.hpp"
#include "engine/base/time.hpp"

namespace muster::shelter {

/// How one site is run. Exits have no capacity and no desks.
struct Rules {
  bool takes_people = false;
  bool is_exit = false;
  std::int64_t capacity_persons = 0;
  SimTime open_at = 0;
  int desks = 1;
  SimTime service_a_person = 0;
  double floor_above_ground_m = 0;
};

enum class Answer : std::uint8_t { Admitted, Full, Closed };

struct Admission {
  Answer answer = Answer::Closed;
  SimTime registered_at = 0;  // Admitted: when the desk has done with the party
};

/// Every site's state belongs to the process of the site's node. Invariant: occupancy <= capacity.
class Shelters {
 public:
  explicit Shelters(const std::vector<Rules>& sites);

  /// A party of `persons` stands at the door. Parties queue at the desk that is free first; one
  /// that comes before the opening waits for it.
  Admission admit(SiteId site, std::uint32_t persons, SimTime now);
  void leave(SiteId site, std::uint32_t persons);

  /// At barriers: water above the floor closes a site, falling water does not open it again within
  /// a run (a flooded hall is not fit for use). Returns whether the site closed just now.
  bool flood(SiteId site, double depth_m);
  /// Fire closes it in the same way.
  bool shut(SiteId site);

  bool full(SiteId site) const {
    const One& one = sites_[site];
    return !one.rules.is_exit && one.occupancy >= one.rules.capacity_persons;
  }
  bool flooded(SiteId site) const { return sites_[site].flooded != 0; }
  std::int64_t occupancy(SiteId site) const { return sites_[site].occupancy; }
  const Rules& rules(SiteId site) const { return sites_[site].rules; }
  std::uint32_t size() const { return static_cast<std::uint32_t>(sites_.size()); }
  void state(StateArchive& archive);

 private:
  struct One {
    Rules rules;
    std::int64_t occupancy = 0;
    std::uint32_t first_desk = 0;
    std::uint8_t flooded = 0;
  };
  IdVector<SiteId, One> sites_;
  std::vector<SimTime> desk_free_at_;
};

}  // namespace muster::shelter
