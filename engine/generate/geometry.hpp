// SPDX-License-Identifier: MIT
// Points of the plane and what is asked of them here.
#pragma once

#include <algorithm>
#include <cmath>
#include <vector>

namespace muster::generate {

struct Point {
  double x = 0;
  double y = 0;
  friend Point operator+(Point a, Point b) { return {a.x + b.x, a.y + b.y}; }
  friend Point operator-(Point a, Point b) { return {a.x - b.x, a.y - b.y}; }
  friend Point operator*(Point a, double k) { return {a.x * k, a.y * k}; }
};
using Line = std::vector<Point>;

inline double dot(Point a, Point b) {
  return a.x * b.x + a.y * b.y;
}
inline double cross(Point a, Point b) {
  return a.x * b.y - a.y * b.x;
}
inline double distance(Point a, Point b) {
  return std::sqrt(dot(a - b, a - b));
}
inline Point lerp(Point a, Point b, double t) {
  return {a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t};
}
/// 0 below 0, 1 above 1, 3t^2 - 2t^3 between.
inline double smoothstep(double t) {
  t = std::clamp(t, 0.0, 1.0);
  return t * t * (3 - 2 * t);
}

double length(const Line& line);
/// Where `at_m` metres along the line is; its ends beyond them.
Point along(const Line& line, double at_m);
/// The part of the line between two distances from its start, ends included.
Line cut(const Line& line, double from_m, double to_m);
/// The line without points that lie within `tolerance_m` of the rest (Douglas and Peucker 1973).
Line simplify(const Line& line, double tolerance_m);
/// Corners cut at a quarter and three quarters of each side, ends kept (Chaikin 1974).
Line round_corners(const Line& line);
/// Whether segments ab and cd cross; `t`: where on ab.
bool cross_at(Point a, Point b, Point c, Point d, double& t);

}  // namespace muster::generate
