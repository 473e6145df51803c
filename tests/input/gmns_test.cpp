// SPDX-License-Identifier: MIT
// GMNS networks: optional columns, units, shapes, and everything that can be wrong with them.
#include <gtest/gtest.h>

#include <cmath>

#include "engine/input/network.hpp"
#include "engine/input/wkt.hpp"
#include "tests/input/scratch.hpp"

namespace muster::input {
namespace {

using test::Books;
using test::says;

constexpr const char* kNodes =
    "node_id,name,x_coord,y_coord\n1,\"A, B\",0,0\n2,,1000,0\n3,,1000,1000\n";

struct Gmns {
  Books books;
  GmnsTables tables;
  cases::RoadSpec spec;
  explicit Gmns(const std::string& link, const std::string& node = kNodes,
                const std::string& config = "") {
    tables = {"net", node, link, config, ""};
    spec.split_above_m = 1e6;
  }
  std::optional<Network> read(const std::string& case_crs = "EPSG:31982") {
    return parse_gmns(tables, spec, case_crs, books.import);
  }
};

LinkId find(const world::Roads& roads, std::int64_t source, bool opposing = false) {
  for (std::uint32_t l = 0; l < roads.links(); ++l) {
    if (roads.source[LinkId{l}] == source &&
        static_cast<bool>(roads.flags[LinkId{l}] & world::kOpposing) == opposing) {
      return LinkId{l};
    }
  }
  ADD_FAILURE() << "no link " << source;
  return {};
}

TEST(Gmns, OnlyTheRequiredColumns) {
  Gmns gmns("link_id,from_node_id,to_node_id,directed\n10,1,2,true\n11,2,3,false\n");
  const auto network = gmns.read();
  ASSERT_TRUE(network) << gmns.books.text();
  const world::Roads& roads = network->roads;
  EXPECT_EQ(roads.links(), 4u);
  const LinkId one_way = find(roads, 10);
  EXPECT_DOUBLE_EQ(roads.length_m[one_way], 1000);
  EXPECT_EQ(roads.lanes[one_way], 1);
  EXPECT_EQ(roads.lanes[roads.reverse[one_way]], 0);
  EXPECT_TRUE(roads.flags[roads.reverse[one_way]] & world::kOpposing);
  const LinkId both = find(roads, 11);
  EXPECT_EQ(roads.lanes[roads.reverse[both]], 1);
  EXPECT_FALSE(roads.flags[roads.reverse[both]] & world::kOpposing);
}

TEST(Gmns, CapacityIsPerLaneAndUnitsAreTheConfigs) {
  const std::string link =
      "link_id,from_node_id,to_node_id,directed,length,free_speed,capacity,lanes\n"
      "10,1,2,1,0.75,30,1800,3\n11,2,3,1,0.8,45,900,2\n12,3,2,1,0.8,45,900,1\n";
  Gmns gmns(link, kNodes, "dataset_name,long_length,speed,crs\ntest,mi,mph,EPSG:31982\n");
  const auto network = gmns.read();
  ASSERT_TRUE(network) << gmns.books.text();
  const world::Roads& roads = network->roads;
  EXPECT_EQ(roads.links(), 4u);  // 11 and 12 are one road
  const LinkId link10 = find(roads, 10);
  EXPECT_NEAR(roads.length_m[link10], 0.75 * 1609.344, 1e-9);
  EXPECT_NEAR(roads.free_speed_m_s[link10], 13.4112, 1e-9);
  EXPECT_DOUBLE_EQ(roads.capacity_veh_s[link10], 1.5);
  EXPECT_DOUBLE_EQ(roads.capacity_veh_s[roads.reverse[link10]], 0.5);
  EXPECT_EQ(roads.reverse[find(roads, 11)], find(roads, 12));
}

TEST(Gmns, LengthsInAnotherUnitThanStated) {
  std::string link = "link_id,from_node_id,to_node_id,directed,length\n";
  for (int i = 0; i < 4; ++i) link += std::to_string(i) + ",1,2,1,1.0\n";  // km, not m
  Gmns gmns(link);
  EXPECT_FALSE(gmns.read());
  EXPECT_TRUE(says(gmns.books, "long_length"));
}

TEST(Gmns, UnknownUnit) {
  Gmns gmns("link_id,from_node_id,to_node_id,directed\n1,1,2,1\n", kNodes,
            "long_length,speed\nfurlong,mph\n");
  EXPECT_FALSE(gmns.read());
  EXPECT_TRUE(says(gmns.books, "'furlong' is no unit known here"));
}

TEST(Gmns, ShapesFollowDirFlagAndSplit) {
  Gmns gmns(
      "link_id,from_node_id,to_node_id,directed,dir_flag,geometry\n"
      "10,1,2,true,1,\"LINESTRING (0 0, 0 500, 1000 0)\"\n"
      "11,2,3,true,-1,\"LINESTRING (1000 1000, 1500 1000, 1000 0)\"\n");
  gmns.spec.split_above_m = 250;
  const auto network = gmns.read();
  ASSERT_TRUE(network) << gmns.books.text();
  const world::Roads& roads = network->roads;
  double length10 = 0, length11 = 0;
  int pieces10 = 0;
  for (std::uint32_t l = 0; l < roads.links(); ++l) {
    const LinkId link{l};
    EXPECT_LE(roads.length_m[link], 250.0001);
    if (roads.flags[link] & world::kOpposing) continue;
    (roads.source[link] == 10 ? length10 : length11) += roads.length_m[link];
    pieces10 += roads.source[link] == 10;
    // the shape is as long as the link says
    double shape = 0;
    for (std::uint32_t p = roads.shape_first[l]; p + 1 < roads.shape_first[l + 1]; ++p) {
      shape += std::hypot(roads.shape_x[p + 1] - roads.shape_x[p],
                          roads.shape_y[p + 1] - roads.shape_y[p]);
    }
    EXPECT_NEAR(shape, roads.length_m[link], 1e-6);
  }
  EXPECT_NEAR(length10, 500 + std::hypot(1000, 500), 1e-6);
  EXPECT_NEAR(length11, 500 + std::hypot(500, 1000), 1e-6);
  EXPECT_EQ(pieces10, 7);  // 1,618 m in pieces of at most 250 m
  EXPECT_EQ(roads.node_source.back(), -1);
}

TEST(Gmns, FacilityTypesThatAreNoRoadClassAreCounted) {
  Gmns gmns(
      "link_id,from_node_id,to_node_id,directed,facility_type\n"
      "10,1,2,true,Primary\n11,2,3,true,boulevard\n12,3,1,true,\n");
  const auto network = gmns.read();
  ASSERT_TRUE(network) << gmns.books.text();
  EXPECT_EQ(network->roads.road_class[find(network->roads, 10)], world::RoadClass::Primary);
  EXPECT_EQ(network->roads.road_class[find(network->roads, 11)], world::RoadClass::Unclassified);
  EXPECT_EQ(gmns.books.found("GMNS facility types that are no road class"), 1);
}

TEST(Gmns, GeometriesThatAreMissingAreCounted) {
  Gmns gmns(
      "link_id,from_node_id,to_node_id,directed,geometry_id\n"
      "10,1,2,true,bend\n11,2,3,true,-1\n12,3,1,true,\n13,1,3,true,NaN\n");
  gmns.tables.geometry = "geometry_id,geometry\nbend,\"LINESTRING (0 0, 500 400, 1000 0)\"\n";
  const auto network = gmns.read();
  ASSERT_TRUE(network) << gmns.books.text();
  EXPECT_EQ(gmns.books.found("GMNS links whose geometry_id no geometry has"), 1);
  EXPECT_DOUBLE_EQ(network->roads.length_m[find(network->roads, 11)], 1000);
  Gmns odd("link_id,from_node_id,to_node_id,directed,geometry\n10,1,2,true,-1\n");
  EXPECT_FALSE(odd.read());
  EXPECT_TRUE(says(odd.books, "geometry is no LINESTRING"));
}

TEST(Gmns, UsesDecideWhoMay) {
  Gmns gmns(
      "link_id,from_node_id,to_node_id,directed,allowed_uses,lanes,capacity\n"
      "10,1,2,true,\"auto, walk\",1,800\n11,2,3,true,walk;bike,1,800\n12,3,1,true,auto,0,800\n");
  const auto network = gmns.read();
  ASSERT_TRUE(network) << gmns.books.text();
  const world::Roads& roads = network->roads;
  EXPECT_EQ(roads.modes[find(roads, 10)], world::kCar | world::kWalk);
  EXPECT_EQ(roads.modes[find(roads, 11)], world::kWalk);
  EXPECT_EQ(roads.lanes[find(roads, 11)], 0);
  EXPECT_EQ(roads.modes[find(roads, 12)], 0);
  EXPECT_EQ(gmns.books.found("GMNS uses that mean neither cars nor walkers"), 1);
  EXPECT_EQ(gmns.books.found("GMNS links with capacity or lanes 0"), 1);
}

TEST(Gmns, FacilityTypesThatAreOsmClassesGiveDefaults) {
  Gmns gmns(
      "link_id,from_node_id,to_node_id,directed,facility_type\n10,1,2,1,motorway\n11,2,3,1,"
      "Arterial\n");
  gmns.spec.defaults.lanes["motorway"] = 3;
  const auto network = gmns.read();
  ASSERT_TRUE(network);
  const LinkId motorway = find(network->roads, 10);
  EXPECT_EQ(network->roads.road_class[motorway], world::RoadClass::Motorway);
  EXPECT_EQ(network->roads.lanes[motorway], 3);
  EXPECT_EQ(network->roads.modes[motorway], world::kCar);
  EXPECT_EQ(network->roads.road_class[find(network->roads, 11)], world::RoadClass::Unclassified);
}

TEST(Gmns, BridgesTunnelsUnderpassesAndLayers) {
  const std::string head =
      "link_id,from_node_id,to_node_id,directed,bridge,tunnel,underpass,layer\n";
  Gmns gmns(head + "10,1,2,true,1,0,0,1\n11,2,3,false,no,yes,true,-1\n");
  const auto network = gmns.read();
  ASSERT_TRUE(network) << gmns.books.text();
  const world::Roads& roads = network->roads;
  const LinkId over = find(roads, 10), under = find(roads, 11);
  EXPECT_EQ(roads.flags[over], world::kBridge);
  EXPECT_EQ(roads.layer[over], 1);
  EXPECT_EQ(roads.flags[under], world::kTunnel | world::kUnderpass);
  EXPECT_EQ(roads.flags[roads.reverse[under]], world::kTunnel | world::kUnderpass);
  EXPECT_EQ(roads.layer[under], -1);
  Gmns wrong(head + "10,1,2,true,viaduct,0,0,0\n");
  EXPECT_FALSE(wrong.read());
  EXPECT_TRUE(says(wrong.books, "link.csv:2: bridge, tunnel and underpass must be true or false"));
}

TEST(Gmns, DegreesWithoutCrs) {
  Gmns gmns("link_id,from_node_id,to_node_id,directed\n10,1,2,1\n",
            "node_id,x_coord,y_coord\n1,106.5,29.5\n2,106.6,29.5\n");
  EXPECT_FALSE(gmns.read());
  EXPECT_TRUE(says(gmns.books, "no crs is stated"));
}

TEST(Gmns, DegreesWithCrs) {
  Gmns gmns(
      "link_id,from_node_id,to_node_id,directed,geometry\n10,1,2,1,\"LINESTRING(-51.2 -30,-51.19 "
      "-30.01,-51.2 -30.02)\"\n",
      "node_id,x_coord,y_coord\n1,-51.2,-30\n2,-51.2,-30.02\n");
  gmns.spec.crs = "EPSG:4326";
  const auto network = gmns.read();
  ASSERT_TRUE(network) << gmns.books.text();
  EXPECT_NEAR(network->roads.length_m[LinkId{0}], 2 * std::hypot(964.9, 1108.6), 5);
}

struct BadRow {
  const char* name;
  const char* row;
  const char* message;
};
class BadGmns : public ::testing::TestWithParam<BadRow> {};
TEST_P(BadGmns, IsReportedWithItsLine) {
  Gmns gmns(
      std::string(
          "link_id,from_node_id,to_node_id,directed,length,free_speed,capacity,lanes,geometry\n"
          "10,1,2,true,1000,50,800,1,\n") +
      GetParam().row + "\n");
  EXPECT_FALSE(gmns.read());
  EXPECT_TRUE(says(gmns.books, std::string("net/link.csv:3: ") + GetParam().message));
}
INSTANTIATE_TEST_SUITE_P(
    Rows, BadGmns,
    ::testing::Values(
        BadRow{"NegativeCapacity", "11,2,3,true,1000,50,-800,1,", "capacity must be from 0"},
        BadRow{"UnknownNode", "11,2,9,true,1000,50,800,1,", "node 9 is not in node.csv"},
        BadRow{"DuplicateId", "10,2,3,true,1000,50,800,1,", "link 10 occurs twice"},
        BadRow{"ZeroLength", "11,2,3,true,0,50,800,1,", "length must be above 0"},
        BadRow{"Infinite", "11,2,3,true,inf,50,800,1,", "length must be a number"},
        BadRow{"Directed", "11,2,3,perhaps,1000,50,800,1,", "directed must be true or false"},
        BadRow{"Truncated", "11,2,3,true,10", "has 5 of 9 columns"},
        BadRow{"ZeroSpeed", "11,2,3,true,1000,0,800,1,", "free_speed must be above 0"},
        BadRow{"Geometry", "11,2,3,true,1000,50,800,1,POINT (1 2)", "geometry is no LINESTRING"},
        BadRow{"TextId", "eleven,2,3,true,1000,50,800,1,", "link_id must be a whole number"},
        BadRow{"NegativeId", "-4,2,3,true,1000,50,800,1,", "link_id must not be negative"}),
    [](const auto& tested) { return tested.param.name; });

TEST(Gmns, NodesThatAreWrong) {
  Gmns gmns("link_id,from_node_id,to_node_id,directed\n10,1,2,1\n",
            "node_id,x_coord,y_coord\n1,nan,0\n2,5,\n3,1,1\n3,2,2\n");
  EXPECT_FALSE(gmns.read());
  EXPECT_TRUE(says(gmns.books, "net/node.csv:2: x_coord must be a number (is 'nan')"));
  EXPECT_TRUE(says(gmns.books, "net/node.csv:3: y_coord must be a number"));
  EXPECT_TRUE(says(gmns.books, "net/node.csv:5: node 3 occurs twice"));
}

TEST(Gmns, EmptyNetworkAndMissingColumns) {
  Gmns empty("link_id,from_node_id,to_node_id,directed\n");
  EXPECT_FALSE(empty.read());
  EXPECT_TRUE(says(empty.books, "the network is empty"));
  Gmns missing("link_id,from_node_id\n1,1\n");
  EXPECT_FALSE(missing.read());
  EXPECT_TRUE(says(missing.books, "the column 'to_node_id' is missing"));
  Gmns nothing("", "");
  EXPECT_FALSE(nothing.read());
}

TEST(Gmns, ALoopBecomesTwoLinks) {
  Gmns gmns(
      "link_id,from_node_id,to_node_id,directed,geometry\n10,1,1,0,\"LINESTRING(0 0,100 0,100 "
      "100,0 0)\"\n11,1,2,0,\n");
  const auto network = gmns.read();
  ASSERT_TRUE(network) << gmns.books.text();
  const world::Roads& roads = network->roads;
  for (std::uint32_t l = 0; l < roads.links(); ++l)
    EXPECT_NE(roads.from[LinkId{l}], roads.to[LinkId{l}]);
  EXPECT_EQ(roads.links(), 6u);
}

TEST(Gmns, GeometryTable) {
  Gmns gmns("link_id,from_node_id,to_node_id,directed,geometry_id\n10,1,2,1,g7\n");
  gmns.tables.geometry = "geometry_id,geometry\ng7,\"LINESTRING (0 0, 500 500, 1000 0)\"\n";
  const auto network = gmns.read();
  ASSERT_TRUE(network) << gmns.books.text();
  EXPECT_NEAR(network->roads.length_m[LinkId{0}], 2 * std::hypot(500, 500), 1e-9);
}

TEST(Wkt, Lines) {
  EXPECT_EQ(line_of_wkt("linestring z (1 2 3,4 5 6)"),
            (std::vector<std::pair<double, double>>{{1, 2}, {4, 5}}));
  EXPECT_EQ(line_of_wkt(" LINESTRING( 1 2 , 3 4 ) ")->size(), 2u);
  for (const char* text :
       {"", "LINESTRING", "LINESTRING EMPTY", "LINESTRING (1 2)", "LINESTRING (1 2, 3",
        "LINESTRING (1 nan, 2 3)", "POLYGON ((0 0,1 1,1 0,0 0))", "LINESTRING ((1 2,3 4))",
        "LINESTRING (1, 2)", "LINESTRING (1 2,)", "LINESTRING (1 2 3 4 5 (, 2 3)"}) {
    EXPECT_FALSE(line_of_wkt(text)) << text;
  }
}

}  // namespace
}  // namespace muster::input
