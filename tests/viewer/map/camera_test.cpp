// SPDX-License-Identifier: MIT
// The camera, without a window.
#include "viewer/map/camera.hpp"

#include <gtest/gtest.h>

#include <random>

namespace muster::viewer {
namespace {

const Bounds kMap{{300000, 6650000}, {310000, 6656000}};

void expect_near(Point a, Point b, double tolerance) {
  EXPECT_NEAR(a.x, b.x, tolerance);
  EXPECT_NEAR(a.y, b.y, tolerance);
}

TEST(Camera, HomeShowsTheWholeMapNorthUp) {
  const Camera camera{kMap, 1000, 800};
  const Bounds view = camera.view();
  EXPECT_TRUE(view.contains(kMap.min) && view.contains(kMap.max));
  EXPECT_LT(view.width(), 1.1 * kMap.width());
  expect_near(camera.to_screen({305000, 6653000}), {500, 400}, 1e-6);
  EXPECT_LT(camera.to_screen({305000, 6654000}).y, 400);  // north is up
}

TEST(Camera, ScreenAndWorldAreInverse) {
  Camera camera{kMap, 1000, 800};
  std::mt19937 random{3};
  for (int i = 0; i < 100; ++i) {
    const Point screen{static_cast<double>(random() % 1000), static_cast<double>(random() % 800)};
    expect_near(camera.to_screen(camera.to_world(screen)), screen, 1e-6);
    camera.zoom(screen, i % 2 == 0 ? 1.3 : 0.8);
    camera.pan(static_cast<double>(random() % 100) - 50, 7);
  }
}

TEST(Camera, ZoomKeepsThePointUnderTheMouse) {
  Camera camera{kMap, 1000, 800};
  const Point mouse{321, 234};
  const Point world = camera.to_world(mouse);
  for (int i = 0; i < 20; ++i) {
    camera.zoom(mouse, 1.2);
    expect_near(camera.to_world(mouse), world, 1e-6);
  }
}

TEST(Camera, PanFollowsTheMouse) {
  Camera camera{kMap, 1000, 800};
  camera.zoom({500, 400}, 10);
  const Point world = camera.to_world({500, 400});
  camera.pan(30, -20);
  expect_near(camera.to_screen(world), {530, 380}, 1e-6);
}

TEST(Camera, StaysAtTheMapAndWithinItsScales) {
  Camera camera{kMap, 1000, 800};
  const double whole = camera.metres_per_pixel();
  for (int i = 0; i < 200; ++i) camera.zoom({0, 0}, 1.5);
  EXPECT_DOUBLE_EQ(camera.metres_per_pixel(), 0.05);
  for (int i = 0; i < 200; ++i) camera.zoom({0, 0}, 0.5);
  EXPECT_DOUBLE_EQ(camera.metres_per_pixel(), 4 * whole);
  camera.pan(1e9, -1e9);
  EXPECT_TRUE(kMap.contains(camera.centre()));
}

TEST(Camera, HomeLeavesThePanelsFree) {
  Camera camera{kMap, 1000, 800};
  camera.set_margins(300, 0, 0, 200);
  camera.home();
  const Point low = camera.to_screen(kMap.min), high = camera.to_screen(kMap.max);
  EXPECT_GE(low.x, 300);
  EXPECT_LE(high.x, 1000);
  EXPECT_GE(high.y, 0);
  EXPECT_LE(low.y, 600);
  expect_near({(low.x + high.x) / 2, (low.y + high.y) / 2}, {650, 300}, 1e-6);
}

TEST(Camera, ResizeKeepsCentreAndScale) {
  Camera camera{kMap, 1000, 800};
  camera.zoom({100, 100}, 6);
  const Point centre = camera.centre();
  const double scale = camera.metres_per_pixel();
  camera.resize(1400, 900);
  EXPECT_EQ(camera.centre(), centre);
  EXPECT_EQ(camera.metres_per_pixel(), scale);
}

TEST(Camera, AnEmptyMapHasACameraToo) {
  const Camera camera{Bounds{}, 800, 600};
  EXPECT_GT(camera.metres_per_pixel(), 0);
}

}  // namespace
}  // namespace muster::viewer
