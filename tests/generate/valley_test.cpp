// SPDX-License-Identifier: MIT
#include "engine/generate/valley.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "engine/generate/frame.hpp"
#include "engine/generate/water.hpp"
#include "tests/generate/made.hpp"

namespace muster::generate {
namespace {

TEST(Valley, TheBedFallsAllTheWayDown) {
  for (const std::uint64_t seed : {1, 2, 3, 99}) {
    Spec spec = test::river_spec(1000);
    spec.seed = seed;
    const Valley valley{spec};
    double before = 1e9;
    for (double x = 0; x <= spec.district.width_m; x += 10) {
      const Point p{x, valley.middle_y(x)};
      const double bed = valley.ground_m(p, valley.off_m(p));
      EXPECT_LT(bed, before) << "at " << x;
      before = bed;
    }
    // By the slope times the length of the river.
    const double fall = spec.district.river->slope * valley.along_m(spec.district.width_m);
    EXPECT_NEAR(before, spec.district.river->bank_m - spec.district.river->depth_m - fall, 0.01);
  }
}

TEST(Valley, TheDistanceFromTheBankIsThatOfTheNearestPoint) {
  const Spec spec = test::river_spec(1000);
  const Valley valley{spec};
  for (const Point p : {Point{900, 400}, Point{2800, 3900}, Point{5200, 2100}}) {
    double nearest = 1e9;
    for (double x = -500; x < 6100; x += 1)
      nearest = std::min(nearest, distance(p, {x, valley.middle_y(x)}));
    EXPECT_NEAR(valley.off_m(p), nearest - 130, 0.5);
  }
}

TEST(Valley, TerracesRiseFromTheWaterToTheHills) {
  const Spec spec = test::river_spec(1000);
  const Valley valley{spec};
  const Land land = survey(valley, 20);
  double sum[5] = {};
  int count[5] = {};
  for (int row = 0; row < land.ground.grid.rows; ++row) {
    for (int col = 0; col < land.ground.grid.cols; ++col) {
      const float off = land.off_m.at(row, col);
      const int band = off < 0                         ? 0
                       : off < 300                     ? 1
                       : land.hill.at(row, col) > 0.9F ? 4
                       : off < 700                     ? 2
                                                       : 3;
      sum[band] += land.above_bank.at(row, col);
      ++count[band];
    }
  }
  for (int band = 1; band < 5; ++band) {
    ASSERT_GT(count[band], 100);
    EXPECT_GT(sum[band] / count[band], sum[band - 1] / count[band - 1] + 2);
  }
}

TEST(Valley, CreeksRiseFromTheirMouths) {
  Spec spec = test::river_spec(1000);
  spec.district.creeks = 6;
  const Valley valley{spec};
  ASSERT_EQ(valley.creeks().size(), 6U);
  for (const Creek& creek : valley.creeks()) {
    for (std::size_t i = 1; i < creek.bed_m.size(); ++i)
      EXPECT_GT(creek.bed_m[i], creek.bed_m[i - 1]);
  }
}

TEST(Frame, RunsFromTheBankToTheRimWithoutFolds) {
  const Spec spec = test::river_spec(1000);
  const Valley valley{spec};
  for (const int side : {1, -1}) {
    const Frame frame{valley, side, spec.seed};
    for (double u = 0; u <= 5600; u += 100) {
      for (double v = 0; v + 20 <= frame.depth_m(); v += 20) {
        EXPECT_GT(side * (frame.place(u, v + 20).y - frame.place(u, v).y), 0) << u << ' ' << v;
        if (u + 100 <= 5600) {
          EXPECT_GT(frame.place(u + 100, v).x, frame.place(u, v).x) << u << ' ' << v;
        }
      }
      EXPECT_GT(valley.off_m(frame.place(u, 0)), 10);
    }
  }
}

TEST(Water, TheHydrographRisesToTheCrestAndFalls) {
  FloodSpec flood;
  const double horizon = 50'400;
  EXPECT_EQ(level_above_bank_m(flood, horizon, 0), -flood.base_below_bank_m);
  EXPECT_EQ(level_above_bank_m(flood, horizon, flood.crest_at_s), flood.crest_above_bank_m);
  EXPECT_EQ(level_above_bank_m(flood, horizon, flood.crest_at_s + flood.crest_for_s),
            flood.crest_above_bank_m);
  EXPECT_NEAR(level_above_bank_m(flood, horizon, horizon),
              flood.crest_above_bank_m - flood.fall_by_m, 1e-9);
  for (double time = 0; time < flood.crest_at_s; time += 300) {
    EXPECT_LE(level_above_bank_m(flood, horizon, time),
              level_above_bank_m(flood, horizon, time + 300));
  }
}

TEST(Water, DischargeIsThatOfUniformFlow) {
  // A flat bed of width b and depth h carries b h^(5/3) sqrt(S) / n; the sloping sides carry a
  // little less.
  const Spec spec = test::river_spec(1000);
  const Valley valley{spec};
  const Land land = survey(valley, 20);
  const Water water = make_water(spec, valley, land);
  const double depth = 11 - spec.district.flood.base_below_bank_m;
  const double slope = valley.middle_slope(5600);
  const double width = 260 * std::sqrt(1 + slope * slope);  // along the rim
  const double full = width * std::pow(depth, 5.0 / 3) * std::sqrt(0.0004) / 0.033;
  EXPECT_LT(water.discharge_m3_s.front()[1], 0.72 * full);
  EXPECT_GT(water.discharge_m3_s.front()[1], 0.5 * full);
  const Series& stage = water.stage_m;
  for (std::size_t i = 1; i < stage.size(); ++i) {
    const double rise = stage[i][1] - stage[i - 1][1];
    const double more = water.discharge_m3_s[i][1] - water.discharge_m3_s[i - 1][1];
    EXPECT_GE(rise * more, 0);
  }
}

}  // namespace
}  // namespace muster::generate
