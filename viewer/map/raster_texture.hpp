// SPDX-License-Identifier: MIT
// A picture that lies on the map: one texel a cell of a north-up grid.
#pragma once

#include <SFML/Graphics/RenderTarget.hpp>
#include <SFML/Graphics/Texture.hpp>
#include <cstdint>
#include <functional>
#include <vector>

#include "engine/trace/schema.hpp"
#include "viewer/map/camera.hpp"
#include "viewer/map/colour.hpp"

namespace muster::viewer {

/// Grids larger than a texture may be show every n-th cell.
class RasterTexture {
 public:
  /// Colours every cell that is shown by `colour_of(row-major index)`; uploads at once.
  void fill(const trace::GridInfo& grid, bool smooth,
            const std::function<Colour(std::size_t)>& colour_of);
  void draw(sf::RenderTarget& target, const Camera& camera) const;
  bool empty() const { return texture_.getSize().x == 0; }

 private:
  sf::Texture texture_;
  Bounds bounds_;
  std::vector<Colour> pixels_;
};

}  // namespace muster::viewer
