// SPDX-License-Identifier: MIT
// Shelters where people are, and the other places that a district has.
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <functional>
#include <limits>
#include <string>

#include "engine/base/random.hpp"
#include "engine/generate/district.hpp"

namespace muster::generate {
namespace {

using world::Site;
using world::SiteKind;

constexpr Purpose kPlaces{"generate.places"};
// Weight of a shelter's places by tier (medium and long stay, short stay, temporary) and area a
// person: GB 51143-2015, m2: 4.5 long, 2.0 short, 1.0 temporary (to confirm).
constexpr double kWeight[] = {0, 5.0, 1.0, 0.35};
constexpr double kAreaPerPerson[] = {0, 4.5, 2.0, 1.0};

std::string number(int value, int digits) {
  std::string text = std::to_string(value);
  while (static_cast<int>(text.size()) < digits) text.insert(text.begin(), '0');
  return text;
}

/// Picks homes one by one, each where many people live far from all picked before.
class Spread {
 public:
  explicit Spread(const std::vector<Home>& homes) : homes_{homes}, away_(homes.size(), 5000.0) {}

  /// Index of the home, or homes.size() where none is fit. O(homes).
  std::size_t pick(const std::function<bool(const Home&)>& fit) {
    std::size_t best = homes_.size();
    double most = 0;
    for (std::size_t i = 0; i < homes_.size(); ++i) {
      const double need = away_[i] * away_[i] * std::sqrt(static_cast<double>(homes_[i].persons));
      if (need > most && fit(homes_[i])) {
        most = need;
        best = i;
      }
    }
    if (best == homes_.size()) return best;
    for (std::size_t i = 0; i < homes_.size(); ++i) {
      away_[i] = std::min(away_[i], distance(homes_[i].at, homes_[best].at));
    }
    return best;
  }

 private:
  const std::vector<Home>& homes_;
  std::vector<double> away_;
};

}  // namespace

std::vector<Site> place_sites(const Spec& spec, const Valley& valley, const Land& land,
                              const Layout& layout, const std::vector<Home>& homes) {
  const DistrictSpec& d = spec.district;
  const Stream stream{spec.seed, kPlaces};
  const double crest = d.flood.crest_above_bank_m;
  std::vector<Site> sites;
  std::uint64_t entity = 0;
  const auto above = [&](const Home& home) -> double { return land.at(land.above_bank, home.at); };
  const auto high = [&](const Home& home) { return home.group == 0 && above(home) > crest + 1.5; };
  const auto low = [&](const Home& home) {
    return home.group == 0 && above(home) > crest - 3.5 && above(home) < crest - 0.8;
  };
  const auto add = [&](SiteKind kind, const std::string& id, const std::string& name,
                       Point at) -> Site& {
    Site site;
    site.id = id;
    site.kind = kind;
    site.name = name;
    // Off the middle of the block, where its homes are counted.
    site.x = at.x + 16 * (stream.uniform(entity, 0) - 0.5);
    site.y = at.y + 16 * (stream.uniform(entity, 1) - 0.5);
    ++entity;
    sites.push_back(site);
    return sites.back();
  };

  // Shelters of all tiers share one spread, so that no quarter has all of them.
  Spread shelters{homes};
  const int counts[] = {0, d.shelters.tier1, d.shelters.tier2, d.shelters.tier3};
  std::vector<double> weight;
  for (int tier = 1; tier <= 3; ++tier) {
    for (int k = 0; k < counts[tier]; ++k) {
      const bool low_lying = tier == 3 && k < d.shelters.low_lying;
      std::size_t home = shelters.pick(low_lying ? std::function<bool(const Home&)>(low) : high);
      if (home == homes.size()) home = shelters.pick([](const Home& h) { return h.group == 0; });
      if (home == homes.size()) break;
      Site& site =
          add(SiteKind::Shelter, "shelter-" + std::to_string(tier) + '-' + number(k + 1, 2), "",
              homes[home].at);
      site.tier = tier;
      site.name = tier == 1   ? "Sports centre"
                  : tier == 2 ? "School " + std::to_string(k + 1)
                              : "Park " + std::to_string(k + 1);
      site.floor_above_ground_m = tier == 3 ? 0.1 : 0.3;
      site.responsible =
          "street office " + std::to_string(1 + static_cast<int>(8 * site.x / valley.width_m()));
      weight.push_back(kWeight[tier] * (0.6 + 0.8 * stream.uniform(entity, 2)));
    }
  }
  double sum = 0;
  for (const double w : weight) sum += w;
  for (std::size_t i = 0; i < weight.size(); ++i) {
    const double places =
        d.shelters.places_share * static_cast<double>(d.people.count) * weight[i] / sum;
    sites[i].capacity_persons = std::max<std::int64_t>(20, 10 * std::llround(places / 10));
    sites[i].area_m2 =
        kAreaPerPerson[sites[i].tier] * static_cast<double>(sites[i].capacity_persons);
    sites[i].parking_vehicles = 0;
  }

  const auto spread_out = [&](SiteKind kind, int count, const char* id, const char* name) {
    Spread spread{homes};
    for (int k = 0; k < count; ++k) {
      const std::size_t home = spread.pick(high);
      if (home == homes.size()) return;
      add(kind, std::string(id) + '-' + std::to_string(k + 1),
          std::string(name) + ' ' + std::to_string(k + 1), homes[home].at);
    }
  };
  const double crowd = static_cast<double>(d.people.count);
  spread_out(SiteKind::CommandPost, 1, "command-post", "Command post");
  spread_out(SiteKind::Hospital, std::max(1, static_cast<int>(crowd / 30'000)), "hospital",
             "Hospital");
  spread_out(SiteKind::FireStation, std::max(2, static_cast<int>(crowd / 20'000)), "fire-station",
             "Fire station");
  spread_out(SiteKind::Police, std::max(2, static_cast<int>(crowd / 20'000)), "police",
             "Police station");
  // Jiulongpo has four depots.
  spread_out(SiteKind::Depot, 4, "depot", "Depot");

  int ordinal = 0;
  for (const Edge& edge : layout.network.edges) {
    if (!(edge.flags & world::kUnderpass)) continue;
    const Line line = line_of(layout.network, edge);
    ++ordinal;
    add(SiteKind::Gate, "gate-" + number(ordinal, 2), "Underpass " + std::to_string(ordinal),
        along(line, 0.5 * length(line)));
  }
  ordinal = 0;
  for (const Creek& creek : valley.creeks()) {
    if (creek.line.size() < 12) continue;
    ++ordinal;
    add(SiteKind::Monitor, "monitor-" + number(ordinal, 2),
        "Creek gauge " + std::to_string(ordinal), creek.line[11]);
  }
  ordinal = 0;
  for (const std::uint32_t node : layout.exits) {
    ++ordinal;
    Site& site = add(SiteKind::Exit, "exit-" + number(ordinal, 2),
                     "Exit " + std::to_string(ordinal), layout.network.nodes[node]);
    site.x = layout.network.nodes[node].x;
    site.y = layout.network.nodes[node].y;
  }
  return sites;
}

}  // namespace muster::generate
