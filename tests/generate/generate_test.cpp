// SPDX-License-Identifier: MIT
#include "engine/generate/generate.hpp"

#include <gtest/gtest.h>
#include <omp.h>

#include "engine/base/hash.hpp"
#include "engine/input/load.hpp"
#include "tests/generate/made.hpp"

namespace muster::generate {
namespace {

constexpr const char* kRiver =
    R"({"kind": "district", "name": "river", "seed": 11, "links": 2000, "river": {}, "people": {"count": 9000}})";
constexpr const char* kLake =
    R"({"kind": "district", "name": "lake", "seed": 12, "links": 1500, "roads": "osm",
    "crs": "EPSG:32723", "origin_x_m": 300000, "origin_y_m": 6500000, "lake": {}, "bridges": 0,
    "terraces_m": [1.5, 4, 10, 22], "people": {"count": 9000, "hexagon_m": 300},
    "flood": {"base_below_bank_m": 1, "crest_above_bank_m": 3, "fall_by_m": 2, "gauge_zero_m": 0.4}})";
constexpr const char* kGrid =
    R"({"kind": "grid", "name": "grid", "seed": 13, "width": 12, "height": 10, "vehicles": 300})";

std::map<std::string, std::string> made(const std::string& name, const char* spec) {
  const test::Folder folder{"made-" + name};
  Diagnostics diagnostics;
  generate(test::write_text(folder.path() + "/spec.json", spec), folder.path() + "/out",
           diagnostics);
  for (const Problem& problem : diagnostics.problems()) {
    EXPECT_EQ(problem.severity, Problem::Severity::Warning) << to_string(problem);
  }
  return test::files_of(folder.path() + "/out");
}

TEST(Generate, SameSpecSameBytesOnAnyNumberOfThreads) {
  for (const char* spec : {kRiver, kLake, kGrid}) {
    omp_set_num_threads(1);
    const auto one = made("one", spec);
    omp_set_num_threads(4);
    const auto four = made("four", spec);
    EXPECT_GE(one.size(), 7U);
    EXPECT_EQ(one, four);
  }
}

TEST(Generate, AnotherSeedAnotherDistrict) {
  std::string other{kRiver};
  other.replace(other.find("11"), 2, "12");
  EXPECT_NE(made("a", kRiver).at("roads/link.csv"), made("b", other.c_str()).at("roads/link.csv"));
}

TEST(Generate, ABadSpecWritesNothing) {
  const test::Folder folder{"bad"};
  Diagnostics diagnostics;
  generate(test::write_text(folder.path() + "/spec.json",
                            R"({"kind": "district", "name": "a", "links": 3})"),
           folder.path() + "/out", diagnostics);
  EXPECT_FALSE(diagnostics.ok());
  EXPECT_FALSE(std::filesystem::exists(folder.path() + "/out"));
}

TEST(Generate, TheCaseReaderTakesEveryCase) {
  for (const char* spec : {kRiver, kLake, kGrid}) {
    const test::Folder folder{"case"};
    Diagnostics diagnostics;
    generate(test::write_text(folder.path() + "/spec.json", spec), folder.path() + "/out",
             diagnostics);
    ASSERT_TRUE(diagnostics.ok());
    for (const char* plan : {"", "plan-late.json"}) {
      input::LoadOptions options;
      if (*plan && spec != kGrid) options.plan = folder.path() + "/out/" + plan;
      Diagnostics problems;
      input::read_case(folder.path() + "/out/case.json", options, problems, nullptr, nullptr);
      for (const Problem& problem : problems.problems()) ADD_FAILURE() << to_string(problem);
    }
  }
}

}  // namespace
}  // namespace muster::generate
