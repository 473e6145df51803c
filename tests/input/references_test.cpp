// SPDX-License-Identifier: MIT
// Names in plan and objectives that the world does not know.
#include "engine/input/references.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace muster::input {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// Two junctions, a road each way, a site and a zone; a plan that names them.
class References : public testing::Test {
 protected:
  References() {
    world_.roads.node_source = {10, 20};
    world_.roads.source = {7, 7};
    world_.roads.from = {NodeId{0}, NodeId{1}};
    world_.roads.to = {NodeId{1}, NodeId{0}};
    world::Site school;
    school.id = "school";
    world_.sites.push_back(school);
    world_.zones.push_back({"shore", "", {}});
    file_.horizon_s = 3600;
    file_.objectives.resize(3);
    file_.objectives[1].subject = "school";
    file_.objectives[2].subject = "shore";
    file_.plan.closures.push_back({{7}, {{10, 20}}, 3600, 0});
    file_.plan.contraflow.push_back({{7}, {{20, 10}}, 0, 300, 1});
    file_.plan.shelters.resize(2);
    file_.plan.shelters[0].site = "school";
    file_.plan.shelters[1].site = "*";
    cases::Condition wet;
    wet.depth = cases::Condition::Level{"school", 0.1, 0};
    file_.plan.orders.resize(1);
    file_.plan.orders[0].when.any = {wet, wet};
  }
  std::vector<std::string> problems() {
    Diagnostics diagnostics;
    std::vector<Finding> findings;
    std::vector<cases::InputFile> inputs;
    Import import{diagnostics, findings, inputs};
    check_references(file_, world_, import);
    std::vector<std::string> all;
    for (const Problem& problem : diagnostics.problems()) all.push_back(to_string(problem));
    return all;
  }
  cases::CaseFile file_;
  world::World world_;
};

TEST_F(References, ThatTheWorldKnowsAreNoProblem) {
  EXPECT_THAT(problems(), IsEmpty());
}

TEST_F(References, ToUnknownSitesAndZonesAreErrors) {
  file_.objectives[1].subject = "shool";
  file_.plan.shelters[0].site = "hall";
  file_.plan.orders[0].when.any[1].depth->subject = "shore";  // a zone has no depth
  EXPECT_THAT(
      problems(),
      ElementsAre("#/plan/orders/0/when/any/1/depth/subject: there is no site \"shore\"",
                  "#/plan/shelters/0/site: there is no site \"hall\"",
                  "#/objectives/1/subject: there is no zone or site \"shool\"; did you mean "
                  "\"school\"?"));
}

TEST_F(References, ToUnknownRoadsAndTimesAfterTheHorizonAreWarnings) {
  file_.plan.closures[0].sources.push_back(8);
  file_.plan.closures[0].from_s = 3600.5;
  file_.plan.contraflow[0].between = {{20, 30}};
  EXPECT_THAT(
      problems(),
      ElementsAre("#/plan/works/closures/0/sources/1: warning: there is no road 8 in the network",
                  "#/plan/works/closures/0/from_s: warning: lies after the run's horizon_s",
                  "#/plan/works/contraflow/0/between/0: warning: there is no road from node 20 to "
                  "node 30 in the network"));
}

}  // namespace
}  // namespace muster::input
