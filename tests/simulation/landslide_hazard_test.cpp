// SPDX-License-Identifier: MIT
// The landslide of a case against the endless slope in closed form.
#include <gtest/gtest.h>

#include <cmath>
#include <span>
#include <variant>
#include <vector>

#include "engine/simulation/hazard_model.hpp"
#include "tests/simulation/hazard_case.hpp"
#include "tests/simulation/hillside.hpp"

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

}  // namespace
}  // namespace muster::simulation
