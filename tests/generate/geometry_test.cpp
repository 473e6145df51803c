// SPDX-License-Identifier: MIT
#include "engine/generate/geometry.hpp"

#include <gtest/gtest.h>

namespace muster::generate {
namespace {

const Line kCorner{{0, 0}, {30, 0}, {30, 40}};

TEST(Geometry, LengthAndPlacesAlongALine) {
  EXPECT_DOUBLE_EQ(length(kCorner), 70);
  EXPECT_EQ(along(kCorner, 50).x, 30);
  EXPECT_EQ(along(kCorner, 50).y, 20);
  EXPECT_EQ(along(kCorner, -1).x, 0);
  EXPECT_EQ(along(kCorner, 99).y, 40);
}

TEST(Geometry, CutsAddUpToTheWhole) {
  const Line first = cut(kCorner, 0, 45);
  const Line rest = cut(kCorner, 45, 70);
  EXPECT_DOUBLE_EQ(length(first), 45);
  EXPECT_DOUBLE_EQ(length(rest), 25);
  EXPECT_EQ(first.size(), 3U);
  EXPECT_EQ(rest.size(), 2U);
  EXPECT_EQ(first.back().y, rest.front().y);
}

TEST(Geometry, SimplifyDropsOnlyWhatLiesWithinTheTolerance) {
  const Line line{{0, 0}, {10, 0.4}, {20, 0}, {30, 5}, {40, 0}};
  const Line kept = simplify(line, 0.5);
  ASSERT_EQ(kept.size(), 4U);
  EXPECT_EQ(kept[1].x, 20);
  EXPECT_EQ(simplify(line, 0.1).size(), 5U);
  EXPECT_EQ(simplify(line, 10).size(), 2U);
}

TEST(Geometry, RoundedCornersKeepTheEndsAndShortenTheLine) {
  const Line rounded = round_corners(kCorner);
  EXPECT_EQ(rounded.front().x, 0);
  EXPECT_EQ(rounded.back().y, 40);
  EXPECT_LT(length(rounded), length(kCorner));
  EXPECT_GT(length(rounded), 50);
}

TEST(Geometry, SegmentsCrossWhereTheyDo) {
  double t = 0;
  EXPECT_TRUE(cross_at({0, 0}, {10, 0}, {4, -1}, {4, 1}, t));
  EXPECT_DOUBLE_EQ(t, 0.4);
  EXPECT_FALSE(cross_at({0, 0}, {10, 0}, {4, 1}, {4, 2}, t));
  EXPECT_FALSE(cross_at({0, 0}, {10, 0}, {0, 1}, {10, 1}, t));
}

}  // namespace
}  // namespace muster::generate
