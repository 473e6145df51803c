// SPDX-License-Identifier: MIT
// `muster run`.
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cinttypes>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>

#include "engine/cli/commands.hpp"
#include "engine/cli/objectives.hpp"
#include "engine/cli/provenance.hpp"
#include "engine/cli/terminal.hpp"
#include "engine/input/json_difference.hpp"
#include "engine/input/read_decisions.hpp"
#include "engine/simulation/run.hpp"
#include "engine/trace/reader.hpp"
#include "engine/trace/schema.hpp"
#include "engine/trace/state_file.hpp"

namespace muster::cli {

namespace {

simulation::Requests requests;

void on_signal(int signal) {
  if (signal == SIGUSR1) {
    requests.save = true;
  } else {
    requests.stop = true;
  }
}

void listen_to_signals() {
  struct sigaction action = {};
  action.sa_handler = on_signal;
  action.sa_flags = SA_RESTART;
  for (const int signal : {SIGINT, SIGTERM, SIGUSR1}) sigaction(signal, &action, nullptr);
  // A file that grows past a limit is a failed write with a reason, not the end of the process.
  std::signal(SIGXFSZ, SIG_IGN);
}

/// A bar on a terminal, a line a minute elsewhere.
class Progress {
 public:
  explicit Progress(Output output) : shown_{output == Output::Progress}, bar_{isatty(2) != 0} {}

  void operator()(SimTime now, SimTime end) {
    if (!shown_) return;
    const auto wall = std::chrono::steady_clock::now();
    const auto gap = bar_ ? std::chrono::milliseconds{200} : std::chrono::milliseconds{60'000};
    if (wall - last_ < gap) return;
    last_ = wall;
    const double share = end > 0 ? static_cast<double>(now) / static_cast<double>(end) : 1;
    if (bar_) {
      constexpr int kWidth = 40;
      const int done = static_cast<int>(share * kWidth);
      std::fprintf(stderr, "\r[%.*s%*s] %3.0f %%  T+%s   ", done,
                   "########################################", kWidth - done, "", share * 100,
                   duration(to_seconds(now)).c_str());
      drawn_ = true;
    } else {
      std::fprintf(stderr, "%3.0f %%  T+%s\n", share * 100, duration(to_seconds(now)).c_str());
    }
  }
  void end() const {
    if (drawn_) std::fputs("\r\033[K", stderr);
  }

 private:
  bool shown_;
  bool bar_;
  bool drawn_ = false;
  std::chrono::steady_clock::time_point last_ = std::chrono::steady_clock::now();
};

simulation::RunOptions simulation_options(const RunOptions& options, const std::string& out) {
  simulation::RunOptions run;
  run.engine = options.engine == EngineChoice::Serial ? kernel::EngineKind::Serial
                                                      : kernel::EngineKind::Parallel;
  run.threads = options.threads;
  if (options.until_s) run.until = from_seconds(*options.until_s);
  run.out = out;
  if (options.save_every_s) run.save_every = from_seconds(*options.save_every_s);
  run.resume = options.resume;
  run.requests = &requests;
  return run;
}

/// The log as the case would name it, such as the other files of a run.
std::string named_from_case(const RunOptions& options) {
  namespace fs = std::filesystem;
  fs::path folder = fs::absolute(options.case_path);  // "case.json" alone has no folder
  if (!fs::is_directory(folder)) folder = folder.parent_path();
  const fs::path log{options.decisions};
  if (log.is_absolute()) return log.string();
  return fs::absolute(log).lexically_normal().lexically_relative((folder / "").lexically_normal());
}

/// Whether a run may replace the file: an HDF5 file, or the empty one of a run that was killed at
/// once.
bool may_be_trace(const std::string& path) {
  constexpr std::string_view kSignature = "\x89HDF\r\n\x1a\n";
  std::string start(kSignature.size(), '\0');
  std::ifstream file{path, std::ios::binary};
  file.read(start.data(), static_cast<std::streamsize>(start.size()));
  return file.gcount() == 0 || start == kSignature;
}

/// Said with the case's own problems rather than after the work of loading it. A device or a folder
/// in the place of a trace must never be replaced by one.
void check_out(const std::string& out, Diagnostics& diagnostics) {
  namespace fs = std::filesystem;
  const fs::file_status status = fs::status(out);
  const fs::path folder = fs::absolute(out).parent_path();
  if (fs::is_directory(status)) {
    diagnostics.error(out, "this is a folder", "name the trace in it, such as run.h5");
  } else if (fs::exists(status) && !fs::is_regular_file(status)) {
    diagnostics.error(out, "not a plain file", "name a file to write the trace to");
  } else if (fs::exists(status) && !may_be_trace(out)) {
    diagnostics.error(out, "is no trace, and a run would replace it", "name another file");
  } else if (!fs::is_directory(folder)) {
    diagnostics.error(out, "there is no folder to write it to", "make the folder first");
  } else if (access(folder.c_str(), W_OK) != 0) {
    diagnostics.error(out, "its folder cannot be written to", "write it elsewhere with --out");
  }
}

/// A run goes on only as it began: the state that was saved is a function of case and inputs.
void check_resumed(const std::string& resume, const input::Loaded& loaded,
                   Diagnostics& diagnostics) {
  if (!std::filesystem::exists(resume)) {
    diagnostics.error(resume, "no such file", "--resume needs the trace of an earlier run");
    return;
  }
  if (!std::filesystem::exists(trace::states_of(resume))) {
    diagnostics.error(resume, "no state was saved beside it",
                      "runs save with --save-every or SIGUSR1");
    return;
  }
  const trace::Reader old{resume};
  const std::string hint = "go on with the case and files as they were, or run anew";
  for (const std::string& line :
       input::json_differences(old.text("case"), loaded.resolved_json, resume))
    diagnostics.error(resume, "ran with another case: " + line, hint);
  const auto path = trace::column<std::string>(old, "inputs", "path");
  const auto sha256 = trace::column<std::string>(old, "inputs", "sha256");
  std::map<std::string, std::string> then, now;
  for (std::size_t i = 0; i < path.size(); ++i) then[path[i]] = sha256[i];
  for (const cases::InputFile& input : loaded.inputs) now[input.path] = input.sha256;
  for (const auto& [name, hash] : then) {
    if (!now.contains(name)) diagnostics.error(resume, "ran with " + name + " too", hint);
    if (now.contains(name) && now[name] != hash)
      diagnostics.error(resume, "ran with another " + name + ": it has changed since", hint);
  }
  for (const auto& [name, hash] : now) {
    if (!then.contains(name)) diagnostics.error(resume, "ran without " + name, hint);
  }
}

void print_table(const simulation::RunResult& result) {
  for (const simulation::Measure& measure : result.summary) {
    const bool empty_state = measure.value == 0 && measure.name.starts_with("now_");
    if (!measure.subject.empty() || empty_state) continue;
    if (measure.unit == "s") {
      std::printf("%-28s %14s\n", measure.name.c_str(), duration(measure.value).c_str());
    } else if (measure.value == static_cast<double>(static_cast<std::int64_t>(measure.value))) {
      std::printf("%-28s %14s %s\n", measure.name.c_str(),
                  with_commas(static_cast<std::int64_t>(measure.value)).c_str(),
                  measure.unit == "1" ? "" : measure.unit.c_str());
    } else {
      std::printf("%-28s %14.6g %s\n", measure.name.c_str(), measure.value,
                  measure.unit == "1" ? "" : measure.unit.c_str());
    }
  }
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
  Diagnostics diagnostics;
  input::Loaded loaded = input::load(options.case_path, options.load, diagnostics);
  input::DecisionLog log;
  if (!options.decisions.empty() && diagnostics.ok()) {
    log = input::read_decisions(options.decisions, named_from_case(options), loaded.file,
                                loaded.world.roads, {trace::kMostRoleBytes, trace::kMostOrderBytes},
                                diagnostics);
    loaded.inputs.insert(loaded.inputs.end(), log.inputs.begin(), log.inputs.end());
  }
  const std::string out = options.out.empty()
                              ? (options.resume.empty() ? loaded.file.name + ".h5" : options.resume)
                              : options.out;
  check_out(out, diagnostics);
  if (!options.resume.empty() && diagnostics.ok())
    check_resumed(options.resume, loaded, diagnostics);
  if (options.output != Output::Quiet || !diagnostics.ok()) print_problems(diagnostics);
  if (!diagnostics.ok()) return kBadInput;
  listen_to_signals();
  Progress progress{options.output};
  simulation::RunOptions run_options = simulation_options(options, out);
  run_options.decisions = std::move(log.decisions);
  run_options.progress = [&](SimTime now, SimTime end) { progress(now, end); };
  const simulation::RunResult result = simulation::run(
      loaded.file, loaded.world, loaded.forcing, loaded.resolved_json, loaded.inputs, run_options);
  progress.end();
  write_provenance(out, options, result);
  const std::vector<MissedObjective> missed = missed_objectives(loaded.file, result.summary);
  if (options.output == Output::Json) {
    print_json(out, result, missed);
  } else if (options.output == Output::Progress) {
    print_table(result);
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
