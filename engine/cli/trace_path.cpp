// SPDX-License-Identifier: MIT
#include "engine/cli/trace_path.hpp"

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string_view>

namespace muster::cli {

namespace {

/// Whether a run may replace the file: an HDF5 file, or the empty one of a run that was killed at
/// once.
bool may_be_trace(const std::string& path) {
  constexpr std::string_view kSignature = "\x89HDF\r\n\x1a\n";
  std::string start(kSignature.size(), '\0');
  std::ifstream file{path, std::ios::binary};
  file.read(start.data(), static_cast<std::streamsize>(start.size()));
  return file.gcount() == 0 || start == kSignature;
}

}  // namespace

void check_out(const std::string& out, Diagnostics& diagnostics) {
  namespace fs = std::filesystem;
  const fs::file_status status = fs::status(out);
  const fs::path folder = fs::absolute(out).parent_path();
  if (fs::is_directory(status)) {
    diagnostics.error(out, "this is a folder", "name the trace in it, such as run.h5");
  } else if (fs::exists(status) && !fs::is_regular_file(status)) {
    diagnostics.error(out, "not a plain file", "name a file to write the trace to");
  } else if (fs::exists(status) && !may_be_trace(out)) {
    diagnostics.error(out, "is no trace, and a run would replace it", "name another file");
  } else if (!fs::is_directory(folder)) {
    diagnostics.error(out, "there is no folder to write it to", "make the folder first");
  } else if (access(folder.c_str(), W_OK) != 0) {
    diagnostics.error(out, "its folder cannot be written to", "write it elsewhere with --out");
  }
}

}  // namespace muster::cli
