// SPDX-License-Identifier: MIT
// Rain on ground that a fire has passed: less soaks in, and slopes have lost their roots.
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "tests/simulation/flat_floor.hpp"
#include "tests/simulation/hillside.hpp"

namespace muster::simulation {
namespace {

constexpr double kNever = std::numeric_limits<double>::infinity();

/// Fire comes to the western half of the cells at a time.
void add_fire(HazardCase& c, double at_s) {
  cases::Hazard fire;
  fire.kind = cases::HazardKind::Imported;
  fire.fire_arrival.emplace();
  fire.period_s = c.file.event.hazards[0].period_s;
  c.file.event.hazards.push_back(fire);
  world::HazardForcing forcing;
  const world::Grid& grid = c.world.terrain.grid;
  for (std::size_t cell = 0; cell < grid.size(); ++cell) {
    const bool west = static_cast<int>(cell) % grid.cols < grid.cols / 2;
    forcing.imported_fire_s.push_back(west ? at_s : kNever);
  }
  c.forcing.push_back(forcing);
}

double layer_sum(const HazardCase& c, SimTime end, const char* name, std::vector<double>& value) {
  Hazards hazards{c.file, c.world, c.forcing};
  for (SimTime now = 0; now <= end; now += hazards.period()) hazards.advance(now);
  hazards.merge(layer_info(name, LayerKind::Now), value);
  double sum = 0;
  for (const double one : value) sum += one;
  return sum;
}

/// 20 mm/h fall for an hour on a floor whose soil takes 10 in.
HazardCase wet_floor() {
  HazardCase c = flat_floor();
  cases::Hazard& flood = c.file.event.hazards[0];
  flood.infiltration.emplace();
  flood.infiltration->soils = {{.id = "loam", .conductivity_mm_h = 10}};
  c.forcing[0].rain_mm_h = {{0}, {20}};
  add_fire(c, 1800);
  return c;
}

TEST(BurntGround, TakesInByItsFactorFromTheFireOn) {
  for (const double factor : {0.0, 0.4, 1.0}) {
    HazardCase c = wet_floor();
    c.file.event.burnt_ground = cases::BurntGround{factor, {}};
    std::vector<double> depth_m;
    const double stored_m = layer_sum(c, 3600 * kSecond, "flood_depth", depth_m);
    // Half of the cells take less for half an hour.
    const double expected_m = 0.010 + 0.5 * 0.5 * 0.010 * (1 - factor);
    EXPECT_NEAR(stored_m / (kFloorCells * kFloorCells), expected_m, 1e-6) << factor;
  }
}

TEST(BurntGround, ChangesNothingThatTheCaseDoesNotState) {
  HazardCase c = wet_floor();
  std::vector<double> before, after;
  layer_sum(c, 3600 * kSecond, "flood_depth", before);
  c.file.event.burnt_ground = cases::BurntGround{{}, 1000};
  layer_sum(c, 3600 * kSecond, "flood_depth", after);
  EXPECT_EQ(after, before);
}

TEST(BurntGround, SavedAndRestored) {
  HazardCase c = wet_floor();
  c.file.event.burnt_ground = cases::BurntGround{0.2, {}};
  expect_resumes(c, 3600 * kSecond, {600 * kSecond, 1800 * kSecond, 2400 * kSecond});
}

/// The endless slope: cohesion c raises its factor by c over the weight's share down the slope.
TEST(BurntGround, SlopesLoseTheFactorOfTheirRoots) {
  HazardCase c = hillside(0);
  add_fire(c, 600);
  const auto factors = [](const HazardCase& one) {
    Hazards hazards{one.file, one.world, one.forcing};
    for (SimTime now = 0; now <= 3600 * kSecond; now += hazards.period()) hazards.advance(now);
    std::vector<double> factor;
    hazards.merge(layer_info("landslide_fs", LayerKind::Least), factor);
    return factor;
  };
  const std::vector<double> rooted = factors(c);
  c.file.event.burnt_ground = cases::BurntGround{{}, 2000};
  const std::vector<double> burnt = factors(c);
  const world::Grid& grid = c.world.terrain.grid;
  const double tangent = 0.675, cosine_sine = tangent / (1 + tangent * tangent);
  const double lost = 2000 / (2e4 * 2 * cosine_sine);  // 20 kN/m3, 2 m deep
  for (int row = 10; row < 20; ++row) {
    const std::size_t west = grid.index(row, 5), east = grid.index(row, grid.cols - 6);
    EXPECT_NEAR(rooted[west] - burnt[west], lost, 1e-5) << row;
    EXPECT_EQ(burnt[east], rooted[east]) << row;
  }
}

TEST(BurntGround, OfSlopesIsSavedAndRestored) {
  HazardCase c = hillside(30);
  add_fire(c, 600);
  c.file.event.burnt_ground = cases::BurntGround{{}, 2000};
  expect_resumes(c, 7200 * kSecond, {600 * kSecond, 1200 * kSecond, 3600 * kSecond});
}

}  // namespace
}  // namespace muster::simulation
