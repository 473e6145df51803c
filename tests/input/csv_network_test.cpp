// SPDX-License-Identifier: MIT
// Networks and departures of the comparison cases.
#include <gtest/gtest.h>

#include <filesystem>

#include "engine/input/network.hpp"
#include "tests/input/scratch.hpp"
#include "tests/places.hpp"

namespace muster::input {
namespace {

using test::Books;
using test::says;
using test::Scratch;

constexpr const char* kNodes = "id,x,y\n3,200,0\n1,0,0\n2,100,0\n9,300,0\n";
constexpr const char* kLinks =
    "id,from,to,length_m,speed_ms,lanes,capacity_vph\n"
    "0,1,2,100.5,13.89,2,3600\n"
    "1,2,1,100.5,13.89,1,1800\n"
    "2,2,3,400,10,3,5400\n"
    "3,3,9,100,13.89,2,3600\n";
constexpr const char* kExits = "link,node,sink\n3,3,9\n";

struct Folder {
  Scratch scratch;
  Books books;
  Folder(const std::string& nodes, const std::string& links, const std::string& exits = kExits) {
    scratch.write("nodes.csv", nodes);
    scratch.write("links.csv", links);
    if (!exits.empty()) scratch.write("exits.csv", exits);
  }
  std::optional<Network> read(const std::string& crs = "", const std::string& case_crs = "") {
    cases::RoadSpec spec;
    spec.csv = scratch.folder();
    spec.crs = crs;
    return read_csv_network(spec, case_crs, books.import);
  }
};

TEST(CsvNetwork, LinksReversesAndExits) {
  Folder folder(kNodes, kLinks);
  const std::optional<Network> network = folder.read();
  ASSERT_TRUE(network) << folder.books.text();
  const world::Roads& roads = network->roads;
  EXPECT_EQ(roads.nodes(), 4u);
  EXPECT_EQ(roads.links(), 6u);  // 0-1 are a pair; 2 and 3 get the way against them
  EXPECT_EQ(roads.node_source, (IdVector<NodeId, std::int64_t>{1, 2, 3, 9}));
  int opposing = 0;
  for (std::uint32_t l = 0; l < roads.links(); ++l) {
    const LinkId link{l};
    EXPECT_EQ(roads.reverse[roads.reverse[link]], link);
    EXPECT_EQ(roads.from[roads.reverse[link]], roads.to[link]);
    if (roads.flags[link] & world::kOpposing) {
      ++opposing;
      EXPECT_EQ(roads.lanes[link], 0);
      EXPECT_DOUBLE_EQ(roads.capacity_veh_s[link], 0.5);  // of one lane
      continue;
    }
    if (roads.source[link] == 0) {
      EXPECT_DOUBLE_EQ(roads.length_m[link], 100.5);  // as stated, not the 100 m between the nodes
      EXPECT_DOUBLE_EQ(roads.capacity_veh_s[link], 1.0);
      EXPECT_DOUBLE_EQ(roads.free_speed_m_s[link], 13.89);
      EXPECT_EQ(roads.source[roads.reverse[link]], 1);
    }
    if (roads.source[link] == 3) {
      EXPECT_EQ(roads.road_class[link], world::RoadClass::Exit);
    }
    if (roads.source[link] == 2) {
      EXPECT_DOUBLE_EQ(roads.length_m[link], 400);  // not split
    }
  }
  EXPECT_EQ(opposing, 2);
  ASSERT_EQ(network->exits.size(), 1u);
  EXPECT_EQ(network->exits[0].kind, world::SiteKind::Exit);
  EXPECT_EQ(roads.node_source[network->exits[0].node], 9);
  EXPECT_EQ(network->exits[0].rate_veh_h, 0);
  EXPECT_EQ(folder.books.inputs.size(), 3u);
  EXPECT_EQ(folder.books.inputs[0].sha256.size(), 64u);
}

TEST(CsvNetwork, RowsInAnyOrderGiveTheSameNetwork) {
  Folder one(kNodes, kLinks);
  Folder other("id,x,y\n9,300,0\n2,100,0\n1,0,0\n3,200,0\n",
               "id,from,to,length_m,speed_ms,lanes,capacity_vph\n"
               "3,3,9,100,13.89,2,3600\n2,2,3,400,10,3,5400\n1,2,1,100.5,13.89,1,1800\n"
               "0,1,2,100.5,13.89,2,3600\n");
  const auto a = one.read(), b = other.read();
  ASSERT_TRUE(a && b);
  EXPECT_EQ(a->roads.from, b->roads.from);
  EXPECT_EQ(a->roads.source, b->roads.source);
  EXPECT_EQ(a->roads.reverse, b->roads.reverse);
  EXPECT_EQ(a->roads.x, b->roads.x);
}

struct Bad {
  const char* name;
  const char* row;  // replaces the row of link 2
  const char* message;
};
class BadLink : public ::testing::TestWithParam<Bad> {};

TEST_P(BadLink, IsReportedWithItsLine) {
  Folder folder(kNodes, std::string("id,from,to,length_m,speed_ms,lanes,capacity_vph\n"
                                    "0,1,2,100,13.89,2,3600\n1,2,1,100,13.89,1,1800\n") +
                            GetParam().row + "\n3,3,9,100,13.89,2,3600\n");
  EXPECT_FALSE(folder.read());
  EXPECT_TRUE(says(folder.books, "links.csv:")) << folder.books.text();
  EXPECT_TRUE(says(folder.books, GetParam().message));
}

INSTANTIATE_TEST_SUITE_P(
    Rows, BadLink,
    ::testing::Values(Bad{"NegativeCapacity", "2,2,3,400,10,3,-5",
                          "links.csv:4: capacity_vph must be from"},
                      Bad{"NaN", "2,2,3,nan,10,3,5400", "length_m must be a number (is 'nan')"},
                      Bad{"ZeroLength", "2,2,3,0,10,3,5400", "length_m must be from"},
                      Bad{"UnknownNode", "2,2,77,400,10,3,5400", "node 77 is not in nodes.csv"},
                      Bad{"Duplicate", "1,2,3,400,10,3,5400", "link 1 occurs twice"},
                      Bad{"Truncated", "2,2,3,40", "has 4 of 7 columns"},
                      Bad{"Text", "2,2,3,far,10,3,5400", "is 'far'"},
                      Bad{"NoSpeed", "2,2,3,400,0,3,5400", "speed_ms must be from"},
                      Bad{"HalfALane", "2,2,3,400,10,1.5,5400", "lanes must be a whole number"},
                      Bad{"Loop", "2,2,2,400,10,3,5400", "starts and ends at the same node"},
                      Bad{"Infinite", "2,2,3,400,inf,3,5400", "speed_ms must be a number"}),
    [](const auto& tested) { return tested.param.name; });

TEST(CsvNetwork, EveryProblemAtOnce) {
  Folder folder(
      kNodes,
      "id,from,to,length_m,speed_ms,lanes,capacity_vph\n0,1,2,-1,10,1,1\n1,2,1,5,10,1,-1\n");
  EXPECT_FALSE(folder.read());
  EXPECT_EQ(folder.books.diagnostics.errors(), 2u);
}

TEST(CsvNetwork, FilesAndColumnsThatAreMissing) {
  Folder folder(kNodes, "id,from,to,length,speed_ms,lanes,capacity_vph\n0,1,2,1,10,1,1\n");
  EXPECT_FALSE(folder.read());
  EXPECT_TRUE(says(folder.books, "the column 'length_m' is missing"));
  Books books;
  cases::RoadSpec spec;
  spec.csv = folder.scratch.path("nowhere");
  EXPECT_FALSE(read_csv_network(spec, "", books.import));
  EXPECT_TRUE(says(books, "nowhere/nodes.csv"));
}

TEST(CsvNetwork, EmptyNetwork) {
  Folder folder(kNodes, "id,from,to,length_m,speed_ms,lanes,capacity_vph\n", "");
  EXPECT_FALSE(folder.read());
  EXPECT_TRUE(says(folder.books, "the network is empty"));
}

TEST(CsvNetwork, ExitsMustMatchTheirLinks) {
  Folder folder(kNodes, kLinks, "link,node,sink\n2,3,9\n8,3,9\n");
  EXPECT_FALSE(folder.read());
  EXPECT_TRUE(says(folder.books, "exits.csv:2: link 2 does not lead from node 3 to sink 9"));
  EXPECT_TRUE(says(folder.books, "exits.csv:3: link 8 is not in links.csv"));
}

TEST(CsvNetwork, CoordinatesOfAnotherSystem) {
  Folder folder("id,x,y\n1,-51.2,-30.0\n2,-51.2,-30.001\n",
                "id,from,to,length_m,speed_ms,lanes,capacity_vph\n0,1,2,111,10,1,1800\n", "");
  const auto network = folder.read("EPSG:4326", "EPSG:31982");
  ASSERT_TRUE(network) << folder.books.text();
  EXPECT_NEAR(network->roads.x[NodeId{0}], 480710, 300);  // near the central meridian's 500,000
  EXPECT_NEAR(network->roads.y[NodeId{0}] - network->roads.y[NodeId{1}], 110.8, 0.2);
}

struct Trips {
  Folder folder{kNodes, kLinks};
  world::World world;
  cases::Demand demand;
  Trips(const std::string& vehicles, const std::string& routes) {
    world.roads = folder.read()->roads;
    demand.vehicles = folder.scratch.write("vehicles.csv", vehicles);
    if (!routes.empty()) demand.routes = folder.scratch.write("routes.csv", routes);
    read_demand(demand, world, folder.books.import);
  }
};

TEST(Demand, OnePartyAVehicleInOrderOfId) {
  const Trips trips("id,depart_s,origin\n5,20.5,1\n2,30,2\n7,1.25,1\n",
                    "origin,links\n1,0 2 3\n2,2  3\n");
  ASSERT_TRUE(trips.folder.books.diagnostics.ok()) << trips.folder.books.text();
  const world::World& world = trips.world;
  ASSERT_EQ(world.parties.size(), 3u);
  EXPECT_EQ(world.roads.node_source[world.parties.home_node[PartyId{0}]], 2);  // vehicle 2
  for (const std::uint16_t persons : world.parties.persons) EXPECT_EQ(persons, 1);
  ASSERT_EQ(world.stated_trips.size(), 3u);
  EXPECT_EQ(world.stated_trips[0].depart, 1'250'000);
  EXPECT_EQ(world.stated_trips[0].party, PartyId{2});
  EXPECT_EQ(world.stated_trips[1].depart, 20'500'000);
  std::vector<std::int64_t> sources;
  for (const LinkId link : world.stated_trips[0].route) {
    EXPECT_GT(world.roads.lanes[link], 0);
    sources.push_back(world.roads.source[link]);
  }
  EXPECT_EQ(sources, (std::vector<std::int64_t>{0, 2, 3}));
}

TEST(Demand, WithoutRoutesTheRouteIsLeftOpen) {
  const Trips trips("id,depart_s,origin\n5,20.5,1\n", "");
  ASSERT_EQ(trips.world.stated_trips.size(), 1u);
  EXPECT_TRUE(trips.world.stated_trips[0].route.empty());
}

TEST(Demand, EverythingWrongIsReported) {
  const Trips trips("id,depart_s,origin\n1,-5,1\n2,nan,1\n3,1,55\n4,1,3\n4,1,1\n4,2,1\n",
                    "origin,links\n1,0 3\n2,x\n66,1\n3,\n");
  const Books& books = trips.folder.books;
  for (const char* part :
       {"vehicles.csv:2: depart_s must be from 0", "vehicles.csv:3: depart_s must be a number",
        "vehicles.csv:4: node 55 is not in the network", "there is no route from node 3",
        "routes.csv:2: link 3 does not go on", "'x' is no link id",
        "node 66 is not in the network"}) {
    EXPECT_TRUE(says(books, part));
  }
  EXPECT_TRUE(trips.world.stated_trips.empty());
}

TEST(Demand, ARouteAgainstAOneWayIsAnError) {
  const Trips trips("id,depart_s,origin\n1,0,3\n", "origin,links\n3,2\n");
  EXPECT_TRUE(says(trips.folder.books, "link 2 does not go on"));
}

TEST(CsvNetwork, ReferenceCasesAreReadWhole) {
  const std::string folder = tests::shared_path("reference/data/traffic/");
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "the reference cases are not at " << folder;
  struct Expected {
    const char* name;
    std::uint32_t nodes, links, exits;
    std::size_t traversals;
  };
  for (const Expected& expected : {Expected{"siouxfalls_10k", 28, 80, 4, 30042},
                                   Expected{"anaheim_10k", 424, 922, 8, 91834}}) {
    Books books;
    cases::RoadSpec spec;
    spec.csv = folder + expected.name;
    std::optional<Network> network = read_csv_network(spec, "", books.import);
    ASSERT_TRUE(network) << books.text();
    world::World world;
    world.roads = std::move(network->roads);
    EXPECT_EQ(world.roads.nodes(), expected.nodes);
    std::uint32_t stated = 0;
    for (const auto flags : world.roads.flags) stated += !(flags & world::kOpposing);
    EXPECT_EQ(stated, expected.links);
    EXPECT_EQ(network->exits.size(), expected.exits);
    read_demand({spec.csv + "/vehicles.csv", spec.csv + "/routes.csv"}, world, books.import);
    ASSERT_TRUE(books.diagnostics.ok()) << books.text();
    EXPECT_EQ(world.stated_trips.size(), 10'000u);
    EXPECT_EQ(world.stated_trips.front().depart, 13'170'000);
    EXPECT_EQ(world.stated_trips.back().depart, 8'149'850'000);
    std::size_t traversals = 0;
    for (const world::StatedTrip& trip : world.stated_trips) traversals += trip.route.size();
    EXPECT_EQ(traversals, expected.traversals);
  }
}

}  // namespace
}  // namespace muster::input
