// SPDX-License-Identifier: MIT
// Runout against the closed forms of inclined planes.
#include "engine/hazard/landslide/runout.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace muster::hazard::landslide {
namespace {

constexpr double kDegree = M_PI / 180;

/// A plane of slope `degrees` in uneven steps, from `from` to `to` m of horizontal distance.
void append_plane(std::vector<ProfilePoint>& profile, double degrees, double length_m, int steps) {
  const ProfilePoint from = profile.back();
  for (int i = 1; i <= steps; ++i) {
    const double share = i * (i + 1.0) / (steps * (steps + 1.0));
    profile.push_back({from.distance_m + share * length_m,
                       from.height_m - share * length_m * std::tan(degrees * kDegree)});
  }
}

TEST(Pcm, TakesTheCosineOfABendOnce) {
  const double squared = pcm_speed_squared({}, 25 * kDegree, 12.5, 35 * kDegree, 2);
  EXPECT_NEAR(std::sqrt(squared), 7.913925, 5e-7);
}

TEST(Pcm, LosesNothingWhereTheSlopeSteepens) {
  EXPECT_EQ(pcm_speed_squared({}, 35 * kDegree, 12.5, 25 * kDegree, 2),
            pcm_speed_squared({}, 35 * kDegree, 12.5, 35 * kDegree, 2));
}

TEST(Pcm, OnAPlaneFollowsTheClosedForm) {
  // v^2 = g (sin - mu cos) (M/D) (1 - exp(-2 s/(M/D))), however the plane is cut.
  std::vector<ProfilePoint> profile = {{100, 800}};
  append_plane(profile, 30, 400, 37);
  std::vector<double> speeds(profile.size());
  const PcmFriction friction{0.2, 75};
  const Runout run = pcm_runout(profile, friction, 0, speeds);
  EXPECT_TRUE(run.leaves_profile);
  EXPECT_EQ(run.distance_m, profile.back().distance_m);
  EXPECT_EQ(run.greatest_speed_m_s, speeds.back());
  for (std::size_t i = 0; i < profile.size(); ++i) {
    const double s = (profile[i].distance_m - 100) / std::cos(30 * kDegree);
    const double squared =
        kGravity * (0.5 - 0.2 * std::cos(30 * kDegree)) * 75 * (1 - std::exp(-2 * s / 75));
    EXPECT_NEAR(speeds[i], std::sqrt(squared), 1e-11);
  }
}

TEST(Pcm, OnTheFlatRestsWhereTheClosedFormDoes) {
  // s = (M/D)/2 ln(1 + v^2/(g mu M/D)).
  std::vector<ProfilePoint> profile = {{0, 50}};
  append_plane(profile, 0, 300, 40);
  std::vector<double> speeds(profile.size());
  const Runout run = pcm_runout(profile, {0.15, 60}, 22, speeds);
  EXPECT_FALSE(run.leaves_profile);
  EXPECT_NEAR(run.distance_m, 30 * std::log(1 + 22.0 * 22.0 / (kGravity * 0.15 * 60)), 1e-10);
  EXPECT_EQ(run.greatest_speed_m_s, 22);
  for (std::size_t i = 0; i < profile.size(); ++i)
    EXPECT_EQ(speeds[i] > 0, profile[i].distance_m < run.distance_m);
}

TEST(Pcm, DoesNotStartBelowTheAngleOfFriction) {
  std::vector<ProfilePoint> profile = {{7, 50}};
  append_plane(profile, 5, 300, 4);
  std::vector<double> speeds(profile.size(), 1);
  const Runout run = pcm_runout(profile, {0.1, 40}, 0, speeds);
  EXPECT_EQ(run.distance_m, 7);
  EXPECT_FALSE(run.leaves_profile);
  EXPECT_EQ(speeds, std::vector<double>(profile.size(), 0.0));
}

TEST(EnergyLine, EndsWhereDropOverLengthIsTheRatio) {
  std::vector<ProfilePoint> profile = {{20, 300}};
  append_plane(profile, 38, 150, 9);
  append_plane(profile, 6, 900, 23);
  std::vector<double> speeds(profile.size());
  const double ratio = std::tan(25 * kDegree);
  const Runout run = energy_line_runout(profile, ratio, 1000, speeds);
  EXPECT_FALSE(run.leaves_profile);
  // 150 (tan 38 - ratio) of height is spent on the gentle plane.
  const double beyond_m = 150 * (std::tan(38 * kDegree) - ratio) / (ratio - std::tan(6 * kDegree));
  EXPECT_NEAR(run.distance_m, 20 + 150 + beyond_m, 1e-9);
  for (std::size_t i = 0; i < profile.size(); ++i) {
    const double x = profile[i].distance_m - 20;
    const double above_m = 300 - ratio * x - profile[i].height_m;
    EXPECT_NEAR(speeds[i], std::sqrt(2 * kGravity * std::max(0.0, above_m)), 1e-6);
  }
}

TEST(EnergyLine, OnASteepPlaneLeavesTheProfileAtItsGreatestSpeed) {
  std::vector<ProfilePoint> profile = {{0, 300}};
  append_plane(profile, 40, 200, 5);
  std::vector<double> speeds(profile.size());
  const Runout run = energy_line_runout(profile, 0.4, 15, speeds);
  EXPECT_TRUE(run.leaves_profile);
  EXPECT_EQ(run.distance_m, 200);
  EXPECT_EQ(run.greatest_speed_m_s, 15);
  EXPECT_EQ(speeds.back(), 15);
}

TEST(EnergyLine, DoesNotStartBelowTheAngleOfReach) {
  std::vector<ProfilePoint> profile = {{3, 300}};
  append_plane(profile, 20, 200, 5);
  std::vector<double> speeds(profile.size(), 1);
  const Runout run = energy_line_runout(profile, 0.5, 1000, speeds);
  EXPECT_EQ(run.distance_m, 3);
  EXPECT_EQ(run.greatest_speed_m_s, 0);
  EXPECT_EQ(speeds, std::vector<double>(profile.size(), 0.0));
}

TEST(Reach, HasPublishedValues) {
  EXPECT_NEAR(corominas_reach_ratio(1e5), 0.33729, 5e-6);
  EXPECT_NEAR(corominas_debris_flow_reach_ratio(1e5), 0.29040, 5e-6);
  EXPECT_NEAR(rickenmann_length_m(1e4, 100), 379.1, 5e-2);
}

}  // namespace
}  // namespace muster::hazard::landslide
