// SPDX-License-Identifier: MIT
// Landslides in time: release, runout, works, state and equal bits.
#include "engine/hazard/landslide/landslide.hpp"

#include <gtest/gtest.h>
#include <omp.h>

#include <cmath>
#include <map>
#include <string>

#include "tests/hazard/landslide/reference.hpp"

namespace muster::hazard::landslide {
namespace {

constexpr SimTime kHour = 3600 * kSecond;

/// A ridge over a valley floor; its steep flank fails after hours of rain.
Inputs valley(int size = 40) {
  Inputs inputs;
  inputs.elevation_m = world::Raster<double>{{0, 0, 10, size, size}};
  for (int row = 0; row < size; ++row) {
    for (int col = 0; col < size; ++col) {
      const double x = 10.0 * (col - 0.75 * size);
      inputs.elevation_m.at(row, col) = 120 / (1 + std::exp(x / 44)) +
                                        0.8 * std::sin(0.5 * row) * std::cos(0.4 * col) + 0.3 * row;
    }
  }
  inputs.hillsides.soils = {{4200, radians(33), 2e4, 2e-6, 2e-5, 0.45, 0.06, 0}};
  inputs.hillsides.basement_m = {2};
  inputs.hillsides.water_table_m = {1.9};
  inputs.rain.everywhere_mm_h = {{0}, {6.0}};
  return inputs;
}

void advance_hours(Landslide& model, int from, int to) {
  for (int h = from; h < to; ++h) model.advance(h * kHour, (h + 1) * kHour);
}

double sum(std::span<const double> values) {
  double total = 0;
  for (const double value : values) total += value;
  return total;
}

TEST(Landslide, SlidesOnceAndKeepsItsVolume) {
  Landslide model{valley()};
  advance_hours(model, 0, 48);
  ASSERT_GT(model.slides().size(), 0u);
  double released_m3 = 0, left_m3 = 0, area_m2 = 0;
  for (const Slide& slide : model.slides()) {
    EXPECT_GT(slide.released, 0);
    EXPECT_GT(slide.volume_m3, 0);
    EXPECT_GE(slide.reached_cells, 1u);
    released_m3 += slide.volume_m3;
    left_m3 += slide.left_m3;
    area_m2 += slide.area_m2;
  }
  EXPECT_NEAR(sum(model.deposit_m()) * 100 + left_m3, released_m3, 1e-9 * released_m3);
  double scars_m3 = 0;
  int scars = 0;
  for (std::size_t i = 0; i < model.scar_m().size(); ++i) {
    scars_m3 += model.scar_m()[i] * 100.0;
    if (model.scar_m()[i] > 0) {
      ++scars;
      EXPECT_LT(model.factor_of_safety()[i], 1);
      EXPECT_LT(model.arrival_s()[i], 48 * 3600.0 + 600);
    }
  }
  EXPECT_EQ(scars * 100.0, area_m2);
  EXPECT_NEAR(scars_m3, released_m3, 1e-9 * released_m3);
}

TEST(Landslide, ArrivesAfterItsRelease) {
  Landslide model{valley()};
  std::vector<double> before(model.arrival_s().begin(), model.arrival_s().end());
  for (int h = 0; h < 48; ++h) {
    model.advance(h * kHour, (h + 1) * kHour);
    for (std::size_t i = 0; i < before.size(); ++i) {
      const double now = model.arrival_s()[i];
      ASSERT_LE(now, before[i]);
      if (std::isinf(before[i]) && !std::isinf(now)) {
        EXPECT_GE(now, (h + 1) * 3600.0);
        EXPECT_LT(now, (h + 1) * 3600.0 + 600);
      }
      before[i] = now;
    }
  }
}

TEST(Landslide, WithoutRainNothingMoves) {
  Inputs inputs = valley();
  inputs.rain = {};
  Landslide model{std::move(inputs)};
  advance_hours(model, 0, 5);
  EXPECT_TRUE(model.slides().empty());
  EXPECT_EQ(sum(model.deposit_m()), 0);
  EXPECT_EQ(model.unstable_at_start(), 0u);
}

TEST(Landslide, GroundUnstableAtTheStartStaysUnlessAsked) {
  Inputs inputs = valley();
  inputs.rain = {};
  inputs.hillsides.soils[0].cohesion_pa = 500;
  Inputs loose = inputs;
  loose.release_unstable_at_start = true;
  Landslide stays{std::move(inputs)}, slides{std::move(loose)};
  stays.advance(0, kHour);
  slides.advance(0, kHour);
  EXPECT_GT(stays.unstable_at_start(), 10u);
  EXPECT_TRUE(stays.slides().empty());
  EXPECT_FALSE(slides.slides().empty());
  const std::size_t count = slides.slides().size();
  slides.advance(kHour, 2 * kHour);
  EXPECT_EQ(slides.slides().size(), count);
}

TEST(Landslide, RainBeforeTheStartCounts) {
  Inputs wet = valley();
  wet.rain.everywhere_mm_h = {{-30 * kHour}, {6.0}};
  Landslide before{std::move(wet)}, after{valley()};
  before.advance(0, kHour);
  advance_hours(after, 0, 31);
  for (std::size_t i = 0; i < before.factor_of_safety().size(); ++i)
    ASSERT_EQ(before.factor_of_safety()[i], after.factor_of_safety()[i]);
}

TEST(Landslide, SpansOfAdvanceDoNotChangeTheFactors) {
  Inputs inputs = valley();
  inputs.rain.everywhere_mm_h = {{0, 3 * kHour, 7 * kHour}, {3.0, 20.0, 1.0}};
  Landslide coarse{inputs}, fine{inputs};
  coarse.advance(0, 10 * kHour);
  advance_hours(fine, 0, 10);
  for (std::size_t i = 0; i < fine.factor_of_safety().size(); ++i)
    ASSERT_EQ(coarse.factor_of_safety()[i], fine.factor_of_safety()[i]);
  EXPECT_NEAR(coarse.water().rain_m3, 0.092 * 160000, 0.1);
  const WaterBalance& water = fine.water();
  EXPECT_NEAR(water.rain_m3, water.infiltration_m3 + water.leaving_m3, 1e-9 * water.rain_m3);
  EXPECT_GT(water.leaving_m3, 0);
}

TEST(Landslide, UnsaturatedGroundIsThatOfOneProfileAndFollowsWorks) {
  Inputs inputs = valley(12);
  inputs.hillsides.soils[0].gardner_alpha_1_m = 6;
  inputs.rain.everywhere_mm_h = {{0, 5 * kHour, 9 * kHour}, {4.0, 7.0, 2.0}};
  Landslide model{inputs};
  advance_hours(model, 0, 20);
  const std::vector<std::uint32_t> drained = {30, 31};
  model.treat(drained, 0, 0.05);
  advance_hours(model, 20, 24);
  Hillsides hillsides = inputs.hillsides;
  hillsides.grid = inputs.elevation_m.grid;
  hillsides.slope_rad = slopes_rad(inputs.elevation_m);
  hillsides.water_table_m.assign(144, 1.9);
  hillsides.water_table_m[30] = hillsides.water_table_m[31] = 1.95;
  Infiltration infiltration;
  infiltration.append(inputs.rain, hillsides, steepest_descent(inputs.elevation_m), 0, 24 * kHour,
                      0);
  LeastFactors least;
  least_factors(hillsides, infiltration.periods(), 24 * 3600.0, {}, least);
  for (std::size_t i = 0; i < 144; ++i) EXPECT_EQ(model.factor_of_safety()[i], least.factor[i]);
}

TEST(Landslide, MapsOfEvenRainAreASeries) {
  Inputs series = valley(), maps = valley();
  maps.rain.everywhere_mm_h = {};
  maps.rain.maps_mm_h = {{0}, {std::vector<float>(1600, 6.0f)}};
  Landslide one{std::move(series)}, other{std::move(maps)};
  advance_hours(one, 0, 40);
  advance_hours(other, 0, 40);
  EXPECT_EQ(one.fingerprint(), other.fingerprint());
  EXPECT_GT(one.slides().size(), 0u);
}

TEST(Landslide, TreatedSlopesSlideLaterOrNever) {
  const auto first_release = [](Landslide& model) {
    std::vector<int> hour(1600, 1000);
    for (int h = 0; h < 60; ++h) {
      model.advance(h * kHour, (h + 1) * kHour);
      for (std::size_t i = 0; i < hour.size(); ++i)
        if (model.scar_m()[i] > 0 && hour[i] == 1000) hour[i] = h;
    }
    return hour;
  };
  std::vector<std::uint32_t> all(1600);
  for (std::uint32_t i = 0; i < 1600; ++i) all[i] = i;
  Landslide bare{valley()}, nailed{valley()}, drained{valley()};
  nailed.treat(all, 500, 0);
  drained.treat(all, 0, 0.3);
  const auto before = first_release(bare), nails = first_release(nailed),
             drains = first_release(drained);
  int slid = 0;
  for (std::size_t i = 0; i < 1600; ++i) {
    if (before[i] == 1000) continue;
    ++slid;
    EXPECT_GT(nails[i], before[i]);
    EXPECT_GT(drains[i], before[i]);
  }
  EXPECT_GT(slid, 10);
  Landslide burnt{valley()};
  burnt.advance(0, kHour);
  burnt.treat(all, -4000, 0);
  burnt.advance(kHour, 2 * kHour);
  EXPECT_GT(burnt.slides().size(), 0u);  // roots are gone
}

class Memory : public StateArchive {
 public:
  bool loading() const override { return loading_; }
  void rewind() { loading_ = true; }

 protected:
  void transfer(const std::string& name, std::size_t, std::vector<std::byte>& bytes) override {
    if (loading_) {
      bytes = arrays_.at(name);
    } else {
      arrays_[name] = bytes;
    }
  }

 private:
  bool loading_ = false;
  std::map<std::string, std::vector<std::byte>> arrays_;
};

TEST(Landslide, ContinuesFromItsState) {
  Landslide whole{valley()};
  advance_hours(whole, 0, 20);
  const std::vector<std::uint32_t> treated = {700, 701, 740};
  whole.treat(treated, 300, 0.1);
  Memory memory;
  whole.state(memory);
  advance_hours(whole, 20, 50);
  memory.rewind();
  Landslide continued{valley()};
  continued.state(memory);
  advance_hours(continued, 20, 50);
  EXPECT_EQ(continued.fingerprint(), whole.fingerprint());
  EXPECT_EQ(continued.slides().size(), whole.slides().size());
  EXPECT_GT(whole.slides().size(), 0u);
}

TEST(Landslide, TurnsWithTheTerrain) {
  const Inputs inputs = valley();
  Inputs turned = inputs;
  const auto turned_cell = [](std::size_t cell) { return cell % 40 * 40 + (39 - cell / 40); };
  for (std::size_t cell = 0; cell < 1600; ++cell)
    turned.elevation_m.value[turned_cell(cell)] = inputs.elevation_m.value[cell];
  Landslide model{inputs}, other{turned};
  advance_hours(model, 0, 48);
  advance_hours(other, 0, 48);
  ASSERT_GT(model.slides().size(), 0u);
  EXPECT_EQ(model.slides().size(), other.slides().size());
  for (std::size_t cell = 0; cell < 1600; ++cell) {
    const std::size_t there = turned_cell(cell);
    EXPECT_NEAR(model.factor_of_safety()[cell], other.factor_of_safety()[there], 1e-6);
    EXPECT_NEAR(model.deposit_m()[cell], other.deposit_m()[there], 1e-9);
    EXPECT_NEAR(model.greatest_speed_m_s()[cell], other.greatest_speed_m_s()[there], 1e-9);
    if (std::isinf(model.arrival_s()[cell])) {
      EXPECT_TRUE(std::isinf(other.arrival_s()[there]));
    } else {
      EXPECT_NEAR(model.arrival_s()[cell], other.arrival_s()[there], 1e-9);
    }
  }
}

TEST(Landslide, ProbabilityOfFailureGrowsWithTheRain) {
  Inputs inputs = valley(20);
  inputs.uncertainty = {
      {{4200, 1500, 1000, 9000}, {radians(33), 0.05, 0.4, 0.8}, {1.6, 0.3, 0.8, 2}, -0.3}};
  inputs.samples = 60;
  Landslide model{inputs};
  advance_hours(model, 0, 2);
  const std::vector<float> early(model.failure_probability().begin(),
                                 model.failure_probability().end());
  ASSERT_EQ(early.size(), inputs.elevation_m.grid.size());
  advance_hours(model, 2, 36);
  const auto late = model.failure_probability();
  int grown = 0;
  for (std::size_t i = 0; i < early.size(); ++i) {
    ASSERT_LE(early[i], late[i]);
    grown += early[i] < late[i];
  }
  EXPECT_GT(grown, 50);
}

TEST(Landslide, HasTheSameBitsOnAnyNumberOfThreads) {
  const int before = omp_get_max_threads();
  std::vector<std::uint64_t> prints;
  for (const int threads : {1, 2, 3}) {
    omp_set_num_threads(threads);
    Landslide model{valley(90)};
    for (int h = 0; h < 48; h += 6) model.advance(h * kHour, (h + 6) * kHour);
    EXPECT_GT(model.slides().size(), 1u);
    prints.push_back(model.fingerprint());
  }
  omp_set_num_threads(before);
  EXPECT_EQ(prints[0], prints[1]);
  EXPECT_EQ(prints[0], prints[2]);
}

Inputs with_site(double probability) {
  Inputs inputs = valley();
  inputs.hillsides = {};
  ListedSite site;
  site.name = "above the school";
  site.cell = 20 * 40 + 20;
  site.volume_m3 = 5000;
  site.triggers = {{{20, 0.8, 1, 24}, probability}};  // 20 mm/h to the 0.8
  inputs.sites = {site};
  return inputs;
}

TEST(LandslideSites, SlideWhenTheThresholdIsReached) {
  // 12 mm/h reach 20 D^0.8 when D^0.2 = 20/12: after 12.86 h, so in the 13 h window.
  Inputs inputs = with_site(1);
  inputs.rain.everywhere_mm_h = {{0}, {12.0}};
  Landslide model{std::move(inputs)};
  advance_hours(model, 0, 24);
  ASSERT_EQ(model.slides().size(), 1u);
  EXPECT_EQ(model.slides()[0].released, 13 * kHour);
  EXPECT_EQ(model.slides()[0].site, 0);
  EXPECT_NEAR(sum(model.deposit_m()) * 100 + model.slides()[0].left_m3, 5000, 1e-6);
  EXPECT_TRUE(model.factor_of_safety().empty());
}

TEST(LandslideSites, CoverTheirDangerArea) {
  Inputs inputs = with_site(1);
  inputs.sites[0].danger = {830, 831, 870, 871, 911};
  inputs.rain.everywhere_mm_h = {{0}, {12.0}};
  Landslide model{std::move(inputs)};
  advance_hours(model, 0, 24);
  for (const std::uint32_t cell : {830, 831, 870, 871, 911}) {
    EXPECT_NEAR(model.deposit_m()[cell], 10, 1e-9);
    EXPECT_EQ(model.arrival_s()[cell], 13 * 3600.0);
  }
  EXPECT_NEAR(sum(model.deposit_m()), 50, 1e-9);
}

TEST(LandslideSites, SlideWithTheirProbability) {
  int slid = 0, more = 0;
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    for (const double probability : {0.3, 0.6}) {
      Inputs inputs = with_site(probability);
      inputs.sites[0].danger = {830};
      inputs.rain.everywhere_mm_h = {{0}, {30.0}};
      inputs.seed = seed;
      Landslide model{std::move(inputs)};
      model.advance(0, 2 * kHour);
      const int count = static_cast<int>(model.slides().size());
      if (probability == 0.3) {
        slid += count;
        more -= count;
      } else {
        more += count;
        EXPECT_GE(more, 0);
        more = 0;
      }
    }
  }
  EXPECT_NEAR(slid / 300.0, 0.3, 4 * std::sqrt(0.3 * 0.7 / 300));
}

TEST(LandslideSites, NeedNamesOfTheirOwn) {
  Inputs inputs = with_site(1);
  inputs.sites.push_back(inputs.sites[0]);
  Diagnostics diagnostics;
  check(inputs, diagnostics);
  EXPECT_EQ(diagnostics.errors(), 1u);
}

TEST(LandslideSites, LargerVolumesReachFartherByCorominas) {
  EXPECT_NEAR(reach_ratio(Reach::Corominas, 0.4, 1e5), 0.33729, 1e-5);
  EXPECT_NEAR(reach_ratio(Reach::CorominasDebrisFlow, 0.4, 1e5), 0.29040, 1e-5);
  EXPECT_EQ(reach_ratio(Reach::Given, 0.4, 1e5), 0.4);
}

TEST(Landslide, NamesAllProblemsAtOnce) {
  Inputs inputs = valley();
  inputs.routing = RunoffRouting::Given;
  inputs.hillsides.soils[0].conductivity_m_s = -1;
  inputs.rain.everywhere_mm_h = {{0}, {8733.0}};
  inputs.elevation_m.value[7] = NAN;
  inputs.runout.reach_ratio = -1;
  try {
    Landslide model{std::move(inputs)};
    FAIL();
  } catch (const InputError& error) {
    std::string all;
    for (const Problem& problem : error.problems()) all += to_string(problem) + "\n";
    EXPECT_EQ(error.problems().size(), 6u) << all;
    EXPECT_NE(all.find("lists of downslope cells are missing"), std::string::npos) << all;
    EXPECT_NE(all.find("no voids"), std::string::npos);
    EXPECT_NE(all.find("hydraulic conductivity must be above 0"), std::string::npos);
  }
  Inputs shape = valley();
  shape.hillsides.basement_m.assign(1599, 2.0);
  EXPECT_THROW(Landslide{std::move(shape)}, InputError);
  Inputs nothing = valley();
  nothing.hillsides = {};
  EXPECT_THROW(Landslide{std::move(nothing)}, InputError);
}

}  // namespace
}  // namespace muster::hazard::landslide
