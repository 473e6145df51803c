// SPDX-License-Identifier: MIT
#include "engine/hazard/landslide/listed_site.hpp"

#include <algorithm>
#include <cmath>
#include <unordered_set>

#include "engine/base/random.hpp"
#include "engine/hazard/landslide/runout.hpp"

namespace muster::hazard::landslide {

namespace {

constexpr Purpose kSite{"landslide.site"};

/// FNV-1a of 64 bits (Fowler, Noll & Vo 1991).
std::uint64_t key_of(const std::string& name) {
  std::uint64_t key = 14695981039346656037ull;
  for (const char c : name) key = (key ^ static_cast<unsigned char>(c)) * 1099511628211ull;
  return key;
}

bool reached(const RainThreshold& threshold, const ListedSite& site, const Rain& rain, SimTime to) {
  const double elapsed_h = to_seconds(to - first_rain(rain)) / 3600.0;
  const double longest_h = std::min(threshold.longest_h, elapsed_h);
  // A threshold without a shortest duration begins at one hour.
  const double first_h = threshold.shortest_h > 0.0 ? threshold.shortest_h : 1.0;
  for (int more = 0; first_h + more <= longest_h; ++more) {
    const double hours = first_h + more;
    const double rain_mm = fallen_mm(rain, site.cell, to - from_seconds(hours * 3600.0), to);
    if (reached(threshold, hours, rain_mm)) return true;
  }
  return false;
}

}  // namespace

void check(const std::vector<ListedSite>& sites, const world::Grid& grid,
           Diagnostics& diagnostics) {
  std::unordered_set<std::string> names;
  for (const ListedSite& site : sites) {
    if (!names.insert(site.name).second)
      diagnostics.error("landslide sites", "two are named '" + site.name + "'",
                        "give each its own name");
    const std::string where = "landslide site '" + site.name + "'";
    if (site.cell >= grid.size()) diagnostics.error(where, "lies outside the terrain");
    if (!(site.volume_m3 > 0.0 && site.volume_m3 <= 1e10))
      diagnostics.error(where, "its volume must be above 0 and at most 1e10 m3");
    if (site.triggers.empty()) diagnostics.error(where, "needs a rain threshold");
    for (const Trigger& trigger : site.triggers) {
      const RainThreshold& t = trigger.threshold;
      if (!(t.factor > 0.0 && std::isfinite(t.factor) && t.exponent >= 0.0 && t.exponent <= 2.0))
        diagnostics.error(where,
                          "a threshold needs a factor above 0 and an exponent between 0 and 2");
      if (!(t.shortest_h >= 0.0 && t.shortest_h <= t.longest_h))
        diagnostics.error(where, "the durations of a threshold must ascend from 0 h or more");
      if (!(trigger.probability >= 0.0 && trigger.probability <= 1.0))
        diagnostics.error(where, "a probability must lie between 0 and 1");
    }
    for (const std::uint32_t cell : site.danger) {
      if (cell < grid.size()) continue;
      diagnostics.error(where, "its danger area lies partly outside the terrain");
      break;
    }
    if (!std::is_sorted(site.danger.begin(), site.danger.end()))
      diagnostics.error(where, "the cells of its danger area must ascend");
  }
}

double trigger_probability(const ListedSite& site, const Rain& rain, SimTime to) {
  if (first_rain(rain) >= to) return 0.0;
  double greatest = 0.0;
  for (const Trigger& trigger : site.triggers) {
    if (trigger.probability > greatest && reached(trigger.threshold, site, rain, to))
      greatest = trigger.probability;
  }
  return greatest;
}

bool slides(std::uint64_t seed, const ListedSite& site, double probability) {
  return Stream{seed, kSite}.chance(probability, key_of(site.name), 0);
}

double reach_ratio(Reach reach, double given_ratio, double volume_m3) {
  switch (reach) {
    case Reach::Corominas:
      return corominas_reach_ratio(volume_m3);
    case Reach::CorominasDebrisFlow:
      return corominas_debris_flow_reach_ratio(volume_m3);
    case Reach::Given:
      break;
  }
  return given_ratio;
}

}  // namespace muster::hazard::landslide
