// SPDX-License-Identifier: MIT
#include "engine/exposure/buildings.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

namespace muster::exposure {
namespace {

double below(double x) {
  return std::nextafter(x, 0.0);
}

constexpr std::array kRegions{DamageRegion::Europe, DamageRegion::Africa, DamageRegion::Asia};

// Huizinga et al. 2017, residential, as percentages.
TEST(DepthDamage, IsThePublishedTableAndStraightBetween) {
  const std::vector<double> depth_m{0, 0.5, 1, 1.5, 2, 3, 4, 5, 6};
  const std::vector<std::vector<int>> percent{{0, 25, 40, 50, 60, 75, 85, 95, 100},
                                              {0, 22, 38, 53, 64, 82, 90, 96, 100},
                                              {0, 33, 49, 62, 72, 87, 93, 98, 100}};
  for (std::size_t r = 0; r < kRegions.size(); ++r) {
    for (std::size_t i = 0; i < depth_m.size(); ++i) {
      EXPECT_DOUBLE_EQ(depth_damage(depth_m[i], kRegions[r]), percent[r][i] / 100.0);
      if (i == 0) continue;
      EXPECT_NEAR(depth_damage((depth_m[i - 1] + depth_m[i]) / 2, kRegions[r]),
                  (percent[r][i - 1] + percent[r][i]) / 200.0, 1e-15);
    }
  }
}

TEST(DepthDamage, IsNothingWhenDryAndAllBeyondTheTable) {
  for (const DamageRegion region : kRegions) {
    EXPECT_EQ(depth_damage(-1, region), 0);
    EXPECT_EQ(depth_damage(0, region), 0);
    EXPECT_EQ(depth_damage(6, region), 1);
    EXPECT_EQ(depth_damage(20, region), 1);
    EXPECT_LT(depth_damage(5.99, region), 1);
  }
}

TEST(DepthDamage, GrowsWithDepth) {
  for (const DamageRegion region : kRegions) {
    double last = 0;
    for (int i = 1; i <= 600; ++i) {
      const double share = depth_damage(0.01 * i, region);
      EXPECT_GT(share, last);
      last = share;
    }
  }
}

TEST(FlowDamage, OfMasonryNeedsSpeedAndForce) {
  const auto masonry = [](double depth_speed, double speed) {
    return flow_damage(depth_speed, speed, Structure::Masonry);
  };
  EXPECT_EQ(masonry(100, below(2)), Damage::None);
  EXPECT_EQ(masonry(below(3), 2), Damage::None);
  EXPECT_EQ(masonry(3, 2), Damage::Partial);
  EXPECT_EQ(masonry(below(7), 2), Damage::Partial);
  EXPECT_EQ(masonry(7, 2), Damage::Destroyed);
}

TEST(FlowDamage, OfWoodIsByDepthTimesSpeedSquared) {
  const auto wood = [](double depth_m, double speed) {
    return flow_damage(depth_m * speed, speed, Structure::AnchoredWood);
  };
  EXPECT_EQ(wood(9.5, 1), Damage::Destroyed);
  EXPECT_EQ(wood(below(9.5), 1), Damage::None);
  EXPECT_EQ(wood(2.375, 2), Damage::Destroyed);
  EXPECT_EQ(wood(2.374, 2), Damage::None);
}

TEST(DebrisDamage, IsByDepth) {
  EXPECT_EQ(debris_damage(0), Damage::None);
  EXPECT_EQ(debris_damage(below(0.5)), Damage::None);
  EXPECT_EQ(debris_damage(0.5), Damage::Partial);
  EXPECT_EQ(debris_damage(below(2.5)), Damage::Partial);
  EXPECT_EQ(debris_damage(2.5), Damage::Destroyed);
}

TEST(Loss, IsTheGreatestOfWhatEachTakes) {
  const auto masonry = [](const BuildingExposure& exposure) {
    return loss_share(exposure, Structure::Masonry);
  };
  EXPECT_EQ(masonry({}), 0);
  EXPECT_DOUBLE_EQ(masonry({.depth_m = 1}), 0.40);
  EXPECT_DOUBLE_EQ(masonry({.depth_m = 1, .depth_speed_m2_s = 3, .speed_m_s = 3}), 0.5);
  EXPECT_DOUBLE_EQ(masonry({.depth_m = 2, .depth_speed_m2_s = 4, .speed_m_s = 2}), 0.60);
  EXPECT_EQ(masonry({.depth_m = 2, .depth_speed_m2_s = 7, .speed_m_s = 3.5}), 1);
  EXPECT_DOUBLE_EQ(masonry({.depth_m = 1, .debris_m = 0.6}), 0.5);
  EXPECT_EQ(masonry({.debris_m = 3}), 1);
  EXPECT_EQ(masonry({.flame_m = 0.1}), 1);
}

TEST(Loss, KeepsToTheLimitsGiven) {
  BuildingLimits limits;
  limits.region = DamageRegion::Asia;
  limits.partial_share = 0.3;
  limits.flame_m = 1;
  EXPECT_DOUBLE_EQ(loss_share({.depth_m = 1}, Structure::Masonry, limits), 0.49);
  EXPECT_DOUBLE_EQ(loss_share({.debris_m = 1}, Structure::Masonry, limits), 0.3);
  EXPECT_EQ(loss_share({.flame_m = 1}, Structure::Masonry, limits), 0);
  EXPECT_EQ(loss_share({.flame_m = 1.1}, Structure::Masonry, limits), 1);
}

TEST(Loss, GrowsWithEachOfWhatTheBuildingMet) {
  constexpr std::array kValues{&BuildingExposure::depth_m, &BuildingExposure::depth_speed_m2_s,
                               &BuildingExposure::speed_m_s, &BuildingExposure::debris_m,
                               &BuildingExposure::flame_m};
  for (const Structure structure : {Structure::Masonry, Structure::AnchoredWood}) {
    for (int i = 0; i < 4 * 4 * 4 * 4 * 2; ++i) {
      const BuildingExposure exposure{1.9 * (i % 4), 2.5 * (i / 4 % 4), 1.5 * (i / 16 % 4),
                                      0.9 * (i / 64 % 4), 1.0 * (i / 256)};
      const double share = loss_share(exposure, structure);
      EXPECT_GE(share, 0);
      EXPECT_LE(share, 1);
      for (const auto value : kValues) {
        BuildingExposure more = exposure;
        more.*value += 1;
        EXPECT_GE(loss_share(more, structure), share);
      }
    }
  }
}

}  // namespace
}  // namespace muster::exposure
