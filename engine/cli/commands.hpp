// SPDX-License-Identifier: MIT
// The commands of the program. Each prints results to stdout and notes to stderr and returns the
// exit code; bad input and failed runs are thrown.
#pragma once

#include <string>
#include <vector>

#include "engine/cli/run_options.hpp"
#include "engine/input/starter_case.hpp"

namespace muster::cli {

inline constexpr int kDone = 0;
inline constexpr int kFailed = 1;
inline constexpr int kUsage = 2;
inline constexpr int kBadInput = 3;
inline constexpr int kObjectiveMissed = 4;
inline constexpr int kInterrupted = 130;

struct CaseOptions {
  std::string case_path;
  input::LoadOptions load;
};

struct GenerateOptions {
  std::string spec;
  std::string out;
};

struct SweepOptions {
  std::string study;
  std::string out;  // folder; empty: the study's name, in the current folder
  int jobs = 0;     // 0: as many as the machine has room for
  int threads = 1;  // of each run
  std::string part;
};

struct ExportOptions {
  std::string trace;
  std::string format;  // "xdmf"; the command line admits no other
};

int run(const RunOptions& options);
int hazard(const HazardOptions& options);
int check(const CaseOptions& options);
int bound(const CaseOptions& options);
int schema(const std::string& file_kind);
int info(const std::string& trace);
int export_xdmf(const ExportOptions& options);
int fire_behaviour(const std::string& table);
int generate(const GenerateOptions& options);
int import_roads(const input::StarterOptions& options);
int sweep(const SweepOptions& options);
int collate(const std::string& folder);

}  // namespace muster::cli
