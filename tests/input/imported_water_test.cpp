// SPDX-License-Identifier: MIT
// Water by maps in time, by a map of arrivals and by extents.
#include <gtest/gtest.h>

#include <cmath>

#include "tests/input/imported_ground.hpp"

namespace muster::input {
namespace {

using test::ImportedGround;
using test::says;

TEST(ImportedWater, SpeedsStandBesideTheirDepthsWhateverTheOrderOfTheSteps) {
  ImportedGround ground;
  ground.hazard().never_values = {-1};
  ground.hazard().depth_steps = {
      {.time_s = 600,
       .path = ground.map("d1.tif", [](int, int) { return 2.0; }),
       .speed_path = ground.map("v1.tif", [](int, int col) { return col == 0 ? -1 : 0.5; })},
      {.time_s = 0,
       .path = ground.map("d0.tif", [](int, int) { return 1.0; }),
       .speed_path = ground.map("v0.tif", [](int, int) { return 0.25; })}};
  const world::HazardForcing forcing = ground.read();
  ASSERT_TRUE(ground.books.diagnostics.ok()) << ground.books.text();
  ASSERT_EQ(forcing.imported_speed_m_s.size(), 2u);
  EXPECT_EQ(forcing.imported_depth_m.value[0][3], 1.0f);
  EXPECT_EQ(forcing.imported_speed_m_s[0][3], 0.25f);
  EXPECT_EQ(forcing.imported_speed_m_s[1][3], 0.5f);
  EXPECT_TRUE(std::isnan(forcing.imported_speed_m_s[1][0]));
  EXPECT_EQ(ground.books.found("cells without a speed in v1.tif"), ground.grid().rows);
}

TEST(ImportedWater, ImpossibleSpeedsAreRefused) {
  ImportedGround ground;
  ground.hazard().depth_steps = {{.time_s = 0,
                                  .path = ground.map("d.tif", [](int, int) { return 1.0; }),
                                  .speed_path = ground.map("v.tif", [](int, int) { return 999; })}};
  ground.read();
  EXPECT_TRUE(says(ground.books, "v.tif: "));
  EXPECT_TRUE(says(ground.books, "are faster than 100 m/s"));
}

/// Maps of one series that lie on other cells or in another system say which they are.
TEST(ImportedWater, MapsOfOneSeriesHaveTheSameCells) {
  ImportedGround ground;
  const auto one = [](int, int) { return 1.0; };
  test::RasterToWrite other = ground.own_cells();
  other.value = one;
  other.cols -= 1;
  test::write_tiff(ground.scratch.path("narrow.tif"), other);
  other = ground.own_cells();
  other.value = one;
  other.y0 += 10;
  test::write_tiff(ground.scratch.path("north.tif"), other);
  other = ground.own_cells();
  other.value = one;
  other.crs = "EPSG:32722";
  test::write_tiff(ground.scratch.path("utm.tif"), other);
  ground.hazard().depth_steps = {{.time_s = 0,
                                  .path = ground.map("first.tif", one),
                                  .speed_path = ground.map("same.tif", one)},
                                 {.time_s = 60,
                                  .path = ground.scratch.path("narrow.tif"),
                                  .speed_path = ground.scratch.path("north.tif")},
                                 {.time_s = 120,
                                  .path = ground.scratch.path("utm.tif"),
                                  .speed_path = ground.map("v.tif", one)}};
  ground.read();
  EXPECT_EQ(ground.books.diagnostics.errors(), 3u) << ground.books.text();
  EXPECT_TRUE(says(ground.books, "narrow.tif: has 59 x 60 cells of 20 x 20 from x 479500"));
  EXPECT_TRUE(
      says(ground.books, "north.tif: has 60 x 60 cells of 20 x 20 from x 479500, y 6680710"));
  EXPECT_TRUE(says(ground.books, "first.tif has 60 x 60 cells"));
  EXPECT_TRUE(says(ground.books, "utm.tif: is in "));
}

}  // namespace
}  // namespace muster::input
