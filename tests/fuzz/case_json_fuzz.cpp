// SPDX-License-Identifier: MIT
// Any bytes as a case file, with an override from their first line: problems or a case, never a
// crash; and a case without problems reads back from its resolved text as the same text.
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "engine/input/json_writer.hpp"
#include "engine/input/read_case.hpp"

namespace {

using namespace muster;

/// A folder of the process's own, in memory where there is one.
struct Folder {
  Folder() {
    const std::filesystem::path shared = "/dev/shm";
    path = std::filesystem::exists(shared) ? shared : std::filesystem::temp_directory_path();
    path /= "muster-fuzz-" + std::to_string(getpid());
    std::filesystem::create_directories(path);
  }
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path, ignored);
  }
  std::filesystem::path path;
};

std::string write(const std::string& text) {
  static const Folder folder;
  const std::string path = (folder.path / "case.json").string();
  std::ofstream{path, std::ios::binary} << text;
  return path;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string text{reinterpret_cast<const char*>(data), size};
  input::LoadOptions options;
  if (text.starts_with('/')) {
    const std::size_t line = text.find('\n');
    const std::string set = text.substr(0, line);
    const std::size_t equals = set.find('=');
    if (equals != std::string::npos && line != std::string::npos) {
      options.sets.emplace_back(set.substr(0, equals), set.substr(equals + 1));
      text.erase(0, line + 1);
    }
  }
  Diagnostics diagnostics;
  const input::CaseReading first = input::read_case_files(write(text), options, diagnostics);
  if (!diagnostics.ok()) return 0;
  const std::string resolved = input::resolved_text(first.file, first.names);
  const input::CaseReading again = input::read_case_files(write(resolved), {}, diagnostics);
  if (!diagnostics.ok() || input::resolved_text(again.file, again.names) != resolved) {
    for (const Problem& problem : diagnostics.problems()) {
      std::fprintf(stderr, "%s\n", to_string(problem).c_str());
    }
    std::fprintf(stderr, "%s\n---\n%s\n", resolved.c_str(),
                 input::resolved_text(again.file, again.names).c_str());
    std::abort();
  }
  return 0;
}
