// SPDX-License-Identifier: MIT
// The ground: light from the north-west on a pale tint that grows darker with height.
#pragma once

#include <vector>

#include "viewer/map/raster_texture.hpp"
#include "viewer/playback/run.hpp"

namespace muster::viewer {

/// Share of full light, 0..1, at every cell; flat ground has about 0.71. Slopes by B. K. P. Horn,
/// "Hill shading and the reflectance map", Proc. IEEE 69 (1981), from the eight neighbours; light
/// from azimuth 315 degrees, 45 degrees above the horizon. Cells without a height are 0.71.
std::vector<float> hillshade(const Terrain& terrain, double exaggeration);

/// Computed once.
class TerrainLayer {
 public:
  explicit TerrainLayer(const Terrain& terrain);
  void draw(sf::RenderTarget& target, const Camera& camera) const { texture_.draw(target, camera); }

 private:
  RasterTexture texture_;
};

}  // namespace muster::viewer
