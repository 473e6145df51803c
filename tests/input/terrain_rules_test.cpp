// SPDX-License-Identifier: MIT
// Filling of voids and grey opening.
#include "engine/input/terrain_rules.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/base/random.hpp"

namespace muster::input {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

TEST(FillVoids, AHoleInAPlaneIsThePlaneAtItsCentre) {
  // Opposite directions cancel on a plane at the middle of a symmetric hole.
  const int rows = 11, cols = 11;
  std::vector<double> z, truth;
  for (int r = 0; r < rows; ++r) {
    for (int c = 0; c < cols; ++c) truth.push_back(5 + 2.0 * r - 3.0 * c);
  }
  z = truth;
  for (int r = 4; r <= 6; ++r) {
    for (int c = 4; c <= 6; ++c) z[static_cast<std::size_t>(r * cols + c)] = kNaN;
  }
  EXPECT_EQ(fill_voids(z, rows, cols), 9);
  EXPECT_NEAR(z[5 * 11 + 5], truth[5 * 11 + 5], 1e-12);
  for (std::size_t k = 0; k < z.size(); ++k) EXPECT_NEAR(z[k], truth[k], 4);
}

TEST(FillVoids, StaysBetweenTheRimsExtremesAndLeavesKnownCells) {
  const Stream draws{1, Purpose{"tests.fill"}};
  std::vector<double> z;
  for (std::uint32_t k = 0; k < 400; ++k) z.push_back(100 * draws.uniform(k, 0));
  std::vector<double> with_voids = z;
  for (std::uint32_t k = 0; k < 400; ++k) {
    if (draws.uniform(k, 1) < 0.6) with_voids[k] = kNaN;
  }
  std::vector<double> filled = with_voids;
  fill_voids(filled, 20, 20);
  for (std::size_t k = 0; k < z.size(); ++k) {
    if (!std::isnan(with_voids[k])) {
      EXPECT_EQ(filled[k], with_voids[k]);
    } else {
      EXPECT_GE(filled[k], 0);
      EXPECT_LE(filled[k], 100);
    }
  }
}

TEST(FillVoids, OneKnownCellFillsAll) {
  std::vector<double> z(12 * 17, kNaN);
  z[40] = 7;
  EXPECT_EQ(fill_voids(z, 12, 17), 12 * 17 - 1);
  for (const double value : z) EXPECT_NEAR(value, 7, 1e-12);
}

TEST(FillVoids, NearIsHeavierThanFar) {
  std::vector<double> z{0, kNaN, kNaN, kNaN, 10};  // one row
  fill_voids(z, 1, 5);
  EXPECT_NEAR(z[1], (0 * 1 + 10 / 9.0) / (1 + 1 / 9.0), 1e-12);
  EXPECT_NEAR(z[2], 5, 1e-12);
}

std::vector<double> slow_opening(const std::vector<double>& z, int rows, int cols, int reach) {
  const auto pass = [&](const std::vector<double>& in, bool least) {
    std::vector<double> out(in.size());
    for (int r = 0; r < rows; ++r) {
      for (int c = 0; c < cols; ++c) {
        double best = in[static_cast<std::size_t>(r * cols + c)];
        for (int i = std::max(0, r - reach); i <= std::min(rows - 1, r + reach); ++i) {
          for (int j = std::max(0, c - reach); j <= std::min(cols - 1, c + reach); ++j) {
            const double v = in[static_cast<std::size_t>(i * cols + j)];
            best = least ? std::min(best, v) : std::max(best, v);
          }
        }
        out[static_cast<std::size_t>(r * cols + c)] = best;
      }
    }
    return out;
  };
  return pass(pass(z, true), false);
}

TEST(GreyOpening, AgreesWithTheDefinition) {
  const Stream draws{2, Purpose{"tests.opening"}};
  for (const int reach : {1, 2, 3, 7, 30}) {
    std::vector<double> z;
    for (std::uint32_t k = 0; k < 23 * 31; ++k)
      z.push_back(draws.uniform(k, static_cast<std::uint32_t>(reach)));
    std::vector<double> opened = z;
    grey_opening(opened, 23, 31, reach);
    EXPECT_EQ(opened, slow_opening(z, 23, 31, reach)) << reach;
  }
}

TEST(GreyOpening, TakesOffHousesAndKeepsHills) {
  // A slope with a house of 3 x 3 cells, 8 m high.
  const int rows = 30, cols = 30;
  std::vector<double> ground, surface;
  for (int r = 0; r < rows; ++r) {
    for (int c = 0; c < cols; ++c) {
      ground.push_back(10);
      surface.push_back(10 + (r >= 10 && r < 13 && c >= 10 && c < 13 ? 8 : 0));
    }
  }
  std::vector<double> opened = surface;
  grey_opening(opened, rows, cols, 2);
  EXPECT_EQ(opened, ground);
  std::vector<double> kept = surface;
  grey_opening(kept, rows, cols, 1);  // as wide as the house: it stays
  EXPECT_EQ(kept, surface);
}

TEST(GreyOpening, NeverRaisesAndRepeatsItself) {
  const Stream draws{3, Purpose{"tests.opening"}};
  std::vector<double> z;
  for (std::uint32_t k = 0; k < 400; ++k) z.push_back(draws.uniform(k, 0));
  std::vector<double> once = z;
  grey_opening(once, 20, 20, 3);
  for (std::size_t k = 0; k < z.size(); ++k) EXPECT_LE(once[k], z[k]);
  std::vector<double> twice = once;
  grey_opening(twice, 20, 20, 3);
  EXPECT_EQ(once, twice);
}

}  // namespace
}  // namespace muster::input
