// SPDX-License-Identifier: MIT
// Ground, setups and helpers that the flood tests share.
#pragma once

#include <gtest/gtest.h>

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/hash.hpp"
#include "engine/hazard/flood/flood.hpp"

namespace muster::hazard::flood {

/// A number in [0, 1) that depends on (row, col, salt) alone.
inline double noise(int row, int col, std::uint64_t salt) {
  const auto place = static_cast<std::uint64_t>(row) * 100003u + static_cast<std::uint64_t>(col) +
                     salt * 1000000007u;
  return static_cast<double>(mix(place + 1) >> 11) * 0x1p-53;
}

inline world::Raster<double> ground(int rows, int cols, double cell_m,
                                    const std::function<double(int, int)>& height) {
  world::Raster<double> raster{{0.0, rows * cell_m, cell_m, rows, cols}, 0.0};
  for (int row = 0; row < rows; ++row)
    for (int col = 0; col < cols; ++col) raster.at(row, col) = height(row, col);
  return raster;
}

inline Inputs inputs_on(world::Raster<double> elevation_m, double manning = 0.03) {
  Inputs inputs;
  inputs.elevation_m = std::move(elevation_m);
  inputs.manning = {manning};
  return inputs;
}

/// Rough hills, a pond, rain that stops, an inflow, a tide on the south edge, a free west edge:
/// every mechanism at once.
inline Inputs busy(int rows, int cols) {
  Inputs inputs = inputs_on(ground(rows, cols, 10.0, [&](int row, int col) {
    return 0.03 * (rows - row) + 3.0 * noise(row / 5, col / 5, 1) + 0.3 * noise(row, col, 2);
  }));
  inputs.initial_depth_m.assign(inputs.elevation_m.value.size(), 0.0);
  for (std::size_t i = 0; i < inputs.initial_depth_m.size(); ++i)
    inputs.initial_depth_m[i] = std::max(0.0, 1.3 - inputs.elevation_m.value[i]);
  inputs.rain_mm_h = {{60 * kSecond, 400 * kSecond}, {80.0, 0.0}};
  const world::Grid& grid = inputs.elevation_m.grid;
  std::vector<std::uint32_t> south = edge_cells(grid, Side::South);
  south.resize(south.size() / 2);
  inputs.boundaries.push_back({.kind = BoundaryKind::Stage,
                               .id = "tide",
                               .cells = south,
                               .series = {{0, 300 * kSecond, 900 * kSecond}, {-98.5, -95.8, -99.0}},
                               .datum_offset_m = 100.0});
  inputs.boundaries.push_back(
      {.kind = BoundaryKind::Inflow,
       .id = "spring",
       .cells = {static_cast<std::uint32_t>(grid.index(rows / 3, cols / 3)),
                 static_cast<std::uint32_t>(grid.index(rows / 3, cols / 3 + 1))},
       .series = {{0, 100 * kSecond, 600 * kSecond}, {0.0, 9.0, 1.0}}});
  std::vector<std::uint32_t> west = edge_cells(grid, Side::West);
  west.pop_back();  // the corner is the tide's
  inputs.boundaries.push_back({.kind = BoundaryKind::Free, .id = "brook", .cells = west});
  Boundary pond{.kind = BoundaryKind::Stage,
                .id = "pond",
                .cells = {},
                .series = {{0, 500 * kSecond}, {3.0, 5.0}}};
  for (const auto& [row, col] :
       {std::pair{0, 0}, {0, 1}, {1, 0}, {1, 1}, {2, 0}, {2, 1}, {3, 1}, {3, 2}, {3, 3}, {3, 4}})
    pond.cells.push_back(
        static_cast<std::uint32_t>(grid.index(rows * 2 / 3 + row, cols * 3 / 5 + col)));
  inputs.boundaries.push_back(pond);
  return inputs;
}

/// Runs to `until` in spans of `period`.
inline void run(Flood& flood, SimTime until, SimTime period = 60 * kSecond, SimTime from = 0) {
  for (SimTime now = from; now < until; now += period)
    flood.advance(now, std::min(until, now + period));
}

inline double greatest_speed(Flood& flood) {
  float greatest = 0.0f;
  for (const float speed : flood.field().speed_m_s) greatest = std::max(greatest, speed);
  return static_cast<double>(greatest);
}

template <class T>
std::vector<T> copy(std::span<const T> values) {
  return {values.begin(), values.end()};
}

/// Keeps a state in memory.
class MemoryArchive : public StateArchive {
 public:
  bool loading() const override { return loading_; }
  void rewind() { loading_ = true; }

 protected:
  void transfer(const std::string& name, std::size_t, std::vector<std::byte>& bytes) override {
    if (loading_) {
      if (!arrays_.contains(name)) throw RunError{"no " + name};
      bytes = arrays_.at(name);
    } else {
      arrays_[name] = bytes;
    }
  }

 private:
  bool loading_ = false;
  std::map<std::string, std::vector<std::byte>> arrays_;
};

}  // namespace muster::hazard::flood
