// SPDX-License-Identifier: MIT
// Water of netCDF files: units of time, what is read of a file, and what is refused.
#include "engine/input/netcdf.hpp"

#include <gdal_priv.h>
#include <gtest/gtest.h>

#include <cmath>

#include "tests/input/imported_ground.hpp"

namespace muster::input {
namespace {

using test::ImportedGround;
using test::says;

TEST(TimeUnits, AreSecondsToDaysSinceATime) {
  const double april30 = 1714435200;  // 2024-04-30T00:00:00Z
  const auto is = [](const char* text, double unit_s, double zero_s) {
    const std::optional<TimeUnits> units = parse_time_units(text);
    return units && units->unit_s == unit_s && units->zero_s == zero_s;
  };
  EXPECT_TRUE(is("seconds since 2024-04-30 00:00:00", 1, april30));
  EXPECT_TRUE(is("s since 2024-04-30", 1, april30));
  EXPECT_TRUE(is("Minutes since 2024-04-30T00:00:00Z", 60, april30));
  EXPECT_TRUE(is("hours since 2024-04-30 08:00:00 +08:00", 3600, april30));
  EXPECT_TRUE(is("hours since 2024-4-30 0:0:0.0 UTC", 3600, april30));
  EXPECT_TRUE(is("days since 1970-01-01 00:00", 86400, 0));
  for (const char* text : {"", "m", "seconds", "months since 2024-04-30", "hours since yesterday",
                           "fortnights since 2024-04-30", "since 2024-04-30"})
    EXPECT_FALSE(parse_time_units(text)) << text;
}

/// 10:00 at the case's offset is 08:00 UTC, 2 h after the file's zero and after the case's start.
struct FloodFile : ImportedGround {
  test::NetcdfToWrite netcdf;
  FloodFile() {
    netcdf.raster = own_cells();
    netcdf.raster.nodata = -9999;
    netcdf.time = {0, 3600, 7200};
    netcdf.variables = {{"h", [](std::size_t step, int row, int col) {
                           return row == 0 && col == 1 ? -9999.0 : 0.5 * static_cast<double>(step);
                         }}};
    hazard().flood_netcdf = {.path = scratch.path("flood.nc"), .depth_variable = "h"};
  }
  void with_speed() {
    netcdf.variables.push_back({"v", [](std::size_t, int row, int) { return 0.125 * row; }});
    hazard().flood_netcdf->speed_variable = "v";
  }
  world::HazardForcing write_and_read() {
    test::write_netcdf(scratch.path("flood.nc"), netcdf);
    return read();
  }
  static bool can() {
    GDALAllRegister();
    return GetGDALDriverManager()->GetDriverByName("netCDF") != nullptr;
  }
};

#define NEEDS_NETCDF() \
  if (!FloodFile::can()) GTEST_SKIP() << "this GDAL knows no netCDF"

TEST(Netcdf, DepthsAndSpeedsStandAtTheirTimesAndTheRightWayUp) {
  NEEDS_NETCDF();
  FloodFile flood;
  flood.with_speed();
  const world::HazardForcing forcing = flood.write_and_read();
  ASSERT_TRUE(flood.books.diagnostics.ok()) << flood.books.text();
  const world::RasterSeries& maps = forcing.imported_depth_m;
  EXPECT_EQ(maps.time, (std::vector<SimTime>{0, 3600 * kSecond, 7200 * kSecond}));
  EXPECT_EQ(maps.value[0][0], 0.0f);
  EXPECT_EQ(maps.value[2][0], 1.0f);
  EXPECT_TRUE(std::isnan(maps.value[1][1]));
  ASSERT_EQ(forcing.imported_speed_m_s.size(), 3u);
  EXPECT_EQ(forcing.imported_speed_m_s[1][0], 0.0f);
  EXPECT_EQ(forcing.imported_speed_m_s[1][flood.grid().index(8, 3)], 1.0f);
  EXPECT_EQ(flood.books.found("cells without a depth in flood.nc"), 3);
  ASSERT_EQ(flood.books.inputs.size(), 3u);  // nodes, links and the file once
}

TEST(Netcdf, TimesHaveTheirUnitAndTheirShift) {
  NEEDS_NETCDF();
  FloodFile flood;
  flood.netcdf.time = {1, 2, 3};
  flood.netcdf.units = "hours since 2000-01-01 00:00:00";
  flood.netcdf.calendar = "gregorian";
  flood.hazard().flood_netcdf->shift_s = 8886 * 86400.0 + 6 * 3600;  // to 2024-04-30T06:00Z
  const world::HazardForcing forcing = flood.write_and_read();
  EXPECT_EQ(forcing.imported_depth_m.time,
            (std::vector<SimTime>{3600 * kSecond, 7200 * kSecond, 10800 * kSecond}))
      << flood.books.text();
}

/// What a run cannot come to see is not read.
TEST(Netcdf, MapsBeforeTheStartAndAfterTheEndAreLeft) {
  NEEDS_NETCDF();
  FloodFile flood;
  flood.file.horizon_s = 100;
  flood.netcdf.time = {-200, -100, 50, 150, 250};
  const world::HazardForcing forcing = flood.write_and_read();
  EXPECT_EQ(forcing.imported_depth_m.time,
            (std::vector<SimTime>{-100 * kSecond, 50 * kSecond, 150 * kSecond}));
  EXPECT_EQ(forcing.imported_depth_m.value[0][0], 0.5f);
  EXPECT_EQ(flood.books.text(), "");
  FloodFile late;
  late.netcdf.time = {1e6, 2e6, 3e6};
  EXPECT_EQ(late.write_and_read().imported_depth_m.time, std::vector<SimTime>{1000000 * kSecond});
  EXPECT_TRUE(says(late.books, "flood.nc: warning: every map lies after the case's end"));
}

TEST(Netcdf, UnknownVariablesAreNamedBesideThoseThatThereAre) {
  NEEDS_NETCDF();
  FloodFile flood;
  flood.with_speed();
  flood.hazard().flood_netcdf->depth_variable = "depth";
  flood.hazard().flood_netcdf->speed_variable = "vel";
  flood.write_and_read();
  EXPECT_TRUE(says(flood.books, "flood.nc: has no variable 'depth'; its maps are h, v"));
  EXPECT_TRUE(says(flood.books, "has no variable 'vel'; its maps are h, v"));
  flood.hazard().flood_netcdf->depth_variable = "x";
  flood.read();
  EXPECT_TRUE(says(flood.books, "'x' has the dimensions x"));
}

TEST(Netcdf, TimesThatCannotBeToldAreRefused) {
  NEEDS_NETCDF();
  FloodFile none;
  none.netcdf.has_times = false;
  none.write_and_read();
  EXPECT_TRUE(says(none.books, "flood.nc: has no variable 'time' with the times of 'h'"));
  FloodFile bare;
  bare.netcdf.units = "";
  bare.write_and_read();
  EXPECT_TRUE(says(bare.books, "the units of 'time', '', are no time"));
  FloodFile months;
  months.netcdf.units = "months since 2024-01-01";
  months.write_and_read();
  EXPECT_TRUE(says(months.books, "'months since 2024-01-01', are no time"));
  FloodFile calendar;
  calendar.netcdf.calendar = "360_day";
  calendar.write_and_read();
  EXPECT_TRUE(says(calendar.books, "'time' counts by the calendar '360_day'"));
  FloodFile back;
  back.netcdf.time = {0, 3600, 3600};
  back.write_and_read();
  EXPECT_TRUE(says(back.books, "the times 'time' do not ascend: number 3 of 3"));
}

TEST(Netcdf, FilesOfAnotherKindOrWithoutASystemAreRefused) {
  NEEDS_NETCDF();
  FloodFile flood;
  flood.hazard().flood_netcdf->path = flood.map("d.tif", [](int, int) { return 1.0; });
  flood.read();
  EXPECT_TRUE(says(flood.books, "d.tif: is no netCDF file that GDAL can read"));
  FloodFile bare;
  bare.netcdf.raster.crs = "";
  bare.write_and_read();
  EXPECT_TRUE(says(bare.books, "flood.nc: carries no coordinate system"));
  FloodFile stated;
  stated.netcdf.raster.crs = "";
  stated.hazard().flood_netcdf->crs = FloodFile::kCrs;
  EXPECT_EQ(stated.write_and_read().imported_depth_m.time.size(), 3u) << stated.books.text();
}

}  // namespace
}  // namespace muster::input
