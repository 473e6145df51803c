// SPDX-License-Identifier: MIT
// Faults between fields: each is found at its pointer, and a sound case has none.
#include "engine/case/check.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace muster::cases {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// A case with one of everything that can refer to something.
CaseFile sound() {
  CaseFile file;
  file.name = "sound";
  file.horizon_s = 7200;
  file.test_horizon_s = 3600;
  file.world.roads.osm = "/roads.osm";
  SiteSpec site;
  site.id = "school";
  file.world.sites.list.push_back(site);
  Hazard hazard;
  FloodBoundary boundary;
  boundary.id = "gauge";
  boundary.series.values = {{0, 1}, {3600, 2}};
  hazard.boundaries.push_back(boundary);
  file.event.hazards.push_back(hazard);
  ZoneSpec zone;
  zone.id = "low";
  file.plan.zones.push_back(zone);
  Order order;
  order.id = "leave";
  order.zones = {"low"};
  order.when.stage = Condition::Level{"gauge", 1.5, 1};
  file.plan.orders.push_back(order);
  ShelterSpec shelter;
  shelter.site = "school";
  shelter.zones = {"low"};
  file.plan.shelters.push_back(shelter);
  return file;
}

std::vector<std::string> pointers(const CaseFile& file) {
  std::vector<std::string> all;
  for (const Fault& fault : check(file)) all.push_back(fault.pointer);
  return all;
}

TEST(Check, SoundCaseHasNoFault) {
  EXPECT_THAT(pointers(sound()), IsEmpty());
}

TEST(Check, WaterThatStallsCarsClosesTheRoad) {
  CaseFile file = sound();
  file.world.car.close_depth_m = file.world.car.stall_depth_m;
  EXPECT_THAT(pointers(file), IsEmpty());
  file.world.car.close_depth_m = 0.31;
  EXPECT_THAT(pointers(file), ElementsAre("/world/vehicles/car/stall_depth_m"));
}

TEST(Check, IdsAreUnique) {
  CaseFile file = sound();
  file.world.sites.list.push_back(file.world.sites.list[0]);
  file.event.hazards.push_back(file.event.hazards[0]);  // conditions name boundaries of any hazard
  file.plan.zones.push_back(file.plan.zones[0]);
  file.plan.orders.push_back(file.plan.orders[0]);
  file.plan.shelters.push_back(file.plan.shelters[0]);
  EXPECT_THAT(pointers(file),
              ElementsAre("/world/sites/list/1/id", "/event/hazards/1/boundaries/0/id",
                          "/plan/zones/1/id", "/plan/orders/1/id", "/plan/shelters/1/site"));
}

TEST(Check, ReferencesNameSomething) {
  CaseFile file = sound();
  file.plan.orders[0].zones = {"low", "lw"};
  file.plan.orders[0].when.stage->subject = "guage";
  file.plan.shelters[0].site = "shcool";
  file.plan.shelters[0].zones = {"nowhere"};
  const std::vector<Fault> faults = check(file);
  EXPECT_THAT(pointers(file),
              ElementsAre("/plan/orders/0/zones/1", "/plan/orders/0/when/stage/subject",
                          "/plan/shelters/0/site", "/plan/shelters/0/zones/0"));
  EXPECT_EQ(faults[1].what, "there is no flood boundary \"guage\"");
  EXPECT_EQ(faults[1].hint, "did you mean \"gauge\"?");
}

TEST(Check, AStageConditionNamesABoundaryWithAStage) {
  for (const FloodBoundaryKind kind : {FloodBoundaryKind::Inflow, FloodBoundaryKind::Free}) {
    CaseFile file = sound();
    FloodBoundary other;
    other.id = "upper-reach";
    other.kind = kind;
    file.event.hazards[0].boundaries.push_back(other);
    file.plan.orders[0].when.stage->subject = "upper-reach";
    EXPECT_THAT(pointers(file), testing::Contains("/plan/orders/0/when/stage/subject"));
  }
}

TEST(Check, NestedConditionsAreFollowed) {
  CaseFile file = sound();
  Condition inner;
  inner.depth = Condition::Level{"shool", 0.5, 0};
  Condition middle;
  middle.any = {Condition{}, inner};
  file.plan.orders[0].when = {};
  file.plan.orders[0].when.all = {middle};
  EXPECT_THAT(pointers(file), ElementsAre("/plan/orders/0/when/all/0/any/1/depth/subject"));
}

TEST(Check, SitesFromLayersAreNotKnownYet) {
  CaseFile file = sound();
  file.plan.shelters[0].site = "elsewhere";
  EXPECT_THAT(pointers(file), ElementsAre("/plan/shelters/0/site"));
  file.world.sites.layers.emplace_back();
  EXPECT_THAT(pointers(file), IsEmpty());
}

TEST(Check, AnyShelterMayBeNamedByAStar) {
  CaseFile file = sound();
  file.plan.shelters[0].site = "*";
  EXPECT_THAT(pointers(file), IsEmpty());
}

TEST(Check, NothingIsSaidAboutReferencesToIdsThatCouldNotBeRead) {
  CaseFile file = sound();
  file.plan.zones[0].id.clear();
  EXPECT_THAT(pointers(file), IsEmpty());
}

TEST(Check, TimesAscend) {
  CaseFile file = sound();
  Hazard& hazard = file.event.hazards[0];
  hazard.boundaries[0].series.values = {{0, 1}, {0, 2}, {5, 1}, {4, 1}};
  hazard.rain.series.values = {{10, 1}, {5, 1}};
  hazard.depth_steps = {{60, "/a.tif"}, {60, "/b.tif"}};
  Closure closure;
  closure.from_s = 100;
  closure.until_s = 50;
  file.plan.closures.push_back(closure);
  EXPECT_THAT(pointers(file), ElementsAre("/event/hazards/0/rain_mm_h/values/1",
                                          "/event/hazards/0/boundaries/0/stage_m/values/1",
                                          "/event/hazards/0/boundaries/0/stage_m/values/3",
                                          "/event/hazards/0/depth_steps/1/time_s",
                                          "/plan/works/closures/0/until_s"));
}

TEST(Check, AnImportedHazardHasOneSourceAndSpeedsAtAllOfItsSteps) {
  CaseFile file = sound();
  file.event.hazards.emplace_back().kind = HazardKind::Imported;
  EXPECT_THAT(pointers(file), ElementsAre("/event/hazards/1"));
  Hazard& hazard = file.event.hazards[1];
  hazard.depth_steps = {{.time_s = 0, .path = "a"}, {.time_s = 60, .path = "b"}};
  EXPECT_THAT(pointers(file), IsEmpty());
  hazard.depth_steps[0].speed_path = "v";
  EXPECT_THAT(pointers(file), ElementsAre("/event/hazards/1/depth_steps/1/speed_path"));
  hazard.depth_steps[1].speed_path = "w";
  hazard.fire_intensity.emplace();
  EXPECT_THAT(pointers(file), ElementsAre("/event/hazards/1/fire_intensity"));
  hazard.fire_arrival.emplace();
  EXPECT_THAT(pointers(file), ElementsAre("/event/hazards/1"));
}

TEST(Check, PeriodsOfHazardsMeetAtCommonBarriers) {
  CaseFile file = sound();
  file.event.hazards[0].period_s = 100;
  EXPECT_THAT(pointers(file), ElementsAre("/event/hazards/0/period_s"));
  file.event.hazards[0].period_s = 30;
  file.event.hazards.push_back(file.event.hazards[0]);
  for (Hazard& hazard : file.event.hazards) hazard.boundaries.clear();
  file.plan.orders[0].when.stage.reset();
  file.event.hazards[1].period_s = 90;
  EXPECT_THAT(pointers(file), IsEmpty());
  file.event.hazards[1].period_s = 80;
  EXPECT_THAT(pointers(file), ElementsAre("/event/hazards/1/period_s"));
}

TEST(Check, BoundsAreInOrder) {
  CaseFile file = sound();
  file.test_horizon_s = 7201;
  Objective objective;
  objective.at_least = 3;
  objective.at_most = 2;
  file.objectives.push_back(objective);
  file.world.grid.extent = {0, 0, 0, 10};
  file.plan.orders[0].when.stage->below_m = 2;
  EXPECT_THAT(pointers(file), ElementsAre("/test_horizon_s", "/objectives/0", "/world/grid/extent",
                                          "/plan/orders/0/when/stage/below_m"));
}

TEST(Check, FireReferencesAndOrder) {
  CaseFile file = sound();
  file.world.terrain.fuel.emplace();
  file.world.terrain.fuel->model = "GR12";
  file.world.terrain.fuel->codes = {{5, "GR2"}, {5, "oak"}};
  Hazard fire;
  fire.kind = HazardKind::Fire;
  fire.weather.resize(2);
  fire.ignitions.resize(2);
  fire.ignitions[0].id = fire.ignitions[1].id = "a";
  file.event.hazards.push_back(fire);
  FireBreak line;
  line.id = "ridge";
  file.world.fire_breaks = {line};
  file.plan.fire_breaks = {line};
  WaterDrop drop;
  drop.id = "drop";
  drop.from_s = drop.until_s = 60;
  drop.source = "pond";
  file.plan.water_drops = {drop};
  EXPECT_THAT(pointers(file),
              testing::UnorderedElementsAre(
                  "/world/terrain/fuel/model", "/world/terrain/fuel/codes/1/model",
                  "/world/terrain/fuel/codes/1/code", "/event/hazards/1/ignitions/1/id",
                  "/event/hazards/1/weather/1/at_s", "/plan/works/fire_breaks/0/id",
                  "/plan/works/water_drops/0/until_s", "/plan/works/water_drops/0/source"));
}

TEST(Check, BurntGroundNeedsAFireAndWhatFeelsIt) {
  CaseFile file = sound();
  file.event.burnt_ground = BurntGround{0.5, 1000};
  EXPECT_THAT(pointers(file), testing::UnorderedElementsAre(
                                  "/event/burnt_ground", "/event/burnt_ground/conductivity_factor",
                                  "/event/burnt_ground/cohesion_lost_pa"));
  file.event.hazards[0].infiltration.emplace();
  file.event.burnt_ground->cohesion_lost_pa.reset();
  EXPECT_THAT(pointers(file), testing::ElementsAre("/event/burnt_ground"));
}

TEST(Check, SoilsHaveTheirMeanBetweenTheirLimitsAndSamplesSomethingToDraw) {
  CaseFile file = sound();
  Hazard& slides = file.event.hazards.emplace_back();
  slides.kind = HazardKind::Landslide;
  slides.soil_samples = 100;
  const std::string hazard =
      "/event/hazards/" + std::to_string(file.event.hazards.size() - 1) + "/soil_samples";
  SoilSpec& soil = file.world.terrain.soil.emplace().soils.emplace_back();
  soil.cohesion_pa = 3000;
  soil.friction_deg = 30;
  EXPECT_THAT(pointers(file), ElementsAre(hazard));
  SoilUncertainty& uncertainty = soil.uncertainty.emplace();
  EXPECT_TRUE(check(file).empty());
  uncertainty.cohesion_pa = {500, 4000, {}};
  uncertainty.friction_deg = {3, {}, 20};
  uncertainty.slip_depth_m = {1.5, 0.3, 2, 1};
  const std::string soil_at = "/world/terrain/soil/soils/0/uncertainty/";
  EXPECT_THAT(pointers(file),
              ElementsAre(soil_at + "cohesion_pa/low", soil_at + "friction_deg/high",
                          soil_at + "slip_depth_m/low", soil_at + "slip_depth_m/high"));
}

TEST(Check, TreatedSlopesNeedNamesOfTheirOwnAndSoil) {
  CaseFile file = sound();
  TreatedSlope nails;
  nails.id = "nails";
  file.plan.treated_slopes = {nails, nails};
  EXPECT_THAT(pointers(file), ElementsAre("/plan/works/treated_slopes/1/id"));
  file.plan.treated_slopes.pop_back();
  file.event.hazards.emplace_back().kind = HazardKind::Landslide;
  EXPECT_THAT(pointers(file), ElementsAre("/plan/works/treated_slopes"));
  file.world.terrain.soil.emplace();
  EXPECT_TRUE(check(file).empty());
}

}  // namespace
}  // namespace muster::cases
