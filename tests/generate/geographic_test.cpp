// SPDX-License-Identifier: MIT
#include "engine/generate/geographic.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "engine/base/error.hpp"
#include "engine/input/crs.hpp"

namespace muster::generate {
namespace {

TEST(Geographic, CentralMeridianAndEquatorAreExact) {
  const TransverseMercator projection = *TransverseMercator::of(4544);
  const LonLat origin = projection.geographic(500'000, 0);
  EXPECT_DOUBLE_EQ(origin.lon, 105);
  EXPECT_NEAR(origin.lat, 0, 1e-15);
  EXPECT_DOUBLE_EQ(TransverseMercator::of(32722)->geographic(500'000, 6'700'000).lon, -51);
}

TEST(Geographic, AgreesWithProjToAMillimetre) {
  for (const int epsg : {4534, 4544, 4554, 32601, 32650, 32722}) {
    const TransverseMercator projection = *TransverseMercator::of(epsg);
    Diagnostics diagnostics;
    const input::Projector proj{"EPSG:" + std::to_string(epsg),
                                epsg < 5000 ? "EPSG:4490" : "EPSG:4326", "test", diagnostics};
    ASSERT_TRUE(proj.good());
    for (const double easting : {400'000.0, 500'000.0, 640'000.0}) {
      for (const double northing : {2'500'000.0, 3'272'000.0, 6'650'000.0}) {
        double x[] = {easting};
        double y[] = {northing};
        ASSERT_EQ(proj.forward_exact(x, y), 0U);
        const LonLat ours = projection.geographic(easting, northing);
        EXPECT_NEAR(ours.lon, x[0], 1e-8) << epsg;
        EXPECT_NEAR(ours.lat, y[0], 1e-8) << epsg;
      }
    }
  }
}

TEST(Geographic, OnlyKnownCodes) {
  EXPECT_EQ(epsg_code("EPSG:4544"), 4544);
  EXPECT_EQ(epsg_code("EPSG:45x"), 0);
  EXPECT_EQ(epsg_code("GCJ-02"), 0);
  EXPECT_FALSE(TransverseMercator::of(4490));
  EXPECT_FALSE(TransverseMercator::of(0));
}

}  // namespace
}  // namespace muster::generate
