// SPDX-License-Identifier: MIT
// Case files: what is read, what is refused and where, overrides, parts, and the resolved text.
#include "engine/input/read_case.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "engine/input/json_writer.hpp"
#include "tests/input/scratch.hpp"
#include "tests/places.hpp"

namespace muster::input {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr const char* kSmall = R"({
  "name": "small",
  "start": "2024-04-30T00:00:00-03:00",
  "horizon_s": 3600,
  "world": {"roads": {"osm": "roads.osm"}}
})";

/// A case that uses every kind of field.
std::string full_case() {
  std::ifstream file{tests::source_path("tests/input/full_case.json")};
  return {std::istreambuf_iterator<char>{file}, {}};
}

struct Read {
  CaseReading reading;
  std::vector<std::string> problems;
};

Read read(const std::string& path, const LoadOptions& options = {}) {
  Diagnostics diagnostics;
  Read result{read_case_files(path, options, diagnostics), {}};
  for (const Problem& problem : diagnostics.problems())
    result.problems.push_back(to_string(problem));
  return result;
}

class ReadCase : public testing::Test {
 protected:
  std::string where(const std::string& place) const { return folder_.path("case.json" + place); }
  Read read_text(const std::string& text, const LoadOptions& options = {}) {
    return read(folder_.write("case.json", text), options);
  }
  /// The small case with more keys at its end.
  Read read_with(const std::string& members) {
    std::string text = kSmall;
    text.insert(text.rfind('\n'), ",\n  " + members);
    return read_text(text);
  }

  test::Scratch folder_;
};

TEST_F(ReadCase, SmallestCaseTakesDefaults) {
  const Read small = read_text(kSmall);
  EXPECT_THAT(small.problems, IsEmpty());
  EXPECT_EQ(small.reading.file.seed, 1u);
  EXPECT_EQ(small.reading.file.world.roads.osm, folder_.path("roads.osm"));
  EXPECT_EQ(small.reading.file.world.roads.snap_m, cases::RoadSpec{}.snap_m);
}

TEST_F(ReadCase, FolderStandsForItsCase) {
  read_text(kSmall);
  EXPECT_THAT(read(folder_.folder()).problems, IsEmpty());
  folder_.write("other/keep.txt", "");
  EXPECT_THAT(read(folder_.path("other")).problems,
              ElementsAre(folder_.path("other") + ": this folder holds no case.json"));
}

TEST_F(ReadCase, EveryKindOfFieldIsRead) {
  const Read full = read_text(full_case());
  ASSERT_THAT(full.problems, IsEmpty());
  const cases::CaseFile& file = full.reading.file;
  EXPECT_EQ(file.seed, 9007199254740993u);  // more than a double can hold
  EXPECT_EQ(file.world.terrain.dem[1],
            (std::filesystem::path{folder_.folder()}.parent_path() / "b.tif").string());
  EXPECT_EQ(file.world.terrain.correction.rule, cases::CorrectionRule::Subtract);
  EXPECT_EQ(file.world.roads.defaults.speed_km_h.at("primary"), 60);
  EXPECT_EQ((*file.world.grid.extent)[3], 200);
  EXPECT_EQ(file.world.people.layers[0].columns.at("count"), "POP");
  EXPECT_EQ(file.world.car.stall_depth_m, 0.25);
  EXPECT_EQ(file.world.walk_speed_m_s, 1.2);
  const auto& boundaries = file.event.hazards[0].boundaries;
  EXPECT_EQ(boundaries[0].series.value_column, "level_m");
  EXPECT_EQ(boundaries[1].kind, cases::FloodBoundaryKind::Inflow);
  EXPECT_EQ(boundaries[1].series.values[1][1], 20);
  EXPECT_EQ(boundaries[2].area.edge, "south");
  EXPECT_EQ(file.event.hazards[1].depth_steps[0].path, folder_.path("d0.tif"));
  const cases::Condition& when = file.plan.orders[0].when;
  EXPECT_EQ(when.any[0].stage->above_m, 3);
  EXPECT_EQ(when.any[0].for_s, 60);
  EXPECT_EQ(when.any[1].all[1].rain->above_mm, 50);
  EXPECT_EQ(file.plan.orders[0].diffusion.kind, cases::CurveKind::RogersSorensen);
  EXPECT_EQ(file.plan.closures[0].between[0][1], -5);
  EXPECT_EQ(file.plan.order_delay_s, 0);
  EXPECT_EQ(*file.objectives[0].at_least, 0.9);
}

TEST_F(ReadCase, ResolvedTextReadsBackTheSame) {
  for (const std::string& text : {std::string{kSmall}, full_case()}) {
    const Read first = read_text(text);
    const std::string resolved = resolved_text(first.reading.file, first.reading.names);
    const Read again = read_text(resolved);
    EXPECT_THAT(again.problems, IsEmpty());
    EXPECT_EQ(resolved_text(again.reading.file, again.reading.names), resolved);
    EXPECT_THAT(resolved, HasSubstr("\"snap_m\": 5"));
    EXPECT_EQ(resolved.find(folder_.folder()), std::string::npos) << "holds a path of this machine";
  }
}

TEST_F(ReadCase, ProblemsComeAtOnceInOrderOfPlace) {
  const Read bad = read_text(R"({
  "name": "a/b",
  "start": "2024-02-30T00:00:00Z",
  "horizon_s": 0,
  "seed": -1,
  "world": {"roads": {"osm": 5},
            "sites": {"list": [{"id": "a", "lon": 1, "lat": 2, "capacity_persons": -3}]}},
  "sheltres": [],
  "record": {"movements": "al", "keyframe_s": 1e400}
})");
  ASSERT_EQ(bad.problems.size(), 1u);  // the text ends where it stops to be JSON
  EXPECT_THAT(bad.problems[0], HasSubstr(where(":9:51: not JSON: number overflow")));
  const Read rest = read_text(R"({
  "name": "a/b",
  "start": "2024-02-30T00:00:00Z",
  "horizon_s": 0,
  "seed": -1,
  "world": {"roads": {"osm": 5},
            "sites": {"list": [{"id": "a", "lon": 1, "lat": 2, "capacity_persons": -3}]}},
  "shelters": [],
  "record": {"movements": "al", "keyframe_s": true}
})");
  EXPECT_THAT(
      rest.problems,
      ElementsAre(
          where(":2:11: /name: must be fit to name a file: no slash, no dot or dash in front (is "
                "\"a/b\")"),
          HasSubstr(":3:12: /start: must be a time with offset"),
          where(":4:16: /horizon_s: must be more than 0 (is 0)"),
          where(":5:11: /seed: must be at least 0 (is -1)"),
          where(":6:30: /world/roads/osm: must be text (is 5)"),
          where(":7:84: /world/sites/list/0/capacity_persons: must be at least 0 (is -3)"),
          where(":8:3: /shelters: unknown key"),
          where(":9:27: /record/movements: must be \"none\", \"sample\", \"all\" or \"auto\" (is "
                "\"al\"); did you mean \"all\"?"),
          where(":9:47: /record/keyframe_s: must be a number (is true)")));
}

TEST_F(ReadCase, MissingKeysAreNamed) {
  EXPECT_THAT(
      read_text("{}").problems,
      ElementsAre(HasSubstr("missing key \"name\""), HasSubstr("missing key \"start\""),
                  HasSubstr("missing key \"horizon_s\""), HasSubstr("missing key \"world\"")));
}

TEST_F(ReadCase, UnknownKeysGetASuggestion) {
  EXPECT_THAT(read_with("\"plan\": {\"shelter\": []}").problems,
              ElementsAre(where(":6:12: /plan/shelter: unknown key; did you mean \"shelters\"?")));
  EXPECT_THAT(read_with("\"a~/b\": 1").problems, ElementsAre(where(":6:3: /a~0~1b: unknown key")));
  EXPECT_THAT(
      read_text(R"({"name": "x", "start": "2024-04-30T00:00:00Z", "horizon_s": 1, "world": {"roads":
      {"osm": "o", "defaults": {"lanes": {"primray": 2}}}}})")
          .problems,
      ElementsAre(HasSubstr("/lanes/primray: unknown key; did you mean \"primary\"?")));
}

TEST_F(ReadCase, KeysOfAnotherKindAreRefused) {
  EXPECT_THAT(read_with("\"event\": {\"hazards\": [{\"kind\": \"imported\", \"theta\": 0.8,\n"
                        "\"depth_steps\": [{\"time_s\": 0, \"path\": \"d.tif\"}]}]}")
                  .problems,
              ElementsAre(where(":6:46: /event/hazards/0/theta: not a key of this kind; it belongs "
                                "to kind \"flood\"")));
  // Where the kind itself is wrong, keys of any kind are let through and none is missed.
  EXPECT_THAT(
      read_with("\"event\": {\"hazards\": [{\"kind\": \"flod\", \"theta\": 0.8}]}").problems,
      ElementsAre(HasSubstr("did you mean \"flood\"?")));
}

TEST_F(ReadCase, TypesAreChecked) {
  const auto expect = [&](const std::string& member, const std::string& what) {
    EXPECT_THAT(read_with(member).problems, ElementsAre(HasSubstr(what))) << member;
  };
  expect("\"seed\": 1.5", "must be a whole number (is 1.5)");
  expect("\"seed\": 1e30", "must be a whole number (is 1e+30)");
  expect("\"seed\": null", "must be a whole number (is null)");
  expect("\"objectives\": {}", "must be a list (is an object)");
  expect("\"objectives\": [3]", "/objectives/0: must be an object (is 3)");
  expect("\"plan\": 3", "/plan: must be an object or the path of a JSON file (is 3)");
  expect(
      "\"event\": {\"hazards\": [{\"kind\": \"flood\", \"boundaries\": [{\"id\": \"a\", \"kind\": "
      "\"free\","
      "\"area\": {\"seed_x_y\": [1], \"fill_to_m\": 1}}]}]}",
      "must have exactly 2 entries (has 1)");
  expect("\"plan\": {\"shelters\": [{\"site\": \"*\", \"desks\": 3000000000}]}",
         "must be at most 2147483647 (is 3000000000)");
  expect("\"plan\": {\"zones\": [{\"id\": \"\", \"home_below_m\": 1}]}", "must not be empty");
  expect("\"record\": {\"series_s\": \"60\"}", "must be a number (is \"60\")");
  EXPECT_THAT(read_with("\"seed\": 2.0").problems, IsEmpty());
  EXPECT_THAT(read_with("\"seed\": 1e3").problems, IsEmpty());
}

TEST_F(ReadCase, ConditionsNeedExactlyOneTrigger) {
  const auto when = [&](const std::string& condition) {
    return read_with(
               "\"plan\": {\"zones\": [{\"id\": \"z\", \"home_below_m\": 1}], \"orders\": "
               "[{\"id\": \"o\","
               " \"zones\": [\"z\"], \"when\": " +
               condition + "}]}")
        .problems;
  };
  EXPECT_THAT(when("{\"clock_s\": 0}"), IsEmpty());
  EXPECT_THAT(when("{}"), ElementsAre(HasSubstr("/when: needs exactly one of \"clock_s\"")));
  EXPECT_THAT(when("{\"clock_s\": 0, \"rain\": {\"above_mm\": 1}}"),
              ElementsAre(HasSubstr("(\"clock_s\" and \"rain\" are given)")));
  EXPECT_THAT(when("{\"all\": []}"), ElementsAre(HasSubstr("at least 1 entry")));
  EXPECT_THAT(when("{\"all\": [{\"for_s\": 3}]}"), ElementsAre(HasSubstr("/when/all/0: needs")));
}

TEST_F(ReadCase, KeyGivenTwiceIsAnError) {
  EXPECT_THAT(read_with("\"name\": \"again\"").problems,
              ElementsAre(where(":6:3: \"name\" is given twice")));
}

TEST_F(ReadCase, PartsMayBeFiles) {
  folder_.write("parts/plan.json",
                "{\"zones\": [{\"id\": \"z\", \"polygon\": \"zone.gpkg\"}],\n \"demnad\": {}}");
  const Read with = read_with("\"plan\": \"parts/plan.json\"");
  EXPECT_THAT(with.problems,
              ElementsAre(folder_.path(
                  "parts/plan.json:2:2: /demnad: unknown key; did you mean \"demand\"?")));
  EXPECT_EQ(with.reading.file.plan.zones[0].polygon, folder_.path("parts/zone.gpkg"));
  EXPECT_THAT(resolved_text(with.reading.file, with.reading.names),
              HasSubstr("\"polygon\": \"parts/zone.gpkg\""));
  ASSERT_EQ(with.reading.inputs.size(), 2u);
  EXPECT_EQ(with.reading.inputs[0].path, "case.json");
  EXPECT_EQ(with.reading.inputs[1].path, "parts/plan.json");
  EXPECT_EQ(with.reading.inputs[1].sha256.size(), 64u);
}

TEST_F(ReadCase, FaultsBetweenFieldsOfPartsAreFoundInTheirFiles) {
  folder_.write(
      "plan.json",
      "{\"orders\": [{\"id\": \"o\",\n  \"zones\": [\"z\"], \"when\": {\"clock_s\": 1}}]}");
  EXPECT_THAT(
      read_with("\"plan\": \"plan.json\"").problems,
      ElementsAre(folder_.path("plan.json:2:13: /orders/0/zones/0: there is no zone \"z\"")));
}

TEST_F(ReadCase, PartsThatCannotBeRead) {
  EXPECT_THAT(read_with("\"plan\": \"gone.json\"").problems,
              ElementsAre(where(":6:11: /plan: no such file: \"gone.json\"")));
  EXPECT_THAT(read_with("\"plan\": \".\"").problems,
              ElementsAre(where(":6:11: /plan: this is a folder: \".\"")));
  EXPECT_THAT(
      read_with("\"plan\": \"../" + std::filesystem::path{folder_.folder()}.filename().string() +
                "/case.json\"")
          .problems,
      ElementsAre(HasSubstr("is the case itself")));
  folder_.write("loop.json", "\"loop.json\"");
  EXPECT_THAT(read_with("\"plan\": \"loop.json\"").problems,
              ElementsAre(folder_.path("loop.json:1:1: must be an object, not a path again")));
  folder_.write("list.json", "[1]");
  EXPECT_THAT(read_with("\"plan\": \"list.json\"").problems,
              ElementsAre(HasSubstr(
                  "list.json:1:1: must be an object or the path of a JSON file (is a list)")));
  folder_.write("cut.json", "{\"zones\": [");
  EXPECT_THAT(read_with("\"plan\": \"cut.json\"").problems,
              ElementsAre(HasSubstr(folder_.path("cut.json:1:12: not JSON"))));
}

TEST_F(ReadCase, FilesThatAreNoCase) {
  EXPECT_THAT(read(folder_.path("gone.json")).problems,
              ElementsAre(folder_.path("gone.json: no such file")));
  EXPECT_THAT(read("/dev/zero").problems, ElementsAre("/dev/zero: not a plain file"));
  EXPECT_THAT(read_text("").problems, ElementsAre(HasSubstr(where(":1:1: not JSON"))));
  EXPECT_THAT(read_text("[]").problems, ElementsAre(where(":1:1: must be an object (is a list)")));
  EXPECT_THAT(read_text("\x89HDF\r\n\x1a\n").problems, ElementsAre(HasSubstr("muster info")));
  EXPECT_THAT(read_text("\xFF\xFE{").problems, ElementsAre(HasSubstr("save it as UTF-8")));
}

TEST_F(ReadCase, OverridesComeBeforeTheCheck) {
  LoadOptions options;
  options.sets = {{"/horizon_s", "60"},
                  {"/plan/behaviour/patience_s", "5"},
                  {"/name", "other"},
                  {"/plan/shelters/-", "{\"site\": \"*\", \"desks\": 4}"}};
  folder_.write("plan.json", "{\"shelters\": []}");
  std::string text = kSmall;
  text.insert(text.rfind('\n'), ", \"plan\": \"plan.json\"");
  const Read set = read_text(text, options);
  EXPECT_THAT(set.problems, IsEmpty());
  EXPECT_EQ(set.reading.file.horizon_s, 60);
  EXPECT_EQ(set.reading.file.name, "other");
  EXPECT_EQ(set.reading.file.plan.behaviour.patience_s, 5);
  EXPECT_EQ(set.reading.file.plan.shelters[0].desks, 4);
}

TEST_F(ReadCase, ProblemsOfOverridesPointAtTheOption) {
  LoadOptions options;
  options.sets = {{"/horizon_s", "-5"},         {"/sed", "3"}, {"/world/roads/osm", "{\"x\": "},
                  {"/plan/zones/4/id", "a"},    {"seed", "3"}, {"/name/x", "3"},
                  {"/event", "{\"hazard\": 1}"}};
  const Read set = read_text(kSmall, options);
  EXPECT_THAT(set.problems,
              testing::UnorderedElementsAre(
                  "--set /horizon_s=-5: must be more than 0 (is -5)",
                  "--set /sed=3: \"sed\": unknown key; did you mean \"seed\"?",
                  "--set seed=3: needs a JSON pointer; such as /horizon_s=3600",
                  "--set /name/x=3: there is no list or object at /name",
                  "--set /event={\"hazard\": 1}: /hazard: unknown key; did you mean \"hazards\"?",
                  HasSubstr("--set /plan/zones/4/id=a: ")));
}

TEST_F(ReadCase, PlanAndEventMayComeFromElsewhere) {
  const std::string plan =
      folder_.write("late/plan.json", "{\"demand\": {\"vehicles\": \"v.csv\"}}");
  LoadOptions options;
  options.plan = plan;
  options.event = folder_.path("gone.json");
  const Read other = read_text(kSmall, options);
  EXPECT_THAT(other.problems, ElementsAre("--event " + folder_.path("gone.json") +
                                          ": no such file: \"" + folder_.path("gone.json") + '"'));
  EXPECT_EQ(other.reading.file.plan.demand.vehicles, folder_.path("late/v.csv"));
}

TEST_F(ReadCase, ManyProblemsAreCounted) {
  std::string list;
  for (int i = 0; i < 5000; ++i) list += "1,";
  const Read many = read_with("\"objectives\": [" + list + "1]");
  EXPECT_EQ(many.problems.size(), JsonSources::kMostIssues + 1);
  EXPECT_EQ(many.problems.back(), "and 4001 problems more");
}

TEST_F(ReadCase, PathsAreGivenBackAsNamed) {
  const PathNames names{{"/a/b/net", "../net"}, {"/a/x.tif", "x.tif"}};
  EXPECT_EQ(named_path(names, "/a/b/net"), "../net");
  EXPECT_EQ(named_path(names, "/a/b/net/link.csv"), "../net/link.csv");
  EXPECT_EQ(named_path(names, "/elsewhere"), "/elsewhere");
}

}  // namespace
}  // namespace muster::input
