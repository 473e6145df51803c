// SPDX-License-Identifier: MIT
// One run from a loaded case to a closed trace.
#pragma once

#include <atomic>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "engine/base/time.hpp"
#include "engine/case/case_file.hpp"
#include "engine/case/decision.hpp"
#include "engine/kernel/engine.hpp"
#include "engine/simulation/summary.hpp"
#include "engine/trace/source.hpp"
#include "engine/world/forcing.hpp"
#include "engine/world/world.hpp"

namespace muster::simulation {

/// Requests from outside, such as signal handlers; polled at every barrier.
struct Requests {
  std::atomic<bool> stop{false};  // end at the barrier, close the trace as it stands
  std::atomic<bool> save{false};  // save the state at the barrier
};

struct RunOptions {
  kernel::EngineKind engine = kernel::EngineKind::Parallel;
  int threads = 0;               // 0: as OpenMP decides
  SimTime until = kNever;        // end before the horizon
  std::filesystem::path out;     // trace; empty: none is written
  SimTime save_every = 0;        // 0: never; rounded up to whole steps
  std::filesystem::path resume;  // trace whose last saved state to go on from
  // The trace that hazards are taken from (recorded_hazards.hpp); null: they are computed.
  std::shared_ptr<const trace::Source> hazards;
  std::vector<cases::Decision> decisions;  // by time; a resumed run has those of the saved one
  Requests* requests = nullptr;
  std::function<void(SimTime now, SimTime end)> progress;  // at every barrier
};

struct RunResult {
  std::uint64_t fingerprint = 0;
  SimTime end = 0;
  bool complete = false;  // reached its end; false: stopped by request
  kernel::Statistics statistics;
  std::uint32_t partitions = 0;
  SimTime window = 0;
  double wall_s = 0;
  double loop_cpu_s = 0;   // of all threads, in the event loop: neither building nor closing
  double trace_cpu_s = 0;  // of the trace's writer
  std::uint64_t trace_bytes_in = 0;  // handed to it, before they are packed
  std::vector<Measure> summary;
  std::vector<std::string> notes;  // how hazards were computed
};

/// Throws InputError where the case cannot start (no file is touched then) and RunError where the
/// run or the writing fails.
RunResult run(const cases::CaseFile& file, const world::World& world, const world::Forcing& forcing,
              const std::string& resolved_json, const std::vector<cases::InputFile>& inputs,
              const RunOptions& options);

}  // namespace muster::simulation
