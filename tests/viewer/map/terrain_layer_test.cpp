// SPDX-License-Identifier: MIT
// Hill shading against planes whose shade is known.
#include "viewer/map/terrain_layer.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace muster::viewer {
namespace {

// Rises by `east` metres a metre eastwards and `north` northwards.
Terrain plane(double east, double north) {
  Terrain terrain{{7, 9, {0, 10, 0, 70, 0, -10}}, {}};
  for (int r = 0; r < 7; ++r)
    for (int c = 0; c < 9; ++c)
      terrain.elevation_m.push_back(static_cast<float>(east * 10 * c - north * 10 * r));
  return terrain;
}

double middle(const Terrain& terrain, double exaggeration = 1) {
  return hillshade(terrain, exaggeration)[3 * 9 + 4];
}

TEST(Hillshade, FlatGroundHasTheSineOfTheSun) {
  EXPECT_NEAR(middle(plane(0, 0)), std::sqrt(0.5), 1e-6);
}

TEST(Hillshade, APlaneFollowsTheCosineOfTheAngleToTheSun) {
  // Facing the sun in the north-west at 45 degrees: full light.
  const double s = std::sqrt(0.5);
  EXPECT_NEAR(middle(plane(s, -s)), 1, 1e-6);
  // Facing away at 45 degrees: none.
  EXPECT_NEAR(middle(plane(-s, s)), 0, 1e-6);
  // p = 0.3 alone: (0.5 p + sqrt(1/2)) / sqrt(1 + p^2).
  EXPECT_NEAR(middle(plane(0.3, 0)), (0.15 + s) / std::sqrt(1.09), 1e-6);
  EXPECT_NEAR(middle(plane(0.1, 0), 3), (0.15 + s) / std::sqrt(1.09), 1e-6);
}

TEST(Hillshade, CellsWithoutAHeightAreFlat) {
  Terrain terrain = plane(0.3, 0);
  terrain.elevation_m[3 * 9 + 4] = std::nanf("");
  const auto shade = hillshade(terrain, 1);
  EXPECT_NEAR(shade[3 * 9 + 4], std::sqrt(0.5), 1e-6);
  for (const float s : shade) EXPECT_TRUE(std::isfinite(s));
}

}  // namespace
}  // namespace muster::viewer
