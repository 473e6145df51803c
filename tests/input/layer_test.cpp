// SPDX-License-Identifier: MIT
// Tables and vector layers with places, in every coordinate system an office uses.
#include "engine/input/layer.hpp"

#include <gtest/gtest.h>

#include <filesystem>

#include "engine/input/crs.hpp"
#include "tests/input/gdal_files.hpp"
#include "tests/input/scratch.hpp"
#include "tests/places.hpp"

namespace muster::input {
namespace {

using test::Books;
using test::says;
using test::Scratch;
using test::write_layer;

constexpr const char* kBrazil = "EPSG:31982";
constexpr const char* kChina = "EPSG:4547";  // CGCS2000, 3-degree zone round 114 E

struct Read {
  Scratch scratch;
  Books books;
  cases::Layer layer;
  std::optional<LayerRows> read(const std::string& case_crs) {
    std::optional<LayerRows> rows = read_layer(layer, case_crs, books.import);
    if (rows && !rows->placed) rows.reset();
    return rows;
  }
  Read& csv(const std::string& text, const std::string& crs = "") {
    layer.path = scratch.write("t.csv", text);
    layer.crs = crs;
    return *this;
  }
};

/// The place of a point in the case's plane, by another way.
std::pair<double, double> expected(const std::string& from, const std::string& to, double x,
                                   double y) {
  Diagnostics d;
  double px[1] = {x}, py[1] = {y};
  Projector(from, to, "t", d).forward(px, py);
  return {px[0], py[0]};
}

TEST(Layer, LongitudeAndLatitudeAreWgs84OutsideChina) {
  Read t;
  const auto rows = t.csv("id,lat,lon\na,-30.0,-51.2\nb,-30.1,-51.3\n").read(kBrazil);
  ASSERT_TRUE(rows) << t.books.text();
  ASSERT_EQ(rows->shape.size(), 2u);
  EXPECT_EQ(rows->shape[0].parts[0][0], expected("EPSG:4326", kBrazil, -51.2, -30.0));
  EXPECT_EQ(t.books.inputs.size(), 1u);
}

TEST(Layer, InsideChinaTheCrsMustBeStated) {
  Read t;
  const std::string text = "名称,经度,纬度\n光谷,114.4249,30.4612\n";
  EXPECT_FALSE(t.csv(text).read(kChina));
  EXPECT_TRUE(says(t.books, "inside China"));
  const auto wgs = t.csv(text, "EPSG:4326").read(kChina);
  const auto gcj = t.csv(text, "GCJ-02").read(kChina);
  const auto bd = t.csv(text, "BD-09").read(kChina);
  ASSERT_TRUE(wgs && gcj && bd) << t.books.text();
  const LonLat back = wgs84_from_gcj02({114.4249, 30.4612});
  EXPECT_EQ(gcj->shape[0].parts[0][0], expected("EPSG:4326", kChina, back.lon, back.lat));
  EXPECT_GT(std::abs(wgs->shape[0].parts[0][0].first - gcj->shape[0].parts[0][0].first), 300);
  EXPECT_NE(bd->shape[0].parts[0][0], gcj->shape[0].parts[0][0]);
}

TEST(Layer, XAndYFollowTheAxesOfTheirSystem) {
  // CGCS2000: x is north. With and without the zone's prefix on the easting.
  Diagnostics d;
  const auto [east, north] = expected("EPSG:4326", kChina, 114.42, 30.46);
  const std::string x = std::to_string(north), y = std::to_string(east);
  Read t;
  const auto plain = t.csv("X坐标,Y坐标\n" + x + "," + y + "\n", kChina).read(kChina);
  ASSERT_TRUE(plain) << t.books.text();
  EXPECT_NEAR(plain->shape[0].parts[0][0].first, east, 0.01);
  EXPECT_NEAR(plain->shape[0].parts[0][0].second, north, 0.01);
  const auto prefixed = t.csv("x,y\n" + x + ",38" + y + "\n", "EPSG:4526").read(kChina);  // zone 38
  ASSERT_TRUE(prefixed) << t.books.text();
  EXPECT_NEAR(prefixed->shape[0].parts[0][0].first, east, 0.01);
  // named axes and systems whose x is east are as they say
  const auto named = t.csv("north,east\n" + x + "," + y + "\n", kChina).read(kChina);
  EXPECT_NEAR(named->shape[0].parts[0][0].first, east, 0.01);
  const auto utm = t.csv("x,y\n480000,6680000\n", kBrazil).read(kBrazil);
  EXPECT_EQ(utm->shape[0].parts[0][0].first, 480000);
  const auto own = t.csv("x,y\n480000,6680000\n").read(kBrazil);  // no crs: the case's own
  EXPECT_EQ(own->shape[0].parts[0][0].second, 6680000);
}

TEST(Layer, RowsThatHaveNoPlace) {
  Read t;
  EXPECT_FALSE(t.csv("lon,lat\n-51,-30\n,-30\nnan,1\n-51,-91\n-30,-151\n").read(kBrazil));
  EXPECT_TRUE(says(t.books, "t.csv:3: has no coordinates"));
  EXPECT_TRUE(says(t.books, "t.csv:4: has no coordinates"));
  EXPECT_TRUE(says(t.books, "t.csv:5: is not on Earth"));
  EXPECT_TRUE(says(t.books, "are the columns swapped?"));
}

TEST(Layer, TablesThatSayNothing) {
  Read t;
  EXPECT_FALSE(t.csv("a,b\n1,2\n").read(kBrazil));
  EXPECT_TRUE(says(t.books, "no columns lon and lat"));
  EXPECT_FALSE(t.csv("lon,lat\n-51,-30\n", kBrazil).read(kBrazil));
  EXPECT_TRUE(says(t.books, "is in metres"));
  EXPECT_FALSE(t.csv("lon,lat\n-51,-30\n", "EPSG:99999").read(kBrazil));
  EXPECT_TRUE(says(t.books, "EPSG:99999"));
  t.layer.columns = {{"lon", "Laenge"}};
  EXPECT_FALSE(t.csv("lon,lat\n-51,-30\n").read(kBrazil));
  EXPECT_TRUE(says(t.books, "no column is headed 'Laenge'"));
}

TEST(Layer, MappedColumnsGoFirst) {
  Read t;
  t.layer.columns = {{"lon", "AccessLon"}, {"lat", "AccessLat"}};
  const auto rows = t.csv("lon,lat,AccessLon,AccessLat\n0,0,-51.2,-30.0\n").read(kBrazil);
  ASSERT_TRUE(rows);
  EXPECT_EQ(rows->shape[0].parts[0][0], expected("EPSG:4326", kBrazil, -51.2, -30.0));
}

class VectorFormats : public ::testing::TestWithParam<std::pair<const char*, const char*>> {};
TEST_P(VectorFormats, PointsLinesAndPolygonsWithAttributes) {
  Read t;
  const auto& [driver, name] = GetParam();
  t.layer.path = t.scratch.path(name);
  write_layer(driver, t.layer.path, "places", "EPSG:4326", {"Name", "persons"},
              {{"POINT (-51.2 -30)", {"a, \"b\"", "5"}},
               {"LINESTRING (-51.2 -30, -51.1 -30)", {"l", ""}},
               {"MULTIPOLYGON (((-51.2 -30, -51.1 -30, -51.1 -29.9, -51.2 -30)))", {"p\nq", "7"}}});
  const auto rows = t.read(kBrazil);
  ASSERT_TRUE(rows) << t.books.text();
  ASSERT_EQ(rows->shape.size(), 3u);
  EXPECT_EQ(rows->shape[0].kind, Shape::Kind::Point);
  EXPECT_EQ(rows->shape[0].parts[0][0], expected("EPSG:4326", kBrazil, -51.2, -30));
  EXPECT_EQ(rows->shape[1].kind, Shape::Kind::Line);
  EXPECT_EQ(rows->shape[2].kind, Shape::Kind::Polygon);
  const int column = rows->table.column("name");
  ASSERT_GE(column, 0);
  EXPECT_EQ(rows->table.cell(0, column), "a, \"b\"");
  EXPECT_EQ(rows->table.cell(2, column), "p q");
}
INSTANTIATE_TEST_SUITE_P(Drivers, VectorFormats,
                         ::testing::Values(std::pair{"GPKG", "v.gpkg"},
                                           std::pair{"GeoJSON", "v.geojson"},
                                           std::pair{"KML", "v.kml"}),
                         [](const auto& tested) { return tested.param.first; });

TEST(Layer, NamedLayersOfAFile) {
  Read t;
  t.layer.path = t.scratch.path("v.gpkg");
  write_layer("GPKG", t.layer.path, "shelters", "EPSG:4326", {"id"},
              {{"POINT (-51.2 -30)", {"s"}}});
  t.layer.layer = "shelters";
  EXPECT_TRUE(t.read(kBrazil));
  t.layer.layer = "depots";
  EXPECT_FALSE(t.read(kBrazil));
  EXPECT_TRUE(says(t.books, "has no layer 'depots'"));
  EXPECT_TRUE(says(t.books, "it has: shelters"));
}

TEST(Layer, VectorFilesInsideChina) {
  Read t;
  t.layer.path = t.scratch.path("v.geojson");
  write_layer("GeoJSON", t.layer.path, "v", "EPSG:4326", {"id"}, {{"POINT (114.42 30.46)", {"a"}}});
  EXPECT_FALSE(t.read(kChina));  // WGS 84 by name may be GCJ-02 in truth
  EXPECT_TRUE(says(t.books, "inside China"));
  t.layer.crs = "GCJ-02";
  EXPECT_TRUE(t.read(kChina));
  Read own;
  own.layer.path = own.scratch.path("v.gpkg");
  write_layer("GPKG", own.layer.path, "v", kChina, {"id"}, {{"POINT (540000 3370000)", {"a"}}});
  const auto rows = own.read(kChina);
  ASSERT_TRUE(rows) << own.books.text();
  EXPECT_EQ(rows->shape[0].parts[0][0], (std::pair{540000.0, 3370000.0}));
}

TEST(Layer, FilesThatAreNone) {
  Read t;
  t.layer.path =
      t.scratch.write("v.geojson", "{ \"type\": \"FeatureCollection\", \"features\": [ {");
  EXPECT_FALSE(t.read(kBrazil));
  t.layer.path = t.scratch.path("missing.gpkg");
  EXPECT_FALSE(t.read(kBrazil));
  EXPECT_TRUE(says(t.books, "v.geojson"));
  EXPECT_TRUE(says(t.books, "missing.gpkg"));
  Read empty;
  empty.layer.path = empty.scratch.write(
      "e.geojson",
      R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":null}]})");
  EXPECT_FALSE(empty.read(kBrazil));
  EXPECT_TRUE(says(empty.books, "has no place"));
}

TEST(Layer, WorkbooksWithTitleRows) {
  Read t;
  t.layer.path = t.scratch.path("list.xlsx");
  write_layer("XLSX", t.layer.path, "转移名单", "", {"a", "b", "c", "d"},
              {{"", {"光谷片区转移人员清单"}},
               {"", {"户号", "经度", "纬度", "人数"}},
               {"", {"7", "114.42", "30.46", "3"}},
               {"", {"8", "114.43", "30.47", "2"}}});
  t.layer.crs = "EPSG:4490";
  const auto rows = t.read(kChina);
  ASSERT_TRUE(rows) << t.books.text();
  ASSERT_EQ(rows->shape.size(), 2u);
  Diagnostics d;
  const int persons = find_column(rows->table, "persons", {}, d);
  EXPECT_EQ(to_integer(rows->table.cell(1, persons)), 2);
  EXPECT_NEAR(rows->shape[0].parts[0][0].first, expected("EPSG:4490", kChina, 114.42, 30.46).first,
              0.01);
}

TEST(Polygons, FromRowsOfACsv) {
  Books books;
  const Scratch scratch;
  for (const char* text : {"480000,6680000\n480100,6680000\n480100,6680100\n",
                           "x,y\n480000,6680000\n480100,6680000\n480100,6680100\n"}) {
    const auto polygons = read_polygons(scratch.write("ring.csv", text), "", kBrazil, books.import);
    ASSERT_EQ(polygons.size(), 1u) << books.text();
    EXPECT_DOUBLE_EQ(polygons[0].area_m2(), 5000);
  }
  EXPECT_TRUE(
      read_polygons(scratch.write("two.csv", "1,2\n3,4\n"), "", kBrazil, books.import).empty());
  EXPECT_TRUE(says(books, "two.csv: holds no polygon"));
}

TEST(Polygons, LayersWithoutAny) {
  Books books;
  const Scratch scratch;
  write_layer("GPKG", scratch.path("p.gpkg"), "p", "EPSG:4326", {"id"},
              {{"POINT (-51 -30)", {"a"}}});
  EXPECT_TRUE(read_polygons(scratch.path("p.gpkg"), "", kBrazil, books.import).empty());
  EXPECT_TRUE(says(books, "holds no polygon"));
}

// --- real files -------------------------------------------------------------------------------

TEST(Layer, WuhansRegisterStatesNoCrs) {
  Read t;
  t.layer.path = tests::shared_path("cases/wuhan_waterlogging/waterlogging_points.csv");
  if (!std::filesystem::exists(t.layer.path)) GTEST_SKIP() << "no file at " << t.layer.path;
  EXPECT_FALSE(t.read(kChina));
  EXPECT_TRUE(says(t.books, "inside China"));
  t.layer.crs = "GCJ-02";
  const auto rows = t.read(kChina);
  ASSERT_TRUE(rows) << t.books.text();
  EXPECT_EQ(rows->shape.size(), 9u);
  EXPECT_EQ(rows->table.cell(3, rows->table.column("潜在内涝点名称")),
            "光谷七路与高新大道的下穿通道");
}

TEST(Layer, MerewethersPolygonsAreCsvRowsWithoutHeadings) {
  Books books;
  const std::string folder = tests::shared_path("cases/merewether_flood/");
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "no folder at " << folder;
  const auto house =
      read_polygons(folder + "houses/house000.csv", "EPSG:32756", "EPSG:32756", books.import);
  const auto road =
      read_polygons(folder + "RoadPolygon.csv", "EPSG:32756", "EPSG:32756", books.import);
  ASSERT_EQ(house.size() + road.size(), 2u) << books.text();
  EXPECT_GT(house[0].area_m2(), 20);
  EXPECT_LT(house[0].area_m2(), 1000);
}

TEST(Layer, TubbsHouseholdTractsInGzippedGeoJson) {
  Read t;
  t.layer.path = tests::shared_path("cases/tubbs_2017/roads/tracts_households.geojson.gz");
  if (!std::filesystem::exists(t.layer.path)) GTEST_SKIP() << "no file at " << t.layer.path;
  const auto rows = t.read("EPSG:32610");
  ASSERT_TRUE(rows) << t.books.text();
  EXPECT_GT(rows->shape.size(), 10u);
  for (const Shape& shape : rows->shape) EXPECT_EQ(shape.kind, Shape::Kind::Polygon);
}

}  // namespace
}  // namespace muster::input
