// SPDX-License-Identifier: MIT
// The hazards of a case alone: no roads, no people.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <vector>

#include "engine/base/time.hpp"
#include "engine/simulation/hazards.hpp"
#include "engine/simulation/run.hpp"
#include "engine/simulation/summary.hpp"
#include "engine/simulation/world_record.hpp"

namespace muster::simulation {

struct HazardRunOptions {
  int threads = 0;            // 0: as OpenMP decides
  SimTime until = kNever;     // end before the horizon
  std::filesystem::path out;  // trace; empty: none is written
  Requests* requests = nullptr;
  std::function<void(SimTime now, SimTime end)> progress;  // at every period
};

struct HazardRunResult {
  std::uint64_t fingerprint = 0;
  SimTime end = 0;
  bool complete = false;  // reached its end; false: stopped by request
  double wall_s = 0;
  std::vector<Measure> summary;
  std::vector<std::string> notes;  // how hazards were computed
};

/// Advances every hazard period by period, as a run does at its barriers, and records its layers
/// and water. Throws InputError where a hazard cannot start (no file is touched then) and RunError
/// where writing fails.
HazardRunResult run_hazards(const cases::CaseFile& file, const world::World& world,
                            const world::Forcing& forcing, const RecordedCase& recorded,
                            const HazardRunOptions& options);

/// A case of an ensemble. What it refers to outlives it.
struct MemberCase {
  const cases::CaseFile& file;
  const world::World& world;
  const world::Forcing& forcing;
};

/// The hazards of several cases at their ends, or where a request stopped them, and hashes of their
/// courses as run_hazards has them. In parallel over the cases, each on one thread.
struct MemberRun {
  std::unique_ptr<Hazards> hazards;
  std::uint64_t fingerprint = 0;
};
std::vector<MemberRun> run_members(const std::vector<MemberCase>& cases,
                                   const HazardRunOptions& options);

}  // namespace muster::simulation
