// SPDX-License-Identifier: MIT
// OpenStreetMap files to networks: tiny hand-made ones, then real ones with measured counts.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "tests/input/osm_map.hpp"
#include "tests/places.hpp"

namespace muster::input {
namespace {

using test::Books;
using test::Imported;
using test::kCrs;
using test::kStreet;
using test::Map;
using test::says;
using test::Scratch;

TEST(Osm, WaysAreCutAtJunctionsOnly) {
  Map map;
  for (int i = 1; i <= 5; ++i) map.node(i, i, 0);
  map.node(6, 3, 1).node(7, 4, 1);
  map.way(100, {1, 2, 3, 4, 5}, kStreet).way(101, {3, 6, 7}, kStreet);
  const Imported osm(map);
  ASSERT_TRUE(osm.network) << osm.books.text();
  EXPECT_EQ(osm.roads().nodes(), 4u);  // 1, 3, 5, 7
  EXPECT_EQ(osm.roads().links(), 6u);
  const LinkId link = osm.link(1, 3);
  ASSERT_TRUE(link);
  EXPECT_EQ(osm.roads().source[link], 100);
  EXPECT_EQ(osm.roads().shape_first[link.get() + 1] - osm.roads().shape_first[link.get()], 3u);
  EXPECT_NEAR(osm.roads().length_m[link], 2 * 96.5, 1);
  EXPECT_EQ(osm.books.found("OSM ways for cars"), 2);
  EXPECT_EQ(osm.books.found("junctions and ends of roads for cars"), 4);
  EXPECT_EQ(osm.books.found("road segments for cars"), 3);
  EXPECT_EQ(osm.books.found("directed road edges for cars"), 6);
}

TEST(Osm, AWayThatCrossesItselfIsCutThere) {
  Map map;
  map.node(1, 0, 0).node(2, 1, 0).node(3, 1, 1).node(4, 0, 1);
  map.node(5, 2, 0);
  map.way(100, {1, 2, 3, 4, 2, 5}, kStreet);  // node 2 twice
  const Imported osm(map);
  EXPECT_EQ(osm.books.found("road segments for cars"), 3);
  for (std::uint32_t l = 0; l < osm.roads().links(); ++l) {
    EXPECT_NE(osm.roads().from[LinkId{l}], osm.roads().to[LinkId{l}]);  // the loop is split
  }
  EXPECT_EQ(osm.books.found("ways that meet themselves"), 1);
}

Map crossing() {
  Map map;
  map.node(1, 0, 0).node(2, 1, 0).node(3, 2, 0).node(4, 1, 1);
  map.way(100, {1, 2}, kStreet).way(101, {2, 3}, kStreet).way(102, {2, 4}, kStreet);
  return map;
}

TEST(Osm, ARestrictionForbidsOneTurn) {
  Map map = crossing();
  map.restriction(900, "no_left_turn", 100, 2, 102);
  const Imported osm(map);
  const world::Roads& roads = osm.roads();
  ASSERT_EQ(roads.bans.size(), 1u);
  EXPECT_TRUE(roads.banned(osm.link(1, 2), osm.link(2, 4)));
  EXPECT_EQ(osm.books.found("turn restrictions"), 1);
}

TEST(Osm, AnOnlyRestrictionForbidsTheRest) {
  Map map = crossing();
  map.restriction(900, "only_straight_on", 100, 2, 101);
  const Imported osm(map);
  EXPECT_EQ(osm.roads().bans.size(), 2u);
  EXPECT_TRUE(osm.roads().banned(osm.link(1, 2), osm.link(2, 4)));
  EXPECT_TRUE(osm.roads().banned(osm.link(1, 2), osm.link(2, 1)));
  EXPECT_FALSE(osm.roads().banned(osm.link(1, 2), osm.link(2, 3)));
}

TEST(Osm, ARestrictionHoldsOnTheLastPieceOfASplitRoad) {
  Map map = crossing();
  map.restriction(900, "no_right_turn", 102, 2, 101).restriction(901, "no_u_turn", 100, 2, 100);
  const Imported osm(map, 30);
  const world::Roads& roads = osm.roads();
  ASSERT_EQ(roads.bans.size(), 2u);
  for (const world::TurnBan& ban : roads.bans) {
    EXPECT_EQ(roads.to[ban.from], osm.node(2));
    EXPECT_EQ(roads.from[ban.to], osm.node(2));
    EXPECT_EQ(roads.node_source[roads.from[ban.from]], -1);
  }
}

TEST(Osm, RestrictionsThatCannotBeUsedAreCounted) {
  Map map = crossing();
  map.restriction(900, "no_left_turn", 100, 101, 102, "way");
  map.restriction(901, "no_left_turn", 100, 77, 102);
  map.restriction(902, "no_left_turn", 555, 2, 102);
  map.restriction(903, "give_way", 100, 2, 102);
  map.xml << "<relation id=\"904\"><tag k=\"type\" v=\"restriction\"/><tag "
             "k=\"restriction:conditional\" "
             "v=\"no_left_turn @ (Mo-Fr)\"/></relation>\n";
  const Imported osm(map);
  EXPECT_TRUE(osm.roads().bans.empty());
  EXPECT_EQ(osm.books.found("turn restrictions by way of a road"), 1);
  EXPECT_EQ(osm.books.found("turn restrictions that fit no roads"), 3);
  EXPECT_EQ(osm.books.found("turn restrictions at times or for others"), 1);
}

TEST(Osm, AWayThroughTheViaNodeIsAmbiguous) {
  Map map;
  map.node(1, 0, 0).node(2, 1, 0).node(3, 2, 0).node(4, 1, 1);
  map.way(100, {1, 2, 3}, kStreet).way(102, {2, 4}, kStreet);
  map.restriction(900, "no_left_turn", 100, 2, 102);
  const Imported osm(map);
  EXPECT_TRUE(osm.roads().bans.empty());
  EXPECT_EQ(osm.books.found("turn restrictions that fit no roads"), 1);
}

TEST(Osm, LongRoadsAreSplitEquallyAndKeepTheirShape) {
  Map map;
  map.node(1, 0, 0).node(2, 10, 0).node(3, 10, 10).way(100, {1, 2, 3}, kStreet);
  const Imported whole(map), split(map, 250);
  const double length = whole.roads().length_m[LinkId{0}];
  const auto pieces = static_cast<std::uint32_t>(std::ceil(length / 250));
  EXPECT_EQ(split.roads().links(), 2 * pieces);
  for (const double piece : split.roads().length_m) EXPECT_NEAR(piece, length / pieces, 1e-6);
  EXPECT_EQ(split.roads().nodes(), pieces + 1);
  EXPECT_EQ(split.books.found("nodes added where long roads and loops are split"), pieces - 1);
}

TEST(Osm, APointFarFromItsNeighboursIsWarnedOf) {
  Map map;
  map.node(1, 0, 0).node(2, 10, 0).node(3, 10, 2000).way(100, {1, 2, 3}, kStreet);
  EXPECT_TRUE(says(Imported(map).books, "road 100 has two points that lie 222 km apart"));
}

TEST(Osm, DefectsAreCountedAndDoNotStop) {
  Map map;
  map.node(1, 0, 0).node(2, 1, 0).node(3, 1, 0).node(4, 2, 0);
  map.way(100, {1, 2}, kStreet);
  map.way(101, {2, 3}, kStreet);        // two nodes in one place
  map.way(102, {3, 3, 4, 4}, kStreet);  // repeated nodes
  map.way(103, {4}, kStreet);           // one node
  map.way(104, {4, 99, 1}, kStreet);    // a node that the file lacks
  map.way(105, {1, 4}, {{"highway", "proposed"}});
  map.way(106, {1, 4}, {{"route", "ferry"}});
  const Imported osm(map);
  ASSERT_TRUE(osm.network) << osm.books.text();
  for (const double length : osm.roads().length_m) EXPECT_GT(length, 0);
  EXPECT_EQ(osm.books.found("road segments of no length"), 1);
  EXPECT_EQ(osm.books.found("OSM ways with fewer than two nodes"), 2);
  EXPECT_EQ(osm.books.found("OSM ways with nodes that the file lacks"), 1);
  EXPECT_EQ(osm.books.found("OSM highways that are no roads"), 1);
  EXPECT_EQ(osm.books.found("ferries"), 1);
  EXPECT_EQ(osm.roads().links(), 6u);
}

TEST(Osm, PlacesAsPointsAndAreas) {
  Map map = crossing();
  map.node(20, 5, 5, {{"amenity", "hospital"}, {"name", "H"}});
  map.node(21, 5, 6, {{"amenity", "bench"}});
  map.node(22, 5, 7, {{"amenity", "shelter"}, {"shelter_type", "public_transport"}});
  map.node(30, 2, 2).node(31, 4, 2).node(32, 4, 3).node(33, 2, 3);
  map.way(200, {30, 31, 32, 33, 30}, {{"amenity", "school"}, {"name", "S"}, {"building", "yes"}});
  const Imported osm(map);
  ASSERT_EQ(osm.network->places.size(), 2u);
  EXPECT_EQ(osm.network->places[0].tag, "amenity=hospital");
  EXPECT_EQ(osm.network->places[0].area_m2, 0);
  const MappedPlace& school = osm.network->places[1];
  EXPECT_EQ(school.name, "S");
  EXPECT_NEAR(school.area_m2, 2 * 96.5 * 110.8, 200);
  const world::Roads& roads = osm.roads();
  EXPECT_NEAR(school.x, roads.x[osm.node(1)] + 3 * 96.5, 2);
  EXPECT_NEAR(school.y, roads.y[osm.node(1)] + 2.5 * 110.8, 2);
}

TEST(Osm, OrderInTheFileDoesNotMatter) {
  Map a, b;
  a.node(1, 0, 0).node(2, 10, 0).node(3, 20, 0).way(100, {1, 2}, kStreet).way(50, {2, 3}, kStreet);
  b.way(50, {2, 3}, kStreet).way(100, {1, 2}, kStreet).node(3, 20, 0).node(1, 0, 0).node(2, 10, 0);
  const Imported one(a, 250), other(b, 250);
  EXPECT_EQ(one.roads().x, other.roads().x);
  EXPECT_EQ(one.roads().from, other.roads().from);
  EXPECT_EQ(one.roads().source, other.roads().source);
}

TEST(Osm, EmptyAndForeignFiles) {
  const Imported empty{Map{}};
  EXPECT_FALSE(empty.network);
  EXPECT_TRUE(says(empty.books, "the network is empty"));
  Books books;
  Scratch scratch;
  cases::RoadSpec spec;
  for (const auto& [name, text] : std::map<std::string, std::string>{
           {"a.osm", "no xml"},
           {"b.osm.pbf", "no pbf"},
           {"c.osm.bz2", "no bz2"},
           {"d.txt", "text"},
           {"e.osm", "<osm version=\"0.6\"><node id=\"1\" lon=\"x\" lat=\"y\"/>"}}) {
    spec.osm = scratch.write(name, text);
    Books one;
    EXPECT_FALSE(read_osm(spec, kCrs, one.import)) << name;
    EXPECT_FALSE(one.diagnostics.ok()) << name;
    EXPECT_TRUE(says(one, name));
  }
  spec.osm = scratch.path("none.osm.pbf");
  EXPECT_FALSE(read_osm(spec, kCrs, books.import));
}

TEST(Osm, NegativeIdsOfUnsavedEdits) {
  Map map;
  map.node(-1, 0, 0).node(-2, 1, 0).way(-3, {-1, -2}, kStreet);
  const Imported osm(map);
  EXPECT_FALSE(osm.network);
  EXPECT_TRUE(says(osm.books, "negative"));
}

TEST(Osm, ACrsOfAnotherPlaceIsAnErrorOrMakesNonsenseVisible) {
  Map map = crossing();
  const Imported unknown(map, 250, "EPSG:999999");
  EXPECT_FALSE(unknown.network);
  EXPECT_TRUE(says(unknown.books, "EPSG:999999"));
}

// --- real files -------------------------------------------------------------------------------

struct RealFile {
  const char* name;
  const char* path;
  const char* crs;
  std::int64_t ways, junctions, segments, edges;
};

// Measured by the cases' SOURCES.md. Andorra's 4,042 directed edges there count the 63 segments
// tagged oneway=-1, 1 or true as two-way roads; they are one-way, which leaves 3,979.
const RealFile kReal[] = {
    {"PortoAlegre", "cases/porto_alegre_2024/poa_osm.pbf", "EPSG:31982", 12407, 15463, 21423,
     34782},
    {"Andorra", "cases/andorra/andorra.osm.pbf", "EPSG:32631", 1331, 1973, 2306, 4042 - 63},
    {"Roxborough", "cases/roxborough/roxborough_crop.osm.pbf", "EPSG:26913", 1102, 1926, 2433,
     4644},
};

class RealOsm : public ::testing::TestWithParam<RealFile> {};

TEST_P(RealOsm, HasTheMeasuredCounts) {
  cases::RoadSpec spec;
  spec.osm = tests::shared_path(GetParam().path);
  if (!std::filesystem::exists(spec.osm)) GTEST_SKIP() << "no file at " << spec.osm;
  Books books;
  const auto network = read_osm(spec, GetParam().crs, books.import);
  ASSERT_TRUE(network) << books.text();
  EXPECT_EQ(books.found("OSM ways for cars"), GetParam().ways);
  EXPECT_EQ(books.found("junctions and ends of roads for cars"), GetParam().junctions);
  EXPECT_EQ(books.found("road segments for cars"), GetParam().segments);
  EXPECT_EQ(books.found("directed road edges for cars"), GetParam().edges);
  const world::Roads& roads = network->roads;
  for (std::uint32_t l = 0; l < roads.links(); ++l) {
    const LinkId link{l};
    ASSERT_GT(roads.length_m[link], 0);
    ASSERT_LE(roads.length_m[link], 250.001);
    ASSERT_GT(roads.free_speed_m_s[link], 0);
    ASSERT_NE(roads.from[link], roads.to[link]);
    ASSERT_EQ(roads.reverse[roads.reverse[link]], link);
    ASSERT_EQ(roads.lanes[link] > 0 && (roads.modes[link] & world::kCar),
              roads.capacity_veh_s[link] > 0 && roads.lanes[link] > 0);
  }
}

TEST_P(RealOsm, CutShortAnywhereIsReported) {
  const std::string whole = tests::shared_path(GetParam().path);
  if (!std::filesystem::exists(whole)) GTEST_SKIP() << "no file at " << whole;
  std::ifstream file(whole, std::ios::binary);
  const std::string bytes((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  const Scratch scratch;
  for (const double share : {0.0, 0.001, 0.3, 0.77, 0.9999}) {
    cases::RoadSpec spec;
    spec.osm = scratch.write(
        "cut.osm.pbf",
        bytes.substr(0, static_cast<std::size_t>(share * static_cast<double>(bytes.size()))));
    Books books;
    EXPECT_FALSE(read_osm(spec, GetParam().crs, books.import)) << share;
    EXPECT_TRUE(says(books, "cut.osm.pbf")) << share;
  }
}

INSTANTIATE_TEST_SUITE_P(Files, RealOsm, ::testing::ValuesIn(kReal),
                         [](const auto& tested) { return tested.param.name; });

}  // namespace
}  // namespace muster::input
