// SPDX-License-Identifier: MIT
// The rows of firelab/behave's own tests whose inputs are known and whose models are here.
#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <optional>

#include "engine/hazard/fire/crown_fire.hpp"
#include "engine/hazard/fire/ignition.hpp"
#include "engine/hazard/fire/spotting.hpp"
#include "engine/hazard/fire/units.hpp"
#include "tests/hazard/fire/shared_table.hpp"

namespace muster::hazard::fire {
namespace {

constexpr double kMph = kMetresPerSecondPerMilePerHour;
constexpr double kFoot = kMetresPerFoot;
constexpr double kChain = 66 * kFoot;
constexpr double kLbFt3 = kKgM3PerLbFt3;
constexpr double kDegree = std::numbers::pi / 180;

Vector towards(double degrees_from_north, double length) {
  return {length * std::sin(degrees_from_north * kDegree),
          length * std::cos(degrees_from_north * kDegree)};
}

/// GS4 at 6/7/8/60/90 %, slope 30 %, 20-ft wind of 5 mph from north up a slope that faces north,
/// under trees of 30 ft that cover half and whose crowns take half of their height.
struct Base {
  int fuel = 124;
  Moisture moisture{0.06, 0.07, 0.08, 0.60, 0.90};
  double wind_mph = 5;
  double wind_from_deg = 0;
  double gradient = 0.30;
  double aspect_deg = 0;
  Canopy canopy{
      .cover = 0.5, .height_m = 30 * kFoot, .base_height_m = 15 * kFoot, .foliar_moisture = 1.2};
  std::optional<double> adjustment = std::nullopt;

  FuelBed bed() const { return fuel_bed(*find_fuel_model(fuel), moisture); }
  SurfaceFire surface() const {
    const double factor =
        adjustment.value_or(wind_adjustment(find_fuel_model(fuel)->depth_m, canopy));
    return surface_fire(bed(), towards(wind_from_deg + 180, factor * wind_mph * kMph),
                        towards(aspect_deg + 180, gradient));
  }
  double chains_per_hour() const { return surface().ellipse.head_rate_m_s * 3600 / kChain; }
  CrownFire crown() const {
    return crown_fire(bed(), surface(), fuel_bed(*find_fuel_model(10), moisture), wind_mph * kMph,
                      canopy);
  }
};

class Behave : public testing::Test {
 protected:
  void SetUp() override {
    for (const TableRow& row : read_shared_table("behave_testsuite_expected.csv"))
      expected_[row.at("test")] = std::stod(row.at("expected"));
    if (expected_.empty()) GTEST_SKIP() << "behave's table of tests is not beside the repository";
  }

  /// To the six places that behave rounds its results to.
  void check(const std::string& test, double value) {
    ASSERT_TRUE(expected_.contains(test)) << test;
    EXPECT_NEAR(value, expected_[test], 1e-6 + 1e-6 * std::fabs(expected_[test])) << test;
  }

 private:
  std::map<std::string, double> expected_;
};

TEST_F(Behave, SurfaceFire) {
  const Base base;
  const Ellipse ellipse = base.surface().ellipse;
  check("Test upslope oriented mode, 5 mph 20 foot uplsope wind", base.chains_per_hour());
  check("First fuel model coverage 0", base.chains_per_hour());
  check("Test flanking spreadrate upslope oriented mode, 5 mph 20 foot uplsope wind",
        flanking_rate_m_s(ellipse) * 3600 / kChain);
  check("Test spread distance upslope oriented mode, 5 mph 20 foot uplsope wind",
        ellipse.head_rate_m_s * 7200 / kChain);
  check("Test surface spread rate in kilometers per hour", ellipse.head_rate_m_s * 3.6);
  check("Test surface spread rate in meters per minute", ellipse.head_rate_m_s * 60);
  check("Test upslope oriented mode, 20 foot uplsope wind",
        base.surface().intensity_kw_m / kKwMPerBtuFtS);
  check("Test moisture scenario input mode, D1L1 Scenario, 5 mph 20 foot uplsope wind",
        Base{.moisture = {0.03, 0.04, 0.05, 0.30, 0.60}}.chains_per_hour());
  check("Test Simple Surface Rate of Spread", Base{.adjustment = 1}.chains_per_hour());
  check("Test Non-Burnable Fuel", Base{.fuel = 91}.chains_per_hour());
}

TEST_F(Behave, WindAcrossTheSlope) {
  check("Test north oriented mode, 20 foot north-east wind (45 degree), 215 degree aspect",
        Base{.wind_from_deg = 45, .aspect_deg = 215}.chains_per_hour());
  // The name says 95 degrees, the test 5.
  check("Test north oriented mode, 20 foot 45 degree wind, 95 degree aspect",
        Base{.wind_from_deg = 45, .aspect_deg = 5}.chains_per_hour());
  Base shrub{.fuel = 4, .wind_from_deg = 90, .gradient = std::tan(30 * kDegree)};
  shrub.canopy.cover = 0.4;
  check(
      "Test Fuel Model 4, north oriented mode, 20 foot 90 degree wind, 0 degree aspect, 40 percent "
      "canopy cover",
      shrub.chains_per_hour());
  // Under the name of a crown fire stands the surface fire of the test before it.
  const Base windy{
      .wind_mph = 15, .wind_from_deg = 45, .gradient = std::tan(30 * kDegree), .aspect_deg = 95};
  check("Test crown fire length-to-width-ratio, 0 mph 20 foot wind",
        windy.surface().ellipse.length_to_width);
}

TEST_F(Behave, OtherDirections) {
  const auto rate_to = [](const Base& base, double degrees_from_north) {
    const SurfaceFire fire = base.surface();
    const Vector to = towards(degrees_from_north, 1);
    return rate_from_ignition_m_s(fire.ellipse, to.x * fire.heading.x + to.y * fire.heading.y) *
           3600 / kChain;
  };
  check(
      "Test north oriented mode, 20 foot 135 degree wind, direction of interest 30 degrees from "
      "north, 263 degree aspect",
      rate_to({.wind_from_deg = 280, .aspect_deg = 135}, 30));
  check(
      "Test north oriented mode, 20 foot north wind, direction of interest 90 degrees from north, "
      "45 degree aspect",
      rate_to({.wind_from_deg = 0, .aspect_deg = 45}, 90));
  const std::string flank =
      "Test perimeter spread direction mode upslope oriented mode, 20 foot wind, direction of "
      "interest 90 degrees from upslope, 45 degree wind";
  check(flank, normal_rate_m_s(Base{}.surface().ellipse, 0) * 60 / kFoot);
}

TEST_F(Behave, Ellipse) {
  const SurfaceFire fire = Base{.gradient = 0, .adjustment = 1}.surface();
  const double time_s = 3.5869124 * 60;
  check(
      "Test fire elliptical dimension a with 5 mph direct mid-flame, upslope mode, 3.5869124 "
      "minutes elapsed time",
      flanking_rate_m_s(fire.ellipse) * time_s / kChain);
  check(
      "Test fire elliptical dimension b with 5 mph direct mid-flame, upslope mode, 3.5869124 "
      "minutes elapsed time",
      (fire.ellipse.head_rate_m_s + backing_rate_m_s(fire.ellipse)) / 2 * time_s / kChain);
  check("Test fire heading to backing ratio with 5 mph direct mid-flame, upslope mode",
        head_to_back(fire.ellipse));
}

TEST_F(Behave, CrownFireOfRothermel) {
  Base base;
  base.canopy.base_height_m = 6 * kFoot;
  base.canopy.bulk_density_kg_m3 = 0.03 * kLbFt3;
  const CrownFire crown = base.crown();
  EXPECT_NEAR(crown.ellipse.head_rate_m_s * 3600 / kChain, 10.259921, 2e-6);
  EXPECT_NEAR(crown.intensity_kw_m / kKwMPerBtuFtS, 1775.061222, 1e-3);
  check("Test crown fire Rothermel length-to-width ratio", crown.ellipse.length_to_width);
  check("Test crown fire Rothermel flame length", crown.flame_length_m / kFoot);
  check("Test fire type Rothermel, Torching fire expected",
        crown.kind == CrownKind::Torching ? 1 : -1);
  Base windy = base;
  windy.wind_mph = 10;
  check("Test fire type Rothermel, Crowning fire expected",
        windy.crown().kind == CrownKind::Crowning ? 3 : -1);
  Base wet = base;
  wet.moisture.dead_1h = 0.20;
  check("Test fire type Rothermel, Surface fire expected",
        wet.crown().kind == CrownKind::Surface ? 0 : -1);
  Base tall = base;
  tall.canopy.height_m = 60 * kFoot;
  tall.canopy.base_height_m = 30 * kFoot;
  tall.canopy.bulk_density_kg_m3 = 0.06 * kLbFt3;
  EXPECT_EQ(tall.crown().kind, CrownKind::Conditional);
}

TEST_F(Behave, ActiveCrownFireOfScottAndReinhardt) {
  Base base{.fuel = 10,
            .moisture = {0.08, 0.09, 0.10, 0, 1.17},
            .wind_mph = 2187.226624 / 88,
            .wind_from_deg = 0,
            .gradient = 0.20,
            .aspect_deg = 0,
            .canopy = {.cover = 0.5,
                       .height_m = 38.104626 * kFoot,
                       .base_height_m = 2.952756 * kFoot,
                       .bulk_density_kg_m3 = 0.01311 * kLbFt3,
                       .foliar_moisture = 1.0},
            .adjustment = 0.4};
  const CrownFire crown = base.crown();
  check("Test Scott and Reinhardt crown fire spread rate",
        crown.ellipse.head_rate_m_s * 60 / kFoot);
  check("Test Scott and Reinhardt crown fireline intensity", crown.intensity_kw_m / kKwMPerBtuFtS);
  check("Test Scott and Reinhardt crown fire type, crown fire expected",
        crown.kind == CrownKind::Crowning ? 3 : -1);
}

TEST_F(Behave, Spotting) {
  const Base base{.adjustment = 1};
  check("Test flat spotting distance from surface fire, closed downwind canopy",
        spotting_from_surface_fire_m(base.surface().intensity_kw_m, {5 * kMph, 30 * kFoot}) /
            kMetresPerMile);
}

TEST_F(Behave, Ignition) {
  const double temperature_c = fuel_temperature_c((90 - 32) / 1.8, 0.25);
  check("Test firebrand ignition probability for Lodgepole pine duff",
        100 * ignition_probability(temperature_c, 0.07));
}

TEST_F(Behave, FineDeadMoisture) {
  const auto celsius = [](double fahrenheit) { return (fahrenheit - 32) / 1.8; };
  check("Test fine dead fuel moisture for all zero index values",
        100 * fine_dead_moisture({celsius(20), 0.02, 5, 8.5, Aspect::North, 0.1, 0, -400}));
  check("Test fine dead fuel moisture for max one index values",
        100 * fine_dead_moisture({celsius(115), 1.00, 12, 18.5, Aspect::West, 0.5, 1, 400}));
  // Reference and correction at every index of 1.
  EXPECT_NEAR(fine_dead_moisture({celsius(40), 0.07, 3, 11, Aspect::East, 0.5, 1, 0}), 0.06, 1e-15);
}

}  // namespace
}  // namespace muster::hazard::fire
