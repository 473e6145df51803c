// SPDX-License-Identifier: MIT
// Height between cell centres.
#include "engine/world/terrain.hpp"

#include <gtest/gtest.h>

namespace muster::world {
namespace {

/// z = 3 + 0.5 x - 0.25 y on cells of 10 m, north edge at y = 50.
Terrain plane() {
  Terrain terrain;
  terrain.grid = {0, 50, 10, 5, 8};
  for (int r = 0; r < 5; ++r) {
    for (int c = 0; c < 8; ++c) {
      terrain.elevation_m.push_back(3 + 0.5 * terrain.grid.x_of(c) - 0.25 * terrain.grid.y_of(r));
    }
  }
  return terrain;
}

TEST(Height, IsExactOnAPlane) {
  const Terrain terrain = plane();
  for (double x = 5; x <= 75; x += 3.5) {
    for (double y = 5; y <= 45; y += 2.5) {
      EXPECT_NEAR(height(terrain, x, y), 3 + 0.5 * x - 0.25 * y, 1e-12);
    }
  }
}

TEST(Height, IsTheCellsOwnAtItsCentre) {
  const Terrain terrain = plane();
  EXPECT_EQ(height(terrain, terrain.grid.x_of(3), terrain.grid.y_of(2)),
            terrain.elevation_m[terrain.grid.index(2, 3)]);
}

TEST(Height, IsClampedToTheGrid) {
  const Terrain terrain = plane();
  EXPECT_EQ(height(terrain, -1e6, 1e6), terrain.elevation_m[0]);
  EXPECT_EQ(height(terrain, 1e6, -1e6), terrain.elevation_m.back());
  EXPECT_EQ(height(terrain, 1, 25), height(terrain, 5, 25));
}

TEST(Height, OneCell) {
  Terrain terrain;
  terrain.grid = {0, 10, 10, 1, 1};
  terrain.elevation_m = {7};
  EXPECT_EQ(height(terrain, 3, 3), 7);
}

}  // namespace
}  // namespace muster::world
