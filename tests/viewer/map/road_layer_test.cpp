// SPDX-License-Identifier: MIT
// Which links stand for a road, and how wide roads are.
#include "viewer/map/road_layer.hpp"

#include <gtest/gtest.h>

#include "engine/trace/reader.hpp"
#include "town.hpp"

namespace muster::viewer {
namespace {

TEST(OneLinkARoad, TakesOneOfTwoDirections) {
  const test::Folder folder;
  test::write_town(folder / "town.h5");
  const trace::Reader reader{folder / "town.h5"};
  const viewer::Run run{reader};
  EXPECT_EQ(one_link_a_road(run.roads).size(), run.roads.size() / 2);
}

TEST(OneLinkARoad, KeepsTwoRoadsBetweenTheSameJunctions) {
  Roads roads;
  roads.from = {0, 1, 0};
  roads.to = {1, 0, 1};
  roads.length_m = {100, 100, 140};
  roads.shape_first = {0, 2, 4};
  roads.shape_count = {2, 2, 3};
  roads.x = {0, 100, 100, 0, 0, 50, 100};
  roads.y = {0, 0, 0, 0, 0, 50, 0};
  EXPECT_EQ(one_link_a_road(roads), (std::vector<std::uint32_t>{0, 2}));
}

TEST(RoadStyle, WidthGrowsWithTheScaleAndTheClass) {
  const RoadStyle& motorway = kRoadStyles[road_style_of("motorway")];
  const RoadStyle& residential = kRoadStyles[road_style_of("residential")];
  for (const double metres_per_pixel : {0.2, 1.0, 5.0, 30.0})
    EXPECT_GT(road_width_px(motorway, metres_per_pixel),
              road_width_px(residential, metres_per_pixel));
  EXPECT_DOUBLE_EQ(road_width_px(motorway, 1), 17);
  EXPECT_DOUBLE_EQ(road_width_px(motorway, 1000), motorway.least_px);
  EXPECT_EQ(road_style_of("no such class"), kUnknownRoadStyle);
}

}  // namespace
}  // namespace muster::viewer
