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

class ReadDecisions : public testing::Test {
 protected:
  ReadDecisions() {
    plan_.orders.resize(2);
    plan_.orders[0].id = "leave";
    plan_.orders[1].id = "return";
  }
  DecisionLog read(const std::string& text) {
    Diagnostics diagnostics;
    DecisionLog log =
        read_decisions(folder_.write("log.jsonl", text), "log.jsonl", plan_, diagnostics);
    problems_.clear();
    for (const Problem& problem : diagnostics.problems()) problems_.push_back(to_string(problem));
    return log;
  }
  std::string at(const std::string& place) const { return folder_.path("log.jsonl:" + place); }
  static std::string with_order(const std::string& order) {
    return R"({"time_s": 1, "role": "police", "order": )" + order + "}\n";
  }

  test::Scratch folder_;
  cases::PlanFile plan_;
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
            at("5:45: /order/kind: must be \"issue_order\", \"close_roads\" or \"open_roads\" (is "
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
  const DecisionLog log = read_decisions(folder_.path("none"), "none", plan_, diagnostics);
  EXPECT_FALSE(diagnostics.ok());
  EXPECT_THAT(log.inputs, IsEmpty());
}

}  // namespace
}  // namespace muster::input
