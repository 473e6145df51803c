// SPDX-License-Identifier: MIT
// Scale bar and numbers of the legend.
#include "viewer/map/decorations.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace muster::viewer {
namespace {

TEST(ScaleBar, IsRoundAndFits) {
  for (double metres_per_pixel = 0.05; metres_per_pixel < 300; metres_per_pixel *= 1.07) {
    const double metres = scale_bar_m(metres_per_pixel, 150);
    const double pixels = metres / metres_per_pixel;
    EXPECT_LE(pixels, 150 * (1 + 1e-12));
    EXPECT_GT(pixels, 59);
    const double digit = metres / std::pow(10, std::floor(std::log10(metres * 1.0000001)));
    EXPECT_TRUE(std::abs(digit - 1) < 1e-6 || std::abs(digit - 2) < 1e-6 ||
                std::abs(digit - 5) < 1e-6)
        << metres;
  }
}

TEST(Grouped, SetsCommasByThousands) {
  EXPECT_EQ(grouped(0), "0");
  EXPECT_EQ(grouped(999), "999");
  EXPECT_EQ(grouped(1000), "1,000");
  EXPECT_EQ(grouped(812935), "812,935");
  EXPECT_EQ(grouped(1234567), "1,234,567");
  EXPECT_EQ(grouped(-123), "-123");
  EXPECT_EQ(grouped(-1234), "-1,234");
}

}  // namespace
}  // namespace muster::viewer
