// SPDX-License-Identifier: MIT
// Fire over a million cells until all have burnt: grass of 30 m cells under wind (the case that
// peers were timed on), and the same over slopes that differ everywhere with trees on them.
#include <benchmark/benchmark.h>

#include <cmath>

#include "engine/hazard/fire/spread.hpp"

namespace {

using namespace muster;
using namespace muster::hazard::fire;

constexpr int kSide = 1000;
constexpr double kCell_m = 30;

Inputs grass(double wind_20ft_m_s) {
  Inputs inputs;
  inputs.elevation_m = world::Raster<double>({0, kSide * kCell_m, kCell_m, kSide, kSide}, 0);
  inputs.fuel.assign(inputs.elevation_m.grid.size(), 102);
  Weather weather;
  weather.moisture = {.03, .04, .05, .3, .6};
  weather.wind_20ft_m_s = wind_20ft_m_s;
  weather.wind_from_deg = 237;
  inputs.weather = {weather};
  inputs.ignitions = {{"middle", 0, IgnitionShape::Point, {15000, 15000}}};
  return inputs;
}

Inputs forest() {
  Inputs inputs = grass(6);
  for (int row = 0; row < kSide; ++row)
    for (int col = 0; col < kSide; ++col)
      inputs.elevation_m.at(row, col) =
          200 * std::sin(0.031 * row) * std::cos(0.023 * col) + 20 * std::sin(0.7 * (row + col));
  const std::size_t cells = inputs.fuel.size();
  for (std::size_t k = 0; k < cells; ++k) inputs.fuel[k] = k % 7 < 3 ? 165 : 122;
  inputs.canopy.cover.assign(cells, 0.5f);
  inputs.canopy.height_m.assign(cells, 15);
  inputs.canopy.base_height_m.assign(cells, 2);
  inputs.canopy.bulk_density_kg_m3.assign(cells, 0.12f);
  return inputs;
}

void burn(benchmark::State& state, const Inputs& inputs) {
  std::size_t burnt = 0;
  for (auto _ : state) {
    Spread fire{inputs};
    fire.advance(0, from_seconds(1e8));
    burnt = fire.burnt_cells();
  }
  state.counters["cells"] = static_cast<double>(burnt);
  state.counters["us/cell"] = benchmark::Counter(
      static_cast<double>(burnt) * 1e-6,
      benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}

void grass_20_km_h(benchmark::State& state) {
  burn(state, grass(20 / 3.6));
}
void grass_length_to_width_5(benchmark::State& state) {
  burn(state, grass(20));
}
void forest_on_slopes(benchmark::State& state) {
  burn(state, forest());
}
BENCHMARK(grass_20_km_h)->Unit(benchmark::kMillisecond)->Repetitions(5)->ReportAggregatesOnly();
BENCHMARK(grass_length_to_width_5)
    ->Unit(benchmark::kMillisecond)
    ->Repetitions(5)
    ->ReportAggregatesOnly();
BENCHMARK(forest_on_slopes)->Unit(benchmark::kMillisecond)->Repetitions(5)->ReportAggregatesOnly();

}  // namespace
