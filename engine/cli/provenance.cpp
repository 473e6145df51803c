// SPDX-License-Identifier: MIT
#include "engine/cli/provenance.hpp"

#include <omp.h>
#include <sys/resource.h>

#include <cinttypes>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "engine/trace/provenance.hpp"

namespace muster::cli {

namespace {

using Json = nlohmann::ordered_json;

std::string hex(std::uint64_t value) {
  char text[17];
  std::snprintf(text, sizeof text, "%016" PRIx64, value);
  return text;
}

double processor_s(const rusage& usage) {
  const auto seconds = [](const timeval& t) {
    return static_cast<double>(t.tv_sec) + 1e-6 * static_cast<double>(t.tv_usec);
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

rusage used() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage;
}

std::int64_t threads_of(int asked) {
  return asked > 0 ? asked : omp_get_max_threads();
}

void write_with_machine(const std::string& path, trace::Facts facts) {
  for (trace::Facts::value_type& fact : trace::machine_facts()) facts.push_back(std::move(fact));
  trace::write_provenance(path, facts);
}

}  // namespace

void write_provenance(const std::string& path, const HazardOptions& options,
                      const simulation::HazardRunResult& result) {
  const rusage usage = used();
  write_with_machine(path,
                     {{"version", std::string{MUSTER_VERSION}},
                      {"case", options.case_path},
                      {"threads", threads_of(options.threads)},
                      {"fingerprint", hex(result.fingerprint)},
                      {"complete", result.complete},
                      {"wall_s", result.wall_s},
                      {"cpu_s", processor_s(usage)},
                      {"peak_memory_bytes", static_cast<std::int64_t>(usage.ru_maxrss) * 1024}});
}

void write_provenance(const std::string& path, const RunOptions& options,
                      const simulation::RunResult& result) {
  const rusage usage = used();
  const kernel::Statistics& s = result.statistics;
  const auto count = [](std::uint64_t n) { return static_cast<std::int64_t>(n); };
  write_with_machine(
      path,
      {{"version", std::string{MUSTER_VERSION}},
       {"case", options.case_path},
       {"engine", std::string{options.engine == EngineChoice::Serial ? "serial" : "parallel"}},
       {"threads", threads_of(options.threads)},
       {"fingerprint", hex(result.fingerprint)},
       {"complete", result.complete},
       {"wall_s", result.wall_s},
       {"cpu_s", processor_s(usage)},
       {"trace_cpu_s", result.trace_cpu_s},
       {"peak_memory_bytes", static_cast<std::int64_t>(usage.ru_maxrss) * 1024},
       {"events", count(s.events)},
       {"partitions", std::int64_t{result.partitions}},
       {"window_s", to_seconds(result.window)},
       {"windows", count(s.windows)},
       {"windows_parallel", count(s.windows_parallel)},
       {"events_in_parallel_windows", count(s.events_in_parallel)},
       {"critical_path_events", count(s.critical_path_events)}});
}

void print_json(const std::string& trace, const simulation::RunResult& result,
                const std::vector<MissedObjective>& missed) {
  Json summary = Json::array();
  for (const simulation::Measure& measure : result.summary) {
    summary.push_back({{"subject", measure.subject},
                       {"name", measure.name},
                       {"value", measure.value},
                       {"unit", measure.unit}});
  }
  Json objectives = Json::array();
  for (const MissedObjective& objective : missed) objectives.push_back(objective.text);
  const Json json = {{"trace", trace},
                     {"fingerprint", hex(result.fingerprint)},
                     {"complete", result.complete},
                     {"end_s", to_seconds(result.end)},
                     {"wall_s", result.wall_s},
                     {"events", result.statistics.events},
                     {"objectives_missed", objectives},
                     {"summary", summary}};
  std::printf("%s\n", json.dump(1).c_str());
}

}  // namespace muster::cli
