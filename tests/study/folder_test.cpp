// SPDX-License-Identifier: MIT
// The list of runs survives its file, and failures belong to one case.
#include "engine/study/folder.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <iterator>

namespace muster::study {
namespace {

class Folder : public ::testing::Test {
 protected:
  Folder() {
    path_ = std::filesystem::temp_directory_path() / ("muster-folder-" + std::to_string(getpid()));
    std::filesystem::create_directories(path_);
  }
  ~Folder() override { std::filesystem::remove_all(path_); }
  std::string text(const std::string& name) {
    std::ifstream file{path_ / name};
    return {std::istreambuf_iterator<char>{file}, {}};
  }

  std::filesystem::path path_;
  Sweep sweep_{"s",
               {"/plan", "/event/hazards/0"},
               {{1, {{"\"a,b.json\""}, {R"({"kind":"flood"})"}}, "first"},
                {18'000'000, {{"2"}, {"null"}}, "second"}}};
};

TEST_F(Folder, KeepsTheRuns) {
  write_sweep(path_, sweep_);
  const Sweep back = read_sweep(path_);
  EXPECT_EQ(back.name, "s");
  EXPECT_EQ(back.pointers, sweep_.pointers);
  ASSERT_EQ(back.runs.size(), 2u);
  EXPECT_EQ(back.runs[1].seed, 18'000'000u);
  EXPECT_EQ(back.runs[0].values[1].text, R"({"kind":"flood"})");
  EXPECT_EQ(back.runs[1].case_sha256, "second");
  EXPECT_THROW(read_sweep(path_ / "nowhere"), InputError);
}

TEST_F(Folder, AFailureOfAnotherCaseIsNotThisRuns) {
  std::ofstream{path_ / "run-000000.failed"} << "first\nexit 3\nno \"roads\"\nmore\n";
  std::ofstream{path_ / "run-000001.failed"} << "another\nexit 3\n";
  std::ofstream{path_ / "run-000001.h5"} << "no trace";
  const std::vector<RunResult> results = collate(path_, sweep_);
  EXPECT_EQ(results[0].state, RunState::Failed);
  EXPECT_EQ(results[1].state, RunState::Missing);
  EXPECT_EQ(
      text("results.csv"),
      "index,seed,/plan,/event/hazards/0,state,fingerprint,message\n"
      "0,1,\"a,b.json\",\"{\"\"kind\"\":\"\"flood\"\"}\",failed,,\"exit 3: no \"\"roads\"\"\"\n"
      "1,18000000,2,null,missing,,\n");
}

}  // namespace
}  // namespace muster::study
