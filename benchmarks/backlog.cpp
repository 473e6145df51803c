// SPDX-License-Identifier: MIT
// Cost of vehicles that wait outside a full link: it must stay the same for each, however many
// wait.
#include <benchmark/benchmark.h>

#include "tests/mobility/traffic/road.hpp"

namespace muster::mobility::traffic {
namespace {

constexpr double kSpeed_m_s = 13.89;
constexpr double kLaneCapacity_veh_s = 0.5;

// All vehicles set out at once on a 2 km link of three lanes that leads into 500 m of one lane.
// SUMO 1.15 (mesoscopic) needs 0.27, 0.89, 3.69 and 15.5 CPU-s for 2,000, 4,000, 8,000 and 16,000.
void insertion(benchmark::State& state) {
  const auto vehicles = static_cast<std::uint32_t>(state.range(0));
  std::uint64_t events = 0;
  for (auto _ : state) {
    state.PauseTiming();
    Road road{3,
              {{.from = 0,
                .to = 1,
                .length_m = 2000,
                .capacity_veh_s = 3 * kLaneCapacity_veh_s,
                .speed_m_s = kSpeed_m_s,
                .jam_veh_m = 3 * 0.15,
                .lanes = 3},
               {.from = 1,
                .to = 2,
                .length_m = 500,
                .capacity_veh_s = kLaneCapacity_veh_s,
                .speed_m_s = kSpeed_m_s}},
              {{.node = NodeId{2}}}};
    for (std::uint32_t v = 0; v < vehicles; ++v) road.add(0, {0, 1});
    road.build();
    road.traffic().set_recording(false);
    state.ResumeTiming();
    road.engine().run(from_seconds(1000 + vehicles / kLaneCapacity_veh_s));
    events += road.engine().statistics().events;
    if (road.traffic().counts().traversals != 2 * static_cast<std::uint64_t>(vehicles))
      state.SkipWithError("not everybody arrived");
  }
  using benchmark::Counter;
  const double total = static_cast<double>(vehicles) * static_cast<double>(state.iterations());
  state.counters["cpu_per_vehicle"] = Counter{total, Counter::kIsRate | Counter::kInvert};
  state.counters["events_per_vehicle"] = static_cast<double>(events) / total;
}
BENCHMARK(insertion)
    ->ArgName("vehicles")
    ->Arg(2'000)
    ->Arg(8'000)
    ->Arg(32'000)
    ->Arg(128'000)
    ->MeasureProcessCPUTime()
    ->Unit(benchmark::kMillisecond)
    ->Iterations(1)
    ->Repetitions(5);

}  // namespace
}  // namespace muster::mobility::traffic
