// SPDX-License-Identifier: MIT
// Firebrands: check values of firelab/behave, and what makes them fly farther.
#include "engine/hazard/fire/spotting.hpp"

#include <gtest/gtest.h>

#include "engine/hazard/fire/units.hpp"

namespace muster::hazard::fire {
namespace {

constexpr double kMph = kMetresPerSecondPerMilePerHour;
constexpr double kFoot = kMetresPerFoot;

TEST(Spotting, TorchingTreesOfBehave) {
  const TorchingTrees trees{.species = TreeSpecies::EngelmannSpruce,
                            .count = 15,
                            .diameter_m = 20.0 / 12 * kFoot,
                            .height_m = 30 * kFoot};
  EXPECT_NEAR(spotting_from_trees_m(trees, {5 * kMph, 30 * kFoot}) / kMetresPerMile, 0.181449,
              1e-6);
}

TEST(Spotting, FartherWithWindAndFire) {
  double last = 0;
  for (int kw_m = 500; kw_m <= 20000; kw_m += 500) {
    const double distance = spotting_from_surface_fire_m(kw_m, {8, 10});
    EXPECT_GT(distance, last);
    last = distance;
  }
  for (int species = 0; species <= static_cast<int>(TreeSpecies::LoblollyPine); ++species) {
    TorchingTrees trees{static_cast<TreeSpecies>(species), 1, 0.4, 15};
    const double one = spotting_from_trees_m(trees, {8, 10});
    EXPECT_GT(one, 0) << species;
    EXPECT_NEAR(spotting_from_trees_m(trees, {16, 10}), 2 * one, 1e-9 * one);
    trees.count = 10;
    EXPECT_GT(spotting_from_trees_m(trees, {8, 10}), one) << species;
  }
}

TEST(Spotting, NoneWithoutWindOrFire) {
  EXPECT_EQ(spotting_from_surface_fire_m(0, {8, 10}), 0);
  EXPECT_EQ(spotting_from_surface_fire_m(5000, {0, 10}), 0);
  EXPECT_EQ(spotting_from_trees_m({TreeSpecies::GrandFir, 0, 0.4, 15}, {8, 10}), 0);
}

}  // namespace
}  // namespace muster::hazard::fire
