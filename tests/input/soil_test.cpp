// SPDX-License-Identifier: MIT
// Soils on the grid: codes by the nearest cell, depths interpolated, what is missing or wrong.
#include "engine/input/soil.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/input/gdal_files.hpp"
#include "tests/input/tiny_city.hpp"

namespace muster::input {
namespace {

using test::says;
using test::TinyCity;

struct Ground : TinyCity {
  cases::SoilCover spec;
  Ground() : TinyCity(2) {
    for (const auto& [id, code] : {std::pair("clay", 3), std::pair("sand", 7)}) {
      spec.soils.emplace_back();
      spec.soils.back().id = id;
      spec.soils.back().code = code;
    }
    spec.depth_m = 1.5;
  }
  bool read() { return read_soil(spec, kCrs, world.terrain, books.import); }
  /// A raster over the terrain, with cells of `cell_m`.
  std::string raster(const std::string& name, double cell_m,
                     std::function<double(int, int)> value) {
    const world::Grid& grid = world.terrain.grid;
    test::RasterToWrite raster;
    raster.cols = static_cast<int>(grid.cols * grid.cell_m / cell_m);
    raster.rows = static_cast<int>(grid.rows * grid.cell_m / cell_m);
    raster.x0 = grid.x0;
    raster.y0 = grid.y0;
    raster.dx = cell_m;
    raster.dy = -cell_m;
    raster.crs = kCrs;
    raster.nodata = -1;
    raster.value = std::move(value);
    test::write_tiff(scratch.path(name), raster);
    return scratch.path(name);
  }
};

TEST(Soil, IsTheFirstWhereNothingSaysOtherwise) {
  Ground ground;
  ASSERT_TRUE(ground.read()) << ground.books.text();
  for (const std::uint16_t soil : ground.world.terrain.under.soil) EXPECT_EQ(soil, 0);
  EXPECT_EQ(ground.world.terrain.under.depth_m.front(), 1.5);
}

TEST(Soil, CodesAreNeverMixed) {
  Ground ground;
  // Cells of 50 m on a grid of 20 m: between 3 and 7 a mean would be 5, which is no soil.
  ground.spec.raster = ground.raster("soils.tif", 50, [](int, int col) { return col % 2 ? 7 : 3; });
  ASSERT_TRUE(ground.read()) << ground.books.text();
  const world::Terrain& terrain = ground.world.terrain;
  for (int col = 0; col < terrain.grid.cols; ++col) {
    const double x = terrain.grid.x_of(col) - terrain.grid.x0;
    EXPECT_EQ(terrain.under.soil[terrain.grid.index(3, col)], static_cast<int>(x / 50) % 2) << col;
  }
}

TEST(Soil, SaysWhatIsWrongAtOnce) {
  Ground ground;
  ground.spec.raster =
      ground.raster("soils.tif", 20, [](int row, int) { return row == 0 ? 9 : 3; });
  ground.spec.depth_raster =
      ground.raster("depth.tif", 20, [](int row, int) { return row == 1 ? 0 : 2; });
  EXPECT_FALSE(ground.read());
  EXPECT_TRUE(says(ground.books, "have the code 9, which no soil has"));
  EXPECT_TRUE(says(ground.books, "depth.tif"));
  Ground twice;
  twice.spec.soils[1].id = "clay";
  EXPECT_FALSE(twice.read());
  EXPECT_TRUE(says(twice.books, "is the id of a soil before it"));
}

TEST(Soil, CountsCellsWithoutAValue) {
  Ground ground;
  ground.spec.raster =
      ground.raster("soils.tif", 20, [](int row, int) { return row == 0 ? -1 : 7; });
  ASSERT_TRUE(ground.read()) << ground.books.text();
  const world::Terrain& terrain = ground.world.terrain;
  EXPECT_EQ(ground.books.found("cells without a soil in " + ground.spec.raster), terrain.grid.cols);
  EXPECT_EQ(terrain.under.soil[0], 0);
  EXPECT_EQ(terrain.under.soil.back(), 1);
}

}  // namespace
}  // namespace muster::input
