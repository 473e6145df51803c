// SPDX-License-Identifier: MIT
#include "engine/study/sweep.hpp"

#include <filesystem>
#include <set>

#include "engine/case/describe.hpp"
#include "engine/input/json_reader.hpp"
#include "engine/input/json_writer.hpp"
#include "engine/input/read_case.hpp"
#include "engine/input/sha256.hpp"

namespace muster::study {

namespace {

namespace fs = std::filesystem;

void check(const cases::StudyFile& study, const input::Json& root, input::JsonSources& sources) {
  std::set<std::string> pointers;
  for (std::size_t i = 0; i < study.vary.size(); ++i) {
    const std::string& pointer = study.vary[i].pointer;
    const input::Json& at = *(*root.find("vary")->list())[i].find("pointer");
    const std::string place = "/vary/" + std::to_string(i) + "/pointer";
    if (pointer == "/seed") {
      sources.add({at.origin, at.token, place, "the seed is not among what is varied",
                   "give \"seeds\", which every point shares"});
    } else if (!pointers.insert(pointer).second) {
      sources.add({at.origin, at.token, place, "\"" + pointer + "\" is varied already", ""});
    }
  }
  if (run_count(study) > kMostRuns) {
    sources.add({root.origin, root.token, "",
                 "these are more than " + std::to_string(kMostRuns) + " runs",
                 "make several studies of it"});
  }
}

}  // namespace

cases::StudyFile read_study(const std::string& path, std::string& folder,
                            Diagnostics& diagnostics) {
  cases::StudyFile study;
  fs::path file{path};
  std::error_code ignored;
  if (fs::is_directory(file, ignored)) file /= "study.json";
  const fs::path absolute = fs::absolute(file).lexically_normal();
  folder = absolute.parent_path().string();
  input::JsonSources sources;
  input::Json root;
  bool whole = false;
  const std::string fault =
      sources.add_file({file.string(), "", folder, "", false}, absolute.string(), "", root, whole);
  if (!fault.empty()) diagnostics.error(file.string(), fault);
  if (whole) {
    input::PathNames names;
    input::JsonReader reader{root, sources, names};
    visit(reader, study);
    if (sources.ok()) check(study, root, sources);
  }
  sources.report(diagnostics);
  return study;
}

std::uint64_t run_count(const cases::StudyFile& study) {
  std::uint64_t count = study.seeds.count;
  for (const cases::Varied& varied : study.vary) {
    if (count <= kMostRuns) count *= varied.values.size();  // lists are bounded: no overflow
  }
  return count;
}

SweepRun run_of(const cases::StudyFile& study, std::uint64_t index) {
  SweepRun run;
  run.seed = study.seeds.first + index % study.seeds.count;
  index /= study.seeds.count;
  run.values.resize(study.vary.size());
  for (std::size_t i = study.vary.size(); i-- > 0;) {
    const std::vector<cases::AnyJson>& values = study.vary[i].values;
    run.values[i] = values[index % values.size()];
    index /= values.size();
  }
  return run;
}

Sweep make_sweep(const cases::StudyFile& study, Diagnostics& diagnostics) {
  Sweep sweep;
  sweep.name = study.name;
  for (const cases::Varied& varied : study.vary) sweep.pointers.push_back(varied.pointer);
  std::set<std::string> seen;
  input::CaseReading reading;
  for (std::uint64_t index = 0; index < run_count(study); ++index) {
    SweepRun run = run_of(study, index);
    if (index % study.seeds.count == 0) {  // a new point
      input::LoadOptions load;
      for (std::size_t i = 0; i < run.values.size(); ++i) {
        load.sets.emplace_back(sweep.pointers[i], run.values[i].text);
      }
      Diagnostics found;
      reading = input::read_case_files(study.case_path, load, found);
      for (const Problem& problem : found.problems()) {
        if (problem.severity != Problem::Severity::Error) continue;  // the runs will say it
        if (seen.insert(to_string(problem)).second) {
          diagnostics.error(problem.where, problem.what, problem.hint);
        }
      }
    }
    reading.file.seed = run.seed;
    run.case_sha256 = input::sha256(input::resolved_text(reading.file, reading.names));
    sweep.runs.push_back(std::move(run));
  }
  return sweep;
}

}  // namespace muster::study
