// SPDX-License-Identifier: MIT
// Many people as a picture of their density.
#pragma once

#include <SFML/Graphics/RenderTarget.hpp>
#include <SFML/Graphics/Texture.hpp>
#include <cstddef>
#include <vector>

#include "viewer/map/camera.hpp"
#include "viewer/map/colour.hpp"

namespace muster::viewer {

/// Square cells over the view, 4 to 8 pixels and at least 32 m wide, whose corners stay at the same
/// places in the world while the map is moved.
class DensityBins {
 public:
  explicit DensityBins(const Camera& camera);
  /// Points outside the view are left out.
  void add(Point world, double weight);
  double cell_m() const { return cell_m_; }
  std::size_t columns() const { return columns_; }
  std::size_t rows() const { return rows_; }
  /// Weight a hectare; row 0 is the northernmost.
  double per_hectare(std::size_t row, std::size_t column) const;
  Bounds bounds() const;

 private:
  double cell_m_;
  double west_, north_;
  std::size_t columns_, rows_;
  std::vector<double> sum_;
};

class DensityLayer {
 public:
  void draw(sf::RenderTarget& target, const Camera& camera, const DensityBins& bins,
            const Scale& scale);

 private:
  sf::Texture texture_;
  std::vector<Colour> pixels_;
};

}  // namespace muster::viewer
