// SPDX-License-Identifier: MIT
// What is said about the thing under the mouse.
#include "viewer/panels/hover.hpp"

#include <gtest/gtest.h>

#include "engine/trace/reader.hpp"
#include "town.hpp"
#include "viewer/map/legend.hpp"

namespace muster::viewer {
namespace {

class HoverTown : public ::testing::Test {
 protected:
  HoverTown() { test::write_town(folder_ / "town.h5"); }
  test::Folder folder_;
};

TEST_F(HoverTown, SitesTellTheirOccupancyAndLinksTheirTraffic) {
  const trace::Reader reader{folder_ / "town.h5"};
  const viewer::Run run{reader};
  const PickIndex picks{run};
  Moment moment{run};
  moment.show(run.end);
  const Site& site = run.sites[0];
  const std::string text =
      describe_object(run, moment, picks, {site.x, site.y}, 1, Language::English);
  EXPECT_NE(text.find(site.name), std::string::npos) << text;
  EXPECT_NE(text.find(grouped(moment.site(0).occupied) + " / 400 persons"), std::string::npos)
      << text;
  EXPECT_NE(text.find("ward office"), std::string::npos) << text;

  moment.show(4800 * kSecond);
  ASSERT_FALSE(moment.closed_links().empty());
  const std::uint32_t link = moment.closed_links()[0];
  const std::string road = describe_object(
      run, moment, picks, point_on_link(run.roads, link, 0.3, 1), 1, Language::English);
  EXPECT_NE(road.find("Road " + std::to_string(link)), std::string::npos) << road;
  EXPECT_NE(road.find("closed"), std::string::npos) << road;
  const std::string chinese = describe_object(
      run, moment, picks, point_on_link(run.roads, link, 0.3, 1), 1, Language::Chinese);
  EXPECT_NE(chinese.find("封闭"), std::string::npos) << chinese;
  EXPECT_EQ(describe_object(run, moment, picks, {0, 0}, 1, Language::English), "");
}

TEST_F(HoverTown, TheLegendCountsEveryPersonOnce) {
  const trace::Reader reader{folder_ / "town.h5"};
  const viewer::Run run{reader};
  Moment moment{run};
  std::uint64_t all = 0;
  for (const std::uint16_t size : run.parties.size) all += size;
  for (SimTime time = 0; time <= run.end; time += 900 * kSecond) {
    moment.show(time);
    std::uint64_t sum = 0;
    for (const std::uint64_t persons : moment.persons()) sum += persons;
    EXPECT_EQ(sum, all);
  }
  const auto legend = make_legend(run, moment, Layers{}, Shown{}, Language::English);
  const auto count = [&](Layer layer) {
    for (const LegendGroup& group : legend)
      if (group.layer == layer) return group.count;
    return std::string{"none"};
  };
  EXPECT_EQ(count(Layer::AtHome), grouped(static_cast<double>(moment.persons()[0])) + " persons");
  EXPECT_EQ(count(Layer::Water), "step of T+02:00:00");
  EXPECT_EQ(count(Layer::Flow), "none");  // not drawn from so far away
  Layers none;
  none.shown.fill(false);
  EXPECT_TRUE(make_legend(run, moment, none, Shown{}, Language::English).empty());
}

}  // namespace
}  // namespace muster::viewer
