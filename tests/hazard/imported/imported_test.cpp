// SPDX-License-Identifier: MIT
// Imported depth maps: interpolation in time, no-data values, faults.
#include "engine/hazard/imported/imported.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

namespace muster::hazard::imported {
namespace {

const world::Grid kGrid{0.0, 20.0, 10.0, 2, 2};

Imported maps() {
  const float nan = std::numeric_limits<float>::quiet_NaN();
  return Imported{{.grid = kGrid,
                   .depth_m = {{100 * kSecond, 200 * kSecond, 400 * kSecond},
                               {{0.0f, 1.0f, nan, -9999.0f},
                                {2.0f, 1.0f, 0.5f, 0.0f},
                                {0.0f, 3.0f, 0.0f, nan}}},
                   .speed_m_s = {},
                   .arrival_depth_m = 0.5}};
}

std::vector<double> at(Imported& source, SimTime time) {
  source.advance(time);
  const auto depth = source.field().depth_m;
  return {depth.begin(), depth.end()};
}

TEST(Imported, IsLinearBetweenMapsAndHeldOutside) {
  Imported source = maps();
  EXPECT_EQ(at(source, 150 * kSecond), (std::vector<double>{1.0, 1.0, 0.25, 0.0}));
  EXPECT_EQ(at(source, 250 * kSecond), (std::vector<double>{1.5, 1.5, 0.375, 0.0}));
  EXPECT_EQ(at(source, 200 * kSecond), (std::vector<double>{2.0, 1.0, 0.5, 0.0}));
  EXPECT_EQ(at(source, 0), (std::vector<double>{0.0, 1.0, 0.0, 0.0}));
  EXPECT_EQ(at(source, 900 * kSecond), (std::vector<double>{0.0, 3.0, 0.0, 0.0}));
  EXPECT_TRUE(source.field().speed_m_s.empty());
}

TEST(Imported, KeepsWhatTheWaterHasReached) {
  Imported source = maps();
  for (const int time_s : {0, 60, 125, 150, 400}) source.advance(time_s * kSecond);
  const auto greatest = source.greatest_depth_m();
  EXPECT_EQ((std::vector<float>{greatest.begin(), greatest.end()}),
            (std::vector<float>{1.0f, 3.0f, 0.25f, 0.0f}));
  const auto arrival = source.arrival_s();
  EXPECT_EQ(arrival[0], 125.0f);  // 0.5 m of it
  EXPECT_EQ(arrival[1], 0.0f);
  EXPECT_TRUE(std::isinf(arrival[2]));
  EXPECT_TRUE(std::isinf(arrival[3]));
}

TEST(Imported, CountsValuesTakenForDry) {
  EXPECT_EQ(maps().values_taken_for_dry(), 3u);
}

TEST(Imported, FingerprintIsThatOfTheDepths) {
  Imported source = maps();
  Imported other = maps();
  source.advance(250 * kSecond);
  other.advance(900 * kSecond);
  EXPECT_NE(source.fingerprint(), other.fingerprint());
  other.advance(250 * kSecond);
  EXPECT_EQ(source.fingerprint(), other.fingerprint());
}

/// The first two maps, with speeds.
Imported moving() {
  const float nan = std::numeric_limits<float>::quiet_NaN();
  return Imported{{.grid = kGrid,
                   .depth_m = {{0, 100 * kSecond}, {{0, 1, 1, 1}, {0, 1, 1, 2}}},
                   .speed_m_s = {{5, 2, nan, -1}, {5, 4, 3, 1}}}};
}

TEST(Imported, SpeedIsLinearToo) {
  Imported source = moving();
  source.advance(50 * kSecond);
  const auto speed = source.field().speed_m_s;
  EXPECT_EQ((std::vector<float>{speed.begin(), speed.end()}),
            (std::vector<float>{0.0f, 3.0f, 1.5f, 0.5f}));  // the first cell is dry: still
}

TEST(Imported, FingerprintIsThatOfTheSpeedsToo) {
  Imported source = moving();
  Imported still{{.grid = kGrid,
                  .depth_m = {{0, 100 * kSecond}, {{0, 1, 1, 1}, {0, 1, 1, 2}}},
                  .speed_m_s = {}}};
  source.advance(50 * kSecond);
  still.advance(50 * kSecond);
  EXPECT_NE(source.fingerprint(), still.fingerprint());
}

TEST(Imported, ArrivedWaterStaysAsDeepAsItIsSaidToBe) {
  const double never = std::numeric_limits<double>::infinity();
  Imported source{{.grid = kGrid,
                   .arrivals = {{90, 0, never, 100}, {2.0f, 0.5f, 3.0f, 0.01f}},
                   .arrival_depth_m = 0.05}};
  EXPECT_EQ(at(source, 60 * kSecond), (std::vector<double>{0, 0.5, 0, 0}));
  EXPECT_EQ(at(source, 90 * kSecond), (std::vector<double>{2, 0.5, 0, 0}));
  EXPECT_EQ(at(source, 120 * kSecond), (std::vector<double>{2, 0.5, 0, 0.01f}));
  const auto arrival = source.arrival_s();
  EXPECT_EQ(arrival[0], 90.0f);  // as stated, not when it was looked at
  EXPECT_EQ(arrival[1], 0.0f);
  EXPECT_TRUE(std::isinf(arrival[2]));
  EXPECT_TRUE(std::isinf(arrival[3]));  // less than the arrival depth
  EXPECT_EQ(source.greatest_depth_m()[0], 2.0f);
}

TEST(Imported, HeldMapsHoldUntilTheNextAndNothingIsWetBefore) {
  Imported source{{.grid = kGrid,
                   .depth_m = {{100 * kSecond, 200 * kSecond}, {{1, 1, 0, 0}, {0, 1, 2, 0}}},
                   .between = Between::Held}};
  EXPECT_EQ(at(source, 99 * kSecond), (std::vector<double>{0, 0, 0, 0}));
  EXPECT_EQ(at(source, 100 * kSecond), (std::vector<double>{1, 1, 0, 0}));
  EXPECT_EQ(at(source, 199 * kSecond), (std::vector<double>{1, 1, 0, 0}));
  EXPECT_EQ(at(source, 900 * kSecond), (std::vector<double>{0, 1, 2, 0}));
}

TEST(Imported, RefusesWhatDoesNotFit) {
  const auto make = [](world::RasterSeries depth_m, std::vector<std::vector<float>> speed_m_s) {
    return Imported{
        {.grid = kGrid, .depth_m = std::move(depth_m), .speed_m_s = std::move(speed_m_s)}};
  };
  EXPECT_NO_THROW(make({{5}, {{0, 0, 0, 0}}}, {{0, 0, 0, 0}}));
  EXPECT_THROW(make({}, {}), InputError);
  EXPECT_THROW(make({{0}, {{1.0f, 2.0f}}}, {}), InputError);
  EXPECT_THROW(make({{5, 5}, {{0, 0, 0, 0}, {0, 0, 0, 0}}}, {}), InputError);
  EXPECT_THROW(make({{5}, {{0, 0, 0, 0}}}, {{0, 0}}), InputError);
  EXPECT_THROW((Imported{{.grid = kGrid, .arrivals = {{0, 0, 0, 0}, {1, 1}}}}), InputError);
  EXPECT_THROW((Imported{{.grid = kGrid,
                          .depth_m = {{5}, {{0, 0, 0, 0}}},
                          .arrivals = {{0, 0, 0, 0}, {1, 1, 1, 1}}}}),
               InputError);
  EXPECT_THROW(make({{5, 6}, {{0, 0, 0, 0}, {0, 0, 0, 0}}}, {{0, 0, 0, 0}}), InputError);
}

}  // namespace
}  // namespace muster::hazard::imported
