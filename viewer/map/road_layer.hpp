// SPDX-License-Identifier: MIT
// The roads: static vertex buffers, drawn into a texture only when the camera has moved.
#pragma once

#include <SFML/Graphics/RenderTexture.hpp>
#include <SFML/Graphics/Shader.hpp>
#include <SFML/Graphics/VertexBuffer.hpp>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "viewer/map/camera.hpp"
#include "viewer/map/road_style.hpp"
#include "viewer/playback/run.hpp"

namespace muster::viewer {

/// Each road once, not once a direction. Vertices carry the line's normal, and the shader moves
/// them aside by half the width of the present scale, so that zooming builds nothing anew. Memory:
/// 120 bytes a segment on the graphics side. Needs OpenGL 2 (throws RunError without).
class RoadLayer {
 public:
  explicit RoadLayer(const Run& run);
  /// Draws the cached picture after bringing it up to date.
  void draw(sf::RenderTarget& target, const Camera& camera);

 private:
  /// Roads of one style, ordered by tile of the map.
  struct Class {
    std::size_t style = 0;
    std::unique_ptr<sf::VertexBuffer> lines;
    std::unique_ptr<sf::VertexBuffer> joints;            // discs that close the gaps at junctions
    std::vector<std::uint32_t> line_first, joint_first;  // by tile, tiles + 1
  };
  void build(Class& roads_of_class, const std::vector<std::uint32_t>& links);
  void redraw(const Camera& camera);
  void draw_class(const Class& roads_of_class, double width_px, Colour colour);
  void draw_tiles(const sf::VertexBuffer& buffer, const std::vector<std::uint32_t>& first,
                  const sf::RenderStates& states);
  std::size_t tile_of(Point p) const;

  const Run& run_;
  Point origin_;  // vertices are relative to it: single precision holds centimetres then
  std::vector<Class> classes_;
  sf::Shader shader_;
  sf::RenderTexture cache_;
  std::optional<Camera> drawn_;
  std::vector<bool> tile_visible_;
  sf::Transform to_pixels_;
  double metres_per_pixel_ = 1;
  double reach_m_ = 0;  // of a segment from its middle, by which it is sorted into tiles
};

/// Links of which each stands for both directions of its road, ascending.
std::vector<std::uint32_t> one_link_a_road(const Roads& roads);

}  // namespace muster::viewer
