// SPDX-License-Identifier: MIT
// Faults between flood works, what is done to them and what breaches.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/case/flood_works_check.hpp"

namespace muster::cases {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

FloodWork work(const char* id, FloodWorkKind kind) {
  FloodWork one;
  one.id = id;
  one.kind = kind;
  if (kind == FloodWorkKind::Wall) one.height_m = 1;
  if (kind != FloodWorkKind::Wall && kind != FloodWorkKind::Culvert) one.at.resize(1);
  if (kind == FloodWorkKind::Pump || kind == FloodWorkKind::Gate) {
    one.start_m = 2;
    one.stop_m = 1;
  }
  if (kind == FloodWorkKind::Reservoir) {
    one.initial_m3 = 10;
    one.storage = {{0, 0}, {100, 5}};
    one.release_rule = {{0, 0}, {5, 1}};
  }
  return one;
}

CaseFile sound() {
  CaseFile file;
  file.name = "works";
  file.horizon_s = 3600;
  file.world.roads.osm = "/roads.osm";
  file.world.works = {work("levee", FloodWorkKind::Wall),     work("pipe", FloodWorkKind::Culvert),
                      work("sewer", FloodWorkKind::Drain),    work("pump", FloodWorkKind::Pump),
                      work("lake", FloodWorkKind::Reservoir), work("gate", FloodWorkKind::Gate)};
  file.world.works[5].target = "bags";
  file.plan.built = {work("bags", FloodWorkKind::Wall)};
  file.plan.work_actions = {{"bags", WorkChange::Close, 60.0, {}}};
  Hazard flood;
  flood.breaches.resize(1);
  flood.breaches[0].id = "gap";
  flood.breaches[0].wall = "levee";
  flood.work_actions = {{"pump", WorkChange::Fail, 60.0, {}}, {"gap", WorkChange::Open, 60.0, {}}};
  file.event.hazards = {flood};
  return file;
}

std::vector<std::string> pointers(const CaseFile& file) {
  std::vector<std::string> all;
  for (const Fault& fault : check(file)) all.push_back(fault.pointer);
  return all;
}

TEST(FloodWorksCheck, SoundWorksHaveNoFault) {
  EXPECT_THAT(pointers(sound()), IsEmpty());
}

TEST(FloodWorksCheck, IdsThatAreDoubleOrReferToNothing) {
  CaseFile file = sound();
  file.plan.built[0].id = "levee";  // and so the gate's target and the plan's action name nothing
  file.event.hazards[0].breaches[0].wall = "pump";
  file.event.hazards[0].work_actions[0].work = "pomp";
  EXPECT_THAT(pointers(file),
              UnorderedElementsAre("/plan/works/built/0/id", "/world/works/5/target",
                                   "/plan/works/actions/0/work", "/event/hazards/0/breaches/0/wall",
                                   "/event/hazards/0/work_actions/0/work"));
  file = sound();
  file.event.hazards[0].breaches[0].id = "pump";
  file.event.hazards[0].work_actions.pop_back();
  EXPECT_THAT(pointers(file), ElementsAre("/event/hazards/0/breaches/0/id"));
  for (const Fault& fault : check(file)) EXPECT_EQ(fault.what, "work \"pump\" is given twice");
}

TEST(FloodWorksCheck, WorksWithoutWhatTheyNeed) {
  CaseFile file = sound();
  file.world.works[0].crest_m = 3;  // and a height
  file.world.works[2].at.clear();
  file.world.works[3].stop_m = 2;
  file.world.works[4].initial_m3 = 101;
  file.world.works[5].start_m.reset();
  EXPECT_THAT(pointers(file),
              UnorderedElementsAre("/world/works/0", "/world/works/2", "/world/works/3/stop_m",
                                   "/world/works/4/initial_m3", "/world/works/5"));
  file = sound();
  file.world.works[4].storage = {{0, 0}, {100, 5}, {90, 6}};
  file.world.works[4].release_rule.clear();
  EXPECT_THAT(pointers(file), UnorderedElementsAre("/world/works/4", "/world/works/4/storage/2"));
  file = sound();
  file.event.hazards[0].work_actions[1].action = WorkChange::Fail;
  EXPECT_THAT(pointers(file), ElementsAre("/event/hazards/0/work_actions/1/action"));
}

TEST(FloodWorksCheck, ConditionsOfActionsAreChecked) {
  CaseFile file = sound();
  Condition high;
  high.stage = Condition::Level{"gauge", 2, {}};
  file.plan.work_actions = {{"bags", WorkChange::Close, {}, high}};
  file.plan.work_actions[0].when->stage->below_m = 3;
  file.event.hazards[0].boundaries.resize(1);
  file.event.hazards[0].boundaries[0].id = "gage";
  EXPECT_THAT(pointers(file), UnorderedElementsAre("/plan/works/actions/0/when/stage/subject",
                                                   "/plan/works/actions/0/when/stage/below_m"));
}

TEST(StageTableCheck, IsReadByStageOrRain) {
  CaseFile file = sound();
  Hazard& hazard = file.event.hazards.emplace_back();
  hazard.kind = HazardKind::StageZones;
  hazard.table.zones.resize(1);
  hazard.table.zones[0].floods_at = 2;
  hazard.table.zones[0].drains_below = 3;
  EXPECT_THAT(pointers(file),
              UnorderedElementsAre("/event/hazards/1", "/event/hazards/1/zones/0/drains_below"));
  hazard.table.stage.values = {{0, 1}};
  hazard.table.zones[0].drains_below = 1;
  EXPECT_THAT(pointers(file), IsEmpty());
  hazard.rain.series.values = {{0, 1}};
  EXPECT_THAT(pointers(file), UnorderedElementsAre("/event/hazards/1"));
}

}  // namespace
}  // namespace muster::cases
