// SPDX-License-Identifier: MIT
// The landslide of a case against the endless slope in closed form.
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <span>
#include <variant>
#include <vector>

#include "engine/simulation/hazard_model.hpp"
#include "tests/simulation/hazard_case.hpp"
#include "tests/simulation/hillside.hpp"
#include "tests/simulation/run_folder.hpp"

namespace muster::simulation {
namespace {

constexpr double kTangent = 0.675;  // of the hillside
constexpr double kWaterUnitWeight = 9.8e3;
const double kFriction = std::tan(36 * M_PI / 180);

/// A layer after `periods` of 600 s.
std::vector<float> layer_after(const HazardCase& h, int periods, std::string_view name) {
  const auto model = make_landslide(h.file, h.file.event.hazards[0], h.world, h.forcing[0]);
  model->advance(0, 0);
  for (int i = 0; i < periods; ++i) model->advance(i * 600 * kSecond, (i + 1) * 600 * kSecond);
  for (const Layer& layer : model->layers()) {
    if (layer.info->name != name) continue;
    const auto value = std::get<std::span<const float>>(layer.value);
    return {value.begin(), value.end()};
  }
  ADD_FAILURE() << name;
  return {};
}

/// Factor at the base, 2 m down, of sand of 20 kN/m3 without suction.
double closed_form(double cohesion_pa, double head_m) {
  const double cosine = 1 / std::sqrt(1 + kTangent * kTangent), sine = kTangent * cosine;
  return kFriction / kTangent +
         (cohesion_pa - head_m * kWaterUnitWeight * kFriction) / (2e4 * 2 * sine * cosine);
}

class TreatedSlope : public testing::Test {
 protected:
  /// Cells of the even slope, half of which are treated.
  static void treat(HazardCase& h, std::optional<double> cohesion_pa,
                    std::optional<double> lowered_m) {
    h.file.plan.treated_slopes.push_back({"works", {}, cohesion_pa, lowered_m});
    std::vector<std::uint32_t>& cells = h.forcing[0].treated_slope_cells.emplace_back();
    for (int row = 10; row < 20; ++row)
      for (int col = 5; col < 15; ++col)
        cells.push_back(static_cast<std::uint32_t>(h.world.terrain.grid.index(row, col)));
  }
  static std::vector<bool> inside(const HazardCase& h) {
    std::vector<bool> treated(h.world.terrain.grid.size());
    for (const std::uint32_t cell : h.forcing[0].treated_slope_cells[0]) treated[cell] = true;
    return treated;
  }
};

TEST_F(TreatedSlope, HasTheFactorOfItsCohesionAndNothingChangesOutside) {
  HazardCase bare = hillside(0), nailed = hillside(0);
  treat(nailed, 4000, {});
  treat(nailed, 500, {});  // overlapping works add up
  const std::vector<float> before = layer_after(bare, 1, "landslide_fs"),
                           after = layer_after(nailed, 1, "landslide_fs");
  const std::vector<bool> treated = inside(nailed);
  for (std::size_t cell = 0; cell < before.size(); ++cell) {
    if (!treated[cell]) {
      EXPECT_EQ(after[cell], before[cell]) << cell;
      continue;
    }
    EXPECT_NEAR(before[cell], closed_form(3000, 0), 1e-5) << cell;
    EXPECT_NEAR(after[cell], closed_form(7500, 0), 1e-5) << cell;
  }
}

TEST_F(TreatedSlope, HasTheFactorOfItsLoweredWaterTable) {
  HazardCase wet = hillside(0), drained = hillside(0);
  for (HazardCase* h : {&wet, &drained})
    h->world.terrain.under.water_table_m.assign(h->world.terrain.grid.size(), 1.5);
  treat(drained, {}, 0.25);
  const std::vector<float> before = layer_after(wet, 1, "landslide_fs"),
                           after = layer_after(drained, 1, "landslide_fs");
  const std::vector<bool> treated = inside(drained);
  const double gradient = 1 / (1 + kTangent * kTangent);
  for (std::size_t cell = 0; cell < before.size(); ++cell) {
    if (!treated[cell]) {
      EXPECT_EQ(after[cell], before[cell]) << cell;
      continue;
    }
    EXPECT_NEAR(before[cell], closed_form(3000, gradient * 0.5), 1e-5) << cell;
    EXPECT_NEAR(after[cell], closed_form(3000, gradient * 0.25), 1e-5) << cell;
  }
}

TEST_F(TreatedSlope, StandsUnderRainThatBringsTheOthersDown) {
  HazardCase bare = hillside(60), nailed = hillside(60);
  treat(nailed, 20000, {});
  const std::vector<float> before = layer_after(bare, 36, "landslide_fs"),
                           after = layer_after(nailed, 36, "landslide_fs");
  const std::vector<bool> treated = inside(nailed);
  for (std::size_t cell = 0; cell < before.size(); ++cell) {
    if (treated[cell]) {
      EXPECT_LT(before[cell], 1) << cell;
      EXPECT_GT(after[cell], 1) << cell;
    } else {
      EXPECT_EQ(after[cell], before[cell]) << cell;
    }
  }
  EXPECT_LT(value(go(nailed), "slides_released"), value(go(bare), "slides_released"));
  expect_resumes(nailed, 6 * 3600 * kSecond, {0, 1800 * kSecond, 7200 * kSecond});
}

class SampledSoil : public RunFolder {
 protected:
  static constexpr std::int64_t kSamples = 20000;
  static constexpr std::uint32_t kCell = 15 * 30 + 15;  // half way up the slope

  /// Soil weak enough for some of its samples to fail.
  static HazardCase uncertain(double rain_mm_h, cases::SoilUncertainty uncertainty) {
    HazardCase h = hillside(rain_mm_h);
    cases::SoilSpec& soil = h.file.world.terrain.soil->soils[0];
    soil.friction_deg = 30;
    soil.uncertainty = uncertainty;
    h.file.event.hazards[0].soil_samples = kSamples;
    return h;
  }
  static HazardCase uncertain_cohesion(double rain_mm_h) {
    return uncertain(rain_mm_h,
                     {.cohesion_pa = {500, {}, {}}, .friction_deg = {}, .slip_depth_m = {}});
  }
  static double normal(double z) { return 0.5 * std::erfc(-z / std::sqrt(2.0)); }
  /// Four standard errors of a share.
  static double tolerance(double share) { return 4 * std::sqrt(share * (1 - share) / kSamples); }
  /// Of the cells of the even slope.
  static void expect_on_slope(const HazardCase& h, const std::vector<float>& value, double expected,
                              double within) {
    for (int row = 5; row < 35; ++row)
      EXPECT_NEAR(value[h.world.terrain.grid.index(row, 15)], expected, within) << row;
  }
};

/// The factor is linear in cohesion, which is normal.
TEST_F(SampledSoil, FailsWithTheProbabilityThatItsFactorIsBelowOne) {
  const double friction = std::tan(30 * M_PI / 180);
  const double gradient = 1 / (1 + kTangent * kTangent);
  for (const double water_table_m : {2.0, 1.9, 1.8}) {
    HazardCase h = uncertain_cohesion(0);
    h.world.terrain.under.water_table_m.assign(h.world.terrain.grid.size(), water_table_m);
    const double drive_pa = 2e4 * 2 * kTangent / (1 + kTangent * kTangent);
    const double head_m = gradient * (2 - water_table_m);
    const double mean =
        friction / kTangent + (3000 - head_m * kWaterUnitWeight * friction) / drive_pa;
    const double share = normal((1 - mean) / (500 / drive_pa));
    ASSERT_TRUE(share > 0.1 && share < 0.95) << share;
    expect_on_slope(h, layer_after(h, 1, "landslide_probability"), share, tolerance(share));
  }
}

TEST_F(SampledSoil, SlipsWhereItsDepthIsBelowTheOneThatCohesionHolds) {
  HazardCase h = uncertain(
      0,
      {.cohesion_pa = {}, .friction_deg = {}, .slip_depth_m = cases::DepthSpread{1.5, 0.3, 1, 2}});
  h.file.world.terrain.soil->soils[0].cohesion_pa = 2000;
  h.file.event.hazards[0].depths = 101;
  const double holds_m = 2000 / (2e4 * kTangent / (1 + kTangent * kTangent) *
                                 (1 - std::tan(30 * M_PI / 180) / kTangent));
  const auto below = [](double depth_m) { return normal((depth_m - 1.5) / 0.3); };
  const double share = (below(2) - below(holds_m)) / (below(2) - below(1));
  const double rounding = 0.01 * 0.4 / 0.3 / (below(2) - below(1));  // half a step of depth
  expect_on_slope(h, layer_after(h, 1, "landslide_probability"), share,
                  tolerance(share) + rounding);
}

TEST_F(SampledSoil, OnlyGrowsAndMoreWithRain) {
  std::vector<float> before;
  for (const int periods : {1, 12, 24, 36}) {
    const std::vector<float> now =
        layer_after(uncertain_cohesion(15), periods, "landslide_probability");
    for (std::size_t cell = 0; cell < before.size(); ++cell) EXPECT_GE(now[cell], before[cell]);
    before = now;
  }
  const std::vector<float> dry = layer_after(uncertain_cohesion(0), 36, "landslide_probability");
  for (std::size_t cell = 0; cell < dry.size(); ++cell) EXPECT_LE(dry[cell], before[cell]);
  EXPECT_LT(dry[kCell], before[kCell]);
}

TEST_F(SampledSoil, FailsLessWhereItIsTreated) {
  HazardCase bare = uncertain_cohesion(0), nailed = uncertain_cohesion(0);
  nailed.file.plan.treated_slopes.push_back({"nails", {}, 600, {}});
  nailed.forcing[0].treated_slope_cells = {{kCell}};
  const std::vector<float> before = layer_after(bare, 1, "landslide_probability"),
                           after = layer_after(nailed, 1, "landslide_probability");
  for (std::size_t cell = 0; cell < before.size(); ++cell) {
    if (cell == kCell)
      EXPECT_LT(after[cell], before[cell]);
    else
      EXPECT_EQ(after[cell], before[cell]);
  }
}

TEST_F(SampledSoil, IsTheSameOnAnyNumberOfThreadsResumedAndOfItsSeed) {
  HazardCase h = uncertain_cohesion(15);
  h.file.event.hazards[0].soil_samples = 300;
  const std::filesystem::path one = folder_ / "one.h5", three = folder_ / "three.h5";
  const HazardRunResult a = go(h, 1, one), b = go(h, 3, three);
  EXPECT_EQ(a.fingerprint, b.fingerprint);
  EXPECT_EQ(bytes(one), bytes(three));
  const double greatest = value(a, "landslide_probability_greatest");
  EXPECT_TRUE(greatest > 0 && greatest <= 1) << greatest;
  EXPECT_GT(value(a, "unstable_area_expected"), 0);
  expect_resumes(h, 6 * 3600 * kSecond, {0, 1800 * kSecond, 7200 * kSecond});
  HazardCase other = h;
  other.file.seed = h.file.seed + 1;
  EXPECT_NE(go(other).fingerprint, a.fingerprint);
}

TEST_F(SampledSoil, LeavesWhatSlidesAsItIs) {
  HazardCase sampled = uncertain_cohesion(60), plain = uncertain_cohesion(60);
  plain.file.event.hazards[0].soil_samples = 0;
  const HazardRunResult a = go(sampled), b = go(plain);
  EXPECT_EQ(value(a, "slides_released"), value(b, "slides_released"));
  EXPECT_EQ(value(a, "landslide_fs_least"), value(b, "landslide_fs_least"));
  EXPECT_TRUE(std::isnan(value(b, "landslide_probability_greatest")));
}

}  // namespace
}  // namespace muster::simulation
