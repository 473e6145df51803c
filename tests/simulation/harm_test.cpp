// SPDX-License-Identifier: MIT
// Who is overcome where they are, and what homes lose.
#include <gtest/gtest.h>

#include <cmath>
#include <map>

#include "engine/exposure/buildings.hpp"
#include "engine/exposure/people.hpp"
#include "engine/exposure/places.hpp"
#include "engine/simulation/run.hpp"
#include "engine/trace/reader.hpp"
#include "tests/simulation/burning_valley.hpp"
#include "tests/simulation/ford.hpp"
#include "tests/simulation/run_folder.hpp"

namespace muster::simulation {
namespace {

class Harm : public RunFolder {
 protected:
  using Figures = std::map<std::string, double>;
  /// The figures of the whole case.
  template <class Case>
  Figures go(const Case& c) {
    RunOptions options;
    options.out = path();
    Figures figures;
    for (const Measure& measure : run(c.file, c.world, c.forcing, "{}", {}, options).summary) {
      if (measure.subject.empty()) figures[measure.name] = measure.value;
    }
    return figures;
  }
  fs::path path() const { return folder_ / "run.h5"; }
};

constexpr int kHomes = 2000;

/// Homes of one person each, in one cell, that nobody leaves in time.
Ford lived_in() {
  Ford f = make_ford(false);
  for (int home = 0; home < kHomes; ++home) f.car(3, 7100);
  f.file.world.homes.limited_mobility_share = 0.5;
  return f;
}

void water_at_homes(Ford& f, double time_s, double depth_m) {
  f.depth(time_s, 0);
  const world::Grid& grid = f.world.terrain.grid;
  f.forcing[0].imported_depth_m.value.back()[grid.index(grid.row_of(475), grid.col_of(0))] =
      static_cast<float>(depth_m);
}

double expected_share(double depth_m, double climbed_m = 0) {
  using exposure::Refuge;
  return 0.5 * exposure::submerged_share(depth_m, Refuge::FloorLimitedMobility) +
         0.5 * exposure::submerged_share(depth_m - climbed_m, Refuge::Floor);
}

/// Four standard deviations of a binomial count.
double spread(double share) {
  return 4 * std::sqrt(kHomes * share * (1 - share));
}

TEST_F(Harm, WaterAtHomeOvercomesTheSharesOfTheTriangles) {
  for (const double depth_m : {1.5, 2.4}) {
    Ford f = lived_in();
    water_at_homes(f, 0, depth_m);
    const double share = expected_share(depth_m);
    ASSERT_GT(share, 0.1);
    EXPECT_NEAR(go(f)["overcome_by_water"], kHomes * share, spread(share)) << depth_m;
  }
}

TEST_F(Harm, EachIsOvercomeOnceAsWaterRisesAndFalls) {
  Ford high = lived_in();
  water_at_homes(high, 0, 2.4);
  const double at_once = go(high)["overcome_by_water"];
  Ford rising = lived_in();
  for (const auto& [time_s, depth_m] :
       {std::pair{0.0, 0.5}, {1200.0, 2.4}, {2400.0, 0.0}, {3600.0, 2.4}})
    water_at_homes(rising, time_s, depth_m);
  EXPECT_EQ(go(rising)["overcome_by_water"], at_once);
  const trace::Reader reader{path()};
  const auto kind = std::get<std::vector<std::uint16_t>>(reader.read("events", "kind"));
  const auto value = std::get<std::vector<double>>(reader.read("events", "value"));
  double told = 0;
  for (std::size_t i = 0; i < kind.size(); ++i)
    if (kind[i] == static_cast<std::uint16_t>(EventKind::Overcome)) told += value[i];
  EXPECT_EQ(told, at_once);
}

TEST_F(Harm, StairsSaveThoseWhoClimbThem) {
  Ford f = lived_in();
  f.file.world.homes.floors = 2;
  water_at_homes(f, 0, 2.4);
  EXPECT_NEAR(go(f)["overcome_by_water"], kHomes * 0.5, spread(0.5));  // all who do not
  f.file.world.homes.limited_mobility_share = 0;
  EXPECT_EQ(go(f)["overcome_by_water"], 0);
}

TEST_F(Harm, HomesLoseTheShareOfTheirGreatestDepthAboveTheFloor) {
  Ford f = lived_in();
  water_at_homes(f, 0, 0.2);
  water_at_homes(f, 1200, 1.5);
  water_at_homes(f, 2400, 0);
  const auto lost = [&] { return go(f)["homes_lost"] / kHomes; };
  EXPECT_NEAR(lost(), exposure::depth_damage(1.5, exposure::DamageRegion::Europe), 1e-12);
  f.file.world.homes.region = cases::LossRegion::Asia;
  EXPECT_NEAR(lost(), exposure::depth_damage(1.5, exposure::DamageRegion::Asia), 1e-12);
  f.file.world.homes.floor_height_m = 0.5;
  EXPECT_NEAR(lost(), exposure::depth_damage(1.0, exposure::DamageRegion::Asia), 1e-12);
  f.file.world.homes.floor_height_m = 1.5;
  EXPECT_EQ(go(f)["homes_damaged"], 0);
}

/// One walker is in the ford as water comes, another is told to go while it flows.
TEST_F(Harm, FlowSweepsWalkersAwayAndBarsThoseBehind) {
  const auto in_flow = [&](float speed_m_s) {
    Ford f = make_ford(false);
    for (const double told_s : {0.0, 600.0}) {
      f.car(0, 0);
      const auto zone = static_cast<std::uint32_t>(f.world.zones.size());
      f.world.zones.push_back({std::to_string(zone), "", {}});
      f.world.zone_of_party.push_back(ZoneId{zone});
      cases::Order& order = f.file.plan.orders.emplace_back();
      order.zones = {f.world.zones[ZoneId{zone}].id};
      order.when.clock_s = told_s;
      order.comply_share = 1;
      order.walk_share = 1;
    }
    f.world.stated_trips.clear();
    for (const auto& [time_s, depth_m] :
         {std::pair{0.0, 0.f}, {400.0, 0.f}, {420.0, 0.5f}, {3600.0, 0.5f}, {3660.0, 0.f}})
      f.depth(time_s, depth_m);
    for (const std::vector<float>& depth : f.forcing[0].imported_depth_m.value) {
      std::vector<float>& speed = f.forcing[0].imported_speed_m_s.emplace_back(depth);
      for (float& here : speed) here = here > 0 ? speed_m_s : 0;
    }
    return go(f);
  };
  EXPECT_EQ(in_flow(1.5f)["overcome_by_water"], 0);
  EXPECT_EQ(in_flow(1.7f)["overcome_by_water"], 1);
}

TEST_F(Harm, FireDestroysTheHomesThatItReachesAndOvercomesThoseInLongFlames) {
  const Valley v = burning_valley();
  Figures figures = go(v);
  const trace::Reader reader{path()};
  const std::vector<float> arrival = reader.raster("fields_max/fire_arrival");
  const auto loss = std::get<std::vector<float>>(reader.read("parties", "home_loss"));
  const auto people = std::get<std::vector<std::uint16_t>>(reader.read("parties", "overcome"));
  const auto size = std::get<std::vector<std::uint16_t>>(reader.read("parties", "size"));
  const std::vector<std::uint32_t> cell =
      exposure::cells_of(v.world.terrain.grid, v.world.parties.home_x, v.world.parties.home_y);
  double destroyed = 0, overcome = 0;
  for (std::uint32_t p = 0; p < loss.size(); ++p) {
    const bool burnt = cell[p] != exposure::kOutside && std::isfinite(arrival[cell[p]]);
    EXPECT_EQ(loss[p], burnt ? 1.f : 0.f) << p;
    EXPECT_LE(people[p], size[p]);
    destroyed += loss[p];
    overcome += people[p];
  }
  EXPECT_GT(destroyed, 100);
  EXPECT_EQ(figures["homes_destroyed"], destroyed);
  EXPECT_GT(overcome, 100);
  EXPECT_EQ(figures["overcome_by_fire"], overcome);
  EXPECT_LE(overcome, figures["now_trapped"] + figures["now_stalled"]);
  EXPECT_EQ(figures["overcome_by_water"] + figures["overcome_by_debris"], 0);
}

}  // namespace
}  // namespace muster::simulation
