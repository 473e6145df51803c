// SPDX-License-Identifier: MIT
// The ground, shaded.
#include "viewer/map/terrain_layer.hpp"

#include <algorithm>
#include <cmath>

namespace muster::viewer {
namespace {

constexpr double kHalfRoot = 0.70710678118654752;  // sin and cos of 45 degrees
constexpr Colour kLow{250, 249, 245};
constexpr Colour kHigh{222, 214, 200};

// Heights at the 5th and 95th of a hundred, from a thinned sample.
std::pair<float, float> usual_range(const std::vector<float>& elevation_m) {
  std::vector<float> sample;
  const std::size_t stride = std::max<std::size_t>(1, elevation_m.size() / 20000);
  for (std::size_t i = 0; i < elevation_m.size(); i += stride)
    if (!std::isnan(elevation_m[i])) sample.push_back(elevation_m[i]);
  if (sample.empty()) return {0, 1};
  std::sort(sample.begin(), sample.end());
  const float low = sample[sample.size() / 20],
              high = sample[sample.size() - 1 - sample.size() / 20];
  return {low, std::max(high, low + 1)};
}

}  // namespace

std::vector<float> hillshade(const Terrain& terrain, double exaggeration) {
  const auto rows = static_cast<std::int64_t>(terrain.grid.rows);
  const auto cols = static_cast<std::int64_t>(terrain.grid.cols);
  const double cell_x = terrain.grid.geotransform[1], cell_y = -terrain.grid.geotransform[5];
  std::vector<float> shade(terrain.elevation_m.size(), static_cast<float>(kHalfRoot));
#pragma omp parallel for schedule(static)
  for (std::int64_t r = 0; r < rows; ++r) {
    for (std::int64_t c = 0; c < cols; ++c) {
      const float here = terrain.elevation_m[static_cast<std::size_t>(r * cols + c)];
      if (std::isnan(here)) continue;
      const auto z = [&](std::int64_t dr, std::int64_t dc) -> double {
        const std::int64_t row = std::clamp<std::int64_t>(r + dr, 0, rows - 1);
        const std::int64_t col = std::clamp<std::int64_t>(c + dc, 0, cols - 1);
        const float value = terrain.elevation_m[static_cast<std::size_t>(row * cols + col)];
        return std::isnan(value) ? here : value;
      };
      const double east =
          (z(-1, 1) + 2 * z(0, 1) + z(1, 1)) - (z(-1, -1) + 2 * z(0, -1) + z(1, -1));
      const double north =
          (z(-1, -1) + 2 * z(-1, 0) + z(-1, 1)) - (z(1, -1) + 2 * z(1, 0) + z(1, 1));
      const double p = exaggeration * east / (8 * cell_x), q = exaggeration * north / (8 * cell_y);
      // Normal (-p, -q, 1) times the light (-1/2, 1/2, sqrt(1/2)).
      const double light = (0.5 * p - 0.5 * q + kHalfRoot) / std::sqrt(1 + p * p + q * q);
      shade[static_cast<std::size_t>(r * cols + c)] =
          static_cast<float>(std::clamp(light, 0.0, 1.0));
    }
  }
  return shade;
}

TerrainLayer::TerrainLayer(const Terrain& terrain) {
  if (terrain.elevation_m.empty()) return;
  const std::pair<float, float> range = usual_range(terrain.elevation_m);
  const float low = range.first, high = range.second;
  // Cities are flat: relief is raised until a fiftieth of the width in height shows well.
  const double width = terrain.grid.cols * terrain.grid.geotransform[1];
  const double exaggeration = std::clamp(0.02 * width / (high - low), 0.7, 4.0);
  const std::vector<float> shade = hillshade(terrain, exaggeration);
  std::vector<Colour> tint;
  for (int i = 0; i <= 64; ++i) tint.push_back(mix(kLow, kHigh, i / 64.0));
  texture_.fill(terrain.grid, true, [&](std::size_t i) {
    const float height = terrain.elevation_m[i];
    if (std::isnan(height)) return kPaper;
    const double t = std::clamp((height - low) / (high - low), 0.f, 1.f);
    const Colour base = tint[static_cast<std::size_t>(t * 64)];
    // Flat ground keeps its tint; slopes that face away lose up to two fifths.
    const double light = std::clamp(1 + 0.75 * (shade[i] - kHalfRoot), 0.6, 1.06);
    const auto lit = [&](std::uint8_t v) {
      return static_cast<std::uint8_t>(std::clamp(v * light, 0.0, 255.0));
    };
    return Colour{lit(base.r), lit(base.g), lit(base.b)};
  });
}

}  // namespace muster::viewer
