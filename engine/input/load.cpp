// SPDX-License-Identifier: MIT
#include "engine/input/load.hpp"

#include "engine/input/json_writer.hpp"
#include "engine/input/read_case.hpp"

namespace muster::input {

Loaded load(const std::string& path, const LoadOptions& options, Diagnostics& diagnostics) {
  Loaded loaded;
  CaseReading reading = read_case_files(path, options, diagnostics);
  loaded.file = std::move(reading.file);
  loaded.inputs = std::move(reading.inputs);
  loaded.resolved_json = resolved_text(loaded.file, reading.names);
  if (diagnostics.ok()) build_world(loaded.file, loaded, diagnostics);
  for (cases::InputFile& input : loaded.inputs) input.path = named_path(reading.names, input.path);
  return loaded;
}

}  // namespace muster::input
