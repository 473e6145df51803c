// SPDX-License-Identifier: MIT
// Files that a test writes for itself, and the books of an import.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "engine/input/import.hpp"

namespace muster::input::test {

/// A folder of the running test's own, removed at its end.
class Scratch {
 public:
  Scratch() {
    const auto* info = ::testing::UnitTest::GetInstance()->current_test_info();
    std::string name = std::string("muster-") + info->test_suite_name() + "-" + info->name() + "-" +
                       std::to_string(::getpid());
    for (char& c : name) c = c == '/' ? '_' : c;
    path_ = std::filesystem::temp_directory_path() / name;
    std::filesystem::create_directories(path_);
  }
  ~Scratch() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;

  std::string folder() const { return path_.string(); }
  std::string path(const std::string& name) const { return (path_ / name).string(); }
  std::string write(const std::string& name, const std::string& text) const {
    std::filesystem::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name, std::ios::binary) << text;
    return path(name);
  }

 private:
  std::filesystem::path path_;
};

/// Somewhere to report to.
struct Books {
  Diagnostics diagnostics;
  std::vector<Finding> findings;
  std::vector<cases::InputFile> inputs;
  Import import{diagnostics, findings, inputs};

  std::string text() const {
    std::string all;
    for (const Problem& problem : diagnostics.problems()) all += to_string(problem) + "\n";
    return all;
  }
  std::int64_t found(const std::string& name) const {
    for (const Finding& finding : findings) {
      if (finding.name == name) return finding.count;
    }
    return 0;
  }
};

/// True where some problem says `part`.
inline ::testing::AssertionResult says(const Books& books, const std::string& part) {
  if (books.text().find(part) != std::string::npos) return ::testing::AssertionSuccess();
  return ::testing::AssertionFailure() << "no problem says '" << part << "'; they are:\n"
                                       << books.text();
}

}  // namespace muster::input::test
