// SPDX-License-Identifier: MIT
// The constants of a link: free-flow time, headways, storage and the time a hole needs to travel
// back.
#pragma once

#include <cstdint>

#include "engine/base/time.hpp"

namespace muster::mobility::traffic {

/// What a stretch of road is, for one direction and some lanes. Triangular fundamental diagram cut
/// off at the capacity (Newell 1993; Yperman 2007): flow(k) = min(v k, q, w (k_j - k)).
struct LinkTraits {
  double length_m = 0;
  double speed_m_s = 0;          // free-flow
  double capacity_veh_s = 0;     // discharge q
  double jam_density_veh_m = 0;  // k_j
  double backward_wave_m_s = 0;  // w
  double merge_priority = 0;     // share of a place that several want; 0: the capacity
};

struct LinkModel {
  SimTime travel = 0;         // L/v, at least 1 us
  SimTime exit_headway = 0;   // 1/q
  SimTime entry_headway = 0;  // 1/(peak of the triangle): no more flows in than the diagram carries
  SimTime hole_travel = 0;    // L/w, at least 1 us
  std::int32_t storage = 0;   // vehicles

  friend bool operator==(const LinkModel&, const LinkModel&) = default;
};

/// Where the capacity is more than k_j, v and w can carry, w is raised, to v at most, and then the
/// storage; where a short link holds less than one vehicle too little for its capacity, storage is
/// rounded up: the stated capacity rules. Throws nothing; all members > 0.
LinkModel make_link_model(const LinkTraits& traits);

}  // namespace muster::mobility::traffic
