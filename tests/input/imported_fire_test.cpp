// SPDX-License-Identifier: MIT
// Fires by maps of arrival and by perimeters with times.
#include <gtest/gtest.h>

#include <cmath>

#include "engine/input/forcing.hpp"
#include "tests/input/gdal_files.hpp"
#include "tests/input/tiny_city.hpp"

namespace muster::input {
namespace {

using test::says;
using test::TinyCity;

struct Ground : TinyCity {
  cases::CaseFile file;
  Ground() : TinyCity(2) {
    file.start = "2024-04-30T08:00:00+02:00";
    file.event.hazards.emplace_back();
    file.event.hazards[0].kind = cases::HazardKind::Imported;
  }
  cases::Hazard& hazard() { return file.event.hazards[0]; }
  std::vector<double> arrivals() {
    return read_forcing(file, world, books.import)[0].imported_fire_s;
  }
  std::string square(double first_col, double cols) const {
    const world::Grid& g = world.terrain.grid;
    const double x0 = g.x0 + first_col * g.cell_m, x1 = x0 + cols * g.cell_m;
    const double y1 = g.y0, y0 = g.y0 - 5 * g.cell_m;
    const auto at = [](double x, double y) { return std::to_string(x) + " " + std::to_string(y); };
    return "POLYGON((" + at(x0, y0) + "," + at(x1, y0) + "," + at(x1, y1) + "," + at(x0, y1) + "," +
           at(x0, y0) + "))";
  }
};

TEST(ImportedFire, MapHasItsUnitItsZeroAndItsNever) {
  Ground ground;
  const world::Grid& grid = ground.world.terrain.grid;
  test::RasterToWrite raster;
  raster.cols = grid.cols;
  raster.rows = grid.rows;
  raster.x0 = grid.x0;
  raster.y0 = grid.y0;
  raster.dx = grid.cell_m;
  raster.dy = -grid.cell_m;
  raster.crs = ground.kCrs;
  raster.nodata = -9999;
  raster.value = [](int, int col) {
    return col == 0 ? -9999.0 : col == 1 ? 1e30 : col == 2 ? -1.0 : col == 3 ? 777.0 : 10.0 * col;
  };
  test::write_tiff(ground.scratch.path("toa.tif"), raster);
  ground.hazard().fire_arrival = cases::ArrivalMap{ground.scratch.path("toa.tif"), 1, 60, 600};
  ground.hazard().never_values = {777};
  const std::vector<double> arrival = ground.arrivals();
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
  const std::vector<double> arrival = ground.arrivals();
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
  ground.arrivals();
  EXPECT_TRUE(says(ground.books, "has no attribute 'time'")) << ground.books.text();
  ground.hazard().fire_perimeters->time_column = "seen";
  ground.arrivals();
  EXPECT_TRUE(says(ground.books, "'yesterday' is no time")) << ground.books.text();
}

TEST(ImportedFire, FarAwayIsAWarning) {
  Ground ground;
  const std::string path = ground.scratch.path("perimeters.gpkg");
  test::write_layer("GPKG", path, "fire", ground.kCrs, {"time"},
                    {{"POLYGON((0 0,1 0,1 1,0 1,0 0))", {"0"}}});
  ground.hazard().fire_perimeters = cases::PerimeterLayer{.path = path};
  ground.arrivals();
  EXPECT_TRUE(says(ground.books, "its fire comes to no cell of the grid")) << ground.books.text();
}

}  // namespace
}  // namespace muster::input
