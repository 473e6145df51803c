// SPDX-License-Identifier: MIT
// Specs and the districts made from them, for tests.
#pragma once

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>

#include "engine/generate/district.hpp"
#include "engine/generate/spec.hpp"

namespace muster::generate::test {

/// A folder that is gone after the test.
class Folder {
 public:
  explicit Folder(const std::string& name)
      : path_{(std::filesystem::temp_directory_path() /
               ("muster-generate-" + name + "-" + std::to_string(getpid())))
                  .string()} {
    std::filesystem::remove_all(path_);
    std::filesystem::create_directories(path_);
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

inline std::string write_text(const std::string& path, const std::string& text) {
  std::ofstream{path, std::ios::binary} << text;
  return path;
}

inline std::string read_text(const std::filesystem::path& path) {
  std::ostringstream text;
  text << std::ifstream{path, std::ios::binary}.rdbuf();
  return text.str();
}

/// Relative path to bytes of every file below a folder.
inline std::map<std::string, std::string> files_of(const std::string& folder) {
  std::map<std::string, std::string> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) {
      files[std::filesystem::relative(entry.path(), folder).string()] = read_text(entry.path());
    }
  }
  return files;
}

inline Spec river_spec(std::int64_t links, double width_m = 5600) {
  Spec spec;
  spec.name = "test";
  spec.seed = 7;
  spec.district.links = links;
  spec.district.width_m = width_m;
  spec.district.height_m = 0.75 * width_m;
  spec.district.river = RiverSpec{};
  return spec;
}

/// All of a district but its files.
struct Made {
  explicit Made(const Spec& s) : spec{s}, valley{spec}, land{survey(valley, spec.district.cell_m)} {
    layout = build_layout(spec, valley, land, diagnostics);
    homes = settle(spec, valley, land, layout);
    sites = place_sites(spec, valley, land, layout, homes);
  }
  Spec spec;
  Valley valley;
  Land land;
  Diagnostics diagnostics;
  Layout layout;
  std::vector<Home> homes;
  std::vector<world::Site> sites;
};

}  // namespace muster::generate::test
