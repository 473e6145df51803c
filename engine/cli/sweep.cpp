// SPDX-License-Identifier: MIT
// `muster sweep` and `muster collate`.
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <thread>

#include "engine/cli/commands.hpp"
#include "engine/cli/terminal.hpp"
#include "engine/input/load.hpp"
#include "engine/study/crew.hpp"
#include "engine/study/folder.hpp"
#include "engine/study/ranks.hpp"

namespace muster::cli {

namespace {

namespace fs = std::filesystem;

volatile std::sig_atomic_t stopping = 0;

void on_signal(int) {
  stopping = 1;
}

/// Whole number of a variable that Slurm sets; `otherwise` where it is not set.
int slurm(const char* name, int otherwise) {
  const char* text = std::getenv(name);
  return text ? std::atoi(text) : otherwise;
}

int job_count(const SweepOptions& options) {
  if (options.jobs > 0) return options.jobs;
  if (study::Ranks::launched()) return 1;
  // Slurm may leave every processor visible to a task that has been given one.
  const int processors =
      slurm("SLURM_CPUS_PER_TASK", static_cast<int>(std::thread::hardware_concurrency()));
  return std::max(1, processors / options.threads);
}

struct Part {
  int number = 1;  // from 1
  int count = 1;
};

bool find_part(const std::string& text, Part& part) {
  if (!text.empty()) {
    char rest = 0;
    if (std::sscanf(text.c_str(), "%d/%d%c", &part.number, &part.count, &rest) == 2 &&
        part.number >= 1 && part.number <= part.count) {
      return true;
    }
    std::fprintf(stderr, "muster sweep: --part must be such as 2/4 (is \"%s\")\n", text.c_str());
    return false;
  }
  part.count = slurm("SLURM_ARRAY_TASK_COUNT", 1);
  if (part.count <= 1) return true;
  const int first = slurm("SLURM_ARRAY_TASK_MIN", 0), last = slurm("SLURM_ARRAY_TASK_MAX", 0);
  part.number = slurm("SLURM_ARRAY_TASK_ID", first) - first + 1;
  if (last - first + 1 != part.count) {
    std::fputs("muster sweep: the Slurm array has gaps; give --part\n", stderr);
    return false;
  }
  std::fprintf(stderr, "part %d/%d, by the Slurm array\n", part.number, part.count);
  return true;
}

/// A count on a terminal, a line a minute elsewhere.
class Progress {
 public:
  explicit Progress(std::size_t runs) : runs_{runs}, terminal_{isatty(2) != 0} {}
  void add(int ended) {
    if (ended == 0) return;
    done_ += static_cast<std::size_t>(ended);
    const auto now = std::chrono::steady_clock::now();
    if (!terminal_ && now - last_ < std::chrono::minutes{1}) return;
    last_ = now;
    std::fprintf(stderr, terminal_ ? "\r%zu of %zu runs " : "%zu of %zu runs\n", done_, runs_);
    drawn_ = terminal_;
  }
  void end() const {
    if (drawn_) std::fputs("\r\033[K", stderr);
  }

 private:
  std::size_t runs_;
  std::size_t done_ = 0;
  bool terminal_;
  bool drawn_ = false;
  std::chrono::steady_clock::time_point last_ = std::chrono::steady_clock::now();
};

/// Has the crew make what `next` gives until it gives nothing; rank 0 serves the others meanwhile.
void conduct(study::Crew& crew, study::Ranks& ranks, const std::function<std::string()>& next,
             Progress& progress) {
  const bool lead = ranks.rank() == 0;
  const int patience_ms = lead && ranks.size() > 1 ? 10 : 200;
  int ended = 0;  // since last time, as others report to rank 0
  bool told = false;
  const auto take = [&] { return stopping ? std::string{} : next(); };
  for (bool more = true;;) {
    while (more && crew.has_idle()) {
      const std::string task = lead ? take() : stopping ? std::string{} : ranks.ask(ended);
      if (!lead) ended = 0;
      more = !task.empty();
      if (more) crew.give(task);
    }
    if (stopping && !told) crew.stop();
    told = stopping != 0;
    if (!crew.has_busy() && !(lead && !ranks.alone())) {
      if (!more) break;
      if (!crew.has_idle()) throw RunError{"no worker is left"};
    }
    const int now = crew.wait(patience_ms);
    ended += now;
    if (lead) progress.add(now + ranks.answer(take));
  }
  if (!lead) ranks.leave(ended);
}

study::Task task_of(const SweepOptions& options, const cases::StudyFile& study,
                    const std::string& folder, const fs::path& out, const study::Sweep& sweep,
                    std::size_t index) {
  const study::SweepRun& run = sweep.runs[index];
  study::Task task{(out / study::run_name(index)).string(), run.case_sha256, folder, {}};
  task.words = {"run",    study.case_path,          "--out",     task.name + ".h5",
                "--seed", std::to_string(run.seed), "--threads", std::to_string(options.threads),
                "--quiet"};
  for (std::size_t i = 0; i < run.values.size(); ++i) {
    task.words.insert(task.words.end(), {"--set", sweep.pointers[i] + '=' + run.values[i].text});
  }
  return task;
}

/// Says what came out and returns the exit code.
int conclude(const std::vector<study::RunResult>& results) {
  constexpr std::size_t kMostShown = 10;
  std::size_t done = 0, failed = 0;
  for (std::size_t i = 0; i < results.size(); ++i) {
    done += results[i].state == study::RunState::Done;
    if (results[i].state == study::RunState::Failed && ++failed <= kMostShown) {
      std::fprintf(stderr, "%s: %s\n", study::run_name(i).c_str(), results[i].message.c_str());
    }
  }
  const std::size_t missing = results.size() - done - failed;
  std::printf("%s: %zu done, %zu failed, %zu missing\n",
              counted(static_cast<std::int64_t>(results.size()), "run", "runs").c_str(), done,
              failed, missing);
  if (stopping && missing > 0) {
    std::fputs("interrupted; the same command makes what is missing\n", stderr);
    return kInterrupted;
  }
  return done == results.size() ? kDone : kFailed;
}

int lead(const SweepOptions& options, const Part& part, study::Crew& crew, study::Ranks& ranks) {
  Diagnostics diagnostics;
  std::string folder;
  const cases::StudyFile study = study::read_study(options.study, folder, diagnostics);
  fs::path out;
  study::Sweep sweep;
  std::vector<std::size_t> mine, missing;
  if (diagnostics.ok()) {
    out = fs::absolute(options.out.empty() ? study.name : options.out).lexically_normal();
    fs::current_path(folder);  // where paths among the values start
    sweep = study::make_sweep(study, diagnostics);
  }
  if (diagnostics.ok()) {
    study::InputCheck inputs{study.case_path};
    for (std::size_t i = 0; i < sweep.runs.size(); ++i) {
      if (i % static_cast<std::size_t>(part.count) + 1 != static_cast<std::size_t>(part.number))
        continue;
      mine.push_back(i);
      const bool done = study::run_result(out, sweep, i).state == study::RunState::Done &&
                        inputs.unchanged(out / (study::run_name(i) + ".h5"));
      if (!done) missing.push_back(i);
    }
    if (!missing.empty()) {  // what is wrong with its terrain, roads and people is wrong in most
      input::LoadOptions load;
      const std::vector<cases::AnyJson>& values = sweep.runs[missing.front()].values;
      for (std::size_t i = 0; i < values.size(); ++i) {
        load.sets.emplace_back(sweep.pointers[i], values[i].text);
      }
      input::load(study.case_path, load, diagnostics);
    }
  }
  print_problems(diagnostics);
  const bool good = diagnostics.ok();
  if (good) {
    fs::create_directories(out);
    if (!missing.empty()) fs::remove(out / "results.csv");
    study::write_sweep(out, sweep);
    if (missing.size() < mine.size()) {
      std::fprintf(stderr, "%zu of %zu runs are there already\n", mine.size() - missing.size(),
                   mine.size());
    }
  } else {
    missing.clear();  // the other ranks are still to be told
  }
  Progress progress{missing.size()};
  std::size_t given = 0;
  conduct(
      crew, ranks,
      [&] {
        if (given == missing.size()) return std::string{};
        return study::packed(task_of(options, study, folder, out, sweep, missing[given++]));
      },
      progress);
  progress.end();
  if (!good) return kBadInput;
  if (part.count > 1 || stopping) {
    std::vector<study::RunResult> results;
    results.reserve(mine.size());
    for (const std::size_t i : mine) results.push_back(study::run_result(out, sweep, i));
    const bool whole =
        part.count == 1 && std::none_of(results.begin(), results.end(), [](const auto& result) {
          return result.state == study::RunState::Missing;
        });
    if (!whole) {
      const int code = conclude(results);
      if (code != kInterrupted) {
        std::printf("next, when every part is done: muster collate %s\n", out.c_str());
      }
      return code;
    }
  }
  const int code = conclude(study::collate(out, sweep));
  std::printf("results %s\n", (out / "results.csv").c_str());
  return code;
}

}  // namespace

int sweep(const SweepOptions& options) {
  Part part;
  if (!find_part(options.part, part)) return kUsage;
  study::Crew crew{job_count(options)};
  study::Ranks ranks;
  struct sigaction action = {};
  action.sa_handler = on_signal;
  for (const int signal : {SIGINT, SIGTERM}) sigaction(signal, &action, nullptr);
  try {
    if (ranks.rank() == 0) return lead(options, part, crew, ranks);
    Progress none{0};
    conduct(crew, ranks, {}, none);
    return kDone;
  } catch (const std::exception& error) {
    if (ranks.size() == 1) throw;
    std::fprintf(stderr, "muster: %s\n", error.what());
    ranks.abort(kFailed);
  }
}

int collate(const std::string& folder) {
  const int code = conclude(study::collate(folder, study::read_sweep(folder)));
  std::printf("results %s\n", (fs::path{folder} / "results.csv").c_str());
  return code;
}

}  // namespace muster::cli
