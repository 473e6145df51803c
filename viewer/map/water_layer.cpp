// SPDX-License-Identifier: MIT
// Water depth.
#include "viewer/map/water_layer.hpp"

#include <cmath>

namespace muster::viewer {

void WaterLayer::update(const Moment& moment) {
  if (moment.water_step() == step_) return;
  step_ = moment.water_step();
  if (!step_) return;
  depth_m_ = run_.source.field_step(moment.water_field(), *step_);
  if (grid_.size() == 0)
    for (const trace::FieldInfo& field : run_.source.fields())
      if (field.name == moment.water_field()) grid_ = field.grid;
  const Scale& scale = water_depth_scale();
  texture_.fill(grid_, false, [&](std::size_t i) { return scale.colour_of(depth_m_[i]); });
}

void WaterLayer::draw(sf::RenderTarget& target, const Camera& camera) const {
  if (step_) texture_.draw(target, camera);
}

std::optional<double> WaterLayer::depth_at(Point p) const {
  const std::int64_t cell = step_ ? cell_at(grid_, p) : -1;
  if (cell < 0) return std::nullopt;
  const double depth = depth_m_[static_cast<std::size_t>(cell)];
  return std::isnan(depth) ? std::nullopt : std::optional{depth};
}

}  // namespace muster::viewer
