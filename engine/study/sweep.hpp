// SPDX-License-Identifier: MIT
// A sweep: a study written out run by run. Whoever makes the runs needs no more than this.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/case/study_file.hpp"

namespace muster::study {

struct SweepRun {
  std::uint64_t seed = 0;
  std::vector<cases::AnyJson> values;  // one a pointer
  std::string case_sha256;             // of the resolved case; says whether a trace is this run's
};

/// Runs are known by their index. Designs other than the full grid would differ in the rows alone.
struct Sweep {
  std::string name;
  std::vector<std::string> pointers;
  std::vector<SweepRun> runs;
};

inline constexpr std::uint64_t kMostRuns = 100'000;

/// Reads a study file, or the study.json of a folder; `folder` becomes its folder, absolute.
/// Problems go to `diagnostics`.
cases::StudyFile read_study(const std::string& path, std::string& folder, Diagnostics& diagnostics);

/// Runs of the full grid, or something above kMostRuns where there are more.
std::uint64_t run_count(const cases::StudyFile& study);

/// Run `index` without the hash of its case. Seeds turn fastest, then the last pointer's values:
/// index = (((i0 * n1 + i1) * n2 + i2) ...) * seeds + seed.
SweepRun run_of(const cases::StudyFile& study, std::uint64_t index);

/// Every run, the JSON parts of every point's case checked; each problem goes to `diagnostics`
/// once. Paths in values start in the current folder, which is to be the study's. Cost: reading
/// the JSON parts once a point.
Sweep make_sweep(const cases::StudyFile& study, Diagnostics& diagnostics);

}  // namespace muster::study
