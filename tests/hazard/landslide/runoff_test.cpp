// SPDX-License-Identifier: MIT
// Runoff against TRIGRS's grids and the balance of water.
#include "engine/hazard/landslide/runoff.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "tests/hazard/landslide/tutorial.hpp"

namespace muster::hazard::landslide {
namespace {

Hillsides plain(int rows, int cols, double conductivity_m_s) {
  Hillsides hillsides;
  hillsides.grid = {0, 0, 10, rows, cols};
  hillsides.soils = {{3000, 0.5, 2e4, conductivity_m_s, 1e-5, 0.45, 0.05, 0}};
  hillsides.slope_rad = {0.5};
  hillsides.basement_m = {2};
  hillsides.water_table_m = {2};
  return hillsides;
}

TEST(Runoff, MatchesTheGridsOfTrigrs) {
  MUSTER_NEEDS_REFERENCE();
  const Hillsides hillsides = tutorial(false);
  const DrainageLists lists = tutorial_drainage();
  Diagnostics diagnostics;
  const Drainage drainage =
      drainage_from_lists(hillsides.grid, lists.giver, lists.receiver, lists.share, diagnostics);
  ASSERT_TRUE(diagnostics.ok());
  const float rain[] = {3e-7f, 9e-5f};
  for (int period = 0; period < 2; ++period) {
    Runoff runoff;
    route(drainage, hillsides, {rain + period, 1}, runoff);
    const std::string end = "Per" + std::to_string(period + 1) + "tutorial.asc";
    const auto taken = read_grid(kReference / "tutorial_sat_finite" / ("TRinfilrat" + end));
    const auto shed = read_grid(kReference / "tutorial_sat_finite" / ("TRrunoff" + end));
    ASSERT_EQ(taken.size(), 100u);
    for (std::size_t i = 0; i < 100; ++i) {
      // Four digits are printed.
      EXPECT_NEAR(runoff.infiltration_m_s[i], taken[i], 5.1e-4 * taken[i]) << i;
      EXPECT_NEAR(runoff.runoff_m_s[i], shed[i], 5.1e-4 * shed[i]) << i;
      EXPECT_LE(runoff.infiltration_m_s[i], hillsides.soils[hillsides.soil[i]].conductivity_m_s);
    }
    EXPECT_EQ(runoff.rain + runoff.rising, runoff.infiltration + runoff.leaving);
    EXPECT_NEAR(static_cast<double>(runoff.rising) * kFlowQuantum, 2e-8, 1e-15);
  }
}

TEST(Runoff, RunsDownAPlaneRowByRow) {
  // Twice K_s rains on a slope to the south: row n sheds n times K_s.
  const Hillsides hillsides = plain(5, 4, 1e-6);
  world::Raster<double> elevation{hillsides.grid};
  for (int row = 0; row < 5; ++row)
    for (int col = 0; col < 4; ++col) elevation.at(row, col) = -3.0 * row;
  Runoff runoff;
  const float rain = 2e-6f;
  route(steepest_descent(elevation), hillsides, {&rain, 1}, runoff);
  for (int row = 0; row < 5; ++row)
    for (int col = 0; col < 4; ++col)
      EXPECT_NEAR(runoff.runoff_m_s[hillsides.grid.index(row, col)], (row + 1) * 1e-6, 1e-12);
  EXPECT_EQ(runoff.rain, runoff.infiltration + runoff.leaving);
  EXPECT_NEAR(static_cast<double>(runoff.leaving) * kFlowQuantum, 20e-6, 1e-11);
}

TEST(Runoff, BalancesExactlyOnRoughGroundAndMirrorsWithIt) {
  const Hillsides hillsides = plain(30, 30, 3.3e-6);
  world::Raster<double> elevation{hillsides.grid}, mirrored{hillsides.grid};
  std::vector<float> rain(900);
  for (int row = 0; row < 30; ++row) {
    for (int col = 0; col < 30; ++col) {
      elevation.at(row, col) =
          8 * std::sin(0.4 * row) * std::cos(0.3 * col) + 0.4 * std::abs(row - col);
      mirrored.at(row, 29 - col) = elevation.at(row, col);
      rain[hillsides.grid.index(row, col)] = 1e-5f;
    }
  }
  Runoff runoff, other;
  route(steepest_descent(elevation), hillsides, rain, runoff);
  route(steepest_descent(mirrored), hillsides, rain, other);
  EXPECT_EQ(runoff.rain, runoff.infiltration + runoff.leaving);
  EXPECT_GT(runoff.leaving, 0);
  for (int row = 0; row < 30; ++row)
    for (int col = 0; col < 30; ++col)
      EXPECT_NEAR(runoff.runoff_m_s[hillsides.grid.index(row, col)],
                  other.runoff_m_s[hillsides.grid.index(row, 29 - col)], 1e-9);
}

TEST(Runoff, WithoutDrainageAllOfItLeaves) {
  const Hillsides hillsides = plain(2, 3, 1e-6);
  const float rain = 5e-6f;
  Runoff runoff;
  route({}, hillsides, {&rain, 1}, runoff);
  EXPECT_NEAR(static_cast<double>(runoff.leaving) * kFlowQuantum, 6 * 4e-6, 1e-11);
  EXPECT_EQ(runoff.rain, runoff.infiltration + runoff.leaving);
}

TEST(Runoff, RefusesListsThatAreNone) {
  const world::Grid grid{0, 0, 10, 1, 3};
  using Cells = std::vector<std::uint32_t>;
  const auto problem = [&](const Cells& giver, const Cells& receiver,
                           const std::vector<double>& share) {
    Diagnostics diagnostics;
    drainage_from_lists(grid, giver, receiver, share, diagnostics);
    return diagnostics.ok() ? std::string{} : to_string(diagnostics.problems()[0]);
  };
  EXPECT_EQ(problem({0, 1, 2}, {1, 2, 2}, {1, 1, 1}), "");
  EXPECT_NE(problem({}, {}, {}).find("one length above 0"), std::string::npos);
  EXPECT_NE(problem({0, 1}, {1}, {1}).find("one length above 0"), std::string::npos);
  EXPECT_NE(problem({0}, {3}, {1}).find("outside the grid"), std::string::npos);
  EXPECT_NE(problem({0, 0}, {1, 2}, {0.5, 0.3}).find("add up to"), std::string::npos);
  EXPECT_NE(problem({0, 1}, {1, 0}, {1, 1}).find("ring"), std::string::npos);
  EXPECT_NE(problem({0}, {1}, {-1}).find("not at least 0"), std::string::npos);
}

}  // namespace
}  // namespace muster::hazard::landslide
