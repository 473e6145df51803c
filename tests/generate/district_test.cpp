// SPDX-License-Identifier: MIT
#include "engine/generate/district.hpp"

#include <algorithm>
#include <cmath>
#include <queue>

#include <gtest/gtest.h>

#include "engine/generate/water.hpp"
#include "tests/generate/made.hpp"

namespace muster::generate {
namespace {

using test::Made;

const Made& river() {
  static const Made made{test::river_spec(8000)};
  return made;
}

class LinkCount : public testing::TestWithParam<std::int64_t> {};

TEST_P(LinkCount, IsMetWithinTenPercent) {
  Spec spec = test::river_spec(GetParam(), 0);
  spec.district.width_m = std::sqrt(std::max(9e6, 2350.0 * static_cast<double>(GetParam())) / 0.75);
  spec.district.height_m = 0.75 * spec.district.width_m;
  spec.district.cell_m = 40;
  const Made made{spec};
  EXPECT_TRUE(made.diagnostics.ok());
  EXPECT_NEAR(
      static_cast<double>(count_links(made.layout.network)) / static_cast<double>(GetParam()), 1,
      0.1);
}
INSTANTIATE_TEST_SUITE_P(District, LinkCount, testing::Values(500, 1000, 3000, 10'000, 100'000));

TEST(District, ALinkCountThatCannotBeMetIsAnError) {
  // Main roads alone are more: they lie no farther than 1 km apart.
  Spec spec = test::river_spec(500, 40'000);
  spec.district.cell_m = 100;
  const Made made{spec};
  EXPECT_FALSE(made.diagnostics.ok());
}

/// Nodes within reach of `start` along links (against them where `back`).
std::vector<char> reach(const Network& network, std::uint32_t start, bool back) {
  const Incidence incidence{network};
  std::vector<char> seen(network.nodes.size(), 0);
  std::queue<std::uint32_t> open;
  open.push(start);
  seen[start] = 1;
  while (!open.empty()) {
    const std::uint32_t n = open.front();
    open.pop();
    for (const std::uint32_t* e = incidence.begin(n); e != incidence.end(n); ++e) {
      const Edge& edge = network.edges[*e];
      if (edge.one_way && (back ? edge.b : edge.a) != n) continue;
      const std::uint32_t other = edge.a == n ? edge.b : edge.a;
      if (!seen[other]) {
        seen[other] = 1;
        open.push(other);
      }
    }
  }
  return seen;
}

TEST(District, EveryPlaceReachesEveryOtherAlongLinks) {
  const Network& network = river().layout.network;
  const auto one_ways = std::count_if(network.edges.begin(), network.edges.end(),
                                      [](const Edge& e) { return e.one_way; });
  EXPECT_GT(one_ways, 20);
  for (const bool back : {false, true}) {
    const std::vector<char> seen = reach(network, 0, back);
    EXPECT_EQ(std::count(seen.begin(), seen.end(), 0), 0);
  }
  // Homes stand by a street, so on dry roads each can reach a shelter.
  for (const Home& home : river().homes) {
    double nearest = 1e9;
    for (const Point& p : network.nodes) nearest = std::min(nearest, distance(p, home.at));
    EXPECT_LT(nearest, 400);
  }
}

TEST(District, StreetsHaveNoPiecesOfNoLengthAndStayInside) {
  for (const Edge& edge : river().layout.network.edges) {
    const Line line = line_of(river().layout.network, edge);
    EXPECT_GT(length(line), 1);
    for (const Point& p : line) {
      EXPECT_GE(p.x, 0);
      EXPECT_GE(p.y, 0);
      EXPECT_LE(p.x, river().valley.width_m());
      EXPECT_LE(p.y, river().valley.height_m());
    }
  }
}

TEST(District, OnlyBridgesLieOverTheWater) {
  int over_river = 0;
  for (const Edge& edge : river().layout.network.edges) {
    const Line line = line_of(river().layout.network, edge);
    const double all = length(line);
    double least = 1e9;
    for (double at = 0; at <= all; at += 5)
      least = std::min(least, river().valley.off_m(along(line, at)));
    if (edge.flags & world::kBridge) {
      over_river += least < -100;
      if (least < -100) {  // from bank to bank
        EXPECT_GT(river().valley.off_m(line.front()), 0);
        EXPECT_GT(river().valley.off_m(line.back()), 0);
        EXPECT_NE(river().valley.side_of(line.front()), river().valley.side_of(line.back()));
      }
    } else {
      EXPECT_GT(least, 0);
    }
  }
  EXPECT_EQ(over_river, river().spec.district.bridges);
}

TEST(District, UnderpassesLieLowAndNearTheBank) {
  const double crest = river().spec.district.flood.crest_above_bank_m;
  int underpasses = 0;
  double off = 0, all_off = 0;
  int nodes = 0;
  for (const Edge& edge : river().layout.network.edges) {
    if (!(edge.flags & world::kUnderpass)) continue;
    ++underpasses;
    const Line line = line_of(river().layout.network, edge);
    const Point middle = along(line, 0.5 * length(line));
    EXPECT_LT(river().land.at(river().land.above_bank, middle), crest);
    EXPECT_EQ(edge.layer, -1);
    off += river().valley.off_m(middle);
  }
  for (const Point& p : river().layout.network.nodes) {
    all_off += river().valley.off_m(p);
    ++nodes;
  }
  ASSERT_EQ(underpasses, river().spec.district.underpasses);
  EXPECT_LT(off / underpasses, 0.4 * all_off / nodes);
}

TEST(District, TunnelsLieUnderAHill) {
  int tunnels = 0;
  for (const Edge& edge : river().layout.network.edges) {
    if (!(edge.flags & world::kTunnel)) continue;
    ++tunnels;
    const Line line = line_of(river().layout.network, edge);
    double highest = 0;
    for (double share = 0; share <= 1; share += 0.05) {
      highest = std::max(highest, height(river().land.ground, along(line, share * length(line))));
    }
    EXPECT_GT(highest, 8 + height(river().land.ground, line.front()));
    EXPECT_GT(length(line), 100);
  }
  EXPECT_EQ(tunnels, river().layout.tunnels);
  EXPECT_GT(tunnels, 0);
}

TEST(District, HasDeadEnds) {
  const Incidence incidence{river().layout.network};
  int ends = 0;
  for (std::uint32_t n = 0; n < river().layout.network.nodes.size(); ++n)
    ends += incidence.degree(n) == 1;
  EXPECT_GT(ends, 50);
}

TEST(District, HoldsExactlyThePeopleAskedForOnDryGround) {
  std::int64_t persons = 0, villagers = 0;
  for (const Home& home : river().homes) {
    persons += home.persons;
    villagers += home.group > 0 ? home.persons : 0;
    EXPECT_GT(home.persons, 0);
    EXPECT_GT(river().valley.off_m(home.at), 0);
  }
  EXPECT_EQ(persons, river().spec.district.people.count);
  EXPECT_NEAR(static_cast<double>(villagers), 0.06 * 60'000, 1);
}

TEST(District, VillageGroupsAreNumberedAndReachTheirPlaces) {
  const auto& villages = river().layout.villages;
  ASSERT_EQ(villages.size(), 14U);
  int low = 0;
  for (std::size_t i = 0; i < villages.size(); ++i) {
    EXPECT_EQ(villages[i].group, i + 1);
    const float hill = river().land.at(river().land.hill, villages[i].middle);
    const float above = river().land.at(river().land.above_bank, villages[i].middle);
    if (villages[i].low) {
      ++low;
      EXPECT_LT(above, river().spec.district.flood.crest_above_bank_m);
    } else {
      EXPECT_GT(hill, 0.8F);
    }
  }
  EXPECT_EQ(low, river().spec.district.low_village_groups);
}

TEST(District, SheltersByTierAsInJiulongpo) {
  int tiers[4] = {};
  int below_crest = 0;
  std::int64_t places = 0;
  int exits = 0;
  std::vector<std::string> ids;
  for (const world::Site& site : river().sites) {
    ids.push_back(site.id);
    exits += site.kind == world::SiteKind::Exit;
    if (site.kind != world::SiteKind::Shelter) continue;
    ASSERT_GE(site.tier, 1);
    ASSERT_LE(site.tier, 3);
    ++tiers[site.tier];
    places += site.capacity_persons;
    EXPECT_GT(site.capacity_persons, 0);
    below_crest += river().land.at(river().land.above_bank, {site.x, site.y}) <
                   river().spec.district.flood.crest_above_bank_m - 0.3;
  }
  EXPECT_EQ(tiers[1], 1);
  EXPECT_EQ(tiers[2], 19);
  EXPECT_EQ(tiers[3], 51);
  EXPECT_GE(below_crest, 3);
  EXPECT_LE(below_crest, 8);
  EXPECT_NEAR(static_cast<double>(places), 0.6 * 60'000, 1500);
  EXPECT_GE(exits, 6);
  std::sort(ids.begin(), ids.end());
  EXPECT_EQ(std::adjacent_find(ids.begin(), ids.end()), ids.end());
}

TEST(District, ZonesHoldThePeopleWhoLiveBelowTheCrest) {
  const std::vector<Zone> zones = flood_zones(river().spec, river().valley, river().land);
  ASSERT_EQ(zones.size(), 4U);
  const auto inside = [&](Point p) {
    int count = 0;
    for (const Zone& zone : zones) {
      bool in = false;
      for (std::size_t i = 0, j = zone.ring.size() - 1; i < zone.ring.size(); j = i++) {
        const Point a = zone.ring[i], b = zone.ring[j];
        if ((a.y > p.y) != (b.y > p.y) && p.x < (b.x - a.x) * (p.y - a.y) / (b.y - a.y) + a.x)
          in = !in;
      }
      count += in;
    }
    return count;
  };
  std::int64_t below = 0, below_in = 0, high_in = 0;
  for (const Home& home : river().homes) {
    const float above = river().land.at(river().land.above_bank, home.at);
    const int zones_here = inside(home.at);
    EXPECT_LE(zones_here, 1);
    if (above < river().spec.district.flood.crest_above_bank_m - 0.5F) {
      below += home.persons;
      below_in += zones_here * home.persons;
    } else if (above > river().spec.district.flood.crest_above_bank_m + 3) {
      high_in += zones_here * home.persons;
    }
  }
  EXPECT_GT(below, 5000);
  EXPECT_GT(below_in, below * 95 / 100);
  EXPECT_LT(high_in, below / 20);
}

TEST(District, ALakeHasOneShore) {
  Spec spec = test::river_spec(3000, 4000);
  spec.district.river.reset();
  spec.district.lake = LakeSpec{};
  spec.district.bridges = 0;
  spec.district.terraces_m = {1.5, 4, 10, 22};
  spec.district.flood.base_below_bank_m = 1;
  spec.district.flood.crest_above_bank_m = 3;
  const Made made{spec};
  EXPECT_TRUE(made.diagnostics.ok());
  for (const Home& home : made.homes) EXPECT_GT(home.at.y, made.valley.middle_y(home.at.x));
  EXPECT_EQ(flood_zones(made.spec, made.valley, made.land).size(), 2U);
  EXPECT_GE(made.layout.exits.size(), 3U);
}

}  // namespace
}  // namespace muster::generate
