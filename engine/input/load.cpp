// SPDX-License-Identifier: MIT
#include "engine/input/load.hpp"

#include "engine/input/drivers.hpp"
#include "engine/input/json_writer.hpp"
#include "engine/input/read_case.hpp"

namespace muster::input {

namespace {

/// A text with every absolute path of a file that the case names as the user would type it.
std::string in_users_words(std::string text, const CaseReading& reading) {
  // backwards, so that "/a/roads.csv" comes before "/a/roads"
  for (auto file = reading.names.rbegin(); file != reading.names.rend(); ++file) {
    const auto& [absolute, named] = *file;
    const std::string shown = (reading.folder / named).lexically_normal().string();
    for (std::size_t at = text.find(absolute); at != std::string::npos;
         at = text.find(absolute, at + shown.size())) {
      text.replace(at, absolute.size(), shown);
    }
  }
  return text;
}

/// Hands over what was found wrong with the case's content, in the user's words: "#/world/crs" by
/// file, line and pointer, files by paths relative to where he is, as he named the case.
void hand_over(const Diagnostics& from, const CaseReading& reading, Diagnostics& to) {
  for (const Problem& problem : from.problems()) {
    const std::string where = problem.where.starts_with('#')
                                  ? place_of(reading, problem.where.substr(1))
                                  : in_users_words(problem.where, reading);
    const std::string what = in_users_words(problem.what, reading);
    switch (problem.severity) {
      case Problem::Severity::Error:
        to.error(where, what, problem.hint);
        break;
      case Problem::Severity::Warning:
        to.warning(where, what, problem.hint);
        break;
      case Problem::Severity::Note:
        to.note(where, what, problem.hint);
        break;
    }
  }
}

}  // namespace

Loaded load(const std::string& path, const LoadOptions& options, Diagnostics& diagnostics) {
  Loaded loaded;
  CaseReading reading = read_case_files(path, options, diagnostics);
  loaded.file = std::move(reading.file);
  loaded.inputs = std::move(reading.inputs);
  loaded.resolved_json = resolved_text(loaded.file, reading.names);
  if (diagnostics.ok()) {
    Diagnostics found;
    loaded.driver_bases = driver_bases(loaded.file.event.uncertainty, loaded.resolved_json, found);
    build_world(loaded.file, options.hazards_only, loaded, found);
    hand_over(found, reading, diagnostics);
    for (Finding& finding : loaded.findings) finding.name = in_users_words(finding.name, reading);
  }
  for (cases::InputFile& input : loaded.inputs) input.path = named_path(reading.names, input.path);
  return loaded;
}

}  // namespace muster::input
