// SPDX-License-Identifier: MIT
// Cost of recording: processor time of the trace's writer, its share of the run, size of the file.
#include <algorithm>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <string>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/input/load.hpp"
#include "engine/simulation/run.hpp"
#include "engine/trace/reader.hpp"

namespace {

using namespace muster;

constexpr int kRepetitions = 5;

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

void measure(const input::Loaded& loaded, const std::filesystem::path& out) {
  simulation::RunOptions options;
  options.out = out;
  std::vector<double> write_s, share;
  simulation::RunResult result;
  for (int repetition = 0; repetition < kRepetitions; ++repetition) {
    const std::clock_t began = std::clock();
    result = simulation::run(loaded.file, loaded.world, loaded.forcing, loaded.resolved_json,
                             loaded.inputs, options);
    const double all_s = static_cast<double>(std::clock() - began) / CLOCKS_PER_SEC;
    write_s.push_back(result.trace_cpu_s);
    share.push_back(result.trace_cpu_s / all_s);
  }
  const trace::Reader reader{out};
  const double rows = static_cast<double>(reader.rows("movements"));
  const auto bytes_in = static_cast<double>(result.trace_bytes_in);
  std::printf("%.3f CPU-s of the writer, %.2f %% of the run's; %.1f MB/CPU-s (medians of %d)\n",
              median(write_s), 100 * median(share), 1e-6 * bytes_in / median(write_s),
              kRepetitions);
  std::printf("%.1f MB handed over, a file of %.1f MB; %.0f movements", 1e-6 * bytes_in,
              1e-6 * static_cast<double>(reader.file_bytes()), rows);
  if (rows > 0)
    std::printf(" of %.2f B", static_cast<double>(reader.stored_bytes("movements")) / rows);
  std::printf("\n");
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "usage: bench_trace CASE.json\n");
    return 2;
  }
  Diagnostics diagnostics;
  const input::Loaded loaded = input::load(argv[1], {}, diagnostics);
  if (!diagnostics.ok()) {
    std::fprintf(stderr, "%s cannot be run: look at `muster check`\n", argv[1]);
    return 1;
  }
  const std::filesystem::path out = std::filesystem::temp_directory_path() / "bench_trace.h5";
  measure(loaded, out);
  std::filesystem::remove(out);
  return 0;
}
