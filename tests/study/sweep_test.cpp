// SPDX-License-Identifier: MIT
// Order and parameters of the runs of a study, and what is refused.
#include "engine/study/sweep.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <set>

namespace muster::study {
namespace {

cases::StudyFile grid() {
  cases::StudyFile study;
  study.seeds = {7, 2};
  study.vary = {{"/a", {{"1"}, {"2"}}}, {"/b", {{"\"x\""}, {"\"y\""}, {"\"z\""}}}};
  return study;
}

TEST(Sweep, SeedsTurnFastestThenTheLastPointer) {
  const cases::StudyFile study = grid();
  ASSERT_EQ(run_count(study), 12u);
  for (std::uint64_t a = 0; a < 2; ++a) {
    for (std::uint64_t b = 0; b < 3; ++b) {
      for (std::uint64_t seed = 0; seed < 2; ++seed) {
        const SweepRun run = run_of(study, (a * 3 + b) * 2 + seed);
        EXPECT_EQ(run.seed, 7 + seed);
        EXPECT_EQ(run.values[0].text, study.vary[0].values[a].text);
        EXPECT_EQ(run.values[1].text, study.vary[1].values[b].text);
      }
    }
  }
}

TEST(Sweep, AValueMoreInTheFirstListMovesNoRun) {
  const cases::StudyFile before = grid();
  cases::StudyFile after = grid();
  after.vary[0].values.push_back({"3"});
  for (std::uint64_t index = 0; index < run_count(before); ++index) {
    EXPECT_EQ(run_of(after, index).seed, run_of(before, index).seed);
    for (std::size_t i = 0; i < 2; ++i) {
      EXPECT_EQ(run_of(after, index).values[i].text, run_of(before, index).values[i].text);
    }
  }
}

TEST(Sweep, NothingVariedLeavesTheSeeds) {
  cases::StudyFile study;
  study.seeds = {3, 4};
  ASSERT_EQ(run_count(study), 4u);
  for (std::uint64_t i = 0; i < 4; ++i) EXPECT_EQ(run_of(study, i).seed, 3 + i);
}

TEST(Sweep, CountsWithoutOverflow) {
  cases::StudyFile study;
  study.vary.assign(12, {"/a", std::vector<cases::AnyJson>(100'000)});
  EXPECT_GT(run_count(study), kMostRuns);
}

class Files : public ::testing::Test {
 protected:
  Files() {
    folder_ = std::filesystem::temp_directory_path() / ("muster-sweep-" + std::to_string(getpid()));
    std::filesystem::create_directories(folder_);
    write("case.json", R"({"name": "c", "start": "2024-01-01T00:00:00Z", "horizon_s": 60,
                           "world": {"roads": {"osm": "roads.osm"}}})");
  }
  ~Files() override { std::filesystem::remove_all(folder_); }

  std::string write(const std::string& name, const std::string& text) {
    std::ofstream{folder_ / name} << text;
    return (folder_ / name).string();
  }
  std::string problems(const std::string& study_text) {
    Diagnostics diagnostics;
    std::string folder;
    const cases::StudyFile study = read_study(write("study.json", study_text), folder, diagnostics);
    if (diagnostics.ok()) sweep_ = make_sweep(study, diagnostics);
    std::string all;
    for (const Problem& problem : diagnostics.problems()) all += to_string(problem) + '\n';
    return all;
  }

  std::filesystem::path folder_;
  Sweep sweep_;
};

TEST_F(Files, EveryRunHasACaseOfItsOwn) {
  EXPECT_EQ(problems(R"({"name": "s", "case": "case.json", "seeds": {"count": 3},
                         "vary": [{"pointer": "/horizon_s", "values": [60, 120]}]})"),
            "");
  std::set<std::string> cases;
  for (const SweepRun& run : sweep_.runs) cases.insert(run.case_sha256);
  EXPECT_EQ(cases.size(), 6u);
}

TEST_F(Files, SaysAllThatIsWrongAtOnce) {
  const std::string unknown = problems(R"({"name": "s", "case": "case.json", "vari": [],
                                           "seeds": {"count": 0}})");
  EXPECT_NE(unknown.find("/vari: unknown key; did you mean \"vary\"?"), std::string::npos);
  EXPECT_NE(unknown.find("/seeds/count: must be at least 1"), std::string::npos);
  const std::string pointers = problems(R"({"name": "s", "case": "case.json", "vary": [
      {"pointer": "/seed", "values": [1]}, {"pointer": "/horizon_s", "values": [1]},
      {"pointer": "/horizon_s", "values": [2]}]})");
  EXPECT_NE(pointers.find("/vary/0/pointer: the seed"), std::string::npos);
  EXPECT_NE(pointers.find("/vary/2/pointer: \"/horizon_s\" is varied already"), std::string::npos);
  const std::string values = problems(R"({"name": "s", "case": "case.json", "seeds": {"count": 2},
      "vary": [{"pointer": "/horizon_s", "values": [-1, 60, "soon"]},
               {"pointer": "/name", "values": ["a", "b"]}]})");
  EXPECT_EQ(values,
            "--set /horizon_s=-1: must be more than 0 (is -1)\n"
            "--set /horizon_s=\"soon\": must be a number (is \"soon\")\n");
  EXPECT_NE(problems(R"({"name": "s", "case": "case.json", "seeds": {"count": 100000},
                         "vary": [{"pointer": "/horizon_s", "values": [1, 2]}]})")
                .find("more than 100000 runs"),
            std::string::npos);
}

}  // namespace
}  // namespace muster::study
