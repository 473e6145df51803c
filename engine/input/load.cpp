// SPDX-License-Identifier: MIT
#include "engine/input/load.hpp"

#include "engine/input/json_writer.hpp"
#include "engine/input/read_case.hpp"

namespace muster::input {

namespace {

/// Hands over what was found wrong with files that the case names, in the user's words: by paths
/// relative to where he is, as he named the case.
void hand_over(const Diagnostics& from, const CaseReading& reading, Diagnostics& to) {
  for (const Problem& problem : from.problems()) {
    std::string where = problem.where;
    const std::string* known = nullptr;
    for (const auto& [absolute, unused] : reading.names) {
      const bool whole = where.size() == absolute.size() || where[absolute.size()] == ':' ||
                         where[absolute.size()] == '/';
      if (where.starts_with(absolute) && whole) known = &absolute;  // the longest comes last
    }
    if (known) {
      where = (reading.folder / reading.names.at(*known)).lexically_normal().string() +
              where.substr(known->size());
    }
    switch (problem.severity) {
      case Problem::Severity::Error:
        to.error(where, problem.what, problem.hint);
        break;
      case Problem::Severity::Warning:
        to.warning(where, problem.what, problem.hint);
        break;
      case Problem::Severity::Note:
        to.note(where, problem.what, problem.hint);
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
    build_world(loaded.file, loaded, found);
    hand_over(found, reading, diagnostics);
  }
  for (cases::InputFile& input : loaded.inputs) input.path = named_path(reading.names, input.path);
  return loaded;
}

}  // namespace muster::input
