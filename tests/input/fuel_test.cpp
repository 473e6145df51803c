// SPDX-License-Identifier: MIT
// Fuel, trees and buildings on the grid, and what drives fires.
#include "engine/input/fuel.hpp"

#include <gtest/gtest.h>

#include <fstream>

#include "engine/case/fuel_names.hpp"
#include "engine/input/forcing.hpp"
#include "tests/input/gdal_files.hpp"
#include "tests/input/tiny_city.hpp"

namespace muster::input {
namespace {

using test::says;
using test::TinyCity;

struct Ground : TinyCity {
  cases::CaseFile file;
  Ground() : TinyCity(2) { file.world.terrain.fuel.emplace(); }
  cases::FuelCover& spec() { return *file.world.terrain.fuel; }
  bool read() { return read_fuel(spec(), kCrs, world.terrain, books.import); }
  const world::FuelLayers& fuel() const { return world.terrain.fuel; }
  std::string raster(const std::string& name, std::function<double(int, int)> value) {
    const world::Grid& grid = world.terrain.grid;
    test::RasterToWrite raster;
    raster.cols = grid.cols;
    raster.rows = grid.rows;
    raster.x0 = grid.x0;
    raster.y0 = grid.y0;
    raster.dx = grid.cell_m;
    raster.dy = -grid.cell_m;
    raster.crs = kCrs;
    raster.nodata = -1;
    raster.value = std::move(value);
    test::write_tiff(scratch.path(name), raster);
    return scratch.path(name);
  }
  cases::Hazard& fire() {
    cases::Hazard& hazard = file.event.hazards.emplace_back();
    hazard.kind = cases::HazardKind::Fire;
    hazard.weather.resize(1);
    hazard.ignitions.resize(1);
    hazard.ignitions[0].id = "start";
    hazard.ignitions[0].point.emplace();
    hazard.ignitions[0].point->x_y = {{world.terrain.grid.x_of(3), world.terrain.grid.y_of(3)}};
    return hazard;
  }
};

TEST(Fuel, NamesAreCodesOrNumbers) {
  EXPECT_EQ(cases::fuel_number("GR2"), 102);
  EXPECT_EQ(cases::fuel_number("102"), 102);
  EXPECT_EQ(cases::fuel_number("FM13"), 13);
  EXPECT_EQ(cases::fuel_number("NB9"), 99);
  for (const char* wrong : {"", "GR", "GR0", "GR10", "NB6", "96", "14", "gr2", "GR2x", "-1"})
    EXPECT_FALSE(cases::fuel_number(wrong)) << wrong;
}

TEST(Fuel, ComesFromARasterOfModels) {
  Ground ground;
  ground.spec().model = "TL3";
  ground.spec().raster = ground.raster("fuel.tif", [](int, int col) {
    return col == 0 ? -1 : col == 1 ? 99 : 102;
  });
  ASSERT_TRUE(ground.read()) << ground.books.text();
  EXPECT_EQ(ground.fuel().model[0], 183);  // no data: the even one
  EXPECT_EQ(ground.fuel().model[1], 99);
  EXPECT_EQ(ground.fuel().model[2], 102);
  EXPECT_TRUE(ground.fuel().canopy_cover.empty());
}

TEST(Fuel, UnknownCodesAreListedWithTheirCells) {
  Ground ground;
  ground.spec().raster =
      ground.raster("fuel.tif", [](int row, int) { return row == 0 ? 256 : 102; });
  EXPECT_FALSE(ground.read());
  EXPECT_TRUE(says(ground.books, "have the code 256, which is no fuel")) << ground.books.text();
}

TEST(Fuel, SpeciesMapGoesThroughACrosswalk) {
  Ground ground;
  std::ofstream{ground.scratch.path("crosswalk.csv")}
      << "code,species,model\n12,pine,TL8\n30,tea,GS2\n";
  ground.spec().crosswalk = ground.scratch.path("crosswalk.csv");
  ground.spec().raster = ground.raster("species.tif", [](int, int col) { return col ? 12 : 30; });
  ASSERT_TRUE(ground.read()) << ground.books.text();
  EXPECT_EQ(ground.fuel().model[0], 122);
  EXPECT_EQ(ground.fuel().model[1], 188);
  Ground wrong;
  std::ofstream{wrong.scratch.path("crosswalk.csv")}
      << "code,model\n12,TL8\n12,TL9\nx,GR2\n30,oak\n";
  wrong.spec().crosswalk = wrong.scratch.path("crosswalk.csv");
  wrong.spec().raster = wrong.raster("species.tif", [](int, int) { return 12; });
  EXPECT_FALSE(wrong.read());
  for (const char* part : {"crosswalk.csv:3", "is given twice", "crosswalk.csv:4",
                           "no whole number", "crosswalk.csv:5", "there is no fuel model 'oak'"})
    EXPECT_TRUE(says(wrong.books, part)) << part << "\n" << wrong.books.text();
}

TEST(Fuel, CoverInPercentNeedsItsUnit) {
  Ground ground;
  ground.spec().model = "TU5";
  ground.spec().canopy.emplace();
  ground.spec().canopy->cover.raster = ground.raster("cover.tif", [](int, int) { return 55; });
  ground.spec().canopy->height_m.value = 20;
  EXPECT_FALSE(ground.read());
  EXPECT_TRUE(says(ground.books, "above 1, unit 1 applied")) << ground.books.text();
  Ground right;
  right.spec() = ground.spec();
  right.spec().canopy->cover.unit = 0.01;
  ASSERT_TRUE(right.read()) << right.books.text();
  EXPECT_FLOAT_EQ(right.fuel().canopy_cover[7], 0.55f);
  EXPECT_FLOAT_EQ(right.fuel().canopy_height_m[7], 20);
}

TEST(Fuel, ABandThatIsNotThereIsTold) {
  Ground ground;
  ground.spec().raster = ground.raster("fuel.tif", [](int, int) { return 102; });
  ground.spec().band = 4;
  EXPECT_FALSE(ground.read());
  EXPECT_TRUE(says(ground.books, "has no band 4, only 1")) << ground.books.text();
}

TEST(FireForcing, IgnitionOnRockAndOutsideAreToldAtTheirPlace) {
  Ground ground;
  ground.spec().model = "NB9";
  ASSERT_TRUE(ground.read());
  cases::Hazard& fire = ground.fire();
  fire.ignitions.resize(2);
  fire.ignitions[1].id = "far";
  fire.ignitions[1].point.emplace();
  fire.ignitions[1].point->x_y = {{0, 0}};
  read_forcing(ground.file, ground.world, ground.books.import);
  EXPECT_TRUE(says(ground.books, "/ignitions/0: lies on ground that does not burn"))
      << ground.books.text();
  EXPECT_TRUE(says(ground.books, "/ignitions/1: lies outside the grid")) << ground.books.text();
}

TEST(FireForcing, NeedsFuelAndWindThatCanBe) {
  Ground ground;
  ground.file.world.terrain.fuel.reset();
  cases::Hazard& fire = ground.fire();
  fire.weather[0].wind_m_s.value = 250;
  fire.weather[0].dead_1h.value = 6;
  read_forcing(ground.file, ground.world, ground.books.import);
  for (const char* part : {"state world.terrain.fuel", "wind_m_s/value: must lie between 0 and 100",
                           "dead_1h/value: must lie between 0 and 1"})
    EXPECT_TRUE(says(ground.books, part)) << part << "\n" << ground.books.text();
}

TEST(FireForcing, WindComesFromTheBandOfEachHour) {
  Ground ground;
  ground.spec().model = "GR2";
  ASSERT_TRUE(ground.read());
  cases::Hazard& fire = ground.fire();
  fire.weather[0].wind_m_s.raster = ground.raster("wind.tif", [](int, int col) { return col; });
  fire.weather[0].wind_m_s.unit = 0.44704;
  const world::Forcing forcing = read_forcing(ground.file, ground.world, ground.books.import);
  ASSERT_EQ(ground.books.diagnostics.errors(), 0u) << ground.books.text();
  EXPECT_NEAR(forcing[0].fire.weather[0].wind_m_s[10], 10 * 0.44704, 1e-6);
  EXPECT_TRUE(forcing[0].fire.weather[0].wind_from_deg.empty());
}

struct Station : Ground {
  Station() {
    file.start = "2024-09-01T00:00:00-03:00";
    file.horizon_s = 7200;
    spec().model = "GR2";
    EXPECT_TRUE(read());
    table.path = scratch.path("station.csv");
    table.columns = {{"wind_m_s", "ff"}};
    table.live_woody = 0.9;
  }
  std::vector<world::FireWeatherRow> rows(const std::string& text) {
    scratch.write("station.csv", text);
    cases::Hazard& hazard = fire();
    hazard.weather.clear();
    hazard.weather_file = table;
    return read_forcing(file, world, books.import)[0].fire.weather_rows;
  }
  cases::FireWeatherTable table;
};

TEST(FireWeatherTable, RowsByHeadingInTheCasesTime) {
  Station station;
  const auto rows = station.rows(
      "time,ff,wind_from_deg,temperature_c,humidity_percent,dead_10h,live_herb\n"
      "2024-09-01T02:00Z,3,90,25,40,0.07,0.5\n2024-09-01 00:30,4,100,26,30,0.08,0.6\n"
      "3600,5,110,27,20,0.09,0.7\n");
  ASSERT_EQ(station.books.diagnostics.errors(), 0u) << station.books.text();
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_EQ(rows[0].from, from_seconds(-3600));
  EXPECT_EQ(rows[1].from, from_seconds(1800));
  EXPECT_EQ(rows[2].from, from_seconds(3600));
  EXPECT_EQ(rows[1].wind_m_s, 4);
  EXPECT_EQ(rows[1].wind_from_deg, 100);
  EXPECT_EQ(rows[1].temperature_c, 26);
  EXPECT_EQ(rows[1].humidity_percent, 30);
  EXPECT_FALSE(rows[1].dead[0]);
  EXPECT_EQ(rows[1].dead[1], 0.08);
  EXPECT_EQ(rows[1].live_herb, 0.6);
  EXPECT_EQ(rows[1].live_woody, 0.9);
}

TEST(FireWeatherTable, SaysAllThatIsMissingOrCannotBe) {
  Station missing;
  missing.rows("time,ff,temperature_c,dead_1h\n0,3,25,0.1\n");
  for (const char* part :
       {"'wind_from_deg' is missing", "'humidity_percent' is missing", "'live_herb' is missing"})
    EXPECT_TRUE(says(missing.books, part)) << part << "\n" << missing.books.text();
  Station wrong;
  wrong.rows(
      "time,ff,wind_from_deg,dead_1h,dead_10h,dead_100h,live_herb\n"
      "0,300,90,6,0.1,0.1,0.5\nnoon,3,90,0.1,0.1,0.1,0.5\n60,3,90,0.1,0.1,0.1,0.5\n"
      "60,3,90,0.1,0.1,0.1,0.5\n");
  for (const char* part :
       {"station.csv:2: wind_m_s must be a number from 0 to 100, not '300'",
        "dead_1h must be a number from 0 to 1, not '6'", "station.csv:3: 'noon' is no time",
        "station.csv:5: does not come after the row before it"})
    EXPECT_TRUE(says(wrong.books, part)) << part << "\n" << wrong.books.text();
}

}  // namespace
}  // namespace muster::input
