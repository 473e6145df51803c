// SPDX-License-Identifier: MIT
// Homes to zones.
#include "engine/input/zones.hpp"

#include <gtest/gtest.h>

#include "tests/input/gdal_files.hpp"
#include "tests/input/tiny_city.hpp"

namespace muster::input {
namespace {

using test::says;
using test::TinyCity;

struct City : TinyCity {
  std::vector<cases::ZoneSpec> zones;
  City() {
    // a home every 100 m north; the ground there is 0, 1, 2, 3 m high
    for (std::uint32_t i = 0; i < 4; ++i) {
      world.parties.home_x.push_back(kX + 50);
      world.parties.home_y.push_back(kY + 100 * i);
      world.parties.persons.push_back(static_cast<std::uint16_t>(10 + i));
      world.parties.group.push_back(i % 2);
    }
  }
  cases::ZoneSpec& add(const std::string& id) {
    zones.emplace_back().id = id;
    return zones.back();
  }
  std::vector<int> read() {
    read_zones(zones, world, books.import);
    std::vector<int> result;
    for (const ZoneId zone : world.zone_of_party)
      result.push_back(zone ? static_cast<int>(zone.get()) : -1);
    return result;
  }
  static std::vector<std::array<double, 2>> box(double y0, double y1) {
    return {{{kX, kY + y0}}, {{kX + 100, kY + y0}}, {{kX + 100, kY + y1}}, {{kX, kY + y1}}};
  }
};

TEST(Zones, ByHeightOfTheHome) {
  City city;
  city.add("low").home_below_m = 1.5;
  EXPECT_EQ(city.read(), (std::vector<int>{0, 0, -1, -1})) << city.books.text();
  EXPECT_EQ(city.books.found("persons in zone 'low'"), 21);
}

TEST(Zones, ByRing) {
  City city;
  city.add("south").ring = City::box(-50, 150);
  city.add("north").ring = City::box(150, 350);
  EXPECT_EQ(city.read(), (std::vector<int>{0, 0, 1, 1}));
  EXPECT_EQ(city.world.zones[ZoneId{1}].ring_xy.size(), 1u);
  EXPECT_EQ(city.world.zones[ZoneId{1}].ring_xy[0].size(), 8u);
}

TEST(Zones, ByGroup) {
  City city;
  city.add("odd").groups = {5, 1};
  EXPECT_EQ(city.read(), (std::vector<int>{-1, 0, -1, 0}));
}

TEST(Zones, ByPolygonOfALayer) {
  City city;
  const auto p = [](double x, double y) {
    return std::to_string(TinyCity::kX + x) + " " + std::to_string(TinyCity::kY + y);
  };
  test::write_layer("GPKG", city.scratch.path("z.gpkg"), "z", TinyCity::kCrs, {"id"},
                    {{"POLYGON ((" + p(0, 50) + "," + p(100, 50) + "," + p(100, 150) + "," +
                          p(0, 150) + "," + p(0, 50) + "))",
                      {"z"}}});
  city.add("z").polygon = city.scratch.path("z.gpkg");
  EXPECT_EQ(city.read(), (std::vector<int>{-1, 0, -1, -1})) << city.books.text();
}

TEST(Zones, AllThatIsStatedMustHold) {
  City city;
  cases::ZoneSpec& zone = city.add("z");
  zone.ring = City::box(-50, 250);
  zone.home_below_m = 1.5;
  zone.groups = {1};
  EXPECT_EQ(city.read(), (std::vector<int>{-1, 0, -1, -1}));
}

TEST(Zones, TheFirstHoldsAndOverlapsAreCounted) {
  City city;
  city.add("a").ring = City::box(-50, 150);
  city.add("b").ring = City::box(50, 350);
  city.add("c").home_below_m = 0.5;
  EXPECT_EQ(city.read(), (std::vector<int>{0, 0, 1, 1}));
  EXPECT_EQ(city.books.found("homes in several zones"), 2);
  EXPECT_TRUE(says(city.books, "#/plan/zones/2: warning: nobody lives in zone 'c'"));
}

TEST(Zones, WhatCannotBe) {
  City city;
  city.add("a");
  city.add("b").ring = {{{0, 0}}, {{1, 1}}};
  city.add("b").home_below_m = 1;
  city.add("d").polygon = city.scratch.path("none.gpkg");
  city.read();
  EXPECT_TRUE(says(city.books, "#/plan/zones/0: does not say where it is"));
  EXPECT_TRUE(says(city.books, "#/plan/zones/1: its ring has fewer than three points"));
  EXPECT_TRUE(says(city.books, "#/plan/zones/2: the id 'b' occurs twice"));
  EXPECT_TRUE(says(city.books, "none.gpkg"));
  City dry;
  dry.world.terrain = {};
  dry.add("low").home_below_m = 1;
  dry.read();
  EXPECT_TRUE(says(dry.books, "needs a terrain"));
}

}  // namespace
}  // namespace muster::input
