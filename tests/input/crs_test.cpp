// SPDX-License-Identifier: MIT
// Coordinate systems: EPSG codes and their axis order, GCJ-02 and BD-09.
#include "engine/input/crs.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace muster::input {
namespace {

TEST(Gcj02, TheFormatsTestValue) {
  const LonLat gcj = gcj02_from_wgs84({106.51, 29.50});
  EXPECT_NEAR(gcj.lat, 29.4972338, 1e-7);
  EXPECT_NEAR(gcj.lon, 106.5138161, 1e-7);
  const LonLat back = wgs84_from_gcj02({106.5138161, 29.4972338});
  EXPECT_NEAR(back.lat, 29.50, 1e-7);
  EXPECT_NEAR(back.lon, 106.51, 1e-7);
}

TEST(Gcj02, InverseUndoesItAllOverChina) {
  for (double lon = 74; lon <= 135; lon += 3.7) {
    for (double lat = 18.5; lat <= 53; lat += 2.3) {
      const LonLat gcj = wgs84_from_gcj02(gcj02_from_wgs84({lon, lat}));
      EXPECT_NEAR(gcj.lon, lon, 2e-10);
      EXPECT_NEAR(gcj.lat, lat, 2e-10);
      const LonLat bd = gcj02_from_bd09(bd09_from_gcj02({lon, lat}));
      EXPECT_NEAR(bd.lon, lon, 2e-10);
      EXPECT_NEAR(bd.lat, lat, 2e-10);
    }
  }
}

TEST(Gcj02, ShiftsByHundredsOfMetres) {
  const LonLat gcj = gcj02_from_wgs84({114.42, 30.46});
  const double metres = 111'000 * std::hypot((gcj.lon - 114.42) * 0.862, gcj.lat - 30.46);
  EXPECT_GT(metres, 300);
  EXPECT_LT(metres, 900);
  EXPECT_TRUE(maybe_in_china(114.42, 30.46));
  EXPECT_FALSE(maybe_in_china(-51.2, -30.0));
}

TEST(Projector, ShiftedSystemsGoToTheCase) {
  Diagnostics d;
  const Projector plain("EPSG:4326", "EPSG:4547", "t", d);  // CGCS2000, 3-degree zone round 114 E
  const Projector gcj("GCJ-02", "EPSG:4547", "t", d);
  const Projector bd("BD-09", "EPSG:4547", "t", d);
  ASSERT_TRUE(d.ok());
  const LonLat wgs{114.42, 30.46}, shifted = gcj02_from_wgs84(wgs),
                                   twice = bd09_from_gcj02(shifted);
  double x[1] = {wgs.lon}, y[1] = {wgs.lat};
  plain.forward(x, y);
  for (const auto& [projector, point] : {std::pair(&gcj, shifted), std::pair(&bd, twice)}) {
    double sx[1] = {point.lon}, sy[1] = {point.lat};
    EXPECT_EQ(projector->forward(sx, sy), 0u);
    EXPECT_NEAR(sx[0], x[0], 0.002);
    EXPECT_NEAR(sy[0], y[0], 0.002);
  }
}

TEST(Crs, NorthingFirstAxesOfChina) {
  for (const char* crs :
       {"EPSG:4490", "EPSG:4491", "EPSG:4513", "EPSG:4534", "EPSG:4547", "EPSG:4554"}) {
    EXPECT_TRUE(describe_crs(crs).known) << crs;
    EXPECT_TRUE(describe_crs(crs).northing_first) << crs;
  }
  EXPECT_FALSE(describe_crs("EPSG:31982").northing_first);
  EXPECT_TRUE(describe_crs("EPSG:4490").geographic);
  EXPECT_TRUE(describe_crs("EPSG:4547").projected);
}

TEST(Crs, ZonePrefixOrNot) {
  // EPSG:4526 (zone 38, prefixed) and EPSG:4547 (same meridian, no prefix) differ by 38,000,000 m
  // east.
  Diagnostics d;
  const Projector with("EPSG:4326", "EPSG:4526", "t", d), without("EPSG:4326", "EPSG:4547", "t", d);
  ASSERT_TRUE(d.ok());
  double xa[1] = {114.42}, ya[1] = {30.46}, xb[1] = {114.42}, yb[1] = {30.46};
  with.forward(xa, ya);
  without.forward(xb, yb);
  EXPECT_NEAR(xa[0] - xb[0], 38e6, 1e-3);
  EXPECT_NEAR(ya[0], yb[0], 1e-3);
  EXPECT_NEAR(xb[0], 500'000 + 40'340, 100);  // 0.42 degrees east of 114 E
}

TEST(Projector, SameSystemPassesThroughUnchanged) {
  Diagnostics d;
  const Projector same("EPSG:32611", "EPSG:32611", "t", d);
  EXPECT_TRUE(same.identity());
  double x[1] = {500000.123456789}, y[1] = {4e6 + 1e-7};
  same.forward(x, y);
  EXPECT_EQ(x[0], 500000.123456789);
}

TEST(Projector, RoundsToTheGrain) {
  Diagnostics d;
  const Projector to("EPSG:4326", "EPSG:31982", "t", d);
  double x[1] = {-51.2278}, y[1] = {-30.0275};
  to.forward(x, y);
  EXPECT_EQ(x[0] * 1024, std::floor(x[0] * 1024));
  EXPECT_EQ(y[0] * 1024, std::floor(y[0] * 1024));
}

TEST(Projector, UnknownSystemsAreReported) {
  for (const char* crs : {"EPSG:999999", "nonsense", "", "GCJ-03"}) {
    Diagnostics d;
    const Projector bad(crs, "EPSG:31982", "sites.csv", d);
    EXPECT_FALSE(bad.good()) << crs;
    ASSERT_FALSE(d.ok());
    EXPECT_EQ(d.problems()[0].where, "sites.csv");
  }
}

TEST(Projector, PointsThatCannotBeProjectedAreNaN) {
  Diagnostics d;
  const Projector to("EPSG:4326", "EPSG:31982", "t", d);
  double x[2] = {1e9, -51.2}, y[2] = {1e9, -30.0};
  EXPECT_EQ(to.forward(x, y), 1u);
  EXPECT_TRUE(std::isnan(x[0]));
  EXPECT_TRUE(std::isfinite(x[1]));
}

TEST(LengthScale, TellsWebMercatorFromUtm) {
  EXPECT_NEAR(length_scale("EPSG:31982", 480000, 6680000), 1.0, 0.006);
  EXPECT_NEAR(length_scale("EPSG:3857", -5702000, -3506000), 1 / std::cos(30.0 * M_PI / 180), 0.02);
}

}  // namespace
}  // namespace muster::input
