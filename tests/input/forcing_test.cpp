// SPDX-License-Identifier: MIT
// Areas to cells, series and rasters to what drives hazards.
#include "engine/input/forcing.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/input/gdal_files.hpp"
#include "tests/input/tiny_city.hpp"

namespace muster::input {
namespace {

using test::says;
using test::TinyCity;

struct City : TinyCity {
  cases::CaseFile file;
  City() : TinyCity(2) { file.start = "2024-04-30T00:00:00Z"; }
  std::vector<std::uint32_t> cells(const cases::Area& area) {
    return area_cells(area, world.terrain, kCrs, "here", books.import);
  }
  cases::Hazard& hazard(cases::HazardKind kind) {
    file.event.hazards.emplace_back();
    file.event.hazards.back().kind = kind;
    file.event.hazards.back().id = "h";
    return file.event.hazards.back();
  }
  const world::Grid& grid() const { return world.terrain.grid; }
};

TEST(AreaCells, Edges) {
  City city;
  const auto cols = static_cast<std::size_t>(city.grid().cols),
             rows = static_cast<std::size_t>(city.grid().rows);
  cases::Area area;
  area.edge = "north";
  EXPECT_EQ(city.cells(area).size(), cols);
  EXPECT_EQ(city.cells(area).back(), cols - 1);
  area.edge = "south";
  EXPECT_EQ(city.cells(area).front(), (rows - 1) * cols);
  area.edge = "west";
  EXPECT_EQ(city.cells(area).size(), rows);
  EXPECT_EQ(city.cells(area)[1], cols);
  area.edge = "east";
  EXPECT_EQ(city.cells(area)[0], cols - 1);
}

TEST(AreaCells, RingsTakeCellsByTheirCentres) {
  City city;
  cases::Area area;
  const double x = city.grid().x0, y = city.grid().y0;
  area.ring = {{{x, y}}, {{x + 49, y}}, {{x + 49, y - 51}}, {{x, y - 51}}};
  // centres at 10, 30, 50 m: two columns, three rows
  const auto cols = static_cast<std::uint32_t>(city.grid().cols);
  EXPECT_EQ(city.cells(area),
            (std::vector<std::uint32_t>{0, 1, cols, cols + 1, 2 * cols, 2 * cols + 1}));
}

TEST(AreaCells, FloodFillStopsAtHigherGround) {
  City city;
  world::Terrain& terrain = city.world.terrain;
  std::fill(terrain.elevation_m.begin(), terrain.elevation_m.end(), 10.0);
  // two pools of 3 x 2 cells that touch at a corner only
  for (int r = 5; r < 7; ++r) {
    for (int c = 5; c < 8; ++c) {
      terrain.elevation_m[terrain.grid.index(r, c)] = 0;
      terrain.elevation_m[terrain.grid.index(r + 2, c + 3)] = 0;
    }
  }
  cases::Area area;
  area.seed_x_y = {{terrain.grid.x_of(6), terrain.grid.y_of(6)}};
  area.fill_to_m = 1;
  EXPECT_EQ(city.cells(area).size(), 6u);
  area.fill_to_m = 10;
  EXPECT_EQ(city.cells(area).size(), terrain.grid.size());
  area.fill_to_m = -1;
  EXPECT_TRUE(city.cells(area).empty());
  EXPECT_TRUE(says(city.books, "above fill_to_m"));
  area.seed_x_y = {{0, 0}};
  EXPECT_TRUE(city.cells(area).empty());
  EXPECT_TRUE(says(city.books, "lies outside the grid"));
}

TEST(AreaCells, SeedsInDegreesAndPolygonsOfLayers) {
  City city;
  cases::Area area;
  area.seed_lon_lat = {{-51.2, -30.0}};  // within the city's box? no: far east of it
  area.fill_to_m = 1e9;
  EXPECT_TRUE(city.cells(area).empty());
  cases::Area polygon;
  const std::string x0 = std::to_string(TinyCity::kX), x1 = std::to_string(TinyCity::kX + 40);
  const std::string y0 = std::to_string(TinyCity::kY), y1 = std::to_string(TinyCity::kY + 40);
  test::write_layer("GPKG", city.scratch.path("p.gpkg"), "p", TinyCity::kCrs, {"id"},
                    {{"POLYGON ((" + x0 + " " + y0 + "," + x1 + " " + y0 + "," + x1 + " " + y1 +
                          "," + x0 + " " + y1 + "," + x0 + " " + y0 + "))",
                      {"p"}}});
  polygon.polygon = city.scratch.path("p.gpkg");
  EXPECT_EQ(city.cells(polygon).size(), 4u) << city.books.text();
}

TEST(AreaCells, AreasWithoutACell) {
  City city;
  cases::Area area;
  area.ring = {{{0, 0}}, {{10, 0}}, {{10, 10}}};
  EXPECT_TRUE(city.cells(area).empty());
  EXPECT_TRUE(says(city.books, "here: its area holds no cell of the grid"));
}

TEST(Forcing, BoundariesRainAndInitialDepth) {
  City city;
  cases::Hazard& flood = city.hazard(cases::HazardKind::Flood);
  cases::FloodBoundary stage;
  stage.id = "gauge";
  stage.area.edge = "south";
  stage.series.path = city.scratch.write("s.csv", "time,value\n2024-04-30T01:00Z,2.5\n");
  cases::FloodBoundary free;
  free.id = "out";
  free.kind = cases::FloodBoundaryKind::Free;
  free.area.edge = "north";
  flood.boundaries = {stage, free};
  flood.rain.series.values = {{{0, 10}}, {{3600, 0}}};
  flood.initial_depth_m = 0.25;
  const world::Forcing forcing = read_forcing(city.file, city.world, city.books.import);
  ASSERT_TRUE(city.books.diagnostics.ok()) << city.books.text();
  ASSERT_EQ(forcing.size(), 1u);
  ASSERT_EQ(forcing[0].boundaries.size(), 2u);
  EXPECT_EQ(forcing[0].boundaries[0].series.time, std::vector<SimTime>{3600 * kSecond});
  EXPECT_EQ(forcing[0].boundaries[0].cell.size(), static_cast<std::size_t>(city.grid().cols));
  EXPECT_TRUE(forcing[0].boundaries[1].series.time.empty());
  EXPECT_EQ(forcing[0].rain_mm_h.value, (std::vector<double>{10, 0}));
  EXPECT_EQ(forcing[0].initial_depth_m, std::vector<double>(city.grid().size(), 0.25));
}

TEST(Forcing, WhatCannotBe) {
  City city;
  cases::Hazard& flood = city.hazard(cases::HazardKind::Flood);
  cases::FloodBoundary stage;
  stage.id = "gauge";
  stage.area.edge = "south";
  flood.boundaries = {stage};
  flood.rain.series.values = {{{0, -10}}};
  read_forcing(city.file, city.world, city.books.import);
  EXPECT_TRUE(says(city.books, "#/event/hazards/0/boundaries/0: has no series"));
  EXPECT_TRUE(says(city.books, "#/event/hazards/0/rain_mm_h: 1 values of its series lie below 0"));
  City absurd;
  stage.series.values = {{{0, 1e300}}};
  absurd.hazard(cases::HazardKind::Flood).boundaries = {stage};
  read_forcing(absurd.file, absurd.world, absurd.books.import);
  EXPECT_TRUE(says(absurd.books, "boundaries/0: 1 values of its series lie below -10000 or above"));
  City dry;
  dry.world.terrain = {};
  dry.hazard(cases::HazardKind::Imported);
  EXPECT_EQ(read_forcing(dry.file, dry.world, dry.books.import).size(), 1u);
  EXPECT_TRUE(says(dry.books, "needs a terrain"));
}

TEST(Forcing, AStageBelowTheGroundOfItsBoundaryIsWarnedOf) {
  for (const double rise_m : {-0.01, 0.01}) {
    City city;
    cases::FloodBoundary stage;
    stage.id = "gauge";
    stage.area.edge = "south";
    stage.datum_offset_m = 2;
    const std::vector<std::uint32_t> cells = city.cells(stage.area);
    double lowest_m = city.world.terrain.elevation_m[cells.front()];
    for (const std::uint32_t cell : cells)
      lowest_m = std::min(lowest_m, city.world.terrain.elevation_m[cell]);
    stage.series.values = {{{0, -50}}, {{3600, lowest_m - 2 + rise_m}}};
    city.hazard(cases::HazardKind::Flood).boundaries = {stage};
    read_forcing(city.file, city.world, city.books.import);
    EXPECT_TRUE(city.books.diagnostics.ok()) << city.books.text();
    EXPECT_EQ(says(city.books, "no water comes in"), rise_m < 0);
  }
}

/// A depth map on the model's own cells; `value` by row and column of the model.
void write_depth(const City& city, const std::string& path, std::function<double(int, int)> value,
                 std::optional<double> nodata = {}) {
  test::RasterToWrite raster;
  raster.cols = city.grid().cols;
  raster.rows = city.grid().rows;
  raster.x0 = city.grid().x0;
  raster.y0 = city.grid().y0;
  raster.dx = 20;
  raster.dy = -20;
  raster.crs = TinyCity::kCrs;
  raster.nodata = nodata;
  raster.value = std::move(value);
  test::write_tiff(path, raster);
}

TEST(Forcing, ImportedMapsAndTheirCodesForNoWater) {
  City city;
  cases::Hazard& imported = city.hazard(cases::HazardKind::Imported);
  imported.never_values = {1e30, -5};
  imported.depth_steps = {{7200, city.scratch.path("b.tif")}, {0, city.scratch.path("a.tif")}};
  write_depth(
      city, imported.depth_steps[1].path,
      [](int r, int c) {
        if (r == 0)
          return c == 0   ? 1e30
                 : c == 1 ? -5.0
                 : c == 2 ? -9999.0
                 : c == 3 ? INFINITY
                 : c == 4 ? NAN
                          : 1.5;
        return 0.5;
      },
      -9999);
  write_depth(city, imported.depth_steps[0].path, [](int, int) { return 2.0; });
  const world::Forcing forcing = read_forcing(city.file, city.world, city.books.import);
  ASSERT_TRUE(city.books.diagnostics.ok()) << city.books.text();
  const world::RasterSeries& maps = forcing[0].imported_depth_m;
  EXPECT_EQ(maps.time, (std::vector<SimTime>{0, 7200 * kSecond}));
  for (std::size_t c = 0; c < 5; ++c) EXPECT_TRUE(std::isnan(maps.value[0][c])) << c;
  EXPECT_EQ(maps.value[0][5], 1.5f);
  EXPECT_EQ(maps.value[0][static_cast<std::size_t>(city.grid().cols)], 0.5f);
  EXPECT_EQ(maps.value[1][0], 2.0f);
}

TEST(Forcing, ImportedMapsOfAnotherSystem) {
  City city;
  cases::Hazard& imported = city.hazard(cases::HazardKind::Imported);
  test::RasterToWrite raster;
  raster.cols = raster.rows = 100;
  raster.x0 = -51.2125;
  raster.y0 = -30.0005;
  raster.dx = 0.0001;
  raster.dy = -0.0001;
  raster.crs = "EPSG:4326";
  raster.value = [](int, int) { return 0.75; };
  imported.depth_steps = {{0, city.scratch.path("d.tif")}};
  test::write_tiff(imported.depth_steps[0].path, raster);
  const world::Forcing forcing = read_forcing(city.file, city.world, city.books.import);
  ASSERT_TRUE(city.books.diagnostics.ok()) << city.books.text();
  const auto& map = forcing[0].imported_depth_m.value[0];
  const auto wet = std::count(map.begin(), map.end(), 0.75f);
  EXPECT_GT(wet, 500);
  EXPECT_LT(wet, static_cast<std::ptrdiff_t>(map.size()));  // beyond it: dry
}

TEST(Forcing, ImportedMapsThatAreWrong) {
  City city;
  cases::Hazard& imported = city.hazard(cases::HazardKind::Imported);
  imported.depth_steps = {{0, city.scratch.path("a.tif")},
                          {0, city.scratch.path("b.tif")},
                          {60, city.scratch.path("deep.tif")},
                          {120, city.scratch.path("far.tif")}};
  write_depth(city, city.scratch.path("a.tif"), [](int r, int) { return r == 0 ? -0.1 : 1.0; });
  write_depth(city, city.scratch.path("b.tif"), [](int, int) { return 1.0; });
  write_depth(city, city.scratch.path("deep.tif"), [](int, int) { return 1e30; });
  test::RasterToWrite far;
  far.cols = far.rows = 3;
  far.crs = TinyCity::kCrs;
  far.value = [](int, int) { return 1.0; };
  test::write_tiff(city.scratch.path("far.tif"), far);
  read_forcing(city.file, city.world, city.books.import);
  EXPECT_TRUE(says(city.books, "b.tif: is a second map at the time of"));
  EXPECT_TRUE(says(city.books, "more than 1,000 m deep"));
  EXPECT_TRUE(says(city.books, "far.tif: has 3 x 3 cells of 1 x 1 from x 0, y 0 on"));
  City elsewhere;
  elsewhere.hazard(cases::HazardKind::Imported).depth_steps = {
      {.time_s = 0, .path = elsewhere.scratch.path("far.tif")}};
  test::write_tiff(elsewhere.scratch.path("far.tif"), far);
  read_forcing(elsewhere.file, elsewhere.world, elsewhere.books.import);
  EXPECT_TRUE(says(elsewhere.books, "far.tif: lies elsewhere"));
  EXPECT_EQ(city.books.found("negative depths in a.tif"), city.grid().cols);
}

TEST(Forcing, RainThatCannotBeAndSlidesOfNothingAreNamed) {
  City city;
  cases::Hazard& slides = city.hazard(cases::HazardKind::Landslide);
  slides.rain.series.values = {{0, 8733}};
  cases::SlideSite far;
  far.id = "far";
  far.x_y = {0, 0};
  slides.sites = {far};
  read_forcing(city.file, city.world, city.books.import);
  EXPECT_TRUE(says(city.books, "#/event/hazards/0/rain_mm_h: 1 values"));
  EXPECT_TRUE(says(city.books, "#/event/hazards/0/sites/0: the site 'far' lies outside the grid"));
  City none;
  none.hazard(cases::HazardKind::Landslide);
  read_forcing(none.file, none.world, none.books.import);
  EXPECT_TRUE(says(none.books, "there is nothing that could slide"));
  EXPECT_TRUE(says(none.books, "no rain falls"));
}

TEST(Forcing, TreatedSlopesOnTheirCellsAndThoseOffTheGridAreNamed) {
  City city;
  city.hazard(cases::HazardKind::Landslide);
  const world::Grid& grid = city.grid();
  cases::TreatedSlope nails, far;
  const double x = grid.x_of(2), y = grid.y_of(1), half = 0.4 * grid.cell_m;
  nails.area.ring = {{x - half, y - half}, {x + half, y - half}, {x + half, y + half}};
  nails.area.ring.push_back({x - half, y + half});
  far.area.ring = {{0, 0}, {1, 0}, {1, 1}};
  city.file.plan.treated_slopes = {nails, far};
  const world::Forcing forcing = read_forcing(city.file, city.world, city.books.import);
  ASSERT_EQ(forcing[0].treated_slope_cells.size(), 2u);
  EXPECT_EQ(forcing[0].treated_slope_cells[0],
            std::vector{static_cast<std::uint32_t>(grid.index(1, 2))});
  EXPECT_TRUE(
      says(city.books, "#/plan/works/treated_slopes/1/area: its area holds no cell of the grid"));
}

TEST(Forcing, WaterAtTheStartFromARaster) {
  City city;
  cases::Hazard& flood = city.hazard(cases::HazardKind::Flood);
  flood.initial_depth_raster = city.scratch.path("w.tif");
  write_depth(city, flood.initial_depth_raster, [](int r, int) { return r == 0 ? NAN : 0.5; });
  const world::Forcing forcing = read_forcing(city.file, city.world, city.books.import);
  ASSERT_TRUE(city.books.diagnostics.ok()) << city.books.text();
  EXPECT_EQ(forcing[0].initial_depth_m[0], 0);
  EXPECT_EQ(forcing[0].initial_depth_m.back(), 0.5);
}

TEST(Forcing, RainThatNeverFellIsRefused) {
  City city;
  cases::Hazard& flood = city.hazard(cases::HazardKind::Flood);
  flood.rain.series.values = {{0, 12.13}, {30 * 86400.0, 0}};  // 8,733 mm in a month
  read_forcing(city.file, city.world, city.books.import);
  EXPECT_TRUE(
      says(city.books, "rain_mm_h: warning: 8734 mm in 720 h is 91 % of the world's record"))
      << city.books.text();
  EXPECT_EQ(city.books.diagnostics.errors(), 0u);
  City more;
  more.hazard(cases::HazardKind::Flood).rain.series.values = {{0, 400}, {6 * 3600.0, 0}};
  read_forcing(more.file, more.world, more.books.import);
  EXPECT_TRUE(says(more.books, "2400 mm in 6 h is 243 % of the world's record"))
      << more.books.text();
  EXPECT_EQ(more.books.diagnostics.errors(), 1u);
}

TEST(Forcing, RainMapsAndSoilsAreReadOntoTheGrid) {
  City city;
  const world::Grid& grid = city.grid();
  test::RasterToWrite raster;
  raster.cols = grid.cols;
  raster.rows = grid.rows;
  raster.x0 = grid.x0;
  raster.y0 = grid.y0;
  raster.dx = grid.cell_m;
  raster.dy = -grid.cell_m;
  raster.crs = city.kCrs;
  raster.value = [](int, int col) { return col % 2 ? 7 : 3; };
  test::write_tiff(city.scratch.path("codes.tif"), raster);
  cases::Hazard& flood = city.hazard(cases::HazardKind::Flood);
  flood.rain_maps.resize(1);
  flood.rain_maps[0].rain_mm_h.raster = city.scratch.path("codes.tif");
  flood.infiltration.emplace();
  flood.infiltration->raster = city.scratch.path("codes.tif");
  flood.infiltration->soils = {{.id = "clay", .code = 3}, {.id = "sand", .code = 7}};
  const world::Forcing forcing = read_forcing(city.file, city.world, city.books.import);
  ASSERT_EQ(city.books.diagnostics.errors(), 0u) << city.books.text();
  EXPECT_EQ(forcing[0].rain_maps_mm_h.value[0][1], 7);
  EXPECT_EQ(forcing[0].infiltration_soil[0], 0);
  EXPECT_EQ(forcing[0].infiltration_soil[1], 1);
  // 7 mm/h for a month is half the record; with 20 mm/h for most of it, more.
  city.file.horizon_s = 30 * 86400.0;
  read_forcing(city.file, city.world, city.books.import);
  EXPECT_TRUE(
      says(city.books, "rain_maps: warning: 5040 mm in 720 h is 52 % of the world's record"))
      << city.books.text();
  flood.rain_maps.push_back(flood.rain_maps[0]);
  flood.rain_maps[1].at_s = 1e6;
  flood.rain_maps[1].rain_mm_h.raster = city.scratch.path("heavier.tif");
  raster.value = [](int, int col) { return col % 2 ? 20 : 3; };
  test::write_tiff(city.scratch.path("heavier.tif"), raster);
  read_forcing(city.file, city.world, city.books.import);
  EXPECT_EQ(city.books.diagnostics.errors(), 1u) << city.books.text();
  City wrong;
  cases::Hazard& other = wrong.hazard(cases::HazardKind::Flood);
  other.infiltration = flood.infiltration;
  other.infiltration->soils.pop_back();
  read_forcing(wrong.file, wrong.world, wrong.books.import);
  EXPECT_TRUE(says(wrong.books, "have the code 7, which no soil has")) << wrong.books.text();
}

}  // namespace
}  // namespace muster::input
