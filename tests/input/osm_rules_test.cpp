// SPDX-License-Identifier: MIT
// What tags of OpenStreetMap mean: directions, lanes, speeds, access, barriers, structures.
#include <gtest/gtest.h>

#include "engine/input/osm_data.hpp"
#include "engine/input/osm_rules.hpp"
#include "engine/world/components.hpp"
#include "tests/input/osm_map.hpp"

namespace muster::input {
namespace {

using test::Books;
using test::Imported;
using test::kCrs;
using test::kStreet;
using test::Map;
using test::Scratch;

struct OnewayCase {
  const char* name;
  Map::Tags tags;
  int there;  // lanes
  int back;
};
class OsmOneway : public ::testing::TestWithParam<OnewayCase> {};
TEST_P(OsmOneway, OpensTheRightDirection) {
  Map map;
  map.node(1, 0, 0).node(2, 1, 0).way(100, {1, 2}, GetParam().tags);
  const Imported osm(map);
  const world::Roads& roads = osm.roads();
  const LinkId there = osm.link(1, 2), back = osm.link(2, 1);
  ASSERT_TRUE(there && back);  // both directions of every road exist
  EXPECT_EQ(roads.reverse[there], back);
  EXPECT_EQ(roads.lanes[there], GetParam().there);
  EXPECT_EQ(roads.lanes[back], GetParam().back);
  EXPECT_EQ(static_cast<bool>(roads.flags[there] & world::kOpposing), GetParam().there == 0);
  EXPECT_EQ(static_cast<bool>(roads.flags[back] & world::kOpposing), GetParam().back == 0);
  EXPECT_GT(roads.capacity_veh_s[back], 0);
}
INSTANTIATE_TEST_SUITE_P(
    Tags, OsmOneway,
    ::testing::Values(
        OnewayCase{"None", {{"highway", "primary"}}, 1, 1},
        OnewayCase{"Yes", {{"highway", "primary"}, {"oneway", "yes"}}, 1, 0},
        OnewayCase{"True", {{"highway", "primary"}, {"oneway", "true"}}, 1, 0},
        OnewayCase{"One", {{"highway", "primary"}, {"oneway", "1"}}, 1, 0},
        OnewayCase{"MinusOne", {{"highway", "primary"}, {"oneway", "-1"}}, 0, 1},
        OnewayCase{"No", {{"highway", "primary"}, {"oneway", "no"}}, 1, 1},
        OnewayCase{"Motorway", {{"highway", "motorway"}}, 2, 0},
        OnewayCase{"MotorwayNo", {{"highway", "motorway"}, {"oneway", "no"}}, 2, 2},
        OnewayCase{"MotorwayLink", {{"highway", "motorway_link"}}, 1, 1},
        OnewayCase{"Roundabout", {{"highway", "tertiary"}, {"junction", "roundabout"}}, 1, 0},
        OnewayCase{"Circular", {{"highway", "tertiary"}, {"junction", "circular"}}, 1, 0},
        OnewayCase{"Reversible", {{"highway", "primary"}, {"oneway", "reversible"}}, 0, 0},
        OnewayCase{"Alternating", {{"highway", "primary"}, {"oneway", "alternating"}}, 1, 1},
        OnewayCase{
            "OnewayLanes", {{"highway", "primary"}, {"oneway", "yes"}, {"lanes", "3"}}, 3, 0},
        OnewayCase{"SharedLanes", {{"highway", "primary"}, {"lanes", "4"}}, 2, 2},
        OnewayCase{"OddLanes", {{"highway", "primary"}, {"lanes", "3"}}, 1, 1},
        OnewayCase{"OneLane", {{"highway", "primary"}, {"lanes", "1"}}, 1, 1},
        OnewayCase{
            "Forward", {{"highway", "primary"}, {"lanes", "5"}, {"lanes:forward", "3"}}, 3, 2},
        OnewayCase{
            "Backward", {{"highway", "primary"}, {"lanes", "5"}, {"lanes:backward", "1"}}, 4, 1},
        OnewayCase{
            "MiddleLane", {{"highway", "primary"}, {"lanes", "5"}, {"lanes:both_ways", "1"}}, 2, 2},
        OnewayCase{"BadLanes", {{"highway", "primary"}, {"lanes", "many"}}, 1, 1}),
    [](const auto& tested) { return tested.param.name; });

TEST(OsmRules, Speeds) {
  const std::map<std::string, double> expected{
      {"60", 60},      {"40 mph", 64.37376}, {"50;60", 50},       {"RO:urban", 50},
      {"none", 130},   {"walk", 7},          {"DE:zone:30", 30},  {"DE:zone30", 30},
      {"30 km/h", 30}, {"RO:rural", 90},     {"90;30;90;30", 30}, {"FR:motorway", 120}};
  for (const auto& [text, speed] : expected) {
    ASSERT_TRUE(speed_km_h(text)) << text;
    EXPECT_NEAR(*speed_km_h(text), speed, 1e-9) << text;
  }
  for (const char* text :
       {"", "signals", "variable", "nan", "-30", "0", "1e9", "fast", "10 parsec"}) {
    EXPECT_FALSE(speed_km_h(text)) << text;
  }
}

TEST(Osm, LanesAndSpeedsThatSayNothingAreCounted) {
  Map map;
  map.node(1, 0, 0).node(2, 1, 0).node(3, 2, 0).node(4, 3, 0);
  map.way(100, {1, 2}, {{"highway", "secondary"}, {"lanes", "nan"}});
  map.way(101, {2, 3}, {{"highway", "secondary"}, {"maxspeed:backward", "-1e999"}});
  map.way(102, {3, 4}, {{"highway", "secondary"}, {"maxspeed", "60"}, {"lanes", "2"}});
  const Imported osm(map);
  EXPECT_EQ(osm.books.found("roads with lanes or maxspeed that say nothing"), 2);
}

TEST(Osm, SpeedsAndCapacitiesByDirectionAndClass) {
  Map map;
  map.node(1, 0, 0).node(2, 1, 0).node(3, 2, 0);
  map.way(
      100, {1, 2},
      {{"highway", "secondary"}, {"maxspeed", "60"}, {"maxspeed:backward", "40"}, {"lanes", "4"}});
  map.way(101, {2, 3}, {{"highway", "secondary"}, {"oneway", "yes"}});
  const Imported osm(map);
  const world::Roads& roads = osm.roads();
  EXPECT_NEAR(roads.free_speed_m_s[osm.link(1, 2)], 60 / 3.6, 1e-12);
  EXPECT_NEAR(roads.free_speed_m_s[osm.link(2, 1)], 40 / 3.6, 1e-12);
  EXPECT_NEAR(roads.capacity_veh_s[osm.link(1, 2)], 2 * 800 / 3600.0, 1e-12);
  EXPECT_NEAR(roads.free_speed_m_s[osm.link(2, 3)], 55 / 3.6, 1e-12);
  EXPECT_NEAR(roads.capacity_veh_s[osm.link(3, 2)], 800 / 3600.0, 1e-12);  // of one lane
}

TEST(Osm, TheCasesDefaultsGoFirst) {
  Scratch scratch;
  Books books;
  Map map;
  map.node(1, 0, 0).node(2, 1, 0).node(3, 2, 0).way(100, {1, 2}, {{"highway", "primary"}});
  map.way(101, {2, 3}, {{"highway", "primary_link"}});
  cases::RoadSpec spec;
  spec.osm = scratch.write("map.osm", map.text());
  spec.defaults.speed_km_h["primary"] = 72;
  spec.defaults.lanes["primary"] = 3;
  spec.defaults.capacity_veh_h_lane["primary_link"] = 1080;
  const auto network = read_osm(spec, kCrs, books.import);
  for (std::uint32_t l = 0; l < network->roads.links(); ++l) {
    EXPECT_NEAR(network->roads.free_speed_m_s[LinkId{l}], 20, 1e-12);
    EXPECT_EQ(network->roads.lanes[LinkId{l}], 3);
    EXPECT_NEAR(network->roads.capacity_veh_s[LinkId{l}],
                network->roads.source[LinkId{l}] == 101 ? 0.9 : 3 * 1500 / 3600.0, 1e-12);
  }
}

struct AccessCase {
  const char* name;
  Map::Tags tags;
  int modes;
};
class OsmAccess : public ::testing::TestWithParam<AccessCase> {};
TEST_P(OsmAccess, DecidesWhoMay) {
  Map map;
  Map::Tags tags = GetParam().tags;
  tags.emplace("highway", "service");
  map.node(1, 0, 0).node(2, 1, 0).way(100, {1, 2}, tags);
  const Imported osm(map);
  ASSERT_TRUE(osm.network) << osm.books.text();
  EXPECT_EQ(osm.roads().modes[osm.link(1, 2)], GetParam().modes);
  EXPECT_EQ(osm.roads().lanes[osm.link(1, 2)] > 0, (GetParam().modes & world::kCar) != 0);
  EXPECT_FALSE(osm.roads().flags[osm.link(1, 2)] & world::kOpposing);
}
INSTANTIATE_TEST_SUITE_P(
    Tags, OsmAccess,
    ::testing::Values(
        AccessCase{"Open", {}, 3}, AccessCase{"No", {{"access", "no"}}, 0},
        AccessCase{"NoButFoot", {{"access", "no"}, {"foot", "yes"}}, world::kWalk},
        AccessCase{"NoButCars", {{"access", "no"}, {"motor_vehicle", "yes"}}, world::kCar},
        AccessCase{"MotorVehicleNo", {{"motor_vehicle", "no"}}, world::kWalk},
        AccessCase{"MotorcarFirst", {{"motor_vehicle", "no"}, {"motorcar", "yes"}}, 3},
        AccessCase{"VehicleNo", {{"vehicle", "no"}}, world::kWalk},
        AccessCase{"Private", {{"access", "private"}}, 3},
        AccessCase{"Destination", {{"motor_vehicle", "destination"}}, 3},
        AccessCase{"Forestry", {{"vehicle", "forestry"}}, world::kWalk},
        AccessCase{"FootNo", {{"foot", "no"}}, world::kCar},
        AccessCase{"Motorway", {{"highway", "motorway"}, {"oneway", "no"}}, world::kCar},
        AccessCase{"Footway", {{"highway", "footway"}}, world::kWalk},
        AccessCase{"Steps", {{"highway", "steps"}, {"motor_vehicle", "yes"}}, world::kWalk}),
    [](const auto& tested) { return tested.param.name; });

TEST(Osm, BarriersStopCarsNotWalkers) {
  for (const auto& [barrier, stops] : std::map<std::string, bool>{
           {"bollard", true}, {"gate", false}, {"block", true}, {"cattle_grid", false}}) {
    Map map;
    map.node(1, 0, 0).node(2, 1, 0, {{"barrier", barrier}}).node(3, 2, 0).node(4, 0, 1);
    map.way(100, {1, 2, 3}, kStreet).way(101, {4, 1}, kStreet);
    const Imported osm(map);
    const world::Components cars = world::components(osm.roads(), world::kCar);
    const world::Components walkers = world::components(osm.roads(), world::kWalk);
    EXPECT_EQ(cars.main[osm.node(3).get()] == 0, stops) << barrier;
    EXPECT_EQ(walkers.main[osm.node(3).get()], 1) << barrier;
    EXPECT_EQ(osm.books.found("barriers that stop cars"), stops ? 1 : 0);
    EXPECT_EQ(osm.books.found("gates and other barriers that cars pass"), stops ? 0 : 1);
  }
}

TEST(OsmRules, GatesAreShutByTheirTags) {
  const auto bars = [](Map::Tags tags) {
    OsmTags node;
    for (const auto& [k, v] : tags) node.list.emplace_back(k, v);
    return bars_cars(node);
  };
  EXPECT_FALSE(bars({{"barrier", "gate"}}));
  EXPECT_TRUE(bars({{"barrier", "gate"}, {"access", "no"}}));
  EXPECT_TRUE(bars({{"barrier", "gate"}, {"locked", "yes"}}));
  EXPECT_FALSE(bars({{"barrier", "bollard"}, {"motor_vehicle", "yes"}}));
  EXPECT_FALSE(bars({{"highway", "crossing"}}));
}

/// 1 - 2 - 3 west to east, 4 north of 2.

TEST(Osm, StructuresAndLayers) {
  Map map;
  for (int i = 1; i <= 8; ++i) map.node(i, i, 0);
  map.node(9, 40, 0);
  map.way(100, {1, 2}, {{"highway", "primary"}, {"bridge", "viaduct"}, {"layer", "2"}});
  map.way(101, {2, 3},
          {{"highway", "primary"}, {"tunnel", "yes"}, {"layer", "-1"}});  // 97 m: an underpass
  map.way(102, {8, 9}, {{"highway", "primary"}, {"tunnel", "yes"}, {"layer", "-1"}});  // 3 km
  map.way(103, {4, 5}, {{"highway", "primary"}, {"layer", "-1"}});
  map.way(104, {5, 6}, {{"highway", "service"}, {"tunnel", "building_passage"}});
  map.way(105, {6, 7}, {{"highway", "service"}, {"covered", "yes"}});
  const Imported osm(map);
  const world::Roads& roads = osm.roads();
  const auto flags = [&](int a, int b) { return roads.flags[osm.link(a, b)]; };
  EXPECT_EQ(flags(1, 2), world::kBridge);
  EXPECT_EQ(flags(2, 3), world::kUnderpass);
  EXPECT_EQ(flags(8, 9), world::kTunnel);
  EXPECT_EQ(flags(4, 5), world::kUnderpass);
  EXPECT_EQ(flags(5, 6), 0);
  EXPECT_EQ(flags(6, 7), 0);
  EXPECT_EQ(roads.layer[osm.link(1, 2)], 2);
  EXPECT_EQ(roads.layer[osm.link(2, 3)], -1);
}

}  // namespace
}  // namespace muster::input
