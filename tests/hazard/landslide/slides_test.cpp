// SPDX-License-Identifier: MIT
// Grouping of failed cells.
#include "engine/hazard/landslide/slides.hpp"

#include <gtest/gtest.h>

#include <string>

namespace muster::hazard::landslide {
namespace {

std::vector<SlideBody> gathered(const std::vector<std::string>& map, float depth_m) {
  const world::Grid grid{0, 0, 10, static_cast<int>(map.size()), static_cast<int>(map[0].size())};
  std::vector<std::uint8_t> failed;
  for (const std::string& row : map)
    for (const char c : row) failed.push_back(c == '#');
  return gather(grid, failed, std::vector<float>(grid.size(), depth_m));
}

TEST(Slides, AreCellsThatTouch) {
  const auto slides = gathered({"##...#",  //
                                "..#..#",  //
                                "......",  //
                                "#...##",  //
                                "##..#."},
                               1.5f);
  ASSERT_EQ(slides.size(), 4u);
  EXPECT_EQ(slides[0].id(), 0u);
  EXPECT_EQ(slides[0].sources.size(), 3u);  // over a corner
  EXPECT_EQ(slides[1].id(), 5u);
  EXPECT_EQ(slides[2].id(), 18u);
  EXPECT_EQ(slides[3].id(), 22u);
  EXPECT_EQ(slides[3].sources[2].cell, 28u);
  EXPECT_EQ(slides[0].volume_m3(), 3 * 150.0);
  EXPECT_EQ(slides[1].volume_m3(), 2 * 150.0);
}

TEST(Slides, DoNotJoinAcrossTheEdges) {
  EXPECT_EQ(gathered({"....#", "#...."}, 1).size(), 2u);
  EXPECT_TRUE(gathered({"....", "...."}, 1).empty());
}

TEST(Slides, OneSlideMayCoverAll) {
  const auto slides = gathered(std::vector<std::string>(300, std::string(300, '#')), 2);
  ASSERT_EQ(slides.size(), 1u);
  EXPECT_EQ(slides[0].volume_m3(), 300 * 300 * 200.0);
  for (std::uint32_t i = 0; i < 90000; ++i) ASSERT_EQ(slides[0].sources[i].cell, i);
}

}  // namespace
}  // namespace muster::hazard::landslide
