// SPDX-License-Identifier: MIT
// Points in polygons, areas and centroids.
#include "engine/input/polygon.hpp"

#include <gtest/gtest.h>

namespace muster::input {
namespace {

const Polygon::Ring kSquare{{0, 0}, {10, 0}, {10, 10}, {0, 10}, {0, 0}};
const Polygon::Ring kHole{{4, 4}, {4, 6}, {6, 6}, {6, 4}, {4, 4}};

TEST(Polygon, InsideHolesAndOutside) {
  const Polygon polygon({kSquare, kHole});
  EXPECT_TRUE(polygon.contains(1, 1));
  EXPECT_FALSE(polygon.contains(5, 5));
  EXPECT_FALSE(polygon.contains(11, 5));
  EXPECT_FALSE(polygon.contains(-1, 4));
}

TEST(Polygon, EveryPointBelongsToOneOfTwoNeighbours) {
  const Polygon west({{{0, 0}, {5, 0}, {5, 10}, {0, 10}}}),
      east({{{5, 0}, {10, 0}, {10, 10}, {5, 10}}});
  for (double y = 0.5; y < 10; y += 1) {
    EXPECT_NE(west.contains(5, y), east.contains(5, y)) << y;
  }
}

TEST(Polygon, AreaAndCentroid) {
  EXPECT_DOUBLE_EQ(Polygon({kSquare}).area_m2(), 100);
  EXPECT_DOUBLE_EQ(Polygon({kSquare, kHole}).area_m2(), 96);
  EXPECT_EQ(Polygon({kSquare, kHole}).centroid(), (std::pair{5.0, 5.0}));
  const Polygon::Ring apart{{20, 0}, {24, 0}, {24, 4}, {20, 4}};
  EXPECT_DOUBLE_EQ(Polygon({kSquare, apart}).area_m2(), 116);  // a multipolygon
  EXPECT_DOUBLE_EQ(Polygon({kSquare, apart}).centroid().first, (5 * 100 + 22 * 16) / 116.0);
  // far from the origin, as real coordinates are
  Polygon::Ring far;
  for (const auto& [x, y] : kSquare) far.emplace_back(x + 480000, y + 6680000);
  EXPECT_NEAR(Polygon({far}).area_m2(), 100, 1e-6);
  EXPECT_NEAR(Polygon({far}).centroid().second, 6680005, 1e-6);
}

TEST(Polygon, WithoutArea) {
  const Polygon line({{{0, 0}, {10, 0}}});
  EXPECT_EQ(line.area_m2(), 0);
  EXPECT_EQ(line.centroid(), (std::pair{5.0, 0.0}));
  EXPECT_FALSE(line.contains(5, 0));
  EXPECT_FALSE(Polygon({}).contains(0, 0));
}

TEST(Polygon, AnyOfSeveral) {
  const std::vector<Polygon> two{Polygon({kHole}), Polygon({kSquare})};
  EXPECT_TRUE(contains(two, 1, 1));
  EXPECT_TRUE(contains(two, 5, 5));  // in both
  EXPECT_FALSE(contains(two, 20, 5));
  EXPECT_FALSE(contains({}, 5, 5));
}

}  // namespace
}  // namespace muster::input
