// SPDX-License-Identifier: MIT
// Where fire has been by the moment, by how long ago it came.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "viewer/map/raster_texture.hpp"
#include "viewer/playback/run.hpp"

namespace muster::viewer {

/// From the times of arrival, so that it is right between steps. A picture is good for a minute.
class FireLayer {
 public:
  explicit FireLayer(const Run& run);
  bool empty() const { return arrival_s_.empty(); }
  void update(SimTime time);
  void draw(sf::RenderTarget& target, const Camera& camera) const;
  /// Minutes since fire came to `p`; nothing where it has not.
  std::optional<double> minutes_at(Point p) const;
  /// Ground that it has come to by now, m2.
  double area_m2() const;

 private:
  std::optional<double> minutes_since(std::size_t cell) const;

  trace::GridInfo grid_;
  std::vector<float> arrival_s_;  // NaN: never
  SimTime minute_ = -1;
  RasterTexture texture_;
};

}  // namespace muster::viewer
