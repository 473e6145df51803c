// SPDX-License-Identifier: MIT
// Each value out of its range is named once.
#include "engine/hazard/landslide/check.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <utility>
#include <vector>

namespace muster::hazard::landslide {
namespace {

Ground good() {
  return {{3000, 0.6, 2e4, 1e-6, 1e-5, 0.45, 0.05, 2}, 0.5, 1, 3, 1e-8};
}

TEST(Check, PassesGoodGround) {
  Ground ground = good();
  Diagnostics diagnostics;
  check(ground, "zone 1", diagnostics);
  ground.slope_rad = 0;
  ground.soil.gardner_alpha_1_m = 0;
  ground.soil.cohesion_pa = 0;
  ground.basement_m = Ground::kBottomless;
  ground.background_m_s = -1e-8;
  check(ground, "zone 1", diagnostics);
  EXPECT_TRUE(diagnostics.ok());
}

TEST(Check, NamesWhatIsWrong) {
  const std::vector<std::pair<std::function<void(Ground&)>, std::string>> cases = {
      {[](Ground& g) { g.soil.cohesion_pa = -1; }, "cohesion"},
      {[](Ground& g) { g.soil.friction_rad = 1.6; }, "angle of friction"},
      {[](Ground& g) { g.soil.unit_weight_n_m3 = 9800; }, "unit weight"},
      {[](Ground& g) { g.soil.conductivity_m_s = 0, g.background_m_s = 0; }, "conductivity"},
      {[](Ground& g) { g.soil.diffusivity_m2_s = 0; }, "diffusivity"},
      {[](Ground& g) { g.soil.saturated_content = 1.1; }, "saturated water content"},
      {[](Ground& g) { g.soil.residual_content = 0.45; }, "residual water content"},
      {[](Ground& g) { g.soil.gardner_alpha_1_m = -0.5; }, "alpha"},
      {[](Ground& g) { g.slope_rad = M_PI_2; }, "slope"},
      {[](Ground& g) { g.water_table_m = std::nan(""); }, "water table"},
      {[](Ground& g) { g.basement_m = 0; }, "basement"},
      {[](Ground& g) { g.background_m_s = 2e-6; }, "background"},
  };
  for (const auto& [spoil, word] : cases) {
    Ground ground = good();
    spoil(ground);
    Diagnostics diagnostics;
    check(ground, "zone 1", diagnostics);
    ASSERT_EQ(diagnostics.errors(), 1u) << word;
    EXPECT_EQ(diagnostics.problems()[0].where, "zone 1");
    EXPECT_NE(diagnostics.problems()[0].what.find(word), std::string::npos) << word;
  }
}

TEST(Check, WantsRainInOrderAndNotNegative) {
  Diagnostics diagnostics;
  check(std::vector<RainStep>{{-60, 0}, {0, 1e-6}, {5, 0}}, "rain", diagnostics);
  EXPECT_TRUE(diagnostics.ok());
  check(std::vector<RainStep>{{0, 1e-6}, {0, 0}}, "rain", diagnostics);
  EXPECT_EQ(diagnostics.errors(), 1u);
  check(std::vector<RainStep>{{0, -1e-6}}, "rain", diagnostics);
  EXPECT_EQ(diagnostics.errors(), 2u);
}

}  // namespace
}  // namespace muster::hazard::landslide
