// SPDX-License-Identifier: MIT
// Listed places that slide when rain reaches a threshold: all that most offices know.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/hazard/landslide/rain.hpp"
#include "engine/hazard/landslide/rain_threshold.hpp"

namespace muster::hazard::landslide {

/// A threshold, and the probability that a site at which it is reached slides.
struct Trigger {
  RainThreshold threshold;
  double probability = 1;
};

/// How far a slide runs by its volume: mean H/L of Corominas 1996 (runout.hpp, to confirm), or the
/// angle of reach of the runout parameters. For the energy line only.
enum class Reach { Given, Corominas, CorominasDebrisFlow };

struct ListedSite {
  std::string name;  // its draw belongs to the name, so no other site may have it
  std::uint32_t cell = 0;
  double volume_m3 = 0;               // > 0
  std::vector<Trigger> triggers;      // any order; at least one
  std::vector<std::uint32_t> danger;  // cells it covers, ascending; empty: by angle of reach
};

/// Adds an error for each site outside the grid or with values that cannot be, by its name, and for
/// names that two have.
void check(const std::vector<ListedSite>& sites, const world::Grid& grid, Diagnostics& diagnostics);

/// Greatest probability among the triggers of a site that are reached at `to`: in some window that
/// ends then, begins with the rain or later and is as long as the threshold's shortest duration (1
/// h if it states none) or whole hours more, up to its longest, the rain reaches it.
double trigger_probability(const ListedSite& site, const Rain& rain, SimTime to);

/// Whether a site slides when the probability is `probability`: one draw a site decides for the
/// whole event, so that more rain never saves a site.
bool slides(std::uint64_t seed, const ListedSite& site, double probability);

/// H/L of a slide of `volume_m3`.
double reach_ratio(Reach reach, double given_ratio, double volume_m3);

}  // namespace muster::hazard::landslide
