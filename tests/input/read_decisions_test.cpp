// SPDX-License-Identifier: MIT
// Decision logs: what is read, in which order, and every bad line with its number.
#include "engine/input/read_decisions.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/input/sha256.hpp"
#include "tests/input/scratch.hpp"

namespace muster::input {
namespace {

using cases::DecisionKind;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr DecisionLimits kLimits{64, 960};

class ReadDecisions : public testing::Test {
 protected:
  ReadDecisions() {
    file_.horizon_s = 7200;
    file_.plan.orders.resize(2);
    file_.plan.orders[0].id = "leave";
    file_.plan.orders[1].id = "return";
    for (const std::int64_t source : {1, 7, -8}) {
      roads_.node_source.push_back(source);
      roads_.source.push_back(source);
      roads_.from.push_back(NodeId{0});
      roads_.to.push_back(NodeId{1});
    }
    roads_.node_source[NodeId{1}] = 2;
  }
  DecisionLog read(const std::string& text) {
    Diagnostics diagnostics;
    DecisionLog log = read_decisions(folder_.write("log.jsonl", text), "log.jsonl", file_, roads_,
                                     kLimits, diagnostics);
    problems_.clear();
    for (const Problem& problem : diagnostics.problems()) problems_.push_back(to_string(problem));
    return log;
  }
  std::string at(const std::string& place) const { return folder_.path("log.jsonl:" + place); }
  static std::string with_order(const std::string& order) {
    return R"({"time_s": 1, "role": "police", "order": )" + order + "}\n";
  }

  test::Scratch folder_;
  cases::CaseFile file_;
  world::Roads roads_;
  std::vector<std::string> problems_;
};

TEST_F(ReadDecisions, EveryKindByTimeAndThenAsInTheFile) {
  const std::string text =
      R"({"time_s": 7200, "role": "police", "order": {"kind": "open_roads", "sources": [7]}})"
      "\r\n\n"
      R"({"time_s": 60.5, "role": "police", "order":)"
      R"( {"kind": "close_roads", "sources": [7, -8], "between": [[1, 2]]}})"
      "\n"
      R"({"time_s": 60.5, "role": "mayor", "order": {"kind": "issue_order", "id": "leave"}})";
  const DecisionLog log = read(text);
  EXPECT_THAT(problems_, IsEmpty());
  ASSERT_EQ(log.decisions.size(), 3u);
  const cases::Decision& close = log.decisions[0];
  EXPECT_EQ(close.time_s, 60.5);
  EXPECT_EQ(close.role, "police");
  EXPECT_EQ(close.kind, DecisionKind::CloseRoads);
  EXPECT_THAT(close.sources, ElementsAre(7, -8));
  EXPECT_THAT(close.between, ElementsAre(std::array<std::int64_t, 2>{1, 2}));
  EXPECT_EQ(close.order_text, R"({"kind":"close_roads","sources":[7,-8],"between":[[1,2]]})");
  EXPECT_EQ(log.decisions[1].kind, DecisionKind::IssueOrder);
  EXPECT_EQ(log.decisions[1].order_id, "leave");
  EXPECT_EQ(log.decisions[2].kind, DecisionKind::OpenRoads);
  ASSERT_EQ(log.inputs.size(), 1u);
  EXPECT_EQ(log.inputs[0].path, "log.jsonl");
  EXPECT_EQ(log.inputs[0].sha256, sha256(text));
}

TEST_F(ReadDecisions, EveryBadLineIsReported) {
  read(
      "{\"time_s\": -1, \"role\": \"police\", \"order\": {\"kind\": \"open_roads\", \"sources\": "
      "[1]}}\n"
      "\n"
      "{\"time_s\": 1, \"rolle\": \"police\", \"order\": {\"kind\": \"issue_order\", \"id\": "
      "\"leave\"}}\n"
      "not JSON\n"
      "{\"time_s\": 1, \"role\": \"\", \"order\": {\"kind\": \"close_road\", \"sources\": [1]}}\n"
      "{\"time_s\": 1, \"role\": \"police\", \"order\": {\"kind\": \"issue_order\", \"id\": "
      "\"leaf\"}}\n");
  ASSERT_EQ(problems_.size(), 7u);
  EXPECT_EQ(problems_[0], at("1:12: /time_s: must be at least 0 (is -1)"));
  EXPECT_EQ(problems_[1], at("3:1: missing key \"role\"; Who decides."));
  EXPECT_EQ(problems_[2], at("3:15: /rolle: unknown key; did you mean \"role\"?"));
  EXPECT_TRUE(problems_[3].starts_with(at("4:"))) << problems_[3];
  EXPECT_TRUE(problems_[4].starts_with(at("5:23: /role: "))) << problems_[4];
  EXPECT_EQ(problems_[5],
            at("5:45: /order/kind: must be \"issue_order\", \"close_roads\", \"open_roads\", "
               "\"clear_roads\", \"set_wind\", \"add_fire_break\" or \"scale_rain\" (is "
               "\"close_road\"); did you mean \"close_roads\"?"));
  EXPECT_EQ(problems_[6],
            at("6:72: /order/id: the plan has no order \"leaf\"; did you mean \"leave\"?"));
}

TEST_F(ReadDecisions, OrdersHaveTheKeysOfTheirKindOnly) {
  read(with_order(R"({"kind": "issue_order"})"));
  EXPECT_THAT(problems_, ElementsAre(testing::HasSubstr("missing key \"id\"")));
  read(with_order(R"({"kind": "close_roads"})"));
  EXPECT_THAT(problems_, ElementsAre(testing::HasSubstr("needs at least one of \"sources\"")));
  read(with_order(R"({"kind": "open_roads", "between": [[1]]})"));
  EXPECT_THAT(problems_, ElementsAre(testing::HasSubstr("must have exactly 2 entries")));
  read(with_order(R"({"kind": "issue_order", "id": "leave", "sources": [1]})"));
  EXPECT_THAT(problems_, ElementsAre(testing::HasSubstr("it belongs to kind \"close_roads\"")));
  read(with_order(R"({"kind": "open_roads", "sources": [1], "id": "leave"})"));
  EXPECT_THAT(problems_, ElementsAre(testing::HasSubstr("it belongs to kind \"issue_order\"")));
}

TEST_F(ReadDecisions, InjectsNeedWhatTheyChange) {
  read(with_order(R"({"kind": "set_wind", "wind_m_s": 9})"));
  EXPECT_THAT(problems_, ElementsAre(testing::HasSubstr("/order: the case has no fire")));
  read(with_order(R"({"kind": "scale_rain", "factor": 2})"));
  EXPECT_THAT(problems_, ElementsAre(testing::HasSubstr("the case has no hazard with rain")));
  file_.event.hazards.resize(1);
  file_.event.hazards[0].kind = cases::HazardKind::Fire;
  file_.event.hazards[0].id = "ridge";
  read(with_order(R"({"kind": "set_wind", "hazard": "rigde", "wind_m_s": 9})"));
  EXPECT_THAT(problems_, ElementsAre(testing::HasSubstr("did you mean \"ridge\"?")));
  read(with_order(R"({"kind": "set_wind"})"));
  EXPECT_THAT(problems_, ElementsAre(testing::HasSubstr("needs at least one of \"wind_m_s\"")));
  read(with_order(R"({"kind": "add_fire_break", "break": {"id": "b", "width_m": 5,)"
                  R"( "line": {"path": "line.geojson"}}})"));
  EXPECT_THAT(problems_, ElementsAre(testing::HasSubstr("state x_y or lon_lat")));
}

TEST_F(ReadDecisions, InjectsAreReadWhole) {
  file_.event.hazards.resize(2);
  file_.event.hazards[0].kind = cases::HazardKind::Fire;
  file_.event.hazards[1].rain.series.values = {{0, 5}};
  const DecisionLog log = read(
      with_order(R"({"kind": "set_wind", "wind_m_s": 9, "wind_from_deg": 270})") +
      with_order(R"({"kind": "add_fire_break", "break": {"id": "b", "kind": "road", "width_m": 5,)"
                 R"( "line": {"x_y": [[1, 2], [3, 4]]}}})") +
      with_order(R"({"kind": "scale_rain", "factor": 1.5})"));
  EXPECT_THAT(problems_, IsEmpty());
  ASSERT_EQ(log.decisions.size(), 3u);
  EXPECT_EQ(log.decisions[0].wind_m_s, 9);
  EXPECT_EQ(log.decisions[0].wind_from_deg, 270);
  EXPECT_EQ(log.decisions[1].fire_break.kind, cases::FireBreakKind::Road);
  EXPECT_EQ(log.decisions[1].fire_break.width_m, 5);
  EXPECT_THAT(log.decisions[1].fire_break.line.x_y,
              ElementsAre(std::array<double, 2>{1, 2}, std::array<double, 2>{3, 4}));
  EXPECT_EQ(log.decisions[2].rain_factor, 1.5);
}

TEST_F(ReadDecisions, WhatDoesNothingIsAWarning) {
  const DecisionLog log = read(
      "\n"
      R"({"time_s": 7200, "role": "police", "order": {"kind": "clear_roads", "sources": [7, 70]}})"
      "\n"
      R"({"time_s": 7201, "role": "police", "order": {"kind": "open_roads", "between": [[1, 2], [2, 1]]}})");
  EXPECT_EQ(log.decisions.size(), 2u);
  EXPECT_EQ(log.decisions[0].kind, DecisionKind::ClearRoads);
  EXPECT_THAT(problems_,
              ElementsAre(at("2:45: /order/sources/1: warning: there is no road 70 in the network"),
                          at("3:12: /time_s: warning: lies after the case's horizon_s"),
                          at("3:45: /order/between/1: warning: there is no road from node 2 to "
                             "node 1 in the network")));
}

TEST_F(ReadDecisions, WhatTheTraceCannotHoldIsRefused) {
  std::string sources = "1";
  for (int i = 0; i < 500; ++i) sources += ",1";
  read(R"({"time_s": 1, "role": ")" + std::string(65, 'r') +
       R"(", "order": {"kind": "close_roads", "sources": [)" + sources + "]}}");
  EXPECT_THAT(problems_, ElementsAre(testing::HasSubstr("at most 64 bytes"),
                                     testing::HasSubstr("at most 960 bytes")));
}

TEST_F(ReadDecisions, AMissingFileIsReportedAndAnEmptyOneIsFine) {
  EXPECT_THAT(read("").decisions, IsEmpty());
  EXPECT_THAT(problems_, IsEmpty());
  Diagnostics diagnostics;
  const DecisionLog log =
      read_decisions(folder_.path("none"), "none", file_, roads_, kLimits, diagnostics);
  EXPECT_FALSE(diagnostics.ok());
  EXPECT_THAT(log.inputs, IsEmpty());
}

}  // namespace
}  // namespace muster::input
