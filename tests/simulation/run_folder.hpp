// SPDX-License-Identifier: MIT
// A folder for the traces of one test.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

namespace muster::simulation {

namespace fs = std::filesystem;

class RunFolder : public testing::Test {
 protected:
  RunFolder() {
    const testing::TestInfo& test = *testing::UnitTest::GetInstance()->current_test_info();
    folder_ = fs::temp_directory_path() /
              ("muster_" + std::string{test.test_suite_name()} + "_" + test.name());
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  ~RunFolder() override { fs::remove_all(folder_); }

  static std::string bytes(const fs::path& path) {
    std::ifstream in{path, std::ios::binary};
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
  }
  fs::path folder_;
};

}  // namespace muster::simulation
