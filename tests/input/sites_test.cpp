// SPDX-License-Identifier: MIT
// Sites from lists, layers, the map and the rim.
#include "engine/input/sites.hpp"

#include <gtest/gtest.h>

#include "engine/input/crs.hpp"
#include "engine/input/rim.hpp"
#include "tests/input/gdal_files.hpp"
#include "tests/input/tiny_city.hpp"

namespace muster::input {
namespace {

using test::says;
using test::TinyCity;
using world::Site;
using world::SiteKind;

struct City : TinyCity {
  cases::SitesSpec spec;
  using TinyCity::TinyCity;
  void read() { read_sites(spec, network, *cars, *walkers, world, books.import); }
  const Site* find(const std::string& id) const {
    for (const Site& site : world.sites) {
      if (site.id == id) return &site;
    }
    return nullptr;
  }
};

cases::SiteSpec listed(const std::string& id, double x, double y) {
  cases::SiteSpec site;
  site.id = id;
  site.x_m = TinyCity::kX + x;
  site.y_m = TinyCity::kY + y;
  site.capacity_persons = 100;
  return site;
}

TEST(Sites, ListedOnesGoToTheNearestCrossing) {
  City city;
  city.spec.list = {listed("a", 110, 190), listed("b", 249, 1)};
  city.spec.list[1].kind = "fire_station";
  city.read();
  ASSERT_TRUE(city.books.diagnostics.ok()) << city.books.text();
  ASSERT_EQ(city.world.sites.size(), 2u);
  EXPECT_EQ(city.source(city.world.sites[SiteId{0}].node), 2 * 6 + 1);
  EXPECT_EQ(city.source(city.world.sites[SiteId{1}].node), 2);
  EXPECT_EQ(city.world.sites[SiteId{1}].kind, SiteKind::FireStation);
}

TEST(Sites, LongitudeAndLatitude) {
  City city;
  Diagnostics d;
  double x[1] = {TinyCity::kX + 300}, y[1] = {TinyCity::kY + 300};
  Projector(TinyCity::kCrs, "EPSG:4326", "t", d).forward_exact(x, y);
  cases::SiteSpec site;
  site.id = "s";
  site.lon = x[0];
  site.lat = y[0];
  city.spec.list = {site};
  city.read();
  ASSERT_TRUE(city.find("s")) << city.books.text();
  EXPECT_NEAR(city.find("s")->x, TinyCity::kX + 300, 0.002);
  EXPECT_EQ(city.source(city.find("s")->node), 3 * 6 + 3);
}

TEST(Sites, AnIslandIsNoPlaceToGo) {
  City city;
  city.spec.list = {listed("island", -290, -290)};  // 14 m from the island's street
  city.read();
  EXPECT_TRUE(city.world.sites.size() == 1 && city.source(city.world.sites[SiteId{0}].node) == 0)
      << "attached to the main part";
  city.world.sites.clear();
  city.spec.reach_m = 300;
  city.read();
  EXPECT_TRUE(says(city.books, "'island' is 410 m from the nearest road that leads anywhere"));
}

TEST(Sites, IdsKindsAndPlacesThatAreWrong) {
  City city;
  city.spec.list = {listed("a", 0, 0), listed("a", 100, 0), listed("b", 0, 0), cases::SiteSpec{}};
  city.spec.list[2].kind = "castle";
  city.spec.list[3].id = "nowhere";
  city.read();
  EXPECT_TRUE(says(city.books, "#/world/sites/list/1: the id 'a' occurs twice"));
  EXPECT_TRUE(says(city.books, "#/world/sites/list/2: kind 'castle' is none"));
  EXPECT_TRUE(says(city.books, "#/world/sites/list/3: has no place"));
}

TEST(Sites, LayersOfPointsAndPolygons) {
  City city;
  const auto at = [](double x, double y) {
    return std::to_string(TinyCity::kX + x) + "," + std::to_string(TinyCity::kY + y);
  };
  cases::Layer table;
  table.path =
      city.scratch.write("list.csv", "编号,名称,x,y,容量,类型,tier\ns1,体育馆," + at(100, 100) +
                                         ",250,shelter,2\n"
                                         ",," +
                                         at(200, 100) + ",,depot,\n");
  cases::Layer areas;
  areas.path = city.scratch.path("areas.gpkg");
  const std::string x0 = std::to_string(TinyCity::kX + 300),
                    x1 = std::to_string(TinyCity::kX + 370);
  const std::string y0 = std::to_string(TinyCity::kY + 300),
                    y1 = std::to_string(TinyCity::kY + 350);
  test::write_layer("GPKG", areas.path, "a", TinyCity::kCrs, {"name"},
                    {{"POLYGON ((" + x0 + " " + y0 + "," + x1 + " " + y0 + "," + x1 + " " + y1 +
                          "," + x0 + " " + y1 + "," + x0 + " " + y0 + "))",
                      {"park"}}});
  city.spec.layers = {table, areas};
  city.read();
  ASSERT_TRUE(city.books.diagnostics.ok()) << city.books.text();
  ASSERT_TRUE(city.find("s1") && city.find("list-2") && city.find("park"));
  EXPECT_EQ(city.find("s1")->capacity_persons, 250);
  EXPECT_EQ(city.find("s1")->tier, 2);
  EXPECT_EQ(city.find("s1")->name, "体育馆");
  EXPECT_EQ(city.find("list-2")->kind, SiteKind::Depot);
  EXPECT_NEAR(city.find("park")->area_m2, 3500, 1e-6);
  EXPECT_EQ(city.find("park")->capacity_persons, 1000);  // at 3.5 m2 a person
  EXPECT_NEAR(city.find("park")->x, TinyCity::kX + 335, 1e-6);
}

TEST(Sites, RowsThatAreWrongAreNamed) {
  City city;
  cases::Layer table;
  table.columns = {{"kind", "kind"}};
  const std::string here = std::to_string(TinyCity::kX) + "," + std::to_string(TinyCity::kY);
  table.path =
      city.scratch.write("list.csv", "id,x,y,capacity,kind\na," + here + ",-5,shelter\nb," + here +
                                         ",5,castle\nc,0,0,5,shelter\n");
  city.spec.layers = {table};
  city.read();
  EXPECT_TRUE(
      says(city.books, "list.csv:2: capacity_persons must be a number from 0 on (is '-5')"));
  EXPECT_TRUE(says(city.books, "list.csv:3: kind 'castle' is none"));
  EXPECT_TRUE(says(city.books, "list.csv:4: 'c' is"));
}

TEST(Sites, RowsWithTheSameIdAreBothNamed) {
  City city;
  const std::string here = std::to_string(TinyCity::kX) + "," + std::to_string(TinyCity::kY);
  cases::Layer one, other;
  one.path =
      city.scratch.write("one.csv", "id,x,y\na," + here + "\nb," + here + "\na," + here + "\n");
  other.path = city.scratch.write("other.csv", "id,x,y\nc," + here + "\nb," + here + "\n");
  city.spec.layers = {one, other};
  city.read();
  EXPECT_TRUE(says(city.books,
                   one.path + ":4: the id 'a' occurs twice; the other is at " + one.path + ":2"));
  EXPECT_TRUE(says(city.books,
                   other.path + ":3: the id 'b' occurs twice; the other is at " + one.path + ":3"));
  EXPECT_EQ(city.books.diagnostics.errors(), 2u);
}

TEST(Sites, CountedSchoolsBecomeShelters) {
  City city;
  cases::Layer table;
  table.columns = {{"schools", "schools"}};
  table.path = city.scratch.write(
      "hex.csv", "id,x,y,schools\nh1," + std::to_string(TinyCity::kX + 210) + "," +
                     std::to_string(TinyCity::kY + 10) + ",2\nh2,480000,6680000,0\nh3,0,0,1\n");
  city.spec.layers = {table};
  city.read();
  EXPECT_TRUE(city.world.sites.empty());  // the case did not ask
  city.spec.infer_shelters.schools = true;
  city.read();
  ASSERT_EQ(city.world.sites.size(), 1u) << city.books.text();
  const Site& site = city.world.sites[SiteId{0}];
  EXPECT_EQ(site.id, "school-h1");
  EXPECT_TRUE(site.inferred);
  EXPECT_EQ(site.capacity_persons, 600);
  EXPECT_EQ(city.books.found("rows with schools too far from any road"), 1);
}

TEST(Sites, PlacesOfTheMap) {
  City city;
  const auto place = [](std::int64_t id, const char* tag, double area) {
    return MappedPlace{id, tag, "", TinyCity::kX + 100, TinyCity::kY + 100, area};
  };
  city.network.places = {place(1, "amenity=hospital", 0), place(2, "amenity=school", 700),
                         place(3, "leisure=stadium", 0),  place(4, "amenity=townhall", 0),
                         place(5, "amenity=shelter", 0),  {6, "amenity=police", "", 0, 0, 0}};
  city.read();
  EXPECT_EQ(city.world.sites.size(), 2u);
  EXPECT_EQ(city.find("osm-node-1")->kind, SiteKind::Hospital);
  EXPECT_EQ(city.find("osm-way-2")->kind, SiteKind::School);
  EXPECT_EQ(city.books.found("places of the map too far from any road"), 1);
  City asked;
  asked.network.places = city.network.places;
  asked.spec.infer_shelters = {true, true, true, 300, 3.5};
  asked.read();
  EXPECT_EQ(asked.world.sites.size(), 4u);
  EXPECT_EQ(asked.find("osm-way-2")->kind, SiteKind::Shelter);
  EXPECT_EQ(asked.find("osm-way-2")->capacity_persons, 200);
  EXPECT_EQ(asked.find("osm-node-3")->capacity_persons, 300);
  EXPECT_TRUE(asked.find("osm-node-4")->inferred);
}

struct RimCity {
  world::World world;
  std::optional<world::Components> cars;
  test::Books books;
  explicit RimCity(bool terrain) {
    const test::Scratch scratch;
    // a square of 2 km; from its corner 2 a road of 3 km out east; from 1 a stub of 100 m inside
    scratch.write("nodes.csv",
                  "id,x,y\n1,0,0\n2,2000,0\n3,2000,2000\n4,0,2000\n5,5000,0\n6,1000,900\n7,1000,"
                  "1000\n8,1000,0\n");
    std::string links = "id,from,to,length_m,speed_ms,lanes,capacity_vph\n";
    int id = 0;
    for (const auto& [a, b] :
         std::vector<std::pair<int, int>>{{1, 8}, {8, 2}, {2, 3}, {3, 4}, {4, 1}, {8, 6}, {6, 7}}) {
      for (const auto& [f, t] : {std::pair(a, b), std::pair(b, a)}) {
        links += std::to_string(id++) + "," + std::to_string(f) + "," + std::to_string(t) +
                 ",1000,10,1,1800\n";
      }
    }
    links += "99,2,5,3000,10,1,1800\n";
    scratch.write("links.csv", links);
    cases::RoadSpec spec;
    spec.csv = scratch.folder();
    world.roads = read_csv_network(spec, "", books.import)->roads;
    if (terrain) {
      world.terrain.grid = {-100, 2100, 100, 22, 40};  // ends at x = 3,900
      world.terrain.elevation_m.assign(world.terrain.grid.size(), 0);
    }
    cars = world::components(world.roads, world::kCar);
  }
};

TEST(RimExits, DeadEndsInsideAreNone) {
  for (const bool terrain : {false, true}) {
    RimCity city(terrain);
    const auto exits = rim_exits({"unclassified"}, city.world, *city.cars, city.books.import);
    ASSERT_EQ(exits.size(), 1u) << terrain;
    EXPECT_EQ(exits[0].id, "exit-5");  // one-way out: reachable, though nobody comes back
    EXPECT_EQ(exits[0].kind, SiteKind::Exit);
    EXPECT_EQ(city.books.found("exits at the rim"), 1);
    EXPECT_TRUE(rim_exits({"motorway"}, city.world, *city.cars, city.books.import).empty());
    EXPECT_TRUE(says(city.books, "no road of these classes leaves"));
    EXPECT_TRUE(rim_exits({}, city.world, *city.cars, city.books.import).empty());
  }
}

}  // namespace
}  // namespace muster::input
