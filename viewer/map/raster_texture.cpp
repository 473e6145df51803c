// SPDX-License-Identifier: MIT
// A picture that lies on the map.
#include "viewer/map/raster_texture.hpp"

#include <SFML/Graphics/Sprite.hpp>
#include <algorithm>

#include "engine/base/error.hpp"
#include "viewer/playback/run.hpp"

namespace muster::viewer {

void RasterTexture::fill(const trace::GridInfo& grid, bool smooth,
                         const std::function<Colour(std::size_t)>& colour_of) {
  const unsigned most = std::min(8192u, sf::Texture::getMaximumSize());
  const unsigned stride = (std::max(grid.rows, grid.cols) + most - 1) / most;
  const unsigned rows = (grid.rows + stride - 1) / stride, cols = (grid.cols + stride - 1) / stride;
  pixels_.resize(std::size_t{rows} * cols);
  for (unsigned row = 0; row < rows; ++row)
    for (unsigned col = 0; col < cols; ++col)
      pixels_[std::size_t{row} * cols + col] =
          colour_of(std::size_t{row} * stride * grid.cols + std::size_t{col} * stride);
  if (texture_.getSize() != sf::Vector2u{cols, rows} && !texture_.create(cols, rows))
    throw RunError{"the graphics memory has no room for a picture of " + std::to_string(cols) +
                   " x " + std::to_string(rows)};
  static_assert(sizeof(Colour) == 4);
  texture_.update(reinterpret_cast<const sf::Uint8*>(pixels_.data()));
  texture_.setSmooth(smooth);
  if (smooth) texture_.generateMipmap();
  bounds_ = bounds_of(grid);
  // The last row and column may stand for less than `stride` cells.
  bounds_.max.x = bounds_.min.x + grid.geotransform[1] * stride * cols;
  bounds_.min.y = bounds_.max.y + grid.geotransform[5] * stride * rows;
}

void RasterTexture::draw(sf::RenderTarget& target, const Camera& camera) const {
  if (empty() || !bounds_.overlaps(camera.view())) return;
  sf::Sprite sprite{texture_};
  const Point corner = camera.to_screen({bounds_.min.x, bounds_.max.y});
  const Point opposite = camera.to_screen({bounds_.max.x, bounds_.min.y});
  const sf::Vector2u size = texture_.getSize();
  sprite.setPosition(static_cast<float>(corner.x), static_cast<float>(corner.y));
  sprite.setScale(static_cast<float>((opposite.x - corner.x) / size.x),
                  static_cast<float>((opposite.y - corner.y) / size.y));
  target.draw(sprite);
}

}  // namespace muster::viewer
