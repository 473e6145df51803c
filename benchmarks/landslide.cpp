// SPDX-License-Identifier: MIT
// Factors of safety over a million cells at two times: TRIGRS's tutorial in its soils and rain.
#include <benchmark/benchmark.h>
#include <omp.h>

#include <cmath>
#include <vector>

#include "engine/hazard/landslide/least_factors.hpp"

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
