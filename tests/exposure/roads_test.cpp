// SPDX-License-Identifier: MIT
#include "engine/exposure/roads.hpp"

#include <gtest/gtest.h>

#include "engine/exposure/places.hpp"

namespace muster::exposure {
namespace {

// Values of reference: Pregnolato et al. 2017 at 0, 50, ..., 250 mm; nothing moves from 300 mm on.
TEST(FloodedSpeed, IsThePublishedPolynomial) {
  EXPECT_NEAR(flooded_speed_km_h(0.00), 86.9448, 1e-9);
  EXPECT_NEAR(flooded_speed_km_h(0.05), 61.5498, 1e-9);
  EXPECT_NEAR(flooded_speed_km_h(0.10), 40.6548, 1e-9);
  EXPECT_NEAR(flooded_speed_km_h(0.15), 24.2598, 1e-9);
  EXPECT_NEAR(flooded_speed_km_h(0.20), 12.3648, 1e-9);
  EXPECT_NEAR(flooded_speed_km_h(0.25), 4.9698, 1e-9);
  EXPECT_EQ(flooded_speed_km_h(0.30), 0);
  EXPECT_EQ(flooded_speed_km_h(2.00), 0);
}

TEST(Wading, FallsToThePublishedLossAndStaysThere) {
  EXPECT_EQ(wading_factor(0), 1);
  EXPECT_NEAR(wading_factor(0.35), 1 - 0.417, 1e-12);
  EXPECT_EQ(wading_factor(0.6), wading_factor(0.35));
}

/// A straight link of 100 m over ten cells, on the ground.
class StraightRoad : public testing::Test {
 protected:
  StraightRoad() {
    roads.x = {0, 100};
    roads.y = {5, 5};
    roads.from = {NodeId{0}};
    roads.to = {NodeId{1}};
    roads.length_m = {100};
    roads.free_speed_m_s = {50 / 3.6};
    terrain.grid = {0, 10, 10, 1, 10};
    terrain.elevation_m.assign(10, 100);
    profile.first = {0, 10};
    for (std::uint32_t c = 0; c < 10; ++c) {
      profile.cell.push_back(c);
      profile.surface_m.push_back(100);
      profile.at_m.push_back(5.f + 10.f * static_cast<float>(c));
    }
  }
  LinkExposure expose(const std::vector<double>& depth_m,
                      const std::vector<double>& debris_m = {}) {
    std::vector<LinkExposure> exposed;
    expose_links(roads, terrain, profile, {depth_m, debris_m}, limits, exposed);
    return exposed.at(0);
  }
  world::Roads roads;
  world::Terrain terrain;
  world::LinkProfile profile;
  LinkLimits limits;
  std::vector<double> dry = std::vector<double>(10, 0);
};

TEST_F(StraightRoad, DryMeansFullSpeed) {
  EXPECT_EQ(expose(dry), LinkExposure{});
}

TEST_F(StraightRoad, DebrisStopsCarsBeforeWalkersAndOnlyWhereItLies) {
  std::vector<double> debris = dry;
  debris[3] = debris[4] = 0.09;
  EXPECT_EQ(expose(dry, debris), LinkExposure{});
  debris[3] = debris[4] = 0.3;
  const LinkExposure buried = expose(dry, debris);
  EXPECT_TRUE(buried.car_closed);
  EXPECT_TRUE(buried.debris);
  EXPECT_EQ(buried.car_factor, 0);
  EXPECT_EQ(buried.walk_factor, 1);
  EXPECT_EQ(buried.stalls_from_m, 30);
  EXPECT_EQ(buried.stalls_to_m, 50);
  debris[3] = 0.51;
  EXPECT_EQ(expose({}, debris).walk_factor, 0);
}

TEST_F(StraightRoad, FireNearItClosesItAndFlamesOnItStopCars) {
  std::vector<double> on = dry;
  std::vector<std::uint8_t> near(10, 0);
  near[5] = near[6] = 1;
  std::vector<LinkExposure> exposed;
  Covering covering;
  covering.near_fire = near;
  expose_links(roads, terrain, profile, covering, limits, exposed);
  EXPECT_TRUE(exposed[0].car_closed);
  EXPECT_TRUE(exposed[0].fire);
  EXPECT_EQ(exposed[0].car_factor, 1);  // those on it drive on
  EXPECT_EQ(exposed[0].walk_factor, 0);
  on[6] = 1.1;
  covering.flame_m = on;
  expose_links(roads, terrain, profile, covering, limits, exposed);
  EXPECT_EQ(exposed[0].car_factor, 1);
  on[6] = 1.3;
  expose_links(roads, terrain, profile, covering, limits, exposed);
  EXPECT_EQ(exposed[0].car_factor, 0);
  EXPECT_EQ(exposed[0].stalls_from_m, 60);
  EXPECT_EQ(exposed[0].stalls_to_m, 70);
}

TEST_F(StraightRoad, FlowThatSweepsAnAdultAwayBarsWalkers) {
  const std::vector<double> water(10, 0.4);
  const auto under = [&](double speed_m_s, bool on_bridge = false) {
    std::vector<double> speed = dry;
    speed[7] = speed_m_s;
    if (on_bridge) profile.surface_m.assign(10, 103);
    std::vector<LinkExposure> exposed;
    expose_links(roads, terrain, profile, {.depth_m = water, .speed_m_s = speed}, limits, exposed);
    return exposed.at(0);
  };
  EXPECT_FALSE(under(1.99).sweeps);  // an adult stands in 0.8 m2/s
  EXPECT_GT(under(1.99).walk_factor, 0);
  EXPECT_TRUE(under(2.01).sweeps);
  EXPECT_EQ(under(2.01).walk_factor, 0);
  EXPECT_FALSE(under(2.01, true).sweeps);
}

TEST_F(StraightRoad, TellsWhereDebrisBuriesAndFireBurnsAnAdult) {
  std::vector<double> debris = dry, flames = dry;
  debris[2] = 1.19;
  flames[8] = 1.19;
  std::vector<LinkExposure> exposed;
  const Covering covering{.debris_m = debris, .flame_m = flames};
  expose_links(roads, terrain, profile, covering, limits, exposed);
  EXPECT_FALSE(exposed[0].buries || exposed[0].burns);
  debris[2] = flames[8] = 1.2;
  expose_links(roads, terrain, profile, covering, limits, exposed);
  EXPECT_TRUE(exposed[0].buries && exposed[0].burns);
}

TEST_F(StraightRoad, DebrisPassesUnderABridge) {
  std::fill(profile.surface_m.begin(), profile.surface_m.end(), 103.f);
  std::vector<double> debris(10, 2.9);
  EXPECT_EQ(expose(dry, debris), LinkExposure{});
  debris[5] = 3.2;
  EXPECT_TRUE(expose(dry, debris).debris);
}

TEST_F(StraightRoad, WaterAtOneEndIsFeltThoughTheMiddleIsDry) {
  std::vector<double> depth = dry;
  depth[9] = 0.4;
  const LinkExposure water = expose(depth);
  EXPECT_EQ(water.car_factor, 0);
  EXPECT_TRUE(water.car_closed);
  EXPECT_FLOAT_EQ(water.stalls_from_m, 90);
  EXPECT_FLOAT_EQ(water.stalls_to_m, 100);
  EXPECT_GT(water.walk_factor, 0);
}

TEST_F(StraightRoad, TimeIsTheSumOverThePieces) {
  std::vector<double> depth = dry;
  depth[2] = depth[3] = 0.15;  // 20 m at 24.2598 km/h instead of 50
  const LinkExposure water = expose(depth);
  EXPECT_NEAR(water.car_factor, 1 / (0.8 + 0.2 * 50 / 24.2598), 1e-6);
}

TEST_F(StraightRoad, BetweenTheTwoLimitsItIsClosedButNobodyStalls) {
  limits.car_close_m = 0.15;
  limits.car_stall_m = 0.46;  // cars float (LifeSim)
  std::vector<double> depth = dry;
  depth[3] = 0.20;
  LinkExposure water = expose(depth);
  EXPECT_TRUE(water.car_closed);
  EXPECT_NEAR(water.car_factor, 1 / (0.9 + 0.1 * 50 / 12.3648), 1e-6);
  EXPECT_EQ(water.stalls_to_m, 0);
  depth[3] = 0.10;
  EXPECT_FALSE(expose(depth).car_closed);
  depth[3] = depth[4] = 0.40;  // past the fit's end
  water = expose(depth);
  EXPECT_TRUE(water.car_closed);
  EXPECT_GT(water.car_factor, 0);
  depth[4] = 0.50;
  water = expose(depth);
  EXPECT_EQ(water.car_factor, 0);
  EXPECT_FLOAT_EQ(water.stalls_from_m, 40);
  EXPECT_FLOAT_EQ(water.stalls_to_m, 50);
}

TEST_F(StraightRoad, ADeckAboveTheWaterStaysOpen) {
  profile.surface_m[5] = 103;
  std::vector<double> depth = dry;
  depth[5] = 2.5;
  EXPECT_EQ(expose(depth), LinkExposure{});
}

TEST_F(StraightRoad, DeeperWaterNeverMakesItFaster) {
  double last = 2;
  for (double depth_m = 0; depth_m < 0.8; depth_m += 0.01) {
    const LinkExposure water = expose(std::vector<double>(10, depth_m));
    EXPECT_LE(water.car_factor, last);
    last = water.car_factor;
  }
  EXPECT_EQ(last, 0);
}

TEST(Places, OutsideTheGridIsDry) {
  const world::Grid grid{0, 20, 10, 2, 2};
  const std::vector<double> x{5, 15, 25}, y{15, 5, 5};
  const std::vector<std::uint32_t> cells = cells_of(grid, x, y);
  EXPECT_EQ(cells, (std::vector<std::uint32_t>{0, 3, kOutside}));
  const std::vector<double> depth{1, 2, 3, 4};
  EXPECT_EQ(depth_at(depth, cells[1]), 4);
  EXPECT_EQ(depth_at(depth, cells[2]), 0);
}

}  // namespace
}  // namespace muster::exposure
