// SPDX-License-Identifier: MIT
// Landslides over a million cells: factors of safety at two times (TRIGRS's tutorial in its soils
// and rain), runout, and a whole period of the model.
#include <benchmark/benchmark.h>
#include <omp.h>

#include <cmath>
#include <vector>

#include "engine/base/elementary.hpp"
#include "engine/hazard/landslide/landslide.hpp"
#include "engine/hazard/landslide/least_factors.hpp"
#include "engine/hazard/landslide/terrain_runout.hpp"

namespace {

using namespace muster::hazard::landslide;

/// Slopes, basements and water tables that differ from cell to cell, as in real terrain.
Hillsides hillsides(int rows, bool unsaturated) {
  Hillsides h;
  h.grid = {0, 0, 10, rows, 1000};
  h.soils = {{3.5e3, 35 * M_PI / 180, 2.2e4, 1e-7, 6e-6, 0.45, 0.05, unsaturated ? 0.5 : 0},
             {8e3, 31 * M_PI / 180, 2.2e4, 1e-4, 8e-4, 0.45, 0.06, unsaturated ? 8.0 : 0}};
  h.soil.clear();
  for (std::size_t i = 0; i < h.grid.size(); ++i) {
    const double u = static_cast<double>(i * 7919 % 10007) / 10007;
    const double v = static_cast<double>(i * 6101 % 10009) / 10009;
    h.soil.push_back(i % 5 == 0 ? 0 : 1);  // a fifth in zone 1, as there
    h.slope_rad.push_back(u * 40 * M_PI / 180);
    h.basement_m.push_back(1.5 + v);
    h.water_table_m.push_back(1.3 + 0.2 * u);
  }
  h.background_m_s = {2e-8};
  return h;
}

void run(benchmark::State& state, int rows, bool unsaturated) {
  omp_set_num_threads(static_cast<int>(state.range(0)));
  const Hillsides ground = hillsides(rows, unsaturated);
  const std::vector<InfiltrationPeriod> rain = {{0, {3e-7f}}, {172800, {9e-5f}}};
  LeastFactors least;
  for (auto _ : state) {
    for (const double time_s : {172800.0, 216000.0}) least_factors(ground, rain, time_s, {}, least);
    benchmark::DoNotOptimize(least.factor.data());
  }
  state.counters["us/cell"] = benchmark::Counter(
      static_cast<double>(ground.grid.size()) * 1e-6,
      benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}

void saturated(benchmark::State& state) {
  run(state, 1000, false);
}
void unsaturated(benchmark::State& state) {
  run(state, 1000, true);
}
void saturated_2100000(benchmark::State& state) {
  run(state, 2100, false);
}

/// Soil so slow that every answer takes the series of images.
void saturated_slow_soil(benchmark::State& state) {
  omp_set_num_threads(static_cast<int>(state.range(0)));
  Hillsides ground = hillsides(1000, false);
  ground.soil = {0};
  const std::vector<InfiltrationPeriod> rain = {{0, {5e-8f}}, {172800, {9e-5f}}};
  LeastFactors least;
  for (auto _ : state) {
    for (const double time_s : {172800.0, 216000.0}) least_factors(ground, rain, time_s, {}, least);
    benchmark::DoNotOptimize(least.factor.data());
  }
}

/// The last of 72 hours of rain that differ from one another, on 20,000 cells: saturated,
/// unsaturated, and unsaturated going on from the hour before.
void hours_72(benchmark::State& state) {
  omp_set_num_threads(1);
  const Hillsides ground = hillsides(20, state.range(0) > 0);
  std::vector<InfiltrationPeriod> rain;
  for (int hour = 0; hour < 72; ++hour)
    rain.push_back({3600.0 * hour, {static_cast<float>(hour * 29 % 31) * 1e-7f}});
  LeastFactors least;
  std::vector<GainedWater> before(state.range(0) == 2 ? ground.grid.size() : 0);
  if (!before.empty()) least_factors(ground, rain, 71 * 3600.0, {}, least, before);
  for (auto _ : state) {
    least_factors(ground, rain, 72 * 3600.0, {}, least, before);
    benchmark::DoNotOptimize(least.factor.data());
  }
  state.counters["us/cell"] = benchmark::Counter(
      static_cast<double>(ground.grid.size()) * 1e-6,
      benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}

/// Ridges and valleys 1 km apart, 250 m deep, with gullies.
muster::world::Raster<double> ridges(int size) {
  using muster::elementary::cos;
  using muster::elementary::sin;
  muster::world::Raster<double> elevation{{0, 0, 10, size, size}};
  for (int row = 0; row < size; ++row) {
    for (int col = 0; col < size; ++col) {
      elevation.at(row, col) =
          125 * sin(0.0628 * col) + 6 * cos(0.21 * row) * cos(0.17 * col) - 0.2 * row;
    }
  }
  return elevation;
}

/// Releases of 9 cells all over the terrain, one after the other.
void runout(benchmark::State& state) {
  const auto elevation = ridges(1000);
  RunoutParameters parameters;
  if (state.range(0) == 1) parameters.friction = Friction::Pcm;
  TerrainRunoutModel model{elevation, parameters};
  std::size_t reached = 0;
  for (auto _ : state) {
    for (int row = 50; row < 950; row += 30) {
      for (int col = 20; col < 980; col += 31) {
        std::vector<SourceCell> sources;
        for (int i = 0; i < 9; ++i) {
          sources.push_back(
              {static_cast<std::uint32_t>(elevation.grid.index(row + i / 3, col + i % 3)), 150.0});
        }
        reached += model.run(sources).cells.size();
      }
    }
  }
  state.counters["reached_cells/s"] =
      benchmark::Counter(static_cast<double>(reached), benchmark::Counter::kIsRate);
}

/// An hour of rain on top of eleven, with what it sets free.
void period(benchmark::State& state) {
  omp_set_num_threads(static_cast<int>(state.range(0)));
  Inputs inputs;
  inputs.elevation_m = ridges(1000);
  inputs.hillsides.soils = {{3500, 0.6, 2e4, 3e-6, 3e-5, 0.45, 0.06, 0}};
  inputs.hillsides.basement_m = {2};
  inputs.hillsides.water_table_m = {1.8};
  inputs.rain.everywhere_mm_h = {{0}, {15.0}};
  std::size_t slides = 0;
  for (auto _ : state) {
    state.PauseTiming();
    Landslide model{inputs};
    constexpr muster::SimTime kHour = 3600 * muster::kSecond;
    model.advance(0, 11 * kHour);
    const std::size_t before = model.slides().size();
    state.ResumeTiming();
    model.advance(11 * kHour, 12 * kHour);
    slides = model.slides().size() - before;
  }
  state.counters["slides"] = static_cast<double>(slides);
}

BENCHMARK(saturated_slow_soil)
    ->Arg(1)
    ->Unit(benchmark::kMillisecond)
    ->Repetitions(5)
    ->Iterations(1);
BENCHMARK(hours_72)
    ->Arg(0)
    ->Arg(1)
    ->Arg(2)
    ->Unit(benchmark::kMillisecond)
    ->Repetitions(3)
    ->Iterations(1);
BENCHMARK(runout)->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond)->Repetitions(5)->Iterations(1);
BENCHMARK(period)->Arg(1)->Unit(benchmark::kMillisecond)->Repetitions(3)->Iterations(1);
BENCHMARK(saturated)->Arg(1)->Unit(benchmark::kMillisecond)->Repetitions(5)->Iterations(1);
BENCHMARK(saturated)
    ->Arg(2)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime()
    ->Repetitions(3)
    ->Iterations(1);
BENCHMARK(unsaturated)->Arg(1)->Unit(benchmark::kMillisecond)->Repetitions(3)->Iterations(1);
BENCHMARK(saturated_2100000)->Arg(1)->Unit(benchmark::kMillisecond)->Repetitions(1)->Iterations(1);

}  // namespace
