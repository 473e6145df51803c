// SPDX-License-Identifier: MIT
// Fires by maps of arrival and by perimeters with times.
#include <gtest/gtest.h>

#include <cmath>

#include "tests/input/imported_ground.hpp"

namespace muster::input {
namespace {

using test::says;

using Ground = test::ImportedGround;

TEST(ImportedFire, MapHasItsUnitItsZeroAndItsNever) {
  Ground ground;
  const std::string path = ground.map(
      "toa.tif",
      [](int, int col) {
        return col == 0   ? -9999.0
               : col == 1 ? 1e30
               : col == 2 ? -1.0
               : col == 3 ? 777.0
                          : 10.0 * col;
      },
      -9999);
  ground.hazard().fire_arrival = cases::ArrivalMap{path, 1, 60, 600};
  ground.hazard().never_values = {777};
  const std::vector<double> arrival = ground.read().imported_fire_s;
  ASSERT_EQ(ground.books.diagnostics.errors(), 0u) << ground.books.text();
  for (int col = 0; col < 4; ++col) EXPECT_TRUE(std::isinf(arrival[static_cast<std::size_t>(col)]));
  EXPECT_EQ(arrival[5], 600 + 50 * 60);
}

TEST(ImportedFire, EarliestPerimeterThatHoldsACellCounts) {
  Ground ground;
  const std::string path = ground.scratch.path("perimeters.gpkg");
  test::write_layer("GPKG", path, "fire", ground.kCrs, {"seen"},
                    {{ground.square(0, 6), {"2024-04-30T11:00:00+02:00"}},
                     {ground.square(0, 3), {"2024-04-30 09:00"}},  // at the case's offset
                     {ground.square(8, 1), {"120"}}});
  ground.hazard().fire_perimeters = cases::PerimeterLayer{.path = path, .time_column = "seen"};
  const std::vector<double> arrival = ground.read().imported_fire_s;
  ASSERT_EQ(ground.books.diagnostics.errors(), 0u) << ground.books.text();
  EXPECT_EQ(arrival[1], 3600);
  EXPECT_EQ(arrival[4], 3 * 3600);
  EXPECT_TRUE(std::isinf(arrival[7]));
  EXPECT_EQ(arrival[8], 120);
}

TEST(ImportedFire, TellsWhatItCannotRead) {
  Ground ground;
  const std::string path = ground.scratch.path("perimeters.gpkg");
  test::write_layer("GPKG", path, "fire", ground.kCrs, {"seen"},
                    {{ground.square(0, 6), {"yesterday"}}});
  ground.hazard().fire_perimeters = cases::PerimeterLayer{.path = path, .time_column = "time"};
  ground.read().imported_fire_s;
  EXPECT_TRUE(says(ground.books, "has no attribute 'time'")) << ground.books.text();
  ground.hazard().fire_perimeters->time_column = "seen";
  ground.read().imported_fire_s;
  EXPECT_TRUE(says(ground.books, "'yesterday' is no time")) << ground.books.text();
}

TEST(ImportedFire, FarAwayIsAWarning) {
  Ground ground;
  const std::string path = ground.scratch.path("perimeters.gpkg");
  test::write_layer("GPKG", path, "fire", ground.kCrs, {"time"},
                    {{"POLYGON((0 0,1 0,1 1,0 1,0 0))", {"0"}}});
  ground.hazard().fire_perimeters = cases::PerimeterLayer{.path = path};
  ground.read().imported_fire_s;
  EXPECT_TRUE(says(ground.books, "its fire comes to no cell of the grid")) << ground.books.text();
}

/// A column of a date, which OGR writes in its own way.
TEST(ImportedFire, DateColumnsAreRead) {
  Ground ground;
  const std::string path = ground.scratch.path("perimeters.geojson");
  test::write_layer("GeoJSON", path, "fire", ground.kCrs, {"time"},
                    {{ground.square(0, 6), {"2024-04-30T11:00:00+02:00"}}});
  ground.hazard().fire_perimeters = cases::PerimeterLayer{.path = path, .crs = ground.kCrs};
  const std::vector<double> arrival = ground.read().imported_fire_s;
  ASSERT_EQ(ground.books.diagnostics.errors(), 0u) << ground.books.text();
  EXPECT_EQ(arrival[1], 3 * 3600);
}

TEST(ImportedFire, IntensitiesAreInTheirUnitOnTheCellsOfTheArrivals) {
  Ground ground;
  ground.hazard().fire_arrival =
      cases::ArrivalMap{.raster = ground.map("toa.tif", [](int, int col) { return col; })};
  ground.hazard().fire_intensity = cases::IntensityMap{
      .raster = ground.map("i.tif", [](int, int col) { return col == 0 ? NAN : 1000.0 * col; }),
      .unit_kw_m = 0.001};
  const std::vector<float> intensity = ground.read().imported_intensity_kw_m;
  ASSERT_EQ(ground.books.diagnostics.errors(), 0u) << ground.books.text();
  EXPECT_TRUE(std::isnan(intensity[0]));
  EXPECT_EQ(intensity[7], 7.0f);
  ground.hazard().fire_intensity->unit_kw_m = 1000;
  ground.read();
  EXPECT_TRUE(says(ground.books, "burn with more than 1,000,000 kW/m"));
  test::RasterToWrite other = ground.own_cells();
  other.dx = 10;
  other.value = [](int, int) { return 1.0; };
  ground.hazard().fire_intensity->raster = ground.scratch.path("fine.tif");
  test::write_tiff(ground.scratch.path("fine.tif"), other);
  ground.read();
  EXPECT_TRUE(says(ground.books, "fine.tif: has 60 x 60 cells of 10 x 20"));
}

}  // namespace
}  // namespace muster::input
