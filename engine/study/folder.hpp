// SPDX-License-Identifier: MIT
// The folder of a sweep: sweep.json (the runs), a trace or a failure a run, results.csv.
#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "engine/study/sweep.hpp"

namespace muster::study {

/// What the files of run 17 are called without their ends: run-000017.h5 is its trace,
/// run-000017.failed says in its lines of which case it was, how it ended, and what it printed.
std::string run_name(std::size_t index);

/// Writes the file as a whole, whoever else writes the same. Throws RunError.
void write_whole(const std::filesystem::path& path, const std::string& text);

void write_sweep(const std::filesystem::path& folder, const Sweep& sweep);
/// Throws InputError where there is none, or another program's.
Sweep read_sweep(const std::filesystem::path& folder);

enum class RunState { Missing, Failed, Done };

struct RunResult {
  RunState state = RunState::Missing;
  std::string fingerprint;                                  // Done
  std::vector<std::pair<std::string, std::string>> values;  // Done: measure and unit, value
  std::string message;                                      // Failed
};

/// By the run's trace if it is complete and of this very case, else by its failure. Cost: opening
/// the trace, milliseconds.
RunResult run_result(const std::filesystem::path& folder, const Sweep& sweep, std::size_t index);

/// Whether the files that traces were made from are still the same; reads each file once.
class InputCheck {
 public:
  explicit InputCheck(const std::string& case_path);
  /// Of a run whose state is Done.
  bool unchanged(const std::filesystem::path& trace);

 private:
  std::filesystem::path folder_;
  std::map<std::string, std::string> hashes_;  // by path as the case names it; empty: unreadable
};

/// Writes results.csv, a row a run, and returns the rows. The bytes depend on the runs alone, not
/// on who made them when.
std::vector<RunResult> collate(const std::filesystem::path& folder, const Sweep& sweep);

}  // namespace muster::study
