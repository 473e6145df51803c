// SPDX-License-Identifier: MIT
// Which part of the world the window shows.
#include "viewer/map/camera.hpp"

#include <algorithm>

namespace muster::viewer {
namespace {
constexpr double kNearestMetresPerPixel = 0.05;
constexpr double kFarthestTimesHome = 4;
constexpr double kHomeMargin = 1.04;  // a little air round the map
}  // namespace

void Bounds::include(Point p) {
  min = {std::min(min.x, p.x), std::min(min.y, p.y)};
  max = {std::max(max.x, p.x), std::max(max.y, p.y)};
}

Camera::Camera(Bounds map, double width_px, double height_px)
    : map_{map}, width_px_{std::max(1.0, width_px)}, height_px_{std::max(1.0, height_px)} {
  if (map_.empty()) map_ = {{0, 0}, {1000, 1000}};
  home();
}

Point Camera::to_screen(Point world) const {
  return {(world.x - centre_.x) / metres_per_pixel_ + width_px_ / 2,
          (centre_.y - world.y) / metres_per_pixel_ + height_px_ / 2};
}

Point Camera::to_world(Point screen) const {
  return {centre_.x + (screen.x - width_px_ / 2) * metres_per_pixel_,
          centre_.y - (screen.y - height_px_ / 2) * metres_per_pixel_};
}

Bounds Camera::view() const {
  Bounds bounds;
  bounds.include(to_world({0, 0}));
  bounds.include(to_world({width_px_, height_px_}));
  return bounds;
}

double Camera::home_scale() const {
  const double width = std::max(width_px_ - left_px_ - right_px_, width_px_ / 4);
  const double height = std::max(height_px_ - top_px_ - bottom_px_, height_px_ / 4);
  return std::max({map_.width() * kHomeMargin / width, map_.height() * kHomeMargin / height,
                   kNearestMetresPerPixel});
}

void Camera::home() {
  metres_per_pixel_ = home_scale();
  centre_ = {(map_.min.x + map_.max.x) / 2 + (right_px_ - left_px_) / 2 * metres_per_pixel_,
             (map_.min.y + map_.max.y) / 2 + (top_px_ - bottom_px_) / 2 * metres_per_pixel_};
  clamp();
}

void Camera::pan(double dx_px, double dy_px) {
  centre_.x -= dx_px * metres_per_pixel_;
  centre_.y += dy_px * metres_per_pixel_;
  clamp();
}

void Camera::zoom(Point screen, double factor) {
  const Point before = to_world(screen);
  metres_per_pixel_ /= factor;
  clamp();
  const Point after = to_world(screen);
  centre_ = {centre_.x + before.x - after.x, centre_.y + before.y - after.y};
  clamp();
}

void Camera::look_at(Point world, double metres_per_pixel) {
  centre_ = world;
  metres_per_pixel_ = metres_per_pixel;
  clamp();
}

void Camera::resize(double width_px, double height_px) {
  width_px_ = std::max(1.0, width_px);
  height_px_ = std::max(1.0, height_px);
  clamp();
}

void Camera::set_margins(double left_px, double top_px, double right_px, double bottom_px) {
  left_px_ = left_px;
  top_px_ = top_px;
  right_px_ = right_px;
  bottom_px_ = bottom_px;
}

void Camera::clamp() {
  metres_per_pixel_ =
      std::clamp(metres_per_pixel_, kNearestMetresPerPixel,
                 std::max(home_scale(), kNearestMetresPerPixel) * kFarthestTimesHome);
  // Panels may cover a side, so the centre may leave the map by what they cover.
  centre_.x = std::clamp(centre_.x, map_.min.x - left_px_ * metres_per_pixel_,
                         map_.max.x + right_px_ * metres_per_pixel_);
  centre_.y = std::clamp(centre_.y, map_.min.y - bottom_px_ * metres_per_pixel_,
                         map_.max.y + top_px_ * metres_per_pixel_);
}

}  // namespace muster::viewer
