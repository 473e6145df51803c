// SPDX-License-Identifier: MIT
// Cost of a whole run of a traffic case: link traversals a CPU-second, by engine and threads.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/input/load.hpp"
#include "engine/mobility/mover.hpp"
#include "engine/mobility/traffic/traffic.hpp"
#include "engine/simulation/run.hpp"

namespace {

using namespace muster;

constexpr int kRepetitions = 5;

double summary_value(const simulation::RunResult& result, const std::string& name) {
  for (const simulation::Measure& measure : result.summary) {
    if (measure.subject.empty() && measure.name == name) return measure.value;
  }
  return 0;
}

/// Runs of one engine without a trace; prints the median, which other work on the machine moves
/// least.
void measure(const input::Loaded& loaded, kernel::EngineKind engine, int threads) {
  std::vector<double> cpu_s;
  simulation::RunResult result;
  simulation::RunOptions options;
  options.engine = engine;
  options.threads = threads;
  for (int repetition = 0; repetition < kRepetitions; ++repetition) {
    result = simulation::run(loaded.file, loaded.world, loaded.forcing, loaded.resolved_json,
                             loaded.inputs, options);
    cpu_s.push_back(result.loop_cpu_s);
  }
  std::sort(cpu_s.begin(), cpu_s.end());
  const double median_s = cpu_s[kRepetitions / 2];
  const double traversals = summary_value(result, "link_traversals");
  const kernel::Statistics& s = result.statistics;
  const auto events = static_cast<double>(s.events);
  const bool serial = engine == kernel::EngineKind::Serial;
  std::printf("%-8s %7d %10.4f %10.4f %10.4f %12.3f %10.3f", serial ? "serial" : "parallel",
              threads, cpu_s.front(), median_s, cpu_s.back(), 1e-6 * traversals / median_s,
              events / traversals);
  if (serial) {
    std::printf(" %10s %11s", "-", "-");
  } else {
    std::printf(" %9.1f%% %11.2f", 100 * static_cast<double>(s.events_in_parallel) / events,
                events / static_cast<double>(std::max<std::uint64_t>(1, s.critical_path_events)));
  }
  std::printf("   %016llx\n", static_cast<unsigned long long>(result.fingerprint));
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2 || argc > 3) {
    std::fprintf(stderr, "usage: bench_traffic CASE.json [threads]\n");
    return 2;
  }
  const int threads = argc > 2 ? std::atoi(argv[2]) : 2;
  Diagnostics diagnostics;
  input::LoadOptions options;
  options.sets = {{"/record/movements", "none"}};
  const input::Loaded loaded = input::load(argv[1], options, diagnostics);
  if (!diagnostics.ok()) {
    std::fprintf(stderr, "%s cannot be run: look at `muster check`\n", argv[1]);
    return 1;
  }
  std::printf("%s: %u links; %zu B of state a link, %zu B a mover; %d runs each\n", argv[1],
              loaded.world.roads.links(), mobility::traffic::Traffic::bytes_per_link(),
              sizeof(mobility::Mover), kRepetitions);
  std::printf("%-8s %7s %10s %10s %10s %12s %10s %10s %11s   %s\n", "engine", "threads", "least s",
              "median s", "most s", "M trav/CPU-s", "events/tr", "in par.", "parallelism",
              "fingerprint");
  measure(loaded, kernel::EngineKind::Serial, 1);
  for (int t = 1; t <= threads; ++t) measure(loaded, kernel::EngineKind::Parallel, t);
  return 0;
}
