// SPDX-License-Identifier: MIT
#include "viewer/map/fire_layer.hpp"

#include <cmath>

namespace muster::viewer {

FireLayer::FireLayer(const Run& run) {
  constexpr const char* kArrival = "fields_max/fire_arrival";
  for (const trace::FieldInfo& info : run.source.rasters()) {
    if (info.name != kArrival || !north_up(info.grid)) continue;
    grid_ = info.grid;
    arrival_s_ = run.source.raster(kArrival);
  }
}

std::optional<double> FireLayer::minutes_since(std::size_t cell) const {
  const double since_s = to_seconds(minute_) - static_cast<double>(arrival_s_[cell]);
  return since_s >= 0 ? std::optional{since_s / 60} : std::nullopt;
}

void FireLayer::update(SimTime time) {
  const SimTime minute = time - time % (60 * kSecond);
  if (empty() || minute == minute_) return;
  minute_ = minute;
  const Scale& scale = fire_scale();
  texture_.fill(grid_, false, [&](std::size_t i) {
    return scale.colour_of(minutes_since(i).value_or(std::nan("")));
  });
}

void FireLayer::draw(sf::RenderTarget& target, const Camera& camera) const {
  if (!empty()) texture_.draw(target, camera);
}

std::optional<double> FireLayer::minutes_at(Point p) const {
  const std::int64_t cell = empty() ? -1 : cell_at(grid_, p);
  return cell < 0 ? std::nullopt : minutes_since(static_cast<std::size_t>(cell));
}

double FireLayer::area_m2() const {
  std::size_t cells = 0;
  for (std::size_t i = 0; i < arrival_s_.size(); ++i) cells += minutes_since(i).has_value();
  return static_cast<double>(cells) * std::fabs(grid_.geotransform[1] * grid_.geotransform[5]);
}

}  // namespace muster::viewer
