// SPDX-License-Identifier: MIT
// Breaks, line that crews build and water against a fire.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "tests/base/memory_archive.hpp"
#include "tests/hazard/fire/spread_case.hpp"

namespace muster::hazard::fire {
namespace {

constexpr int kGrass = 102, kCells = 101;
constexpr double kCell_m = 10, kWind = 4;

/// A front along the west side that runs east.
Inputs eastward_front() {
  Inputs inputs = flat_ground(kCells, kCell_m, kGrass, kWind, 90);
  inputs.ignitions = {{"front", 0, IgnitionShape::Line, {105, 0.5, 105, 1009.5}}};
  return inputs;
}

double head_rate() {
  return flat_fire(kGrass, kWind).ellipse.head_rate_m_s;
}

Break across(double x, double width_m) {
  Break line;
  line.id = "break";
  line.line_m = {x, 0, x, kCells * kCell_m};
  line.width_m = width_m;
  return line;
}

TEST(FireSuppression, BreakHoldsFlamesNoLongerThanItIsWide) {
  const double flame_m = flat_fire(kGrass, kWind).flame_length_m;
  for (const double share : {0.98, 1.02}) {
    for (const double x : {503.0, 505.0, 510.0}) {  // through cells, their centres, their borders
      Inputs inputs = eastward_front();
      inputs.breaks = {across(x, share * flame_m)};
      Spread fire{std::move(inputs)};
      fire.advance(0, from_seconds(2000 / head_rate()));
      const double beyond = fire.arrival_s()[fire.grid().index(50, 60)];
      if (share > 1)
        EXPECT_TRUE(std::isinf(beyond)) << x;
      else
        EXPECT_NEAR(beyond, 500 / head_rate(), 1e-6 * beyond) << x;
    }
  }
}

TEST(FireSuppression, FactorOfItsKindDecides) {
  const double flame_m = flat_fire(kGrass, kWind).flame_length_m;
  Inputs inputs = eastward_front();
  inputs.breaks = {across(503, 1.5 * flame_m)};
  inputs.breaks[0].kind = BreakKind::GreenBelt;
  inputs.parameters.break_factor = {1, 2, 1, 1};
  Spread fire{std::move(inputs)};
  fire.advance(0, from_seconds(2000 / head_rate()));
  EXPECT_FALSE(std::isinf(fire.arrival_s()[fire.grid().index(50, 60)]));
}

TEST(FireSuppression, HeldFirePassesOnceItsFlamesAreLonger) {
  Inputs inputs = eastward_front();
  const double narrow_m = 1.05 * flat_fire(kGrass, kWind).flame_length_m;
  Weather gale = inputs.weather[0];
  gale.from = from_seconds(20000);
  gale.wind_20ft_m_s = 3 * kWind;
  inputs.weather.push_back(gale);
  inputs.breaks = {across(503, narrow_m)};
  Spread fire{std::move(inputs)};
  fire.advance(0, from_seconds(30000));
  const double rate = flat_fire(kGrass, 3 * kWind).ellipse.head_rate_m_s;
  const double beyond = fire.arrival_s()[fire.grid().index(50, 60)];
  EXPECT_NEAR(beyond, 20000 + (605 - 503) / rate, 1e-3 * (605 - 503) / rate);
}

// A crew builds at v along the break from its south end, the front comes at one time everywhere:
// the first v * t metres hold.
TEST(FireSuppression, CrewHoldsWhatItHasBuiltWhenTheFireComes) {
  constexpr double kAt_m = 503, kBuilt_m_h = 600;
  const double come_s = (kAt_m - 105) / head_rate();
  Inputs inputs = eastward_front();
  inputs.breaks = {across(kAt_m, 20)};
  inputs.breaks[0].from = from_seconds(60);
  inputs.breaks[0].built_m_h = kBuilt_m_h;
  EXPECT_NEAR(built_length_m(inputs.breaks[0], from_seconds(come_s)),
              kBuilt_m_h * (come_s - 60) / 3600, 1e-3);
  const double built_m = kBuilt_m_h * (come_s - 60) / 3600;
  ASSERT_GT(built_m, 50);
  ASSERT_LT(built_m, 900);
  Spread fire{std::move(inputs)};
  fire.advance(0, from_seconds(come_s + 25 / head_rate()));
  for (int row = 0; row < kCells; ++row) {
    const double y = fire.grid().y_of(row);
    const bool burnt = !std::isinf(fire.arrival_s()[fire.grid().index(row, 51)]);
    // Fire comes round the end of the line by now, 25 m and a cell at most.
    if (y < built_m - 40) {
      EXPECT_FALSE(burnt) << y;
    }
    if (y > built_m + 10) {
      EXPECT_TRUE(burnt) << y;
    }
  }
}

TEST(FireSuppression, BreakAddedInTheWayOfTheFrontHoldsIt) {
  Inputs inputs = eastward_front();
  Spread fire{std::move(inputs)};
  const SimTime now = from_seconds(300 / head_rate());  // at 405 m
  fire.advance(0, now);
  fire.add_break(across(453, 9), now);
  fire.advance(now, 3 * now);
  EXPECT_FALSE(std::isinf(fire.arrival_s()[fire.grid().index(50, 44)]));
  for (int row = 0; row < kCells; ++row)
    for (int col = 45; col < kCells; ++col)
      ASSERT_TRUE(std::isinf(fire.arrival_s()[fire.grid().index(row, col)])) << row << ' ' << col;
}

// A break that ends where a diagonal way between cells runs holds it, however often it is tried.
TEST(FireSuppression, AnEndThatIsGrazedHoldsEachTime) {
  for (int col = 3; col < 17; ++col) {
    Inputs inputs = flat_ground(21, 10, 91);
    const world::Grid grid = inputs.elevation_m.grid;
    for (const auto& [r, c] : {std::pair{10, col}, {10, col + 1}, {11, col + 1}})
      inputs.fuel[grid.index(r, c)] = kGrass;
    const double x = grid.x0 + 10.0 * (col + 1), y = grid.y0 - 110;
    inputs.breaks = {{"down", BreakKind::Bare, {x, y + 50, x, y}, 10, 0, 0}};
    inputs.ignitions = {point_ignition(grid.x_of(col), grid.y_of(10))};
    for (int k = 1; k <= 4; ++k) {
      Weather again = inputs.weather[0];
      again.from = from_seconds(1000 * k);
      again.wind_20ft_m_s = 1e-9 * (k % 2);
      inputs.weather.push_back(again);
    }
    Spread fire{std::move(inputs)};
    fire.advance(0, from_seconds(1e5));
    EXPECT_EQ(fire.burnt_cells(), 1u) << col;
  }
}

TEST(FireSuppression, DropHoldsFireWhileTheFuelIsWet) {
  Inputs inputs = eastward_front();
  Drop drop;
  drop.id = "drop";
  drop.coverage_l_m2 = coverage_l_m2(2);
  EXPECT_NEAR(drop.coverage_l_m2, 2 * 0.407, 1e-3);
  for (int row = 0; row < kCells; ++row)
    for (int col = 50; col < 52; ++col)
      drop.cells.push_back(static_cast<std::uint32_t>(inputs.elevation_m.grid.index(row, col)));
  const double come_s = (500 - 105) / head_rate();
  drop.from = from_seconds(come_s / 2);
  drop.until = from_seconds(come_s + 1800);
  inputs.drops = {drop};
  Spread fire{std::move(inputs)};
  fire.advance(0, from_seconds(come_s + 3600));
  const double arrival = fire.arrival_s()[fire.grid().index(50, 60)];
  EXPECT_NEAR(arrival, come_s + 1800 + (605 - 500) / head_rate(), 0.01 * arrival);
}

TEST(FireSuppression, CrewRatesAreThoseOfTheGuide) {
  EXPECT_NEAR(crew_rate_m_h(1, CrewType::One), 604, 0.5);
  EXPECT_NEAR(crew_rate_m_h(1, CrewType::Two), 362, 0.5);
  EXPECT_NEAR(crew_rate_m_h(8, CrewType::One), 141, 0.5);  // conifers, not hardwoods
  EXPECT_NEAR(crew_rate_m_h(13, CrewType::Two), 60, 0.5);
  EXPECT_EQ(crew_rate_m_h(99, CrewType::One), 0);
}

TEST(FireSuppression, SavedAndRestoredGoesOnToTheBit) {
  Inputs inputs = eastward_front();
  inputs.breaks = {across(503, 1)};
  Weather turned = inputs.weather[0];
  turned.from = from_seconds(1200);
  turned.wind_from_deg = 200;
  inputs.weather.push_back(turned);
  Spread whole{inputs}, first{inputs}, second{inputs};
  whole.advance(0, from_seconds(2000));
  first.advance(0, from_seconds(900));
  MemoryArchive archive;
  first.state(archive);
  MemoryArchive saved = archive.to_load();
  second.state(saved);
  EXPECT_EQ(first.fingerprint(), second.fingerprint());
  second.advance(from_seconds(900), from_seconds(2000));
  EXPECT_GT(whole.burnt_cells(), 1000u);
  EXPECT_EQ(whole.fingerprint(), second.fingerprint());
}

}  // namespace
}  // namespace muster::hazard::fire
