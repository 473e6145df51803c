// SPDX-License-Identifier: MIT
// Roads drawn beside the network.
#include <gtest/gtest.h>

#include "tests/input/gdal_files.hpp"
#include "tests/input/tiny_city.hpp"

namespace muster::input {
namespace {

using test::says;
using test::TinyCity;

std::string at(double x, double y) {
  return std::to_string(TinyCity::kX + x) + " " + std::to_string(TinyCity::kY + y);
}

struct City : TinyCity {
  cases::RoadSpec spec;
  City() : TinyCity(3) {
    network.roads = std::move(world.roads);
    spec.split_above_m = 250;
    spec.snap_m = 10;
  }
  const world::Roads& add(const std::vector<test::FeatureToWrite>& lines,
                          const std::vector<std::string>& fields = {"id", "highway", "oneway",
                                                                    "lanes"}) {
    cases::Layer layer;
    layer.path = scratch.path("lines.gpkg");
    test::write_layer("GPKG", layer.path, "lines", kCrs, fields, lines);
    spec.extra_lines = {layer};
    add_extra_lines(spec, kCrs, network, books.import);
    return network.roads;
  }
  std::vector<LinkId> links_of(std::int64_t id) const {
    std::vector<LinkId> links;
    for (std::uint32_t l = 0; l < network.roads.links(); ++l) {
      if (network.roads.source[LinkId{l}] == id) links.push_back(LinkId{l});
    }
    return links;
  }
};

TEST(ExtraLines, JoinTheNearestNodes) {
  City city;
  const std::uint32_t before = city.network.roads.links();
  // from near the north-east crossing (node 8) by a bend to near the south-east one (node 2)
  const world::Roads& roads =
      city.add({{"LINESTRING (" + at(203, 204) + "," + at(300, 100) + "," + at(198, -5) + ")",
                 {"7001", "track", "yes", ""}}});
  ASSERT_TRUE(city.books.diagnostics.ok()) << city.books.text();
  EXPECT_EQ(roads.links(), before + 4);  // 283 m: two pieces each way
  double length = 0;
  for (const LinkId link : city.links_of(7001)) {
    EXPECT_EQ(roads.road_class[link], world::RoadClass::Track);
    if (roads.lanes[link] == 0) {
      EXPECT_TRUE(roads.flags[link] & world::kOpposing);
      continue;
    }
    length += roads.length_m[link];
  }
  EXPECT_NEAR(length, 2 * std::hypot(100, 100), 1e-6);
  EXPECT_EQ(city.books.found("ends of extra roads that meet no node"), 0);
  // nothing else changed, and the new road is part of the whole
  const world::Components cars = world::components(roads, world::kCar);
  for (const LinkId link : city.links_of(7001)) EXPECT_TRUE(cars.main[roads.from[link].get()]);
  for (std::uint32_t l = 0; l < roads.links(); ++l) {
    EXPECT_EQ(roads.reverse[roads.reverse[LinkId{l}]], LinkId{l});
  }
}

TEST(ExtraLines, JoinEachOtherAndTheIsland) {
  City city;
  const world::Roads& roads =
      city.add({{"LINESTRING (" + at(-200, -300) + "," + at(-100, -150) + ")", {"1", "", "", ""}},
                {"LINESTRING (" + at(-103, -148) + "," + at(0, 0) + ")", {"7002", "", "", "4"}}});
  ASSERT_TRUE(city.books.diagnostics.ok()) << city.books.text();
  EXPECT_EQ(city.books.found("ends of extra roads that meet no node"), 1);
  const world::Components cars = world::components(roads, world::kCar);
  EXPECT_EQ(cars.links_in_main, cars.links_usable);  // the island is one no more
  for (const LinkId link : city.links_of(7002)) EXPECT_EQ(roads.lanes[link], 2);
}

TEST(ExtraLines, ARoadAloneIsWarnedOf) {
  City city;
  city.add({{"LINESTRING (" + at(5000, 5000) + "," + at(5100, 5000) + ")", {"", "path", "", ""}}});
  EXPECT_TRUE(says(city.books, "no end of an extra road meets the network"));
  EXPECT_EQ(city.books.found("ends of extra roads that meet no node"), 2);
}

TEST(ExtraLines, WhatIsWrong) {
  City city;
  const std::uint32_t before = city.network.roads.links();
  const world::Roads& roads =
      city.add({{"LINESTRING (" + at(0, 0) + "," + at(50, 50) + ")", {"1", "highroad", "", ""}},
                {"POINT (" + at(0, 0) + ")", {"2", "", "", ""}}});
  EXPECT_EQ(roads.links(), before);
  EXPECT_TRUE(says(city.books, "highway 'highroad' is none"));
  EXPECT_EQ(city.books.found("extra road rows that are no lines"), 1);
}

}  // namespace
}  // namespace muster::input
