// SPDX-License-Identifier: MIT
// Water depth at the trace's step at or before the moment; nothing in between is made up.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "viewer/map/raster_texture.hpp"
#include "viewer/playback/moment.hpp"

namespace muster::viewer {

class WaterLayer {
 public:
  explicit WaterLayer(const Run& run) : run_{run} {}
  /// Reads and uploads only where the step has changed.
  void update(const Moment& moment);
  void draw(sf::RenderTarget& target, const Camera& camera) const;
  /// Depth at `p`, m; nothing outside the grid, before the first step, or where the field has no
  /// value.
  std::optional<double> depth_at(Point p) const;

 private:
  const Run& run_;
  trace::GridInfo grid_;
  std::vector<float> depth_m_;
  std::optional<std::uint64_t> step_;
  RasterTexture texture_;
};

}  // namespace muster::viewer
