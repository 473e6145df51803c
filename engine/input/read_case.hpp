// SPDX-License-Identifier: MIT
// The JSON parts of a case, and how it names its files.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/input/json_reader.hpp"
#include "engine/input/load.hpp"

namespace muster::input {

struct CaseReading {
  cases::CaseFile file;
  JsonSources sources;
  Json root;  // with its parts in place of their names
  std::vector<cases::InputFile> inputs;
  PathNames names;
  std::filesystem::path folder;  // of the case, as the user named it
};

/// Reads a case file, or the case.json of a folder, with its parts and the overrides. Problems go
/// to `diagnostics`, sorted by file and place. Does not throw for bad input.
CaseReading read_case_files(const std::string& path, const LoadOptions& options,
                            Diagnostics& diagnostics);

/// Where the files hold what "/world/crs" points at in the whole case; the nearest value that
/// stands in a file where it is left out.
std::string place_of(const CaseReading& reading, const std::string& pointer);

/// `absolute`, or what lies in a folder known to `names`, as the case names it; unknown paths as
/// they are.
std::string named_path(const PathNames& names, const std::string& absolute);

}  // namespace muster::input
