// SPDX-License-Identifier: MIT
// Breaks wider than a cell take the fuel of the cells that they cover.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "tests/hazard/fire/spread_case.hpp"

namespace muster::hazard::fire {
namespace {

constexpr int kCells = 101, kMiddle = 50, kWide = 5;
constexpr double kCell_m = 30;

/// Grass, a front along the west side under a wind to the east, a strip through the middle.
Inputs grass_and_strip(double width_m) {
  Inputs inputs = flat_ground(kCells, kCell_m, 102, 8, 90);
  inputs.ignitions = {{"front", 0, IgnitionShape::Line, {615, 0.5, 615, 3029.5}}};
  Break strip;
  strip.id = "strip";
  const double x = inputs.elevation_m.grid.x_of(kMiddle);
  strip.line_m = {x, 0, x, kCells * kCell_m};
  strip.width_m = width_m;
  inputs.breaks = {strip};
  return inputs;
}

bool burnt(const Spread& fire, int row, int col) {
  return !std::isinf(fire.arrival_s()[fire.grid().index(row, col)]);
}

int burnt_in_column(const Spread& fire, int col) {
  int cells = 0;
  for (int row = 0; row < kCells; ++row) cells += burnt(fire, row, col);
  return cells;
}

TEST(FireWideBreak, LeavesAStripUnburntAsWideAsItIs) {
  for (const int wide : {2, kWide}) {
    Inputs inputs = grass_and_strip(wide * kCell_m);
    const double shift_m = wide % 2 == 0 ? kCell_m / 2 : 0;  // on borders of cells, or centres
    for (const std::size_t k : {0u, 2u}) inputs.breaks[0].line_m[k] += shift_m;
    Spread fire{std::move(inputs)};
    fire.advance(0, from_seconds(6 * 3600));
    const int first = kMiddle - (wide - 1) / 2;
    EXPECT_EQ(burnt_in_column(fire, first - 1), kCells) << wide;
    for (int col = first; col < kCells; ++col) ASSERT_EQ(burnt_in_column(fire, col), 0) << col;
    EXPECT_EQ(fire.fingerprint(), [&] {
      Inputs bare = grass_and_strip(wide * kCell_m);
      bare.breaks.clear();
      for (int row = 0; row < kCells; ++row)
        for (int col = first; col < first + wide; ++col)
          bare.fuel[bare.elevation_m.grid.index(row, col)] = 99;
      Spread without{std::move(bare)};
      without.advance(0, from_seconds(6 * 3600));
      return without.fingerprint();
    }()) << "as ground without fuel would";
  }
}

TEST(FireWideBreak, BrandsThatLandInItGoOut) {
  for (const bool strip : {false, true}) {
    Inputs inputs = grass_and_strip(kWide * kCell_m);
    if (!strip) inputs.breaks.clear();
    inputs.parameters.spotting.enabled = true;
    inputs.parameters.spotting.brands_from_surface = 2;
    Spread fire{std::move(inputs)};
    fire.advance(0, from_seconds(6 * 3600));
    int inside = 0;
    for (int col = kMiddle - 2; col <= kMiddle + 2; ++col) inside += burnt_in_column(fire, col);
    EXPECT_EQ(inside, strip ? 0 : kWide * kCells);
    EXPECT_GT(burnt_in_column(fire, kMiddle + 3), 0);  // brands fly over it
  }
}

TEST(FireWideBreak, HoldsAtAnySlant) {
  const double half_m = kCells * kCell_m / 2;
  for (const double deg : {10.0, 30.0, 45.0, 63.0}) {
    Inputs inputs = grass_and_strip(1.5 * kCell_m);
    const Vector along = direction(deg);
    inputs.breaks[0].line_m = {half_m - 1000 * along.x, half_m - 1000 * along.y,
                               half_m + 1000 * along.x, half_m + 1000 * along.y};
    inputs.ignitions = {point_ignition(half_m - 400 * along.y, half_m + 400 * along.x)};
    Spread fire{std::move(inputs)};
    fire.advance(0, from_seconds(1800));
    double nearest_m = -HUGE_VAL;
    for (std::size_t cell = 0; cell < fire.grid().size(); ++cell) {
      if (std::isinf(fire.arrival_s()[cell])) continue;
      const Vector at = place_of(fire.grid(), cell);
      const double x = at.x - half_m, y = at.y - half_m;
      if (std::fabs(x * along.x + y * along.y) > 500) continue;  // well inside its ends
      nearest_m = std::max(nearest_m, x * along.y - y * along.x);
    }
    EXPECT_LT(nearest_m, -0.75 * kCell_m) << deg;
    EXPECT_GT(nearest_m, -1.75 * kCell_m) << deg;
  }
}

TEST(FireWideBreak, TakesNothingBeforeItIsMade) {
  Inputs inputs = grass_and_strip(kWide * kCell_m);
  Spread early{inputs};
  early.advance(0, from_seconds(6 * 3600));
  inputs.breaks[0].from = from_seconds(12 * 3600);
  Spread late{inputs};
  late.advance(0, from_seconds(6 * 3600));
  EXPECT_EQ(burnt_in_column(late, kMiddle), kCells);
  // Made while the front is in it: what has burnt stays burnt, what has not does not burn any more.
  const double reached_s = late.arrival_s()[late.grid().index(50, kMiddle)];
  inputs.breaks[0].from = from_seconds(reached_s + 1);
  Spread meanwhile{inputs};
  meanwhile.advance(0, from_seconds(6 * 3600));
  EXPECT_TRUE(burnt(meanwhile, 50, kMiddle));
  EXPECT_EQ(burnt_in_column(meanwhile, kMiddle + 1), 0);
  EXPECT_LT(early.burnt_cells(), meanwhile.burnt_cells());
}

TEST(FireWideBreak, LongerFlamesPassAsIfItWereNotThere) {
  Inputs inputs = grass_and_strip(kWide * kCell_m);
  inputs.parameters.break_factor = {1000, 1, 1, 1};
  Spread fire{inputs};
  fire.advance(0, from_seconds(6 * 3600));
  inputs.breaks.clear();
  Spread without{inputs};
  without.advance(0, from_seconds(6 * 3600));
  EXPECT_EQ(fire.fingerprint(), without.fingerprint());
}

TEST(FireWideBreak, AddedAtABarrierAsIfItHadBeenKnown) {
  Inputs inputs = grass_and_strip(kWide * kCell_m);
  inputs.breaks[0].from = from_seconds(600);
  Spread known{inputs};
  known.advance(0, from_seconds(6 * 3600));
  const Break strip = inputs.breaks[0];
  inputs.breaks.clear();
  Spread added{inputs};
  added.advance(0, from_seconds(600));
  added.add_break(strip, from_seconds(600));
  added.advance(from_seconds(600), from_seconds(6 * 3600));
  for (std::size_t cell = 0; cell < known.grid().size(); ++cell)
    ASSERT_EQ(std::isinf(known.arrival_s()[cell]), std::isinf(added.arrival_s()[cell])) << cell;
}

}  // namespace
}  // namespace muster::hazard::fire
