// SPDX-License-Identifier: MIT
#include "engine/hazard/fire/water_source.hpp"

#include <gtest/gtest.h>

namespace muster::hazard::fire {
namespace {

TEST(WaterSource, KeepsItsBalanceToTheMillilitre) {
  WaterStore store{{"cistern", 43000, 20000, 0.37, 25}, 0};
  double drawn = 0;
  for (int k = 1; k <= 1000; ++k) drawn += store.draw_l(k % 7 * 13.3, from_seconds(k * 11.7));
  EXPECT_NEAR(store.drawn_l(), drawn, 1e-6);
  EXPECT_NEAR(store.initial_l() + store.refilled_l() - store.drawn_l(),
              store.stored_l(from_seconds(11700)), 1e-9);
  EXPECT_NEAR(store.refilled_l(), 0.37 * 11700, 0.001);
}

TEST(WaterSource, CisternRunsDryAndRefillsAtItsRate) {
  WaterStore store{{"cistern", 1000, 1000, 0.5, 0}, 0};
  EXPECT_EQ(store.draw_l(1500, from_seconds(10)), 1000);  // full: what flowed in ran over
  EXPECT_EQ(store.draw_l(1500, from_seconds(10)), 0);
  EXPECT_EQ(store.stored_l(from_seconds(110)), 50);
  EXPECT_EQ(store.filled_at(300, from_seconds(10)), from_seconds(610));
  EXPECT_EQ(store.filled_at(1001, from_seconds(10)), kNever);
  EXPECT_EQ(store.stored_l(from_seconds(1e5)), 1000);
}

TEST(WaterSource, OutletLimitsTheDraw) {
  WaterStore pipe{{"pipe", 100000, 100000, 0, 8}, 0};
  EXPECT_EQ(pipe.draw_l(1000, from_seconds(60)), 480);
}

TEST(WaterSource, NamesWhatCannotBe) {
  Diagnostics diagnostics;
  check({"a", 0, 5, -1, -2}, diagnostics);
  EXPECT_EQ(diagnostics.errors(), 4u);
}

}  // namespace
}  // namespace muster::hazard::fire
