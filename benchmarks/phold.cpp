// SPDX-License-Identifier: MIT
// PHOLD at the size for which ROSS was measured: cost of the event kernel with next to no model in
// it.
#include <benchmark/benchmark.h>

#include "engine/kernel/engine.hpp"
#include "tests/kernel/phold.hpp"

namespace muster::kernel {
namespace {

// ROSS (C, splay tree, events of about 300 bytes), 16,384 processes with 16 start events each,
// lookahead 0.1, measured on a 2-core x86-64 virtual machine: 7 us CPU an event sequentially (end 6
// less end 2, remote share 0.1), 3-4 us in its quietest runs; conservative on 2 ranks 5.4 us (0.1)
// and 6.5 us (0.5), start-up included.
void run(benchmark::State& state, EngineOptions options, std::uint32_t partition_size) {
  const PholdOptions phold{.remote_share = static_cast<double>(state.range(0)) / 100.0};
  std::uint64_t events = 0;
  for (auto _ : state) {
    state.PauseTiming();
    Phold model{phold};
    Engine engine{model, model.layout(partition_size), options};
    model.start(engine);
    state.ResumeTiming();
    engine.run(6 * kSecond);
    events += engine.statistics().events;
    benchmark::DoNotOptimize(engine.fingerprint());
  }
  const auto count = static_cast<double>(events);
  using benchmark::Counter;
  state.counters["events_per_cpu_s"] = Counter{count, Counter::kIsRate};
  state.counters["cpu_per_event"] = Counter{count, Counter::kIsRate | Counter::kInvert};
}

void serial_heap(benchmark::State& state) {
  run(state, {.kind = EngineKind::Serial, .queue = QueueKind::Heap}, 16'384);
}
void serial_wheel(benchmark::State& state) {
  run(state, {.kind = EngineKind::Serial}, 16'384);
}
void parallel_1_thread(benchmark::State& state) {
  run(state, {.threads = 1}, 256);
}
void parallel_2_threads(benchmark::State& state) {
  run(state, {.threads = 2}, 256);
}

void settings(benchmark::internal::Benchmark* benchmark) {
  benchmark->ArgName("remote_percent")->Arg(10)->Arg(50);
  benchmark->MeasureProcessCPUTime()->Unit(benchmark::kMillisecond)->Iterations(1)->Repetitions(5);
}
BENCHMARK(serial_heap)->Apply(settings);
BENCHMARK(serial_wheel)->Apply(settings);
BENCHMARK(parallel_1_thread)->Apply(settings);
BENCHMARK(parallel_2_threads)->Apply(settings);

}  // namespace
}  // namespace muster::kernel
