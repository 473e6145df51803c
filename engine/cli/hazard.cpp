// SPDX-License-Identifier: MIT
// `muster hazard`.
#include <cinttypes>
#include <cstdio>

#include "engine/cli/commands.hpp"
#include "engine/cli/measures.hpp"
#include "engine/cli/members.hpp"
#include "engine/cli/progress.hpp"
#include "engine/cli/provenance.hpp"
#include "engine/cli/signals.hpp"
#include "engine/cli/terminal.hpp"
#include "engine/cli/trace_path.hpp"
#include "engine/simulation/hazard_run.hpp"

namespace muster::cli {

int hazard(const HazardOptions& options) {
  leave_on_signals();
  Diagnostics diagnostics;
  input::LoadOptions load = options.load;
  load.hazards_only = true;
  const input::Loaded loaded = input::load(options.case_path, load, diagnostics);
  if (diagnostics.ok() && loaded.file.event.hazards.empty())
    diagnostics.error(options.case_path, "its event has no hazards", "list them in event.hazards");
  const std::string out =
      !options.out.empty()
          ? options.out
          : loaded.file.name + (options.members > 0 ? "-members.h5" : "-hazard.h5");
  check_out(out, diagnostics);
  if (!options.quiet || !diagnostics.ok()) print_problems(diagnostics);
  if (!diagnostics.ok()) return kBadInput;
  listen_to_signals();
  if (options.members > 0) return hazard_members(options, loaded, out);
  Progress progress{!options.quiet};
  simulation::HazardRunOptions run;
  run.threads = options.threads;
  if (options.until_s) run.until = from_seconds(*options.until_s);
  run.out = out;
  run.requests = &requests();
  run.progress = [&](SimTime now, SimTime end) { progress(now, end); };
  const simulation::HazardRunResult result = simulation::run_hazards(
      loaded.file, loaded.world, loaded.forcing, {loaded.resolved_json, loaded.inputs}, run);
  progress.end();
  write_provenance(out, options, result);
  if (!options.quiet) {
    print_measures(result.summary);
    for (const std::string& note : result.notes) std::printf("%s\n", note.c_str());
    std::printf("fingerprint %016" PRIx64 "\n", result.fingerprint);
    std::printf("trace %s, to T+%s, in %s\n", out.c_str(), duration(to_seconds(result.end)).c_str(),
                duration(result.wall_s).c_str());
    std::printf("next: muster-viewer %s\n", out.c_str());
  }
  if (result.complete) return kDone;
  std::fprintf(stderr, "interrupted at T+%s; the trace so far is closed: %s\n",
               duration(to_seconds(result.end)).c_str(), out.c_str());
  return kInterrupted;
}

}  // namespace muster::cli
