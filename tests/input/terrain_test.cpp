// SPDX-License-Identifier: MIT
// Elevation files to terrain: formats, systems, voids, mosaics, and files that are wrong.
#include "engine/input/terrain.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <fstream>

#include "engine/input/crs.hpp"
#include "engine/input/network.hpp"
#include "tests/input/gdal_files.hpp"
#include "tests/input/scratch.hpp"
#include "tests/places.hpp"

namespace muster::input {
namespace {

using test::Books;
using test::says;
using test::Scratch;
using test::write_tiff;

constexpr const char* kUtm = "EPSG:31982";

double plane(double x, double y) {
  return 20 + 0.01 * (x - 480000) - 0.02 * (y - 6680000);
}

/// 30 m cells on the plane above.
test::RasterToWrite plane_raster(int rows, int cols) {
  test::RasterToWrite raster;
  raster.rows = rows;
  raster.cols = cols;
  raster.x0 = 480000;
  raster.y0 = 6680000;
  raster.dx = 30;
  raster.dy = -30;
  raster.crs = kUtm;
  raster.type = "Float64";
  raster.value = [](int r, int c) { return plane(480015 + 30 * c, 6679985 - 30 * r); };
  return raster;
}

struct Case {
  Scratch scratch;
  Books books;
  cases::TerrainSpec spec;
  cases::GridSpec grid;
  Case() { grid.cell_m = 30; }
  std::string add(const std::string& name, const test::RasterToWrite& raster) {
    write_tiff(scratch.path(name), raster);
    spec.dem.push_back(scratch.path(name));
    return spec.dem.back();
  }
  std::optional<TerrainReading> read(const std::string& crs = kUtm) {
    return read_terrain(spec, grid, crs, books.import);
  }
};

TEST(Terrain, CellsOfTheCasesOwnGridAreCopied) {
  Case c;
  const auto raster = plane_raster(20, 30);
  c.add("dem.tif", raster);
  const auto reading = c.read();
  ASSERT_TRUE(reading) << c.books.text();
  const world::Terrain& terrain = reading->terrain;
  EXPECT_EQ(terrain.grid, (world::Grid{480000, 6680000, 30, 20, 30}));
  for (int r = 0; r < 20; ++r) {
    for (int k = 0; k < 30; ++k)
      EXPECT_EQ(terrain.elevation_m[terrain.grid.index(r, k)], raster.value(r, k));
  }
  EXPECT_EQ(terrain.manning, std::vector<double>(600, 0.05));
}

TEST(Terrain, BilinearIsExactOnAPlane) {
  Case c;
  c.add("dem.tif", plane_raster(40, 40));
  c.grid.cell_m = 11;
  c.grid.extent = {{480100, 6679100, 481000, 6679900}};
  const auto reading = c.read();
  ASSERT_TRUE(reading) << c.books.text();
  const world::Grid& grid = reading->terrain.grid;
  EXPECT_EQ(grid.cols, 81);  // 900 / 11
  for (int r = 0; r < grid.rows; ++r) {
    for (int k = 0; k < grid.cols; ++k) {
      EXPECT_NEAR(reading->terrain.elevation_m[grid.index(r, k)], plane(grid.x_of(k), grid.y_of(r)),
                  1e-9);
    }
  }
}

TEST(Terrain, CoarserCellsAreMeans) {
  Case c;
  auto raster = plane_raster(40, 40);
  raster.value = [](int r, int k) { return (r + k) % 2 == 0 ? 0.0 : 10.0; };  // a chessboard
  c.add("dem.tif", raster);
  c.grid.cell_m = 120;
  const auto reading = c.read();
  ASSERT_TRUE(reading);
  for (const double z : reading->terrain.elevation_m) EXPECT_NEAR(z, 5, 1e-9);
}

TEST(Terrain, ReprojectsFromDegrees) {
  // the plane again, sampled at degrees: heights must agree with it where the case looks
  Case c;
  Diagnostics d;
  const Projector to_utm("EPSG:4326", kUtm, "t", d);
  test::RasterToWrite raster;
  raster.rows = raster.cols = 80;
  raster.x0 = -51.21;
  raster.y0 = -30.0;
  raster.dx = 0.0003;
  raster.dy = -0.0003;
  raster.crs = "EPSG:4326";
  raster.type = "Float64";
  raster.value = [&](int r, int k) {
    double x[1] = {-51.21 + 0.0003 * (k + 0.5)}, y[1] = {-30.0 - 0.0003 * (r + 0.5)};
    to_utm.forward_exact(x, y);
    return plane(x[0], y[0]);
  };
  c.add("dem.tif", raster);
  const auto reading = c.read();
  ASSERT_TRUE(reading) << c.books.text();
  const world::Grid& grid = reading->terrain.grid;
  EXPECT_EQ(std::fmod(grid.x0, 30), 0);
  int compared = 0;
  for (int r = 3; r + 3 < grid.rows; ++r) {
    for (int k = 3; k + 3 < grid.cols; ++k) {
      EXPECT_NEAR(reading->terrain.elevation_m[grid.index(r, k)], plane(grid.x_of(k), grid.y_of(r)),
                  0.002);
      ++compared;
    }
  }
  EXPECT_GT(compared, 3000);
}

TEST(Terrain, SouthUpFilesAreTurned) {
  Case c;
  auto raster = plane_raster(20, 30);
  raster.y0 = 6680000 - 20 * 30;
  raster.dy = 30;
  raster.value = [](int r, int k) { return plane(480015 + 30 * k, 6680000 - 600 + 15 + 30 * r); };
  c.add("dem.tif", raster);
  const auto reading = c.read();
  ASSERT_TRUE(reading) << c.books.text();
  const world::Grid& grid = reading->terrain.grid;
  EXPECT_NEAR(reading->terrain.elevation_m[0], plane(grid.x_of(0), grid.y_of(0)), 1e-9);
}

TEST(Terrain, LaterFilesLieOnTopAndVoidsLookThrough) {
  Case c;
  auto low = plane_raster(20, 30), high = plane_raster(10, 10);
  low.value = [](int, int) { return 1.0; };
  high.value = [](int r, int) { return r == 4 ? -9999.0 : 2.0; };
  high.nodata = -9999;
  c.add("low.tif", low);
  c.add("high.tif", high);
  const auto reading = c.read();
  ASSERT_TRUE(reading) << c.books.text();
  const world::Grid& grid = reading->terrain.grid;
  EXPECT_EQ(reading->terrain.elevation_m[grid.index(2, 2)], 2);
  EXPECT_EQ(reading->terrain.elevation_m[grid.index(4, 2)], 1);  // void above, known below
  EXPECT_EQ(reading->terrain.elevation_m[grid.index(2, 20)], 1);
  EXPECT_EQ(c.books.found("void cells in the elevation files"), 10);
  EXPECT_EQ(c.books.found("terrain cells in voids"), 0);
}

TEST(Terrain, VoidsOfEveryKindAreFilledAndCounted) {
  for (const double code :
       {-32768.0, -9999.0, std::nan(""), std::numeric_limits<double>::infinity(), -77.0}) {
    Case c;
    auto raster = plane_raster(20, 20);
    raster.type = "Float32";
    raster.value = [=](int r, int k) { return r >= 5 && r < 8 && k >= 5 && k < 8 ? code : 12.0; };
    if (code == -77) raster.nodata = -77;
    c.add("dem.tif", raster);
    const auto reading = c.read();
    ASSERT_TRUE(reading) << c.books.text();
    EXPECT_EQ(c.books.found("void cells in the elevation files"), 9) << code;
    EXPECT_EQ(c.books.found("terrain cells in voids"), 9) << code;
    for (const double z : reading->terrain.elevation_m) EXPECT_NEAR(z, 12, 1e-12);
  }
}

TEST(Terrain, FeetAndCorrections) {
  Case c;
  auto raster = plane_raster(20, 20);
  raster.value = [](int r, int k) { return r == 10 && k == 10 ? 200.0 : 100.0; };
  c.add("dem.tif", raster);
  c.spec.dem_unit_m = 0.3048;
  c.spec.correction.rule = cases::CorrectionRule::Opening;
  c.spec.correction.opening_radius_m = 30;
  const auto opened = c.read();
  ASSERT_TRUE(opened) << c.books.text();
  for (const double z : opened->terrain.elevation_m) EXPECT_NEAR(z, 30.48, 1e-12);
  EXPECT_EQ(c.books.found("terrain cells lowered by the correction"), 1);
  c.spec.correction.rule = cases::CorrectionRule::Subtract;
  c.spec.correction.subtract_m = 2;
  const auto lowered = c.read();
  EXPECT_NEAR(lowered->terrain.elevation_m[0], 28.48, 1e-12);
  c.spec.correction.rule = cases::CorrectionRule::Opening;
  c.spec.correction.opening_radius_m = 10;
  EXPECT_FALSE(c.read());
  EXPECT_TRUE(says(c.books, "less than half a cell"));
}

TEST(Terrain, ManningRaster) {
  Case c;
  c.add("dem.tif", plane_raster(20, 20));
  auto manning = plane_raster(20, 10);  // half of the grid
  manning.value = [](int, int) { return 0.02; };
  write_tiff(c.scratch.path("n.tif"), manning);
  c.spec.manning_raster = c.scratch.path("n.tif");
  const auto reading = c.read();
  ASSERT_TRUE(reading) << c.books.text();
  EXPECT_EQ(reading->terrain.manning[0], 0.02);
  EXPECT_EQ(reading->terrain.manning[19], 0.05);
  EXPECT_EQ(c.books.found("terrain cells without roughness"), 200);
  manning.value = [](int, int) { return -0.02; };
  write_tiff(c.scratch.path("n.tif"), manning);
  EXPECT_FALSE(c.read());
  EXPECT_TRUE(says(c.books, "no roughness"));
}

TEST(Terrain, WithoutCrsOneMustBeStated) {
  Case c;
  auto raster = plane_raster(20, 20);
  raster.crs.clear();
  c.add("dem.tif", raster);
  EXPECT_FALSE(c.read());
  EXPECT_TRUE(says(c.books, "carries no coordinate system"));
  EXPECT_TRUE(says(c.books, "dem_crs"));
  c.spec.dem_crs = kUtm;
  EXPECT_TRUE(c.read());
}

TEST(Terrain, ElsewhereNamesBothExtents) {
  Case c;
  c.add("dem.tif", plane_raster(20, 20));
  c.grid.extent = {{700000, 7000000, 700990, 7000990}};
  EXPECT_FALSE(c.read());
  EXPECT_TRUE(says(c.books, "x 480000 to 480600, y 6679400 to 6680000"));
  EXPECT_TRUE(says(c.books, "x 700000 to 700990, y 7000000 to 7000990"));
}

TEST(Terrain, AllVoid) {
  Case c;
  auto raster = plane_raster(20, 20);
  raster.value = [](int, int) { return -32768.0; };
  c.add("dem.tif", raster);
  EXPECT_FALSE(c.read());
  EXPECT_TRUE(says(c.books, "no cell of the grid has a known elevation"));
}

TEST(Terrain, AHugeClaimIsRefusedBeforeAllocating) {
  // 36,000 x 36,000 doubles, 10 GB, claimed by headers of a few bytes.
  Case ascii;
  ascii.spec.dem_crs = kUtm;
  ascii.spec.dem.push_back(ascii.scratch.write("huge.asc",
                                               "ncols 36000\nnrows 36000\nxllcorner 0\nyllcorner "
                                               "0\ncellsize 30\nNODATA_value -9999\n1 2 3\n"));
  EXPECT_FALSE(ascii.read());
  EXPECT_TRUE(says(ascii.books, "36000 x 36000"));
  EXPECT_TRUE(says(ascii.books, "at most 50 million"));

  Case sparse;  // a sparse GeoTIFF holds no data at all
  auto raster = plane_raster(0, 36000);
  raster.rows = 0;
  raster.type = "Float64";
  raster.value = [](int, int) { return 0.0; };
  const std::string vrt =
      "<VRTDataset rasterXSize=\"36000\" rasterYSize=\"36000\"><SRS>EPSG:31982</SRS>"
      "<GeoTransform>0,30,0,0,0,-30</GeoTransform><VRTRasterBand dataType=\"Float64\" band=\"1\"/>"
      "</VRTDataset>";
  sparse.spec.dem.push_back(sparse.scratch.write("huge.vrt", vrt));
  EXPECT_FALSE(sparse.read());
  EXPECT_TRUE(says(sparse.books, "at most 50 million"));
  // a small window of it is fine
  sparse.grid.extent = {{3000, -6000, 6000, -3000}};
  Books again;
  EXPECT_TRUE(read_terrain(sparse.spec, sparse.grid, kUtm, again.import)) << again.text();
}

TEST(Terrain, BrokenFiles) {
  Case c;
  c.spec.dem = {c.scratch.write("text.tif", "this is no raster"), c.scratch.path("missing.tif")};
  EXPECT_FALSE(c.read());
  EXPECT_TRUE(says(c.books, "text.tif"));
  EXPECT_TRUE(says(c.books, "missing.tif"));

  Case cut;
  const std::string whole = cut.add("dem.tif", plane_raster(200, 200));
  std::ifstream in(whole, std::ios::binary);
  const std::string bytes((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  cut.scratch.write("dem.tif", bytes.substr(0, bytes.size() / 2));
  EXPECT_FALSE(cut.read());
  EXPECT_TRUE(says(cut.books, "dem.tif"));
}

TEST(Terrain, WithoutDemThereIsNone) {
  Case c;
  const auto reading = c.read();
  ASSERT_TRUE(reading);
  EXPECT_TRUE(reading->terrain.empty());
}

TEST(Terrain, PointsOutsideAndInVoids) {
  Case c;
  auto raster = plane_raster(20, 20);
  raster.value = [](int r, int k) { return r == 3 && k == 4 ? -32768.0 : 1.0; };
  c.add("dem.tif", raster);
  const auto reading = c.read();
  ASSERT_TRUE(reading);
  const std::vector<double> x{480001, 480000 + 4.5 * 30, 479999, 480599},
      y{6679999, 6680000 - 3.5 * 30, 6679990, 6679401};
  count_uncovered(reading->sources, reading->terrain.grid, x, y, kUtm, c.books.import);
  EXPECT_EQ(c.books.found("road points"), 4);
  EXPECT_EQ(c.books.found("road points outside the terrain"), 1);
  EXPECT_EQ(c.books.found("road points in voids of the terrain"), 1);
}

// --- real files -------------------------------------------------------------------------------

bool absent(const std::string& path) {
  return !std::filesystem::exists(path);
}

TEST(Terrain, PortoAlegresTraps) {
  Case c;
  c.spec.dem = {tests::shared_path("cases/porto_alegre_2024/poa_elevation.tif")};
  if (absent(c.spec.dem[0])) GTEST_SKIP() << "no file at " << c.spec.dem[0];
  const auto reading = c.read();
  ASSERT_TRUE(reading) << c.books.text();
  EXPECT_EQ(c.books.found("void cells in the elevation files"), 0);
  EXPECT_EQ(c.books.found("elevation cells at the 8-bit limit of 255"), 1);
  const double zero =
      static_cast<double>(c.books.found("elevation cells of exactly 0 in 8-bit files"));
  EXPECT_NEAR(zero / (413 * 403), 0.118, 0.0005);
  EXPECT_GT(c.books.found("terrain cells beyond the elevation files"),
            0);  // corners of the turned rectangle
}

TEST(Terrain, AndorrasVoidsAndZippedTile) {
  Case c;
  c.spec.dem = {tests::shared_path("cases/andorra/dem_srtm3.tif")};
  if (absent(c.spec.dem[0])) GTEST_SKIP() << "no file at " << c.spec.dem[0];
  c.grid.cell_m = 90;
  const auto tif = c.read("EPSG:32631");
  ASSERT_TRUE(tif) << c.books.text();
  EXPECT_EQ(c.books.found("void cells in the elevation files"), 801);
  EXPECT_GT(c.books.found("terrain cells in voids"), 100);
  const auto [low, high] =
      std::minmax_element(tif->terrain.elevation_m.begin(), tif->terrain.elevation_m.end());
  EXPECT_GE(*low, 770);
  EXPECT_LE(*high, 3100);

  // the tile as it comes from the archive, on the same grid: the same heights
  Case z;
  z.spec.dem = {tests::shared_path("cases/andorra/N42E001.hgt.zip")};
  z.grid.cell_m = 90;
  const Box box = box_of(tif->terrain.grid);
  z.grid.extent = {{box.xmin, box.ymin, box.xmax, box.ymax}};
  const auto hgt = z.read("EPSG:32631");
  ASSERT_TRUE(hgt) << z.books.text();
  ASSERT_EQ(hgt->terrain.grid, tif->terrain.grid);
  std::size_t same = 0;
  for (std::size_t k = 0; k < hgt->terrain.elevation_m.size(); ++k) {
    same += std::fabs(hgt->terrain.elevation_m[k] - tif->terrain.elevation_m[k]) < 0.01;
  }
  // the rest: corners that only the tile covers, and voids cut by the clip
  EXPECT_GT(static_cast<double>(same), 0.95 * static_cast<double>(hgt->terrain.elevation_m.size()));
}

// The cases' pages count a point up to one cell west or north of the raster as covered (they cut
// the column to a whole number towards 0): 15 points more in Porto Alegre, 24 more in Roxborough.
struct Covered {
  const char* name;
  const char* osm;
  const char* dem;
  const char* crs;
  std::int64_t points, outside, in_voids;
};
class RealCover : public ::testing::TestWithParam<Covered> {};
TEST_P(RealCover, RoadPointsOutsideAndInVoidsAreCounted) {
  Case c;
  cases::RoadSpec roads;
  roads.osm = tests::shared_path(GetParam().osm);
  c.spec.dem = {tests::shared_path(GetParam().dem)};
  if (absent(roads.osm) || absent(c.spec.dem[0])) GTEST_SKIP() << "no file at " << roads.osm;
  const auto network = read_osm(roads, GetParam().crs, c.books.import);
  const auto reading = c.read(GetParam().crs);
  ASSERT_TRUE(network && reading) << c.books.text();
  count_uncovered(reading->sources, reading->terrain.grid, network->point_x, network->point_y,
                  GetParam().crs, c.books.import);
  EXPECT_EQ(c.books.found("road points"), GetParam().points);
  EXPECT_EQ(c.books.found("road points outside the terrain"), GetParam().outside);
  EXPECT_EQ(c.books.found("road points in voids of the terrain"), GetParam().in_voids);
}
INSTANTIATE_TEST_SUITE_P(
    Files, RealCover,
    ::testing::Values(Covered{"PortoAlegre", "cases/porto_alegre_2024/poa_osm.pbf",
                              "cases/porto_alegre_2024/poa_elevation.tif", "EPSG:31982", 33700,
                              33700 - 32759 + 15, 0},
                      Covered{"Andorra", "cases/andorra/andorra.osm.pbf",
                              "cases/andorra/dem_srtm3.tif", "EPSG:32631", 21538, 0, 21538 - 21534},
                      Covered{"Roxborough", "cases/roxborough/roxborough_crop.osm.pbf",
                              "cases/roxborough/landscape_8band_30m.tif", "EPSG:26913", 9228,
                              9228 - 8388 + 24, 0}),
    [](const auto& tested) { return tested.param.name; });

TEST(Terrain, MerewethersZippedAsciiGrid) {
  Case c;
  c.spec.dem = {tests::shared_path("cases/merewether_flood/topography1.zip")};
  if (absent(c.spec.dem[0])) GTEST_SKIP() << "no file at " << c.spec.dem[0];
  c.grid.cell_m = 1;
  EXPECT_FALSE(c.read("EPSG:32756"));  // its .prj lies outside the archive
  EXPECT_TRUE(says(c.books, "dem_crs"));
  c.spec.dem_crs = "EPSG:32756";
  const auto reading = c.read("EPSG:32756");
  ASSERT_TRUE(reading) << c.books.text();
  EXPECT_NEAR(reading->terrain.grid.rows, 416, 2);
  EXPECT_NEAR(reading->terrain.grid.cols, 321, 2);
  const auto [low, high] =
      std::minmax_element(reading->terrain.elevation_m.begin(), reading->terrain.elevation_m.end());
  EXPECT_NEAR(*low, 16.47, 0.1);
  EXPECT_NEAR(*high, 51.97, 0.1);
}

TEST(Terrain, TubbsOwnLambertConic) {
  Case c;
  c.spec.dem = {tests::shared_path("cases/tubbs_2017/landscape/dem.tif")};
  if (absent(c.spec.dem[0])) GTEST_SKIP() << "no file at " << c.spec.dem[0];
  const auto reading = c.read("EPSG:32610");
  ASSERT_TRUE(reading) << c.books.text();
  const auto [low, high] =
      std::minmax_element(reading->terrain.elevation_m.begin(), reading->terrain.elevation_m.end());
  EXPECT_GE(*low, 15);
  EXPECT_LE(*high, 722);
  EXPECT_NEAR(static_cast<double>(reading->terrain.grid.rows), 900, 60);
}

TEST(Terrain, RoxboroughsEightBands) {
  Case c;
  c.spec.dem = {tests::shared_path("cases/roxborough/landscape_8band_30m.tif")};
  if (absent(c.spec.dem[0])) GTEST_SKIP() << "no file at " << c.spec.dem[0];
  const auto reading = c.read("EPSG:26913");
  ASSERT_TRUE(reading) << c.books.text();
  EXPECT_EQ(reading->terrain.grid.cols, 414);
  EXPECT_EQ(reading->terrain.grid.rows, 405);
  const auto [low, high] =
      std::minmax_element(reading->terrain.elevation_m.begin(), reading->terrain.elevation_m.end());
  EXPECT_EQ(*low, 1657);   // band 1 is elevation, copied
  EXPECT_EQ(*high, 2286);  // as gdalinfo computes it; the case's page says 2281
}

}  // namespace
}  // namespace muster::input
