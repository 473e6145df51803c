// SPDX-License-Identifier: MIT
// A field at the trace's step at or before the moment; nothing in between is made up.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "viewer/map/raster_texture.hpp"
#include "viewer/playback/run.hpp"

namespace muster::viewer {

class FieldLayer {
 public:
  /// `field`: of /fields; empty, or one that the trace lacks: nothing is drawn.
  FieldLayer(const Run& run, std::string field, const Scale& scale);
  bool empty() const { return grid_.size() == 0; }
  /// Reads and uploads only where the step has changed.
  void update(SimTime time);
  void draw(sf::RenderTarget& target, const Camera& camera) const;
  /// Value at `p`; nothing outside the grid, before the first step, or where the field has no
  /// value.
  std::optional<double> value_at(Point p) const;

 private:
  const Run& run_;
  std::string field_;
  const Scale& scale_;
  trace::GridInfo grid_;
  std::vector<float> value_;
  std::optional<std::uint64_t> step_;
  RasterTexture texture_;
};

}  // namespace muster::viewer
