// SPDX-License-Identifier: MIT
#include "engine/cli/members.hpp"

#include <algorithm>
#include <chrono>
#include <cinttypes>
#include <cstdio>
#include <memory>
#include <thread>

#include "engine/base/hash.hpp"
#include "engine/cli/commands.hpp"
#include "engine/cli/measures.hpp"
#include "engine/cli/progress.hpp"
#include "engine/cli/provenance.hpp"
#include "engine/cli/signals.hpp"
#include "engine/cli/terminal.hpp"
#include "engine/cli/trace_path.hpp"
#include "engine/simulation/ensemble.hpp"
#include "engine/simulation/hazard_run.hpp"
#include "engine/study/uncertainty.hpp"

namespace muster::cli {

namespace {

using Member = std::unique_ptr<input::Loaded>;

/// Reads the cases of members [first, first + count); problems go to `diagnostics`.
std::vector<Member> read_members(const HazardOptions& options, const input::Loaded& loaded,
                                 std::uint32_t first, std::uint32_t count,
                                 std::vector<simulation::MemberDraw>& draws,
                                 Diagnostics& diagnostics) {
  std::vector<Member> members;
  for (std::uint32_t m = first; m < first + count && diagnostics.ok(); ++m) {
    input::LoadOptions load = options.load;
    load.hazards_only = true;
    const auto& drivers = loaded.file.event.uncertainty;
    for (std::size_t k = 0; k < drivers.size(); ++k)
      draws.push_back({m, drivers[k].pointer,
                       study::drawn(drivers[k], loaded.driver_bases[k], loaded.file.seed, m)});
    for (auto& set : study::overrides_of(drivers, loaded.driver_bases, loaded.file.seed, m))
      load.sets.push_back(std::move(set));
    Diagnostics found;
    members.push_back(std::make_unique<input::Loaded>(input::load(options.case_path, load, found)));
    if (found.ok()) continue;
    for (const Problem& problem : found.problems())
      if (problem.severity == Problem::Severity::Error)
        diagnostics.error("member " + std::to_string(m) + ": " + problem.where, problem.what,
                          problem.hint);
  }
  return members;
}

}  // namespace

int hazard_members(const HazardOptions& options, const input::Loaded& loaded,
                   const std::string& out) {
  if (loaded.file.event.uncertainty.empty()) {
    std::fprintf(
        stderr,
        "%s: its event states no uncertainty: every member would be the same; list drivers in "
        "event.uncertainty\n",
        options.case_path.c_str());
    return kBadInput;
  }
  const auto began = std::chrono::steady_clock::now();
  simulation::HazardRunOptions run;
  run.threads = options.threads > 0
                    ? options.threads
                    : static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
  if (options.until_s) run.until = from_seconds(*options.until_s);
  run.requests = &requests();
  const auto wanted = static_cast<std::uint32_t>(options.members);
  const auto batch = static_cast<std::uint32_t>(run.threads);
  simulation::Ensemble ensemble{loaded.world.terrain.grid};
  std::vector<simulation::MemberDraw> draws;
  std::uint64_t fingerprint = 0;
  Progress progress{!options.quiet};
  for (std::uint32_t first = 0; first < wanted && !requests().stop; first += batch) {
    Diagnostics diagnostics;
    std::vector<simulation::MemberDraw> own;
    const std::vector<Member> members =
        read_members(options, loaded, first, std::min(batch, wanted - first), own, diagnostics);
    if (!diagnostics.ok()) {
      progress.end();
      print_problems(diagnostics);
      return kBadInput;
    }
    std::vector<simulation::MemberCase> cases;
    cases.reserve(members.size());
    for (const Member& member : members)
      cases.push_back({member->file, member->world, member->forcing});
    const std::vector<simulation::MemberRun> runs = simulation::run_members(cases, run);
    if (requests().stop) break;  // these are not at their ends
    for (std::size_t k = 0; k < runs.size(); ++k) {
      ensemble.add(*runs[k].hazards);
      fingerprint += mix(first + k, runs[k].fingerprint);
    }
    draws.insert(draws.end(), own.begin(), own.end());
    progress(first + static_cast<SimTime>(runs.size()), wanted);
  }
  progress.end();
  const bool complete = ensemble.members() == wanted;
  if (ensemble.members() == 0) {
    std::fprintf(stderr, "interrupted before any member had ended; nothing is written\n");
    return kInterrupted;
  }
  const std::vector<simulation::Measure> summary =
      ensemble.write(loaded.file, loaded.world, {loaded.resolved_json, loaded.inputs}, draws, out,
                     fingerprint, complete);
  simulation::HazardRunResult result;
  result.fingerprint = fingerprint;
  result.complete = complete;
  result.wall_s = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  write_provenance(out, options, result);
  if (!options.quiet) {
    print_measures(summary);
    std::printf("fingerprint %016" PRIx64 "\n", fingerprint);
    std::printf("ensemble %s\n", out.c_str());
  }
  if (complete) return kDone;
  std::fprintf(stderr, "interrupted; what %u members of %u gave is in %s\n", ensemble.members(),
               wanted, out.c_str());
  return kInterrupted;
}

}  // namespace muster::cli
