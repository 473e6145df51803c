// SPDX-License-Identifier: MIT
#include "engine/simulation/run.hpp"

#include <omp.h>

#include <chrono>
#include <ctime>
#include <memory>
#include <optional>

#include "engine/base/error.hpp"
#include "engine/simulation/injects.hpp"
#include "engine/simulation/recorder.hpp"
#include "engine/simulation/simulation.hpp"
#include "engine/trace/journaled_file.hpp"
#include "engine/trace/reader.hpp"
#include "engine/trace/state_file.hpp"

namespace muster::simulation {

namespace {

/// A resumed run writes beside the trace that it goes on from, and takes its place at the end.
std::filesystem::path working_path(const RunOptions& options) {
  if (options.resume.empty() || options.resume != options.out) return options.out;
  std::filesystem::path path = options.out;
  path += ".resuming";
  return path;
}

}  // namespace

RunResult run(const cases::CaseFile& file, const world::World& world, const world::Forcing& forcing,
              const std::string& resolved_json, const std::vector<cases::InputFile>& inputs,
              const RunOptions& options) {
  const auto began = std::chrono::steady_clock::now();
  if (options.threads > 0) omp_set_num_threads(options.threads);
  const std::optional<world::Forcing> injected = with_injects(options.decisions, file, forcing);
  Simulation simulation{file, world, injected ? *injected : forcing, options.decisions,
                        options.hazards};
  const kernel::Layout layout = simulation.layout();
  RunResult result;
  result.partitions = layout.partitions;
  result.window = layout.window;
  kernel::Engine engine{simulation, layout, {.kind = options.engine, .threads = options.threads}};

  std::unique_ptr<Recorder> recorder;
  const std::filesystem::path path = working_path(options);
  const auto state = [&](StateArchive& archive) {
    archive.enter("engine");
    engine.state(archive);
    archive.leave();
    archive.enter("simulation");
    simulation.state(archive);
    archive.leave();
  };
  if (options.resume.empty()) {
    simulation.start(engine);
  } else {
    simulation.attach(engine);
  }
  if (!path.empty()) {
    recorder = std::make_unique<Recorder>(simulation, RecordedCase{resolved_json, inputs}, path);
  }
  if (!options.resume.empty()) {
    const std::filesystem::path states = trace::states_of(options.resume);
    trace::StateLoader archive{states, trace::saved_times(states).back()};
    state(archive);
    if (recorder) recorder->resume(trace::Reader{options.resume}, archive);
  }

  const SimTime horizon = from_seconds(file.horizon_s);
  const SimTime end = std::min(horizon, options.until);
  const SimTime step = simulation.period();
  const SimTime save_period =
      options.save_every > 0 ? (options.save_every + step - 1) / step * step : 0;
  SimTime last_step = 0;
  simulation.set_after_step([&](SimTime now) {
    last_step = now;
    if (recorder) recorder->record(now);
    const bool asked = options.requests != nullptr && options.requests->save.exchange(false);
    const bool due = save_period > 0 && now > 0 && now % save_period == 0;
    if (recorder && (asked || due)) {
      trace::StateSaver archive{trace::states_of(options.out), now};
      state(archive);
      recorder->state(archive);
      archive.finish();
    }
    if (options.progress) options.progress(now, end);
    if (options.requests != nullptr && options.requests->stop) engine.request_stop();
  });
  const std::clock_t loop_began = std::clock();
  engine.run(end + 1);
  result.loop_cpu_s = static_cast<double>(std::clock() - loop_began) / CLOCKS_PER_SEC;
  const bool stopped = engine.now() <= end;
  result.complete = !stopped;
  result.end = stopped ? last_step : end;
  result.fingerprint = engine.fingerprint();
  result.statistics = engine.statistics();
  result.summary = summarise(simulation, engine);
  result.notes = simulation.hazards().notes();
  if (recorder) {
    if (!stopped) recorder->record_rows();  // of what happened at the end, after the last barrier
    recorder->close(result.end, result.summary, result.fingerprint, result.complete);
    result.trace_cpu_s = recorder->figures().write_cpu_s;
    result.trace_bytes_in = recorder->figures().bytes_in;
    if (path != options.out) {
      // What a killed run left beside its trace is not of the new one.
      std::filesystem::remove(trace::JournaledFile::journal_of(options.out));
      std::filesystem::rename(path, options.out);
    }
  }
  result.wall_s = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  return result;
}

}  // namespace muster::simulation
