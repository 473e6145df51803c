// SPDX-License-Identifier: MIT
// Cells that links cross, and road surfaces on ground, bridges, underpasses and in tunnels.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "engine/base/random.hpp"
#include "engine/world/terrain.hpp"
#include "tests/world/small_roads.hpp"

namespace muster::world {
namespace {

Terrain flat(int rows, int cols, double cell_m, double z) {
  Terrain terrain;
  terrain.grid = {0, rows * cell_m, cell_m, rows, cols};
  terrain.elevation_m.assign(terrain.grid.size(), z);
  return terrain;
}

std::vector<std::uint32_t> cells_of(const LinkProfile& profile, LinkId link) {
  const auto cells = profile.cells(link);
  return {cells.begin(), cells.end()};
}

TEST(Profile, AStraightRoadCrossesARowOfCells) {
  const Terrain terrain = flat(3, 10, 10, 5);
  test::Network network;
  const NodeId a = network.node(5, 15), b = network.node(95, 15);
  network.both(a, b, 1);
  const Roads roads = network.finished();
  const LinkProfile profile = profile_links(roads, terrain, {});
  std::vector<std::uint32_t> row;
  for (std::uint32_t c = 0; c < 10; ++c) row.push_back(10 + c);
  EXPECT_EQ(cells_of(profile, LinkId{0}), row);
  std::reverse(row.begin(), row.end());
  EXPECT_EQ(cells_of(profile, LinkId{1}), row);
  EXPECT_FLOAT_EQ(profile.at_m[0], 2.5f);  // half a cell, then whole ones
  EXPECT_FLOAT_EQ(profile.at_m[1], 10.f);
  EXPECT_FLOAT_EQ(profile.surface_m[4], 5.f);
}

TEST(Profile, ADiagonalThroughCornersTouchesNoNeighbour) {
  const Terrain terrain = flat(4, 4, 10, 0);
  test::Network network;
  const NodeId a = network.node(0, 40), b = network.node(40, 0);
  network.both(a, b, 1);
  const LinkProfile profile = profile_links(network.finished(), terrain, {});
  EXPECT_EQ(cells_of(profile, LinkId{0}), (std::vector<std::uint32_t>{0, 5, 10, 15}));
}

TEST(Profile, EveryPointOfAnyRoadLiesInACellOfItsProfile) {
  const Terrain terrain = flat(40, 40, 7, 0);
  const Stream draws{3, Purpose{"tests.profile"}};
  test::Network network;
  std::vector<std::vector<std::pair<double, double>>> shapes;
  for (std::uint32_t i = 0; i < 200; ++i) {
    const auto at = [&](std::uint32_t k) { return 280 * draws.uniform(i, k); };
    const std::pair<double, double> bend{at(0), at(1)};
    const NodeId a = network.node(at(2), at(3)), b = network.node(at(4), at(5));
    network.both(a, b, i, 0, 1, {bend});
  }
  const Roads roads = network.finished();
  std::uint64_t outside = 99;
  const LinkProfile profile = profile_links(roads, terrain, {}, &outside);
  EXPECT_EQ(outside, 0u);
  for (std::uint32_t l = 0; l < roads.links(); ++l) {
    const std::vector<std::uint32_t> cells = cells_of(profile, LinkId{l});
    for (std::uint32_t p = roads.shape_first[l]; p + 1 < roads.shape_first[l + 1]; ++p) {
      for (int k = 0; k <= 50; ++k) {
        const double t = (k + 0.5) / 51;
        const double x = roads.shape_x[p] + t * (roads.shape_x[p + 1] - roads.shape_x[p]);
        const double y = roads.shape_y[p] + t * (roads.shape_y[p + 1] - roads.shape_y[p]);
        const auto cell = static_cast<std::uint32_t>(
            terrain.grid.index(terrain.grid.row_of(y), terrain.grid.col_of(x)));
        EXPECT_NE(std::find(cells.begin(), cells.end(), cell), cells.end());
      }
    }
    // neighbours in the list share an edge or a corner, and distances ascend along the link
    for (std::size_t k = 1; k < cells.size(); ++k) {
      const int rows =
          std::abs(static_cast<int>(cells[k] / 40) - static_cast<int>(cells[k - 1] / 40));
      const int cols =
          std::abs(static_cast<int>(cells[k] % 40) - static_cast<int>(cells[k - 1] % 40));
      EXPECT_LE(std::max(rows, cols), 1);
      EXPECT_LT(profile.at_m[profile.first[l] + k - 1], profile.at_m[profile.first[l] + k]);
    }
    // there and back cross the same cells
    std::vector<std::uint32_t> back = cells_of(profile, roads.reverse[LinkId{l}]);
    std::reverse(back.begin(), back.end());
    EXPECT_EQ(cells, back);
  }
}

TEST(Profile, PointsOutsideAreClampedAndCounted) {
  const Terrain terrain = flat(3, 3, 10, 1);
  test::Network network;
  const NodeId a = network.node(15, 15), b = network.node(115, 15);
  network.both(a, b, 1);
  std::uint64_t outside = 0;
  const LinkProfile profile = profile_links(network.finished(), terrain, {}, &outside);
  EXPECT_EQ(outside, 2u);  // one point, in both directions
  EXPECT_EQ(cells_of(profile, LinkId{0}), (std::vector<std::uint32_t>{4, 5}));
}

TEST(Profile, WithoutTerrainEveryLinkIsEmpty) {
  test::Network network;
  const NodeId a = network.node(0, 0), b = network.node(100, 0);
  network.both(a, b, 1);
  const LinkProfile profile = profile_links(network.finished(), Terrain{}, {});
  EXPECT_EQ(profile.first, (std::vector<std::uint32_t>{0, 0, 0}));
}

/// A valley 20 m deep between x = 100 and x = 300; banks at 30 m and, east, 50 m.
Terrain valley() {
  Terrain terrain = flat(3, 40, 10, 30);
  for (int r = 0; r < 3; ++r) {
    for (int c = 0; c < 40; ++c) {
      const double x = terrain.grid.x_of(c);
      terrain.elevation_m[terrain.grid.index(r, c)] = x < 100 ? 30 : x < 300 ? 10 : 50;
    }
  }
  return terrain;
}

TEST(Profile, ABridgeOfTwoLinksIsOneStraightDeck) {
  const Terrain terrain = valley();
  test::Network network;
  const NodeId west = network.node(0, 15), bank = network.node(50, 15),
               middle = network.node(180, 15), far = network.node(350, 15),
               east = network.node(395, 15);
  network.both(west, bank, 1);
  network.both(bank, middle, 2, kBridge);
  network.both(middle, far, 3, kBridge);
  network.both(far, east, 4);
  const Roads roads = network.finished();
  const LinkProfile profile = profile_links(roads, terrain, {3.0, 3.0});
  for (std::uint32_t l = 0; l < roads.links(); ++l) {
    const LinkId link{l};
    if (!(roads.flags[link] & kBridge)) continue;
    for (std::uint32_t k = profile.first[l]; k < profile.first[l + 1]; ++k) {
      const double along = profile.at_m[k];
      const double x = roads.from[link] < roads.to[link] ? roads.x[roads.from[link]] + along
                                                         : roads.x[roads.from[link]] - along;
      const double deck = 30 + (50.0 - 30.0) * (x - 50) / 300 + 3;
      const double ground = terrain.elevation_m[profile.cell[k]];
      EXPECT_NEAR(profile.surface_m[k], std::max(deck, ground), 1e-4) << x;
    }
  }
}

TEST(Profile, AnUnderpassSagsBelowItsEnds) {
  const Terrain terrain = flat(3, 40, 10, 12);
  test::Network network;
  const NodeId a = network.node(5, 15), b = network.node(105, 15), m = network.node(205, 15),
               c = network.node(305, 15), d = network.node(395, 15);
  network.both(a, b, 1);
  network.both(b, m, 2, kUnderpass);
  network.both(m, c, 2, kUnderpass);
  network.both(c, d, 3);
  const Roads roads = network.finished();
  const LinkProfile profile = profile_links(roads, terrain, {3.0, 4.0});
  double lowest = 1e9;
  for (std::uint32_t l = 0; l < roads.links(); ++l) {
    const bool under = roads.flags[LinkId{l}] & kUnderpass;
    for (std::uint32_t k = profile.first[l]; k < profile.first[l + 1]; ++k) {
      if (under) {
        EXPECT_LT(profile.surface_m[k], 12.f);
      } else {
        EXPECT_FLOAT_EQ(profile.surface_m[k], 12.f);
      }
      lowest = std::min(lowest, static_cast<double>(profile.surface_m[k]));
    }
  }
  EXPECT_NEAR(lowest, 8, 0.01);  // 4 m below the ends, halfway
}

TEST(Profile, ATunnelOfThreeLinksHasItsTwoPortalsOnly) {
  Terrain terrain = flat(3, 40, 10, 100);
  terrain.elevation_m[terrain.grid.index(1, 5)] = 20;
  terrain.elevation_m[terrain.grid.index(1, 35)] = 25;
  test::Network network;
  std::vector<NodeId> n;
  for (const double x : {5.0, 55.0, 155.0, 255.0, 355.0, 395.0}) n.push_back(network.node(x, 15));
  network.both(n[0], n[1], 1);
  for (int i = 1; i < 4; ++i) network.both(n[i], n[i + 1], 2, kTunnel);
  network.both(n[4], n[5], 3);
  const Roads roads = network.finished();
  const LinkProfile profile = profile_links(roads, terrain, {});
  std::vector<std::pair<std::uint32_t, float>> listed;
  for (std::uint32_t l = 0; l < roads.links(); ++l) {
    if (!(roads.flags[LinkId{l}] & kTunnel) || roads.from[LinkId{l}] > roads.to[LinkId{l}])
      continue;
    for (std::uint32_t k = profile.first[l]; k < profile.first[l + 1]; ++k) {
      listed.emplace_back(profile.cell[k], profile.surface_m[k]);
    }
  }
  EXPECT_EQ(listed, (std::vector<std::pair<std::uint32_t, float>>{{45, 20.f}, {75, 25.f}}));
}

}  // namespace
}  // namespace muster::world
