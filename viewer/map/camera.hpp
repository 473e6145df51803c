// SPDX-License-Identifier: MIT
// Which part of the world the window shows: world metres (y north) to pixels (y down).
#pragma once

namespace muster::viewer {

struct Point {
  double x = 0;
  double y = 0;
  friend bool operator==(const Point&, const Point&) = default;
};

/// Axis-aligned box in world metres; empty while min > max.
struct Bounds {
  Point min{1e300, 1e300};
  Point max{-1e300, -1e300};
  bool empty() const { return !(min.x <= max.x && min.y <= max.y); }
  void include(Point p);
  double width() const { return max.x - min.x; }
  double height() const { return max.y - min.y; }
  bool contains(Point p) const {
    return p.x >= min.x && p.x <= max.x && p.y >= min.y && p.y <= max.y;
  }
  bool overlaps(const Bounds& other) const {
    return other.min.x <= max.x && other.max.x >= min.x && other.min.y <= max.y &&
           other.max.y >= min.y;
  }
  friend bool operator==(const Bounds&, const Bounds&) = default;
};

/// North is up. The scale is the same along both axes and stays between 5 cm a pixel and four times
/// the whole map; the centre stays inside the map.
class Camera {
 public:
  Camera(Bounds map, double width_px, double height_px);

  Point to_screen(Point world) const;
  Point to_world(Point screen) const;
  double metres_per_pixel() const { return metres_per_pixel_; }
  double width_px() const { return width_px_; }
  double height_px() const { return height_px_; }
  Point centre() const { return centre_; }
  /// The world that is on screen.
  Bounds view() const;

  /// The whole map in the part of the screen that panels leave free.
  void home();
  /// Moves the map with the mouse.
  void pan(double dx_px, double dy_px);
  /// Zooms by `factor` (> 1 nearer) and keeps the world point under `screen` where it is.
  void zoom(Point screen, double factor);
  void look_at(Point world, double metres_per_pixel);
  /// New window size; centre and scale stay.
  void resize(double width_px, double height_px);
  /// Pixels at each side that panels cover; home() leaves them free.
  void set_margins(double left_px, double top_px, double right_px, double bottom_px);

  friend bool operator==(const Camera&, const Camera&) = default;

 private:
  double home_scale() const;
  void clamp();

  Bounds map_;
  double width_px_, height_px_;
  double left_px_ = 0, top_px_ = 0, right_px_ = 0, bottom_px_ = 0;
  Point centre_;
  double metres_per_pixel_ = 1;
};

}  // namespace muster::viewer
