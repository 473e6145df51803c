// SPDX-License-Identifier: MIT
// `muster run`.
#include <algorithm>
#include <cinttypes>
#include <cstdio>
#include <memory>

#include "engine/cli/commands.hpp"
#include "engine/cli/earlier_trace.hpp"
#include "engine/cli/measures.hpp"
#include "engine/cli/objectives.hpp"
#include "engine/cli/progress.hpp"
#include "engine/cli/provenance.hpp"
#include "engine/cli/signals.hpp"
#include "engine/cli/terminal.hpp"
#include "engine/cli/trace_path.hpp"
#include "engine/input/read_decisions.hpp"
#include "engine/simulation/run.hpp"
#include "engine/trace/reader.hpp"
#include "engine/trace/schema.hpp"

namespace muster::cli {

namespace {

simulation::RunOptions simulation_options(const RunOptions& options, const std::string& out) {
  simulation::RunOptions run;
  run.engine = options.engine == EngineChoice::Serial ? kernel::EngineKind::Serial
                                                      : kernel::EngineKind::Parallel;
  run.threads = options.threads;
  if (options.until_s) run.until = from_seconds(*options.until_s);
  run.out = out;
  if (options.save_every_s) run.save_every = from_seconds(*options.save_every_s);
  run.resume = options.resume;
  run.requests = &requests();
  return run;
}

void print_parallelism(const simulation::RunResult& result) {
  const kernel::Statistics& s = result.statistics;
  if (s.windows == 0) return;
  std::printf(
      "%s windows of up to %.3g s over %s: %.4g events each on the mean, %.3g %% of events in "
      "parallel windows, parallelism %.3g\n",
      with_commas(static_cast<std::int64_t>(s.windows)).c_str(), to_seconds(result.window),
      counted(result.partitions, "partition", "partitions").c_str(),
      static_cast<double>(s.events) / static_cast<double>(s.windows),
      100.0 * static_cast<double>(s.events_in_parallel) /
          static_cast<double>(std::max<std::uint64_t>(1, s.events)),
      static_cast<double>(s.events) /
          static_cast<double>(std::max<std::uint64_t>(1, s.critical_path_events)));
}

}  // namespace

int run(const RunOptions& options) {
  leave_on_signals();
  Diagnostics diagnostics;
  input::Loaded loaded = input::load(options.case_path, options.load, diagnostics);
  input::DecisionLog log;
  if (!options.decisions.empty() && diagnostics.ok()) {
    log = input::read_decisions(
        options.decisions, named_from_case(options.case_path, options.decisions), loaded.file,
        loaded.world.roads, {trace::kMostRoleBytes, trace::kMostOrderBytes}, diagnostics);
    loaded.inputs.insert(loaded.inputs.end(), log.inputs.begin(), log.inputs.end());
  }
  const std::string out = options.out.empty()
                              ? (options.resume.empty() ? loaded.file.name + ".h5" : options.resume)
                              : options.out;
  check_out(out, diagnostics);
  std::shared_ptr<const trace::Source> hazards;
  if (!options.hazard_from.empty() && diagnostics.ok())
    hazards = open_hazards(options, out, log.decisions, loaded, diagnostics);
  if (!options.resume.empty() && diagnostics.ok())
    check_resumed(options.resume, loaded, diagnostics);
  if (options.output != Output::Quiet || !diagnostics.ok()) print_problems(diagnostics);
  if (!diagnostics.ok()) return kBadInput;
  listen_to_signals();
  Progress progress{options.output == Output::Progress};
  simulation::RunOptions run_options = simulation_options(options, out);
  run_options.decisions = std::move(log.decisions);
  run_options.hazards = hazards;
  run_options.progress = [&](SimTime now, SimTime end) { progress(now, end); };
  const simulation::RunResult result = simulation::run(
      loaded.file, loaded.world, loaded.forcing, loaded.resolved_json, loaded.inputs, run_options);
  progress.end();
  write_provenance(out, options, result);
  const std::vector<MissedObjective> missed = missed_objectives(loaded.file, result.summary);
  if (options.output == Output::Json) {
    print_json(out, result, missed);
  } else if (options.output == Output::Progress) {
    print_measures(result.summary);
    for (const std::string& note : result.notes) std::printf("%s\n", note.c_str());
    print_parallelism(result);
    for (const MissedObjective& objective : missed)
      std::printf("objective not met: %s\n", objective.text.c_str());
    const std::string recorded = trace::Reader{out}.header().record;
    if (recorded != "all") std::printf("recorded: %s\n", recorded.c_str());
    std::printf("fingerprint %016" PRIx64 "\n", result.fingerprint);
    std::printf("trace %s, to T+%s, in %s\n", out.c_str(), duration(to_seconds(result.end)).c_str(),
                duration(result.wall_s).c_str());
    std::printf("next: muster-viewer %s\n", out.c_str());
  }
  if (!result.complete) {
    std::fprintf(stderr, "interrupted at T+%s; the trace so far is closed: %s\n",
                 duration(to_seconds(result.end)).c_str(), out.c_str());
    return kInterrupted;
  }
  return options.require_objectives && !missed.empty() ? kObjectiveMissed : kDone;
}

}  // namespace muster::cli
