// SPDX-License-Identifier: MIT
// Triangles in screen pixels.
#include "viewer/map/mesh.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

namespace muster::viewer {
namespace {

Point on_circle(Point centre, double radius, int corner, int corners) {
  const double angle = 2 * std::numbers::pi * corner / corners;
  return {centre.x + radius * std::cos(angle), centre.y + radius * std::sin(angle)};
}

Point right_of(Point a, Point b) {
  const double dx = b.x - a.x, dy = b.y - a.y;
  const double length = std::sqrt(dx * dx + dy * dy);
  return length > 0 ? Point{-dy / length, dx / length} : Point{0, 0};
}

}  // namespace

std::vector<Point> mitre_normals(std::span<const Point> points) {
  const std::size_t n = points.size();
  std::vector<Point> normals(n);
  if (n < 2) return normals;
  std::vector<Point> segment(n - 1);
  for (std::size_t i = 0; i + 1 < n; ++i) segment[i] = right_of(points[i], points[i + 1]);
  for (std::size_t i = 1; i + 1 < n; ++i)
    if (segment[i] == Point{}) segment[i] = segment[i - 1];
  for (std::size_t i = n - 1; i-- > 0;)
    if (segment[i] == Point{} && i + 1 < segment.size()) segment[i] = segment[i + 1];
  normals.front() = segment.front();
  normals.back() = segment.back();
  for (std::size_t i = 1; i + 1 < n; ++i) {
    const Point sum{segment[i - 1].x + segment[i].x, segment[i - 1].y + segment[i].y};
    const double square = sum.x * sum.x + sum.y * sum.y;
    // sum / (1 + cos) has length 1 / cos(half the bend); 1 + cos = square / 2.
    const double factor = square > 1 ? 2 / square : square > 1e-12 ? 2 / std::sqrt(square) : 0;
    normals[i] = factor > 0 ? Point{sum.x * factor, sum.y * factor} : segment[i];
  }
  return normals;
}

void Mesh::triangle(Point a, Point b, Point c, Colour colour) {
  add(a, colour);
  add(b, colour);
  add(c, colour);
}

void Mesh::quad(Point a, Point b, Point c, Point d, Colour colour) {
  triangle(a, b, c, colour);
  triangle(a, c, d, colour);
}

void Mesh::rectangle(Point min, Point max, Colour colour) {
  quad(min, {max.x, min.y}, max, {min.x, max.y}, colour);
}

void Mesh::line(Point a, Point b, double width, Colour colour) {
  const Point n = right_of(a, b);
  const double w = width / 2;
  quad({a.x + n.x * w, a.y + n.y * w}, {b.x + n.x * w, b.y + n.y * w},
       {b.x - n.x * w, b.y - n.y * w}, {a.x - n.x * w, a.y - n.y * w}, colour);
}

void Mesh::polyline(std::span<const Point> points, double width, Colour colour, double shift) {
  const auto normals = mitre_normals(points);
  const auto at = [&](std::size_t i, double offset) {
    return Point{points[i].x + normals[i].x * offset, points[i].y + normals[i].y * offset};
  };
  for (std::size_t i = 0; i + 1 < points.size(); ++i)
    quad(at(i, shift - width / 2), at(i + 1, shift - width / 2), at(i + 1, shift + width / 2),
         at(i, shift + width / 2), colour);
}

void Mesh::disc(Point centre, double radius, Colour colour, int corners) {
  for (int i = 0; i < corners; ++i)
    triangle(centre, on_circle(centre, radius, i, corners),
             on_circle(centre, radius, i + 1, corners), colour);
}

void Mesh::ring(Point centre, double radius, double width, Colour colour, int corners) {
  for (int i = 0; i < corners; ++i)
    quad(on_circle(centre, radius - width / 2, i, corners),
         on_circle(centre, radius - width / 2, i + 1, corners),
         on_circle(centre, radius + width / 2, i + 1, corners),
         on_circle(centre, radius + width / 2, i, corners), colour);
}

void Mesh::polygon(std::span<const Point> points, Colour colour) {
  for (std::size_t i = 1; i + 1 < points.size(); ++i)
    triangle(points[0], points[i], points[i + 1], colour);
}

void Mesh::outline(std::span<const Point> points, double width, Colour colour) {
  for (std::size_t i = 0; i < points.size(); ++i) {
    line(points[i], points[(i + 1) % points.size()], width, colour);
    disc(points[i], width / 2, colour, 8);
  }
}

void Mesh::cross(Point c, double radius, double width, Colour colour) {
  line({c.x - radius, c.y - radius}, {c.x + radius, c.y + radius}, width, colour);
  line({c.x - radius, c.y + radius}, {c.x + radius, c.y - radius}, width, colour);
}

}  // namespace muster::viewer
