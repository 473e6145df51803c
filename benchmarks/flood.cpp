// SPDX-License-Identifier: MIT
// Cell updates of the flood solvers: the peers' cases `dam` and `rain`, and what infiltration and
// works cost.
#include <benchmark/benchmark.h>
#include <omp.h>

#include <cmath>
#include <utility>

#include "engine/base/elementary.hpp"
#include "engine/hazard/flood/flood.hpp"

namespace {

using muster::hazard::flood::Flood;
using muster::hazard::flood::Inputs;
using muster::hazard::flood::Solver;

constexpr int kCells = 1024;

/// Every cell wet in every step: 4 m of water beside 2 m on flat ground.
Inputs dam() {
  Inputs inputs;
  inputs.elevation_m = muster::world::Raster<double>{{0, 0, 10.0, kCells, kCells}, 0.0};
  inputs.manning = {0.03};
  inputs.initial_depth_m.assign(inputs.elevation_m.value.size(), 2.0);
  for (int row = 0; row < kCells; ++row)
    for (int col = 0; col < kCells / 2; ++col)
      inputs.initial_depth_m[inputs.elevation_m.grid.index(row, col)] = 4.0;
  return inputs;
}

/// A V-shaped valley with bumps under 100 mm/h.
Inputs rain() {
  Inputs inputs;
  inputs.elevation_m = muster::world::Raster<double>{{0, 0, 5.0, kCells, kCells}, 0.0};
  for (int row = 0; row < kCells; ++row) {
    for (int col = 0; col < kCells; ++col) {
      inputs.elevation_m.at(row, col) =
          0.02 * 5.0 * std::abs(col - kCells / 2) + 0.001 * 5.0 * row +
          0.3 * muster::elementary::sin(0.13 * col) * muster::elementary::sin(0.11 * row);
    }
  }
  inputs.manning = {0.04};
  inputs.rain_mm_h = {{0}, {100.0}};
  return inputs;
}

/// Advances in spans of 20 s, as barriers would, from a state that has come into motion.
void run(benchmark::State& state, Inputs inputs) {
  omp_set_num_threads(static_cast<int>(state.range(0)));
  Flood flood{std::move(inputs)};
  muster::SimTime now = 0;
  const auto advance = [&] {
    flood.advance(now, now + 20 * muster::kSecond);
    now += 20 * muster::kSecond;
  };
  advance();
  const std::uint64_t before = flood.cell_updates();
  for (auto _ : state) advance();
  state.counters["cell_updates/s"] = benchmark::Counter(
      static_cast<double>(flood.cell_updates() - before), benchmark::Counter::kIsRate);
  state.counters["water_residual"] = flood.ledger().residual();
}

void flood_dam(benchmark::State& state) {
  run(state, dam());
}
void flood_rain(benchmark::State& state) {
  run(state, rain());
}
Inputs by_volumes(Inputs inputs) {
  inputs.parameters.solver = Solver::FiniteVolume;
  return inputs;
}
void volumes_dam(benchmark::State& state) {
  run(state, by_volumes(dam()));
}
void volumes_rain(benchmark::State& state) {
  run(state, by_volumes(rain()));
}

/// The dam over soil that takes water: on top of flood_dam, what infiltration costs.
void flood_infiltration(benchmark::State& state) {
  Inputs inputs = dam();
  inputs.infiltration.soils = {
      {.id = "loam", .conductivity_m_s = 3e-6, .suction_m = 0.09, .deficit = 0.3}};
  run(state, std::move(inputs));
}
/// The dam with a wall of 1024 faces, overtopped, where the levels meet.
void flood_wall(benchmark::State& state) {
  Inputs inputs = dam();
  const double line[] = {kCells * 5.0, 0.0, kCells * 5.0, -kCells * 10.0};
  inputs.works.walls = {{.id = "wall",
                         .line = muster::hazard::flood::wall_line(inputs.elevation_m.grid, line),
                         .crest_m = {3.0}}};
  run(state, std::move(inputs));
}

// One thread by its CPU time; two by the clock.
BENCHMARK(flood_dam)->Arg(1)->Unit(benchmark::kMillisecond)->Repetitions(5);
BENCHMARK(flood_rain)->Arg(1)->Unit(benchmark::kMillisecond)->Repetitions(5);
BENCHMARK(flood_infiltration)->Arg(1)->Unit(benchmark::kMillisecond)->Repetitions(5);
BENCHMARK(flood_wall)->Arg(1)->Unit(benchmark::kMillisecond)->Repetitions(5);
BENCHMARK(flood_dam)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime()->Repetitions(5);
BENCHMARK(flood_rain)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime()->Repetitions(5);

BENCHMARK(volumes_dam)->Arg(1)->Unit(benchmark::kMillisecond)->Repetitions(5);
BENCHMARK(volumes_rain)->Arg(1)->Unit(benchmark::kMillisecond)->Repetitions(5);
BENCHMARK(volumes_dam)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime()->Repetitions(5);

}  // namespace
