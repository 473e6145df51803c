// SPDX-License-Identifier: MIT
// What is under the mouse, without a window.
#include "viewer/map/picking.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "engine/trace/reader.hpp"
#include "town.hpp"

namespace muster::viewer {
namespace {

double distance(const Roads& roads, std::uint32_t link, Point p) {
  double best = 1e300;
  for (std::uint32_t k = 0; k + 1 < roads.shape_count[link]; ++k) {
    const std::uint32_t s = roads.shape_first[link] + k;
    const double ax = roads.x[s], ay = roads.y[s], dx = roads.x[s + 1] - ax,
                 dy = roads.y[s + 1] - ay;
    const double t =
        std::clamp(((p.x - ax) * dx + (p.y - ay) * dy) / (dx * dx + dy * dy), 0.0, 1.0);
    best = std::min(best, std::hypot(p.x - ax - t * dx, p.y - ay - t * dy));
  }
  return best;
}

class PickTown : public ::testing::Test {
 protected:
  PickTown() { test::write_town(folder_ / "town.h5"); }
  test::Folder folder_;
};

TEST_F(PickTown, FindsTheNearestLinkLikeAFullSearch) {
  const trace::Reader reader{folder_ / "town.h5"};
  const viewer::Run run{reader};
  const PickIndex picks{run};
  std::mt19937 random{11};
  int found = 0;
  for (int i = 0; i < 500; ++i) {
    const Point p{
        run.bounds.min.x + static_cast<double>(random() % 10000) / 10000 * run.bounds.width(),
        run.bounds.min.y + static_cast<double>(random() % 10000) / 10000 * run.bounds.height()};
    const double radius = 5.0 + static_cast<double>(random() % 60);
    double best = 1e300;
    for (std::uint32_t l = 0; l < run.roads.size(); ++l)
      best = std::min(best, distance(run.roads, l, p));
    const auto link = picks.link(p, radius);
    ASSERT_EQ(link.has_value(), best <= radius) << i;
    if (!link) continue;
    ++found;
    EXPECT_NEAR(distance(run.roads, *link, p), best, 1e-4);
  }
  EXPECT_GT(found, 50);
}

TEST_F(PickTown, TakesTheDirectionOnWhoseRightThePointLies) {
  const trace::Reader reader{folder_ / "town.h5"};
  const viewer::Run run{reader};
  const PickIndex picks{run};
  const Roads& roads = run.roads;
  for (std::uint32_t l = 0; l < roads.size(); l += 7) {
    const std::uint32_t s = roads.shape_first[l];
    const double dx = roads.x[s + 1] - roads.x[s], dy = roads.y[s + 1] - roads.y[s];
    const double length = std::hypot(dx, dy);
    const Point right{roads.x[s] + dx / 2 + 3 * dy / length, roads.y[s] + dy / 2 - 3 * dx / length};
    EXPECT_EQ(picks.link(right, 5), l);
  }
}

TEST_F(PickTown, FindsSites) {
  const trace::Reader reader{folder_ / "town.h5"};
  const viewer::Run run{reader};
  const PickIndex picks{run};
  for (std::uint32_t i = 0; i < run.sites.size(); ++i) {
    EXPECT_EQ(picks.site({run.sites[i].x + 2, run.sites[i].y - 2}, 5), i);
    EXPECT_EQ(picks.site({run.sites[i].x + 6, run.sites[i].y}, 5), std::nullopt);
  }
}

}  // namespace
}  // namespace muster::viewer
