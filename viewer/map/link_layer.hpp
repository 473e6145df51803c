// SPDX-License-Identifier: MIT
// What changes on links: traffic by colour and width, closures by thick lines with crosses.
#pragma once

#include <SFML/Graphics/RenderTarget.hpp>
#include <cstdint>
#include <vector>

#include "viewer/map/camera.hpp"
#include "viewer/playback/moment.hpp"
#include "viewer/playback/run.hpp"

namespace muster::viewer {

class LinkLayer {
 public:
  explicit LinkLayer(const Run& run);
  /// From farther away single links cannot be told apart.
  bool flow_readable(const Camera& camera) const;
  void draw_flow(sf::RenderTarget& target, const Camera& camera, const Moment& moment,
                 double scale);
  void draw_closed(sf::RenderTarget& target, const Camera& camera, const Moment& moment,
                   double scale);

 private:
  double road_px(std::uint32_t link, const Camera& camera) const;
  const std::vector<Point>& points_px(std::uint32_t link, const Camera& camera);

  const Run& run_;
  std::vector<Bounds> bounds_;
  std::vector<std::uint8_t> style_;
  double mean_length_m_ = 0;
  std::vector<Point> points_;  // scratch of points_px
};

/// Movers a kilometre and lane.
double flow_density(const Roads& roads, std::uint32_t link, std::uint32_t movers);

}  // namespace muster::viewer
