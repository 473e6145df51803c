// SPDX-License-Identifier: MIT
#include "viewer/map/field_layer.hpp"

#include <cmath>

namespace muster::viewer {

FieldLayer::FieldLayer(const Run& run, std::string field, const Scale& scale)
    : run_{run}, field_{std::move(field)}, scale_{scale} {
  for (const trace::FieldInfo& info : run_.source.fields())
    if (info.name == field_ && north_up(info.grid)) grid_ = info.grid;
}

void FieldLayer::update(SimTime time) {
  if (empty()) return;
  const auto step = trace::step_at(run_.source.field_times(field_), time);
  if (step == step_) return;
  step_ = step;
  if (!step_) return;
  value_ = run_.source.field_step(field_, *step_);
  texture_.fill(grid_, false, [&](std::size_t i) { return scale_.colour_of(value_[i]); });
}

void FieldLayer::draw(sf::RenderTarget& target, const Camera& camera) const {
  if (step_) texture_.draw(target, camera);
}

std::optional<double> FieldLayer::value_at(Point p) const {
  const std::int64_t cell = step_ ? cell_at(grid_, p) : -1;
  if (cell < 0) return std::nullopt;
  const double value = value_[static_cast<std::size_t>(cell)];
  return std::isnan(value) ? std::nullopt : std::optional{value};
}

}  // namespace muster::viewer
