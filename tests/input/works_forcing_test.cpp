// SPDX-License-Identifier: MIT
// Flood works onto the grid, and what is wrong with their places.
#include <gtest/gtest.h>

#include "engine/input/forcing.hpp"
#include "tests/input/gdal_files.hpp"
#include "tests/input/tiny_city.hpp"

namespace muster::input {
namespace {

using test::says;
using test::TinyCity;

constexpr double kX = TinyCity::kX, kY = TinyCity::kY;

struct City : TinyCity {
  cases::CaseFile file;
  City() : TinyCity(2) {
    file.start = "2024-04-30T00:00:00Z";
    file.horizon_s = 3600;
    file.event.hazards.resize(1);
  }
  world::WorksForcing read() { return read_forcing(file, world, books.import).at(0).works; }
  cases::FloodWork& add(const char* id, cases::FloodWorkKind kind) {
    cases::FloodWork& work = file.world.works.emplace_back();
    work.id = id;
    work.kind = kind;
    return work;
  }
  std::uint32_t cell(double x, double y) const {
    const world::Grid& grid = world.terrain.grid;
    return static_cast<std::uint32_t>(grid.index(grid.row_of(y), grid.col_of(x)));
  }
};

TEST(WorksForcing, PlacesLinesAndSeries) {
  City city;
  cases::FloodWork& wall = city.add("wall", cases::FloodWorkKind::Wall);
  wall.crest_m = 5;
  wall.line.x_y = {{kX, kY}, {kX + 100, kY}};
  cases::FloodWork& pump = city.add("pump", cases::FloodWorkKind::Pump);
  pump.at.resize(3);
  pump.at[0].x_y = {kX + 50, kY + 50};
  pump.at[1].x_y = {kX + 51, kY + 51};  // the same cell
  pump.at[2].x_y = {kX, kY};
  pump.to.emplace().x_y = {kX + 100, kY + 100};
  cases::FloodWork& lake = city.add("lake", cases::FloodWorkKind::Reservoir);
  lake.area.emplace().ring = {{{kX, kY}}, {{kX + 40, kY}}, {{kX + 40, kY + 40}}, {{kX, kY + 40}}};
  lake.inflow.values = {{{0, 3}}, {{60, 4}}};
  const world::WorksForcing works = city.read();
  ASSERT_TRUE(city.books.diagnostics.ok()) << city.books.text();
  ASSERT_EQ(works.works.size(), 3u);
  EXPECT_EQ(works.works[0].line_xy_m, (std::vector<double>{kX, kY, kX + 100, kY}));
  EXPECT_EQ(works.works[1].cell,
            (std::vector<std::uint32_t>{city.cell(kX + 50, kY + 50), city.cell(kX, kY)}));
  EXPECT_EQ(works.works[1].to, city.cell(kX + 100, kY + 100));
  EXPECT_EQ(works.works[2].cell.size(), 4u);
  EXPECT_EQ(works.works[2].inflow_m3_s.value, (std::vector<double>{3, 4}));
}

TEST(WorksForcing, ALineOfAVectorFileByItsId) {
  City city;
  const std::string x = std::to_string(kX), far = std::to_string(kX + 80), y = std::to_string(kY);
  test::write_layer("GPKG", city.scratch.path("walls.gpkg"), "walls", TinyCity::kCrs, {"id"},
                    {{"LINESTRING (" + x + " " + y + "," + far + " " + y + ")", {"a"}},
                     {"LINESTRING (" + far + " " + y + "," + x + " " + y + ")", {"b"}}});
  cases::FloodWork& wall = city.add("wall", cases::FloodWorkKind::Wall);
  wall.height_m = 1;
  wall.line.path = city.scratch.path("walls.gpkg");
  wall.line.feature = "b";
  EXPECT_EQ(city.read().works[0].line_xy_m, (std::vector<double>{kX + 80, kY, kX, kY}))
      << city.books.text();
  wall.line.feature.clear();
  city.read();
  EXPECT_TRUE(says(city.books, "holds 2 lines"));
  wall.line.feature = "c";
  city.read();
  EXPECT_TRUE(says(city.books, "holds no line of id 'c'"));
  wall.line.path = city.scratch.write("line.csv", x + "," + y + "\n" + far + "," + y + "\n");
  EXPECT_EQ(city.read().works[0].line_xy_m, (std::vector<double>{kX, kY, kX + 80, kY}));
}

TEST(WorksForcing, EveryPlaceThatIsWrongIsNamedAtOnce) {
  City city;
  cases::FloodWork& low = city.add("low", cases::FloodWorkKind::Wall);
  low.crest_m = -20;
  low.line.x_y = {{kX, kY}, {kX + 100, kY}};
  cases::FloodWork& half = city.add("half", cases::FloodWorkKind::Wall);
  half.crest_m = 0.5;  // the ground rises to 1 m
  half.line.x_y = {{kX, kY}, {kX, kY + 100}};
  cases::FloodWork& far = city.add("far", cases::FloodWorkKind::Wall);
  far.height_m = 1;
  far.line.x_y = {{0, 0}, {10, 0}};
  cases::FloodWork& pipe = city.add("pipe", cases::FloodWorkKind::Culvert);
  pipe.from.x_y = {kX + 4, kY + 4};
  pipe.to.emplace().x_y = {kX + 6, kY + 6};
  cases::FloodWork& pump = city.add("pump", cases::FloodWorkKind::Pump);
  pump.at.resize(1);
  pump.at[0].x_y = {0, 0};
  city.file.event.hazards[0].breaches.resize(1);
  city.file.event.hazards[0].breaches[0].at.x_y = {1, 1};
  cases::Condition deep;
  deep.depth = cases::Condition::Level{"nowhere", 1, {}};
  city.file.plan.work_actions = {{"pump", cases::WorkChange::Open, {}, deep}};
  city.read();
  EXPECT_TRUE(says(city.books, "#/world/works/0/crest_m: is not above the ground on 100 %"));
  EXPECT_TRUE(says(city.books, "#/world/works/1/crest_m: warning: is not above the ground on"));
  EXPECT_TRUE(says(city.books, "#/world/works/2/line: lies outside the grid"));
  EXPECT_TRUE(says(city.books, "#/world/works/3/to: lies in the cell of its other end"));
  EXPECT_TRUE(says(city.books, "#/world/works/4/at/0: lies outside the grid"));
  EXPECT_TRUE(says(city.books, "#/event/hazards/0/breaches/0/at: lies outside the grid"));
  EXPECT_TRUE(says(city.books, "#/plan/works/actions/0/when: the place of site 'nowhere'"));
  EXPECT_EQ(city.books.diagnostics.errors(), 6u);  // the second is a warning
}

TEST(StageZonesForcing, ALevelFloodsTheLowerCellsOfAnArea) {
  City city;
  cases::Hazard& hazard = city.file.event.hazards[0];
  hazard.kind = cases::HazardKind::StageZones;
  hazard.table.stage.values = {{{0, 1}}};
  hazard.table.zones.resize(2);
  cases::StageZoneSpec& low = hazard.table.zones[0];
  low.id = "low";
  low.area.ring = {{{kX, kY}}, {{kX + 20, kY}}, {{kX + 20, kY + 100}}, {{kX, kY + 100}}};
  low.level_m = 0.4;  // ground at 0.1, 0.3, 0.5, ... m
  hazard.table.zones[1] = low;
  hazard.table.zones[1].level_m = -30;
  const world::HazardForcing forcing = read_forcing(city.file, city.world, city.books.import).at(0);
  ASSERT_EQ(forcing.stage_zones[0].cell.size(), 2u) << city.books.text();
  EXPECT_NEAR(forcing.stage_zones[0].depth_m[0], 0.1, 1e-9);
  EXPECT_NEAR(forcing.stage_zones[0].depth_m[1], 0.3, 1e-9);
  EXPECT_TRUE(says(city.books, "#/event/hazards/0/zones/1/level_m: is below all the ground"));
}

TEST(WorksForcing, GaugesStandWhereTheCaseListsTheSite) {
  City city;
  city.file.world.sites.list.resize(1);
  city.file.world.sites.list[0].id = "post";
  city.file.world.sites.list[0].x_m = kX + 50;
  city.file.world.sites.list[0].y_m = kY + 50;
  cases::Condition deep;
  deep.depth = cases::Condition::Level{"post", 1, {}};
  city.add("wall", cases::FloodWorkKind::Wall).line.x_y = {{kX, kY}, {kX + 100, kY}};
  city.file.plan.work_actions = {{"wall", cases::WorkChange::Open, {}, deep}};
  const world::WorksForcing works = city.read();
  ASSERT_EQ(works.gauges.size(), 1u) << city.books.text();
  EXPECT_EQ(works.gauges[0].cell, city.cell(kX + 50, kY + 50));
}

}  // namespace
}  // namespace muster::input
