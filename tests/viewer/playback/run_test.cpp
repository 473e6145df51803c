// SPDX-License-Identifier: MIT
// Reading a trace's static tables; traces that were cut short.
#include "viewer/playback/run.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "engine/trace/reader.hpp"
#include "town.hpp"
#include "town_plan.hpp"
#include "viewer/map/decorations.hpp"
#include "viewer/playback/moment.hpp"

namespace muster::viewer {
namespace {

TEST(Run, HoldsTheTown) {
  const test::Folder folder;
  test::write_town(folder / "town.h5");
  const trace::Reader reader{folder / "town.h5"};
  const viewer::Run run{reader};
  const test::Town town{test::TownSize{}};
  EXPECT_EQ(run.roads.size(), town.links.size());
  EXPECT_EQ(run.sites.size(), 6u);
  EXPECT_EQ(run.sites.front().kind, "shelter");
  EXPECT_EQ(run.sites.front().name, "杨家坪小学");
  EXPECT_EQ(run.parties.count(), town.homes.size());
  ASSERT_EQ(run.zones.size(), 1u);
  EXPECT_EQ(run.zones.front().rings.size(), 1u);
  EXPECT_EQ(run.zones.front().rings.front().size(), 4u);
  EXPECT_EQ(run.terrain.grid, town.grid);
  EXPECT_FLOAT_EQ(run.terrain.elevation_m[0],
                  static_cast<float>(town.elevation(town.grid.geotransform[0] + 10,
                                                    town.grid.geotransform[3] - 10)));
  EXPECT_EQ(run.bounds, bounds_of(town.grid));
  EXPECT_EQ(run.keyframes.size(), 13u);
  EXPECT_TRUE(remarks(run, Language::English).empty());
}

TEST(Run, ATraceCutShortShowsItsLastWholeStepAndSaysSo) {
  const test::Folder folder;
  test::write_town(folder / "whole.h5");
  test::write_town(folder / "cut.h5", {}, 4700 * kSecond);
  const trace::Reader whole_reader{folder / "whole.h5"}, cut_reader{folder / "cut.h5"};
  const viewer::Run whole{whole_reader}, cut{cut_reader};
  EXPECT_FALSE(cut.header.complete);
  EXPECT_EQ(cut.end, 4800 * kSecond);  // the last keyframe before the writer was dropped
  ASSERT_EQ(remarks(cut, Language::English).size(), 1u);
  EXPECT_NE(remarks(cut, Language::English)[0].find("T+01:20:00"), std::string::npos);
  // Up to there it says the same as the whole one.
  Moment cut_moment{cut}, whole_moment{whole};
  for (SimTime time = 0; time <= cut.end; time += 700 * kSecond) {
    cut_moment.show(time);
    whole_moment.show(time);
    EXPECT_EQ(cut_moment.persons(), whole_moment.persons());
    EXPECT_TRUE(std::ranges::equal(cut_moment.on_link(), whole_moment.on_link()));
    EXPECT_EQ(cut_moment.water_step(), whole_moment.water_step());
  }
}

TEST(CellAt, FindsTheCellAndRefusesTheOutside) {
  const trace::GridInfo grid{3, 4, {100, 10, 0, 200, 0, -10}};
  EXPECT_EQ(cell_at(grid, {105, 195}), 0);
  EXPECT_EQ(cell_at(grid, {139, 171}), 11);
  EXPECT_EQ(cell_at(grid, {99.9, 195}), -1);
  EXPECT_EQ(cell_at(grid, {105, 200.1}), -1);
  EXPECT_EQ(cell_at(grid, {140, 195}), -1);
  EXPECT_EQ(cell_at(grid, {105, 169.9}), -1);
  EXPECT_EQ(cell_at(grid, {std::nan(""), 195}), -1);
}

}  // namespace
}  // namespace muster::viewer
