// SPDX-License-Identifier: MIT
// Water depths from another model, as maps in time on the model grid.
#include "engine/hazard/imported/imported.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <string>
#include <utility>

#include "engine/base/hash.hpp"
#include "engine/base/parallel.hpp"

namespace muster::hazard::imported {
namespace {

world::RasterSeries checked(const world::Grid& grid, world::RasterSeries maps) {
  Diagnostics diagnostics;
  const std::string where = "imported depth";
  if (maps.time.empty() || maps.time.size() != maps.value.size())
    diagnostics.error(where, "needs at least one map and a time for each");
  for (std::size_t i = 1; i < maps.time.size(); ++i) {
    if (maps.time[i] <= maps.time[i - 1])
      diagnostics.error(where + "/" + std::to_string(i),
                        "time does not come after the one before it");
  }
  for (std::size_t i = 0; i < maps.value.size(); ++i) {
    if (maps.value[i].size() != grid.size())
      diagnostics.error(where + "/" + std::to_string(i),
                        "has " + std::to_string(maps.value[i].size()) + " values",
                        "the grid has " + std::to_string(grid.size()) + " cells");
  }
  diagnostics.throw_if_errors();
  return maps;
}

}  // namespace

Imported::Imported(const world::Grid& grid, world::RasterSeries depth_m, double arrival_depth_m)
    : grid_{grid},
      maps_{checked(grid, std::move(depth_m))},
      arrival_depth_m_{static_cast<float>(arrival_depth_m)},
      depth_(grid.size(), 0.0),
      greatest_depth_(grid.size(), 0.0f),
      arrival_(grid.size(), std::numeric_limits<float>::infinity()) {
  for (std::vector<float>& map : maps_.value) {
    for (float& depth : map) {
      if (std::isfinite(depth) && depth >= 0.0f) continue;
      depth = 0.0f;
      ++taken_for_dry_;
    }
  }
  interpolate(maps_.time.front());
}

void Imported::advance(SimTime to) {
  interpolate(to);
  const float now = static_cast<float>(to_seconds(to));
  parallel_for(
      depth_.size(),
      [&](std::size_t i) {
        const float depth = static_cast<float>(depth_[i]);
        greatest_depth_[i] = std::max(greatest_depth_[i], depth);
        if (depth >= arrival_depth_m_) arrival_[i] = std::min(arrival_[i], now);
      },
      65536);
}

void Imported::interpolate(SimTime to) {
  const auto after = std::upper_bound(maps_.time.begin(), maps_.time.end(), to);
  const auto next = static_cast<std::size_t>(after - maps_.time.begin());
  const std::size_t a = next == 0 ? 0 : next - 1;
  const std::size_t b = std::min(next, maps_.time.size() - 1);
  const double share =
      a == b ? 0.0 : to_seconds(to - maps_.time[a]) / to_seconds(maps_.time[b] - maps_.time[a]);
  const std::vector<float>& from = maps_.value[a];
  const std::vector<float>& into = maps_.value[b];
  parallel_for(
      depth_.size(),
      [&](std::size_t i) {
        const double start = static_cast<double>(from[i]);
        depth_[i] = start + share * (static_cast<double>(into[i]) - start);
      },
      65536);
}

std::uint64_t Imported::fingerprint() const {
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < depth_.size(); ++i)
    if (depth_[i] > 0.0) sum += mix(i, std::bit_cast<std::uint64_t>(depth_[i]));
  return sum;
}

void Imported::state(StateArchive& archive) {
  archive("greatest_depth", greatest_depth_);
  archive("arrival", arrival_);
}

}  // namespace muster::hazard::imported
