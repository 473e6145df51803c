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

/// Hours after a time, the codes that real files use for never, and cells where the two maps
/// differ.
TEST(ImportedWater, ArrivalsHaveTheirUnitTheirZeroAndTheirNever) {
  ImportedGround ground;
  cases::FloodArrival& spec = ground.hazard().flood_arrival.emplace();
  spec.when.raster = ground.map(
      "toa.tif",
      [](int, int col) {
        const double value[] = {-9999, 9999, -1, NAN, 0, 2, 2, 1e30};
        return value[std::min(col, 7)];
      },
      -9999);
  spec.when.unit_s = 3600;
  spec.when.offset_s = -1800;
  spec.depth_raster = ground.map("deep.tif", [](int, int col) { return col == 6 ? 0 : 1.5; });
  ground.hazard().never_values = {9999};
  const world::HazardForcing forcing = ground.read();
  ASSERT_TRUE(ground.books.diagnostics.ok()) << ground.books.text();
  for (const std::size_t col : {0, 1, 2, 3, 6, 7, 20})
    EXPECT_TRUE(std::isinf(forcing.imported_water_s[col])) << col;
  EXPECT_EQ(forcing.imported_water_s[4], -1800);
  EXPECT_EQ(forcing.imported_water_s[5], 5400);
  EXPECT_EQ(forcing.imported_water_m[5], 1.5f);
  EXPECT_EQ(forcing.imported_water_m[6], 0.0f);
  const int rows = ground.grid().rows;
  EXPECT_EQ(ground.books.found("cells that an imported water comes to"), 2 * rows);
  EXPECT_EQ(ground.books.found("cells that water comes to, but no depth is known of"), rows);
  EXPECT_EQ(ground.books.found("cells with a depth that water never comes to"),
            (ground.grid().cols - 3) * rows);
  EXPECT_FALSE(says(ground.books, "taken for a time"));
}

TEST(ImportedWater, OneDepthMayHoldWhereverWaterComes) {
  ImportedGround ground;
  cases::FloodArrival& spec = ground.hazard().flood_arrival.emplace();
  spec.when.raster = ground.map("toa.tif", [](int, int col) { return col == 0 ? -1 : 60.0; });
  spec.depth_m = 0.75;
  const world::HazardForcing forcing = ground.read();
  EXPECT_EQ(forcing.imported_water_m[0], 0.0f);
  EXPECT_EQ(forcing.imported_water_m[1], 0.75f);
}

TEST(ImportedWater, ACodeForNeverThatNobodyNamedIsWarnedOf) {
  ImportedGround ground;
  cases::FloodArrival& spec = ground.hazard().flood_arrival.emplace();
  spec.when.raster =
      ground.map("toa.tif", [](int row, int) { return row < 9 ? 10.0 * row : 9999; });
  spec.depth_m = 1;
  ground.read();
  EXPECT_TRUE(
      says(ground.books, "toa.tif: warning: 3060 cells hold 9999, which is taken for a time"));
  EXPECT_TRUE(says(ground.books, "name it in never_values"));
}

TEST(ImportedWater, ArrivalsAfterTheEndOrOnOtherCellsAreTold) {
  ImportedGround ground;
  cases::FloodArrival& spec = ground.hazard().flood_arrival.emplace();
  spec.when.raster = ground.map("toa.tif", [](int, int) { return 30; });
  spec.when.unit_s = 3600;
  spec.depth_m = 1;
  ground.read();
  EXPECT_TRUE(says(ground.books, "its water comes after the case's end"));
  test::RasterToWrite other = ground.own_cells();
  other.value = [](int, int) { return 1.0; };
  other.rows -= 2;
  spec.depth_m.reset();
  spec.depth_raster = ground.scratch.path("short.tif");
  test::write_tiff(spec.depth_raster, other);
  ground.read();
  EXPECT_TRUE(says(ground.books, "short.tif: has 60 x 58 cells"));
}

/// Rows of one time belong together; what the next time leaves out has drained.
TEST(ImportedWater, ExtentsAreMapsOfTheirTimes) {
  ImportedGround ground;
  const std::string path = ground.scratch.path("extents.gpkg");
  test::write_layer("GPKG", path, "water", ground.kCrs, {"seen"},
                    {{ground.square(4, 2), {"2024-04-30T10:00:00+02:00"}},
                     {ground.square(0, 3), {"2024-04-30 09:00"}},  // at the case's offset
                     {ground.square(8, 1), {"3600"}}});
  ground.hazard().flood_extents = {.polygons = {.path = path, .time_column = "seen"},
                                   .depth_m = 0.75};
  const world::RasterSeries maps = ground.read().imported_depth_m;
  ASSERT_TRUE(ground.books.diagnostics.ok()) << ground.books.text();
  EXPECT_EQ(maps.time, (std::vector<SimTime>{3600 * kSecond, 7200 * kSecond}));
  for (std::size_t col = 0; col < 12; ++col) {
    EXPECT_EQ(maps.value[0][col], col < 3 || col == 8 ? 0.75f : 0.0f) << col;
    EXPECT_EQ(maps.value[1][col], col == 4 || col == 5 ? 0.75f : 0.0f) << col;
  }
  EXPECT_EQ(ground.books.found("cells that an imported water comes to"), 6 * 5);
}

TEST(ImportedWater, ExtentsWithoutTimesOrAreasAreRefused) {
  ImportedGround ground;
  const std::string path = ground.scratch.path("extents.gpkg");
  test::write_layer("GPKG", path, "water", ground.kCrs, {"seen"},
                    {{ground.square(0, 6), {"yesterday"}}});
  ground.hazard().flood_extents = {.polygons = {.path = path}, .depth_m = 1};
  ground.read();
  EXPECT_TRUE(says(ground.books, "has no attribute 'time'"));
  EXPECT_TRUE(says(ground.books, "#/event/hazards/0/flood_extents/time_column"));
  ground.hazard().flood_extents->polygons.time_column = "seen";
  ground.read();
  EXPECT_TRUE(says(ground.books, "'yesterday' is no time"));
  ImportedGround lines;
  test::write_layer("GPKG", lines.scratch.path("l.gpkg"), "l", lines.kCrs, {"time"},
                    {{"LINESTRING(479600 6680000,479700 6680000)", {"0"}}});
  lines.hazard().flood_extents = {.polygons = {.path = lines.scratch.path("l.gpkg")}, .depth_m = 1};
  lines.read();
  EXPECT_TRUE(says(lines.books, "l.gpkg: holds no polygon"));
}

}  // namespace
}  // namespace muster::input
