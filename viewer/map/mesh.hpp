// SPDX-License-Identifier: MIT
// Triangles in screen pixels: the lines, discs and symbols that change from frame to frame.
#pragma once

#include <SFML/Graphics/RenderTarget.hpp>
#include <SFML/Graphics/Vertex.hpp>
#include <span>
#include <vector>

#include "viewer/map/camera.hpp"
#include "viewer/map/colour.hpp"

namespace muster::viewer {

inline sf::Color to_sf(Colour c) {
  return {c.r, c.g, c.b, c.a};
}

class Mesh {
 public:
  void triangle(Point a, Point b, Point c, Colour colour);
  void quad(Point a, Point b, Point c, Point d, Colour colour);
  void rectangle(Point min, Point max, Colour colour);
  void line(Point a, Point b, double width, Colour colour);
  /// Mitred; `shift` moves the whole line to the right of its direction.
  void polyline(std::span<const Point> points, double width, Colour colour, double shift = 0);
  void disc(Point centre, double radius, Colour colour, int corners = 16);
  void ring(Point centre, double radius, double width, Colour colour, int corners = 20);
  /// Convex.
  void polygon(std::span<const Point> points, Colour colour);
  void outline(std::span<const Point> points, double width, Colour colour);
  void cross(Point centre, double radius, double width, Colour colour);

  /// Three a triangle.
  std::span<const sf::Vertex> vertices() const { return vertices_; }
  void draw(sf::RenderTarget& target) const {
    if (!vertices_.empty()) target.draw(vertices_.data(), vertices_.size(), sf::Triangles);
  }

 private:
  void add(Point p, Colour colour) {
    vertices_.push_back({{static_cast<float>(p.x), static_cast<float>(p.y)}, to_sf(colour)});
  }
  std::vector<sf::Vertex> vertices_;
};

/// Unit normals to the right of the direction of travel (y down) at the points of a line; at bends
/// along the bisector and longer, so that both edges stay parallel to the line (at most doubled).
/// The same point twice in a row takes the neighbour's.
std::vector<Point> mitre_normals(std::span<const Point> points);

}  // namespace muster::viewer
