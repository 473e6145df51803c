// SPDX-License-Identifier: MIT
#include "engine/cli/earlier_trace.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <map>

#include "engine/input/hazard_difference.hpp"
#include "engine/input/json_difference.hpp"
#include "engine/input/sha256.hpp"
#include "engine/simulation/hazards.hpp"
#include "engine/simulation/injects.hpp"
#include "engine/simulation/recorded_hazards.hpp"
#include "engine/trace/reader.hpp"
#include "engine/trace/state_file.hpp"

namespace muster::cli {

namespace {

std::vector<cases::InputFile> inputs_of(const trace::Source& source) {
  const auto path = trace::column<std::string>(source, "inputs", "path");
  const auto sha256 = trace::column<std::string>(source, "inputs", "sha256");
  std::vector<cases::InputFile> inputs;
  for (std::size_t i = 0; i < path.size(); ++i)
    inputs.push_back({.path = path[i], .sha256 = sha256[i]});
  return inputs;
}

std::string inject_text(double time_s, const std::string& order) {
  char time[32];
  std::snprintf(time, sizeof time, "%.10g", time_s);
  return "the inject " + order + " at time_s " + time;
}

/// Hazards that are taken from a trace move no more.
void refuse_injects(const std::vector<cases::Decision>& decisions, const std::string& log,
                    Diagnostics& diagnostics) {
  for (const cases::Decision& decision : decisions) {
    if (simulation::alters_hazards(decision))
      diagnostics.error(
          log, inject_text(decision.time_s, decision.order_text) + " would alter the hazards",
          "compute them: leave --hazard-from out, or the inject");
  }
}

/// A trace may be that of a drill, whose hazards are not those of its case.
void refuse_injects_of(const trace::Source& source, const std::string& path,
                       Diagnostics& diagnostics) {
  if (trace::find_table(source, "decisions") == nullptr) return;
  const auto time = trace::column<SimTime>(source, "decisions", "time_us");
  const auto order = trace::column<std::string>(source, "decisions", "order");
  const auto accepted = trace::column<std::uint8_t>(source, "decisions", "accepted");
  for (std::size_t k = 0; k < order.size(); ++k) {
    const bool alters = order[k].find("\"kind\":\"set_wind\"") != std::string::npos ||
                        order[k].find("\"kind\":\"add_fire_break\"") != std::string::npos ||
                        order[k].find("\"kind\":\"scale_rain\"") != std::string::npos;
    if (alters && accepted[k] != 0)
      diagnostics.error(path,
                        "was computed with " + inject_text(to_seconds(time[k]), order[k]) +
                            ", which altered the hazards",
                        "compute the hazards of this case");
  }
}

}  // namespace

std::string named_from_case(const std::string& case_path, const std::string& file) {
  namespace fs = std::filesystem;
  fs::path folder = fs::absolute(case_path);  // "case.json" alone has no folder
  if (!fs::is_directory(folder)) folder = folder.parent_path();
  const fs::path path{file};
  if (path.is_absolute()) return path.string();
  return fs::absolute(path).lexically_normal().lexically_relative((folder / "").lexically_normal());
}

std::shared_ptr<const trace::Source> open_hazards(const RunOptions& options, const std::string& out,
                                                  const std::vector<cases::Decision>& decisions,
                                                  input::Loaded& loaded, Diagnostics& diagnostics) {
  const std::string& path = options.hazard_from;
  const auto source = std::make_shared<trace::Reader>(path);
  if (std::filesystem::exists(out) && std::filesystem::equivalent(out, path)) {
    diagnostics.error(out, "would replace the trace that the hazards come from",
                      "name another with --out");
    return source;
  }
  input::check_same_hazards({source->text("case"), inputs_of(*source)}, loaded.file,
                            loaded.resolved_json, loaded.inputs, path, diagnostics);
  refuse_injects(decisions, options.decisions, diagnostics);
  refuse_injects_of(*source, path, diagnostics);
  if (!diagnostics.ok()) return source;
  const double end_s = std::min(loaded.file.horizon_s, options.until_s.value_or(HUGE_VAL));
  simulation::check_recorded(*source, simulation::hazard_period(loaded.file.event),
                             from_seconds(end_s), path, diagnostics);
  loaded.inputs.push_back(input::hash_input(named_from_case(options.case_path, path), path));
  return source;
}

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
  std::map<std::string, std::string> then, now;
  for (const cases::InputFile& input : inputs_of(old)) then[input.path] = input.sha256;
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

}  // namespace muster::cli
