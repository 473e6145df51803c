// SPDX-License-Identifier: MIT
// Movers along their links.
#include "viewer/playback/mover_places.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "engine/trace/reader.hpp"
#include "town.hpp"

namespace muster::viewer {
namespace {

TEST(ShareOfLink, EvenSpeedBetweenKnownTimesElseFreeSpeed) {
  trace::MoverState mover;
  mover.link = 0;
  mover.entry_us = 100 * kSecond;
  EXPECT_EQ(share_of_link(mover, 100 * kSecond, 10), 0);
  EXPECT_EQ(share_of_link(mover, 105 * kSecond, 10), 0.5);
  EXPECT_EQ(share_of_link(mover, 200 * kSecond, 10), 1);
  mover.leave_us = 140 * kSecond;  // on foot, or in slow traffic
  EXPECT_EQ(share_of_link(mover, 110 * kSecond, 10), 0.25);
  EXPECT_EQ(share_of_link(mover, 140 * kSecond, 10), 1);
  mover.leave_us = mover.entry_us;
  EXPECT_EQ(share_of_link(mover, 100 * kSecond, 10), 1);
}

Roads bent_road() {
  Roads roads;
  roads.from = {0};
  roads.to = {1};
  roads.length_m = {20};
  roads.speed_m_s = {10};
  roads.lanes = {1};
  roads.shape_first = {0};
  roads.shape_count = {3};
  roads.x = {0, 10, 10};
  roads.y = {0, 0, 10};
  return roads;
}

TEST(PointOnLink, FollowsTheLineAndKeepsRight) {
  const Roads roads = bent_road();
  EXPECT_EQ(point_on_link(roads, 0, 0), (Point{0, 0}));
  EXPECT_EQ(point_on_link(roads, 0, 0.25), (Point{5, 0}));
  EXPECT_EQ(point_on_link(roads, 0, 0.75), (Point{10, 5}));
  EXPECT_EQ(point_on_link(roads, 0, 1), (Point{10, 10}));
  EXPECT_EQ(point_on_link(roads, 0, 0.25, 2), (Point{5, -2}));  // eastbound: right is south
  EXPECT_EQ(point_on_link(roads, 0, 0.75, 2), (Point{12, 5}));  // northbound: right is east
}

TEST(MoverPlaces, StayOnTheirLinksAndApart) {
  const test::Folder folder;
  test::write_town(folder / "town.h5");
  const trace::Reader reader{folder / "town.h5"};
  const viewer::Run run{reader};
  Moment moment{run};
  moment.show(3000 * kSecond);
  const auto places = mover_places(run, moment, run.bounds);
  ASSERT_GT(places.size(), 20u);
  std::size_t travelling = 0;
  for (const trace::MoverState& mover : moment.movers())
    if (mover.active()) ++travelling;
  EXPECT_EQ(places.size(), travelling);
  for (std::size_t i = 1; i < places.size(); ++i)
    EXPECT_FALSE(places[i].place == places[i - 1].place) << places[i].mover;
  EXPECT_TRUE(mover_places(run, moment, {{0, 0}, {1, 1}}).empty());
}

}  // namespace
}  // namespace muster::viewer
