// SPDX-License-Identifier: MIT
// A whole case's world: what is checked across its files, and the real city.
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <numeric>

#include "engine/input/crs.hpp"
#include "engine/input/shifted_layers.hpp"
#include "tests/input/gdal_files.hpp"
#include "tests/input/scratch.hpp"
#include "tests/places.hpp"

namespace muster::input {
namespace {

using test::Scratch;

struct Built {
  Scratch scratch;
  cases::CaseFile file;
  Loaded loaded;
  Diagnostics diagnostics;

  void build() {
    loaded = {};
    diagnostics = {};
    build_world(file, false, loaded, diagnostics);
  }
  std::string text() const {
    std::string all;
    for (const Problem& problem : diagnostics.problems()) all += to_string(problem) + "\n";
    return all;
  }
  bool says(const std::string& part) const { return text().find(part) != std::string::npos; }
  std::int64_t found(const std::string& name) const {
    for (const Finding& finding : loaded.findings) {
      if (finding.name == name) return finding.count;
    }
    return 0;
  }
};

/// Streets round (lon, lat) as .osm text, `side` x `side` crossings 0.001 degrees apart.
std::string streets(double lon, double lat, int side) {
  std::string text = "<osm version=\"0.6\">\n";
  char line[160];
  for (int r = 0; r < side; ++r) {
    for (int c = 0; c < side; ++c) {
      std::snprintf(line, sizeof line, "<node id=\"%d\" lon=\"%.7f\" lat=\"%.7f\"/>\n",
                    1 + r * side + c, lon + 0.001 * c, lat + 0.001 * r);
      text += line;
    }
  }
  for (int k = 0; k < side; ++k) {
    for (const bool across : {true, false}) {
      text += "<way id=\"" + std::to_string(1000 + 2 * k + across) + "\">";
      for (int i = 0; i < side; ++i) {
        text +=
            "<nd ref=\"" + std::to_string(across ? 1 + k * side + i : 1 + i * side + k) + "\"/>";
      }
      text += "<tag k=\"highway\" v=\"residential\"/></way>\n";
    }
  }
  return text + "</osm>\n";
}

/// A district of 10 x 10 streets on a slope, with a shelter and 500 people.
struct District : Built {
  District() {
    file.start = "2024-04-30T00:00:00-03:00";
    file.world.crs = "EPSG:31982";
    file.world.grid.cell_m = 30;
    file.world.roads.osm = scratch.write("roads.osm", streets(-51.2, -30.0, 10));
    test::RasterToWrite dem;
    dem.rows = dem.cols = 80;
    dem.x0 = 480000;
    dem.y0 = 6682900;
    dem.dx = 30;
    dem.dy = -30;
    dem.crs = "EPSG:31982";
    dem.value = [](int row, int) { return 80.0 - row; };
    test::write_tiff(scratch.path("dem.tif"), dem);
    file.world.terrain.dem = {scratch.path("dem.tif")};
    cases::SiteSpec shelter;
    shelter.id = "hall";
    shelter.lon = -51.196;
    shelter.lat = -29.996;
    shelter.capacity_persons = 400;
    file.world.sites.list = {shelter};
    cases::Layer homes;
    homes.path = scratch.write(
        "homes.csv", "id,lon,lat,persons\na,-51.198,-29.998,300\nb,-51.195,-29.995,200\n");
    file.world.people.layers = {homes};
    file.plan.zones.emplace_back().id = "all";
    file.plan.zones.back().home_below_m = 1e6;
  }
};

TEST(BuildWorld, ADistrict) {
  District d;
  d.build();
  ASSERT_TRUE(d.diagnostics.ok()) << d.text();
  const world::World& world = d.loaded.world;
  EXPECT_EQ(world.roads.links(), 360u);
  EXPECT_EQ(world.profile.first.size(), 361u);
  EXPECT_GT(world.roads.z[NodeId{0}], 1);
  EXPECT_EQ(std::accumulate(world.parties.persons.begin(), world.parties.persons.end(), 0), 500);
  ASSERT_EQ(world.sites.size(), 1u);
  EXPECT_TRUE(world.sites[SiteId{0}].node);
  for (const ZoneId zone : world.zone_of_party) EXPECT_EQ(zone, ZoneId{0});
  EXPECT_EQ(d.loaded.inputs.size(), 3u);  // each file once, with its hash
  for (const cases::InputFile& input : d.loaded.inputs) EXPECT_EQ(input.sha256.size(), 64u);
  EXPECT_EQ(d.found("road points outside the terrain"), 0);
}

TEST(BuildWorld, TheSameTwice) {
  District one, other;
  one.build();
  other.build();
  EXPECT_EQ(one.loaded.world.parties.persons, other.loaded.world.parties.persons);
  EXPECT_EQ(one.loaded.world.profile.cell, other.loaded.world.profile.cell);
  EXPECT_EQ(one.loaded.world.terrain.elevation_m, other.loaded.world.terrain.elevation_m);
}

struct BadCrs {
  const char* name;
  const char* crs;
  const char* message;
};
class CaseCrs : public ::testing::TestWithParam<BadCrs> {};
TEST_P(CaseCrs, IsChecked) {
  District d;
  d.file.world.crs = GetParam().crs;
  d.build();
  EXPECT_FALSE(d.diagnostics.ok());
  EXPECT_TRUE(d.says(GetParam().message)) << d.text();
}
INSTANTIATE_TEST_SUITE_P(
    Systems, CaseCrs,
    ::testing::Values(BadCrs{"Missing", "", "#/world/crs: the case states no crs"},
                      BadCrs{"Unknown", "EPSG:999999", "'EPSG:999999' is not known"},
                      BadCrs{"Degrees", "EPSG:4326", "is not a plane in metres"},
                      BadCrs{"Shifted", "GCJ-02", "is not a plane in metres"},
                      BadCrs{"Feet", "EPSG:2226", "is not a plane in metres"},
                      BadCrs{"WebMercator", "EPSG:3857", "a metre on the ground is 1.16 m"},
                      BadCrs{"OtherSideOfTheEarth", "EPSG:32650",
                             "'EPSG:32650' does not hold where the roads lie"}),
    [](const auto& tested) { return tested.param.name; });

TEST(BuildWorld, TerrainElsewhere) {
  District d;
  d.file.world.roads.osm = d.scratch.write("far.osm", streets(-50.0, -29.0, 4));
  d.build();
  EXPECT_TRUE(d.says("the roads lie elsewhere: they cover x")) << d.text();
  EXPECT_TRUE(d.says("the terrain x 480000 to 482400, y 6680500 to 6682900"));
}

TEST(BuildWorld, EveryProblemOfEveryFileAtOnce) {
  District d;
  d.file.world.terrain.dem.push_back(d.scratch.path("none.tif"));
  d.file.world.roads.osm = d.scratch.write("cut.osm", "<osm version=\"0.6\"><node id=\"1\"");
  d.build();
  EXPECT_TRUE(d.says("none.tif")) << d.text();
  EXPECT_TRUE(d.says("cut.osm")) << d.text();
  District e;
  e.file.world.sites.list[0].kind = "castle";
  e.file.world.people.layers[0].path =
      e.scratch.write("homes.csv", "id,lon,lat,persons\na,-51.198,-29.998,nan\n");
  e.file.plan.zones.emplace_back().id = "nowhere";
  e.build();
  EXPECT_TRUE(e.says("castle")) << e.text();
  EXPECT_TRUE(e.says("homes.csv:2"));
  EXPECT_TRUE(e.says("#/plan/zones/1: does not say where it is"));
}

TEST(BuildWorld, EmptyNetwork) {
  District d;
  d.file.world.roads.osm = d.scratch.write("empty.osm", "<osm version=\"0.6\"></osm>");
  d.build();
  EXPECT_TRUE(d.says("the network is empty")) << d.text();
  d.file.world.roads.osm.clear();
  d.build();
  EXPECT_TRUE(d.says("names no network"));
}

TEST(BuildWorld, WithoutTerrainOrPeople) {
  District d;
  d.file.world.terrain.dem.clear();
  d.file.world.people.layers.clear();
  d.file.plan.zones.clear();
  d.build();
  ASSERT_TRUE(d.diagnostics.ok()) << d.text();
  EXPECT_TRUE(d.loaded.world.terrain.empty());
  EXPECT_EQ(d.loaded.world.parties.size(), 0u);
  EXPECT_EQ(d.loaded.world.profile.cell.size(), 0u);
}

TEST(BuildWorld, LocalMetresNeedNoCrs) {
  Built local;
  local.scratch.write("nodes.csv", "id,x,y\n1,0,0\n2,100,0\n");
  local.scratch.write("links.csv",
                      "id,from,to,length_m,speed_ms,lanes,capacity_vph\n0,1,2,100,10,1,1800\n1,2,1,"
                      "100,10,1,1800\n");
  local.file.world.roads.csv = local.scratch.folder();
  cases::Layer homes;
  homes.path = local.scratch.write("homes.csv", "id,x,y,persons\na,10,5,30\n");
  local.file.world.people.layers = {homes};
  local.build();
  ASSERT_TRUE(local.diagnostics.ok()) << local.text();
  EXPECT_EQ(local.loaded.world.parties.home_x[PartyId{0}], 10);
  local.scratch.write("homes.csv", "id,lon,lat,persons\na,-51,-30,30\n");
  local.build();
  EXPECT_TRUE(local.says("needs the case's plane, but world.crs is not stated")) << local.text();
}

TEST(BuildWorld, NoWayToAnyShelter) {
  District d;
  d.file.plan.orders.emplace_back().zones = {"all"};
  d.build();
  EXPECT_FALSE(d.says("no way to any destination")) << d.text();
  d.file.plan.behaviour.destination = "nearest_exit";
  d.build();
  EXPECT_TRUE(d.says("plan: warning: there is no way to any destination (nearest_exit)"))
      << d.text();
  d.file.plan.behaviour.destination = "nearest_shelter";
  d.file.world.sites.list[0].capacity_persons = 0;
  d.build();
  EXPECT_TRUE(d.says("no way to any destination"));
  EXPECT_TRUE(d.diagnostics.ok()) << "the run goes on";
}

// --- layers that are shifted ------------------------------------------------------------------

/// Homes at the crossings of a Chongqing-like street grid, written in GCJ-02, read as `crs`.
struct Chongqing : Built {
  explicit Chongqing(const std::string& crs, bool shift) {
    file.world.crs = "EPSG:4544";  // CGCS2000, 3-degree zone round 105 E
    file.world.roads.osm = scratch.write("roads.osm", streets(106.50, 29.50, 12));
    std::string text = "id,lon,lat,persons\n";
    char line[96];
    for (int i = 0; i < 12; i += 2) {
      for (int j = 0; j < 12; j += 3) {
        LonLat p{106.50 + 0.001 * i, 29.50 + 0.001 * j + 0.00005};
        if (shift) p = gcj02_from_wgs84(p);
        std::snprintf(line, sizeof line, "%d-%d,%.7f,%.7f,3\n", i, j, p.lon, p.lat);
        text += line;
      }
    }
    cases::Layer homes;
    homes.path = scratch.write("homes.csv", text);
    homes.crs = crs;
    file.world.people.layers = {homes};
  }
};

TEST(ShiftedLayers, AreWarnedOfWhereTheRoadsBetrayThem) {
  Chongqing shifted("EPSG:4490", true);
  shifted.build();
  ASSERT_TRUE(shifted.diagnostics.ok()) << shifted.text();
  EXPECT_TRUE(shifted.says("homes.csv: warning: taken for GCJ-02 its points lie"))
      << shifted.text();

  Chongqing stated("GCJ-02", true);
  stated.build();
  EXPECT_FALSE(stated.says("taken for")) << stated.text();
  Chongqing plain("EPSG:4490", false);
  plain.build();
  ASSERT_TRUE(plain.diagnostics.ok()) << plain.text();
  EXPECT_FALSE(plain.says("taken for")) << plain.text();
}

TEST(ShiftedLayers, UnstatedIsAnError) {
  Chongqing unstated("", true);
  unstated.build();
  EXPECT_TRUE(unstated.says("inside China, but no crs is stated")) << unstated.text();
}

// --- the real city ----------------------------------------------------------------------------

TEST(BuildWorld, PortoAlegre) {
  const std::string folder = tests::shared_path("cases/porto_alegre_2024/");
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "no folder at " << folder;
  Built city;
  city.file.start = "2024-04-30T00:00:00-03:00";
  city.file.world.crs = "EPSG:31982";
  city.file.world.terrain.dem = {folder + "poa_elevation.tif"};
  city.file.world.roads.osm = folder + "poa_osm.pbf";
  cases::Layer hexagons;
  hexagons.path = folder + "poa_hexgrid.csv";
  hexagons.columns = {{"persons", "population"}};
  city.file.world.people.layers = {hexagons};
  city.file.world.people.spread_m = 170;
  cases::Layer schools = hexagons;
  schools.columns = {{"schools", "schools"}};
  city.file.world.sites.layers = {schools};
  city.file.world.sites.infer_shelters.schools = true;
  city.file.world.sites.reach_m = 1000;
  cases::Hazard& river = city.file.event.hazards.emplace_back();
  river.id = "guaiba";
  cases::FloodBoundary& gauge = river.boundaries.emplace_back();
  gauge.id = "cais-maua";
  gauge.area.seed_lon_lat = {{-51.25, -30.03}};
  gauge.series.path = folder + "guaiba_stage_2024.csv";
  gauge.series.value_column = "stage_m";
  gauge.series.skip_kinds = {"crossed_up", "crossed_down"};
  city.build();
  ASSERT_TRUE(city.diagnostics.ok()) << city.text();
  EXPECT_EQ(city.found("directed road edges for cars"), 34'782);
  EXPECT_EQ(city.found("persons"), 812'935);
  const world::World& world = city.loaded.world;
  EXPECT_EQ(
      std::accumulate(world.parties.persons.begin(), world.parties.persons.end(), std::int64_t{0}),
      812'935);
  EXPECT_EQ(city.found("shelters inferred") + city.found("rows with schools too far from any road"),
            177);
  EXPECT_GT(city.loaded.forcing[0].boundaries[0].cell.size(), 10'000u);  // the lake
  EXPECT_EQ(city.loaded.inputs.size(), 4u);  // the hexagons are read twice, listed once
  // nobody sets out from an island: every home's node is in the main part
  for (const NodeId node : world.parties.home_node) {
    if (node) {
      ASSERT_FALSE(world.roads.out(node).empty());
    }
  }
}

}  // namespace
}  // namespace muster::input
