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
    R"({"kind": "district", "name": "river", "seed": 11, "links": 2000, "river": {}, "people": {"count": 9000}, "roads": "osm"})";
constexpr const char* kRiverGmns =
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
  for (const char* spec : {kRiver, kRiverGmns, kLake, kGrid}) {
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
  EXPECT_NE(made("a", kRiver).at("roads.osm"), made("b", other.c_str()).at("roads.osm"));
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

TEST(Generate, AnotherCaseIsLeftAsItIs) {
  const test::Folder folder{"other"};
  const std::string out = folder.path() + "/out", case_file = out + "/case.json";
  const auto make = [&](const char* spec) {
    Diagnostics diagnostics;
    generate(test::write_text(folder.path() + "/spec.json", spec), out, diagnostics);
    return diagnostics.ok();
  };
  for (const char* spec : {kRiver, kGrid}) {
    std::filesystem::remove_all(out);
    ASSERT_TRUE(make(spec));
    const auto first = test::files_of(out);
    EXPECT_TRUE(make(spec)) << "the same case again";
    EXPECT_EQ(test::files_of(out), first);
    EXPECT_FALSE(make(kLake));
    EXPECT_EQ(test::files_of(out), first);
    test::write_text(case_file, test::read_text(case_file) + "// mine\n");
    const auto changed = test::files_of(out);
    EXPECT_FALSE(make(spec));
    EXPECT_EQ(test::files_of(out), changed);
  }
}

TEST(Generate, EveryCaseLoadsWithBothPlans) {
  for (const char* spec : {kRiver, kRiverGmns, kLake, kGrid}) {
    const test::Folder folder{"case"};
    Diagnostics diagnostics;
    generate(test::write_text(folder.path() + "/spec.json", spec), folder.path() + "/out",
             diagnostics);
    ASSERT_TRUE(diagnostics.ok());
    for (const char* plan : {"", "plan-late.json"}) {
      if (*plan && spec == kGrid) continue;
      input::LoadOptions options;
      if (*plan) options.plan = folder.path() + "/out/" + plan;
      Diagnostics problems;
      const input::Loaded loaded = input::load(folder.path() + "/out/case.json", options, problems);
      for (const Problem& problem : problems.problems()) ADD_FAILURE() << to_string(problem);
      EXPECT_GT(loaded.world.roads.links(), 300U);
      EXPECT_GT(loaded.world.sites.size(), 2U);
      for (const NodeId node : loaded.world.parties.home_node) EXPECT_TRUE(node);
      for (const world::Site& site : loaded.world.sites) EXPECT_TRUE(site.node) << site.id;
    }
  }
}

TEST(Generate, RoadsAndPeopleSurviveTheFiles) {
  const test::Folder folder{"whole"};
  Diagnostics diagnostics;
  const std::string path = test::write_text(folder.path() + "/spec.json", kRiver);
  generate(path, folder.path() + "/out", diagnostics);
  const test::Made made{read_spec(path, diagnostics)};
  const input::Loaded loaded = input::load(folder.path() + "/out/case.json", {}, diagnostics);
  ASSERT_TRUE(diagnostics.ok());

  const auto length_of = [&](world::LinkFlags flag) {
    double sum = 0;
    for (const Edge& edge : made.layout.network.edges) {
      if (edge.flags & flag) sum += 2 * length(line_of(made.layout.network, edge));
    }
    return sum;
  };
  const world::Roads& roads = loaded.world.roads;
  for (const world::LinkFlags flag : {world::kBridge, world::kTunnel, world::kUnderpass}) {
    double sum = 0;
    for (std::uint32_t l = 0; l < roads.links(); ++l) {
      if (roads.flags[LinkId{l}] & flag) sum += roads.length_m[LinkId{l}];
    }
    EXPECT_NEAR(sum, length_of(flag), 0.002 * sum) << flag;
  }
  std::int64_t persons = 0;
  for (const std::uint16_t size : loaded.world.parties.persons) persons += size;
  EXPECT_EQ(persons, 9000);
  ASSERT_EQ(loaded.world.zones.size(), 5U);
  std::vector<int> parties(5, 0);
  for (const ZoneId zone : loaded.world.zone_of_party) {
    if (zone) ++parties[zone.get()];
  }
  for (const int count : parties) EXPECT_GT(count, 5);
}

}  // namespace
}  // namespace muster::generate
