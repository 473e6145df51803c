// SPDX-License-Identifier: MIT
// Counts of people to households: conservation, order, distributions, homes.
#include "engine/input/people.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <map>
#include <numeric>

#include "tests/input/gdal_files.hpp"
#include "tests/input/tiny_city.hpp"
#include "tests/places.hpp"

namespace muster::input {
namespace {

using test::says;
using test::TinyCity;

struct City : TinyCity {
  cases::PeopleSpec spec;
  explicit City(const std::string& table) {
    cases::Layer layer;
    layer.path = scratch.write("people.csv", table);
    spec.layers = {layer};
  }
  world::Parties& read(std::uint64_t seed = 7) {
    world.parties = {};
    read_people(spec, seed, *cars, *walkers, world, books.import);
    return world.parties;
  }
};

std::string at(double x, double y) {
  return std::to_string(TinyCity::kX + x) + "," + std::to_string(TinyCity::kY + y);
}

std::int64_t persons_of(const world::Parties& parties) {
  return std::accumulate(parties.persons.begin(), parties.persons.end(), std::int64_t{0});
}

TEST(People, EveryPersonIsInOneHousehold) {
  City city("id,x,y,persons\na," + at(10, 10) + ",1000\nb," + at(210, 10) + ",1\nc," + at(310, 10) +
            ",0\nd," + at(410, 210) + ",4321\n");
  const world::Parties& parties = city.read();
  ASSERT_TRUE(city.books.diagnostics.ok()) << city.books.text();
  std::map<std::uint32_t, std::int64_t> by_place;
  for (std::uint32_t p = 0; p < parties.size(); ++p) {
    EXPECT_GE(parties.persons[PartyId{p}], 1);
    by_place[parties.group[PartyId{p}]] += parties.persons[PartyId{p}];
  }
  EXPECT_EQ(by_place, (std::map<std::uint32_t, std::int64_t>{{0, 1000}, {1, 1}, {3, 4321}}));
  EXPECT_EQ(city.books.found("persons"), 5322);
}

TEST(People, SizesAndVehiclesHaveTheirDistributions) {
  City city("id,x,y,persons\na," + at(10, 10) + ",262000\n");
  city.spec.household_size_mean = 2.62;
  city.spec.vehicles_per_household = 0.9;
  const world::Parties& parties = city.read();
  const double n = parties.size();
  // the mean of 100,000 draws of 1 + Poisson(1.62) has a deviation of 0.004
  EXPECT_NEAR(262000 / n, 2.62, 0.02);
  double single = 0, none = 0;
  for (std::uint32_t p = 0; p < parties.size(); ++p) {
    single += parties.persons[PartyId{p}] == 1;
    none += parties.vehicles[PartyId{p}] == 0;
    EXPECT_LE(parties.vehicles[PartyId{p}], parties.persons[PartyId{p}]);
  }
  EXPECT_NEAR(single / n, std::exp(-1.62), 0.006);
  EXPECT_NEAR(none / n, std::exp(-0.9), 0.006);  // those without a car
}

TEST(People, NeitherOrderNorOtherPlacesMoveADraw) {
  const std::string a = "a," + at(10, 10) + ",500\n", b = "b," + at(210, 10) + ",300\n";
  City forward("id,x,y,persons\n" + a + b), backward("id,x,y,persons\n" + b + a);
  forward.spec.spread_m = backward.spec.spread_m = 50;
  const world::Parties one = forward.read(), other = backward.read();
  EXPECT_EQ(one.persons, other.persons);
  EXPECT_EQ(one.vehicles, other.vehicles);
  EXPECT_EQ(one.home_x, other.home_x);
  EXPECT_EQ(one.home_node, other.home_node);
  // place a alone has the households that it has beside b
  City alone("id,x,y,persons\n" + a);
  alone.spec.spread_m = 50;
  const world::Parties& first = alone.read();
  for (std::uint32_t p = 0; p < first.size(); ++p) {
    EXPECT_EQ(first.persons[PartyId{p}], one.persons[PartyId{p}]);
    EXPECT_EQ(first.home_x[PartyId{p}], one.home_x[PartyId{p}]);
  }
  EXPECT_NE(forward.read(8).persons, one.persons);  // another seed
}

TEST(People, EqualPlacesDrawApart) {
  const std::string row = "a," + at(10, 10) + ",500\n";
  City city("id,x,y,persons\n" + row + row);
  const world::Parties& parties = city.read();
  EXPECT_EQ(persons_of(parties), 1000);
  std::vector<int> first, second;
  for (std::uint32_t p = 0; p < parties.size(); ++p) {
    (parties.group[PartyId{p}] == 0 ? first : second).push_back(parties.persons[PartyId{p}]);
  }
  EXPECT_NE(first, second);
}

TEST(People, HomesLieOnTheDisc) {
  City city("id,x,y,persons\na," + at(250, 250) + ",20000\n");
  city.spec.spread_m = 100;
  const world::Parties& parties = city.read();
  double inner = 0, east = 0;
  for (std::uint32_t p = 0; p < parties.size(); ++p) {
    const double dx = parties.home_x[PartyId{p}] - TinyCity::kX - 250;
    const double dy = parties.home_y[PartyId{p}] - TinyCity::kY - 250;
    const double r = std::hypot(dx, dy);
    ASSERT_LE(r, 100.0001);
    inner += r < 50;
    east += dx > 0;
  }
  EXPECT_NEAR(inner / parties.size(), 0.25, 0.02);  // even by area
  EXPECT_NEAR(east / parties.size(), 0.5, 0.02);
}

TEST(People, HomesLieInThePolygon) {
  City city("id,x,y,persons\n");
  const auto p = [](double x, double y) {
    return std::to_string(TinyCity::kX + x) + " " + std::to_string(TinyCity::kY + y);
  };
  city.spec.layers[0].path = city.scratch.path("blocks.gpkg");
  // an L: the part cut out holds nobody
  test::write_layer("GPKG", city.spec.layers[0].path, "b", TinyCity::kCrs, {"id", "population"},
                    {{"POLYGON ((" + p(0, 0) + "," + p(400, 0) + "," + p(400, 100) + "," +
                          p(100, 100) + "," + p(100, 400) + "," + p(0, 400) + "," + p(0, 0) + "))",
                      {"l", "5000"}}});
  const world::Parties& parties = city.read();
  ASSERT_TRUE(city.books.diagnostics.ok()) << city.books.text();
  EXPECT_EQ(persons_of(parties), 5000);
  double foot = 0;
  for (std::uint32_t k = 0; k < parties.size(); ++k) {
    const double x = parties.home_x[PartyId{k}] - TinyCity::kX,
                 y = parties.home_y[PartyId{k}] - TinyCity::kY;
    ASSERT_TRUE(x >= 0 && y >= 0 && x <= 400 && y <= 400 && (x <= 100 || y <= 100))
        << x << " " << y;
    foot += y <= 100;
  }
  EXPECT_NEAR(foot / parties.size(), 4.0 / 7, 0.03);
}

TEST(People, HouseholdsThatAreListedStayTogether) {
  City city("户号,x,y,人数,车辆数,组号\n12," + at(10, 10) + ",6,2,3\n7," + at(110, 10) +
            ",1,0,4\n");
  const world::Parties& parties = city.read();
  ASSERT_EQ(parties.size(), 2u) << city.books.text();
  EXPECT_EQ(parties.persons, (IdVector<PartyId, std::uint16_t>{6, 1}));
  EXPECT_EQ(parties.vehicles, (IdVector<PartyId, std::uint8_t>{2, 0}));
  EXPECT_EQ(parties.group, (IdVector<PartyId, std::uint32_t>{3, 4}));
  EXPECT_EQ(city.source(parties.home_node[PartyId{1}]), 1);
}

TEST(People, FractionsKeepTheirSum) {
  std::string table = "id,x,y,persons\n";
  for (int i = 0; i < 100; ++i) table += std::to_string(1000 + i) + "," + at(10, 10) + ",0.37\n";
  City city(table);
  EXPECT_EQ(persons_of(city.read()), 37);
  EXPECT_EQ(city.books.found("places with a fraction of a person"), 100);
}

TEST(People, FarFromAnyRoadTheyAreCounted) {
  City city("id,x,y,persons\na," + at(-2000, 0) + ",10\nb," + at(10, 10) + ",5\nisland," +
            at(-300, -300) + ",3\n");
  city.spec.reach_m = 500;
  const world::Parties& parties = city.read();
  EXPECT_EQ(city.books.found("persons with no road in reach of their home"), 10);
  for (std::uint32_t p = 0; p < parties.size(); ++p) {
    const PartyId party{p};
    if (!parties.home_node[party]) {
      EXPECT_EQ(parties.vehicles[party], 0);
    } else {
      EXPECT_LT(city.source(parties.home_node[party]), 900);  // never the island's
    }
  }
}

TEST(People, RowsAndTotalsThatAreWrong) {
  City city("id,x,y,persons\na," + at(0, 0) + ",-1\nb," + at(0, 0) + ",nan\nc," + at(0, 0) +
            ",many\nd," + at(0, 0) + ",1e12\ne," + at(0, 0) + ",\n");
  EXPECT_EQ(city.read().size(), 0u);
  EXPECT_EQ(city.books.diagnostics.errors(), 5u);
  EXPECT_TRUE(says(city.books, "people.csv:2: persons must be a number from 0 to"));
  City many("id,x,y,persons\na," + at(0, 0) + ",3000\nb," + at(0, 0) + ",3000\n");
  many.spec.limit_persons = 5000;
  EXPECT_EQ(many.read().size(), 0u);
  EXPECT_TRUE(says(many.books, "6000 persons; at most 5000 are taken"));
  City none("id,x,y\na," + at(0, 0) + "\n");
  none.read();
  EXPECT_TRUE(says(none.books, "has no column of persons"));
  City cars("id,x,y,persons,vehicles\na," + at(0, 0) + ",3,-2\n");
  cars.read();
  EXPECT_TRUE(says(cars.books, "vehicles must be a whole number"));
}

TEST(People, PortoAlegreToTheLastPerson) {
  City city("id,x,y,persons\n");
  cases::Layer& layer = city.spec.layers[0];
  layer.path = tests::shared_path("cases/porto_alegre_2024/poa_hexgrid.csv");
  if (!std::filesystem::exists(layer.path)) GTEST_SKIP() << "no file at " << layer.path;
  const world::Parties& parties = city.read();
  EXPECT_EQ(persons_of(parties), 812'935) << city.books.text();
  EXPECT_EQ(city.books.found("persons"), 812'935);
}

TEST(People, RoxboroughsHouseholdRows) {
  City city("id,x,y,persons\n");
  cases::Layer& layer = city.spec.layers[0];
  layer.path = tests::shared_path("cases/roxborough/population/big_population.csv");
  if (!std::filesystem::exists(layer.path)) GTEST_SKIP() << "no file at " << layer.path;
  layer.columns = {{"lon", "OriginLon"}, {"lat", "OriginLat"}, {"persons", "People"}};
  EXPECT_EQ(persons_of(city.read()), 13'400) << city.books.text();
}

}  // namespace
}  // namespace muster::input
