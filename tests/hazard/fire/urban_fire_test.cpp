// SPDX-License-Identifier: MIT
#include "engine/hazard/fire/urban_fire.hpp"

#include <gtest/gtest.h>

namespace muster::hazard::fire {
namespace {

TEST(UrbanFire, HamadasRatesAreThePublishedOnes) {
  const BuildingBlock block{10, 5, 0};
  EXPECT_NEAR(urban_rates(block, 0).downwind_m_s * 60, 2.87425, 5e-6);
  EXPECT_NEAR(urban_rates(block, 5).downwind_m_s * 60, 5.14286, 5e-6);
  EXPECT_NEAR(urban_rates(block, 10).downwind_m_s * 60, 8.58278, 5e-6);
}

TEST(UrbanFire, EllipseHasTheRatesAheadAndAside) {
  const BuildingBlock block{12, 4, 0.3};
  for (const double wind : {2.0, 6.0, 15.0}) {
    const UrbanRates rates = urban_rates(block, wind);
    const Ellipse ellipse = urban_ellipse(block, wind);
    EXPECT_NEAR(rate_from_ignition_m_s(ellipse, 1), rates.downwind_m_s, 1e-12);
    EXPECT_NEAR(flanking_rate_m_s(ellipse), rates.side_m_s, 1e-12) << wind;
  }
}

TEST(UrbanFire, ResistantHousesAreSlower) {
  EXPECT_LT(urban_rates({10, 5, 1}, 5).downwind_m_s, urban_rates({10, 5, 0}, 5).downwind_m_s);
}

}  // namespace
}  // namespace muster::hazard::fire
