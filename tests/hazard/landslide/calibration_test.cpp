// SPDX-License-Identifier: MIT
// Area under the ROC curve and logistic calibration: exact cases, and the inventory of Ecuador.
#include "engine/hazard/landslide/calibration.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <iostream>
#include <sstream>

#include "engine/hazard/landslide/stability.hpp"
#include "tests/hazard/landslide/reference.hpp"
#include "tests/places.hpp"

namespace muster::hazard::landslide {
namespace {

using Labels = std::vector<std::uint8_t>;

double area(const std::vector<double>& scores, const Labels& slid) {
  return area_under_roc(scores, slid);
}

TEST(AreaUnderRoc, CountsPairsAndHalvesTies) {
  EXPECT_EQ(area({1, 2, 3, 4}, {0, 0, 1, 1}), 1);
  EXPECT_EQ(area({1, 2, 3, 4}, {1, 1, 0, 0}), 0);
  EXPECT_EQ(area({7, 7, 7}, {0, 1, 0}), 0.5);
  // Slid 0.8, 0.5; not 0.2, 0.5, 0.9: wins 1 + 1 + 0, 1 + 1/2 + 0 of 6 pairs.
  EXPECT_EQ(area({0.8, 0.2, 0.5, 0.5, 0.9}, {1, 0, 1, 0, 0}), 3.5 / 6);
}

TEST(AreaUnderRoc, IsThatOfRanksOnly) {
  std::vector<double> scores, bent;
  Labels slid;
  for (int i = 0; i < 500; ++i) {
    scores.push_back(std::sin(12.9898 * i));
    bent.push_back(std::exp(3 * scores.back()));
    slid.push_back(std::sin(78.233 * i) < scores.back());
  }
  EXPECT_EQ(area(scores, slid), area(bent, slid));
  double pairs = 0, wins = 0;
  for (std::size_t i = 0; i < 500; ++i) {
    for (std::size_t j = 0; j < 500; ++j) {
      if (!slid[i] || slid[j]) continue;
      ++pairs;
      wins += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
    }
  }
  EXPECT_NEAR(area(scores, slid), wins / pairs, 1e-14);
}

TEST(Calibration, OfTwoGroupsGivesTheirShares) {
  // With one feature of two values the fit is saturated: 3 of 4 and 1 of 5 slid. The prior pulls
  // by about 1 % of the weight.
  const std::vector<double> features = {1, 1, 1, 1, 0, 0, 0, 0, 0};
  const Labels slid = {1, 1, 1, 0, 1, 0, 0, 0, 0};
  const Calibration calibration{features, slid};
  const double one = 1, zero = 0;
  EXPECT_NEAR(calibration.probability({&one, 1}), 0.75, 0.005);
  EXPECT_NEAR(calibration.probability({&zero, 1}), 0.2, 0.005);
}

TEST(Calibration, EndsOnGroupsThatAreApartAndOnConstants) {
  const std::vector<double> features = {1, 5, 2, 5, 3, 5, 4, 5};
  const Calibration calibration{features, Labels{0, 0, 1, 1}};
  const std::vector<double> low = {1, 5}, high = {4, 5};
  EXPECT_LT(calibration.probability(low), 0.01);
  EXPECT_GT(calibration.probability(high), 0.99);
}

struct Inventory {
  std::vector<double> factor;    // of safety, without calibration
  std::vector<double> features;  // factor, profile and plan curvature, elevation, catchment
  Labels slid;
};

/// Points of Muenchow, Brenning & Richter 2012 with the factor of a soil that no one has tested
/// there: 4 kPa, 30 degrees, 1 m, water table at the surface.
Inventory ecuador() {
  Inventory inventory;
  std::ifstream in(tests::shared_path("cases/landslide_validation/ecuador_lsl/lsl_points.csv"));
  std::string line;
  std::getline(in, line);
  while (std::getline(in, line)) {
    std::vector<std::string> field;
    std::istringstream fields(line);
    for (std::string f; std::getline(fields, f, ',');) field.push_back(f);
    const Soil soil{4000, radians(30), 2e4, 1e-6, 1e-5, 0.45, 0.05, 0};
    const double slope_rad = radians(std::stod(field[3]));
    const double head_m = std::pow(std::cos(slope_rad), 2);
    const double factor = factor_of_safety(soil, slope_rad, 1, head_m, soil.unit_weight_n_m3);
    inventory.factor.push_back(factor);
    inventory.slid.push_back(field[2] == "TRUE");
    // The capped factor spans decades on gentle slopes.
    inventory.features.push_back(std::log(factor));
    for (const std::size_t i : {4, 5, 6, 7}) inventory.features.push_back(std::stod(field[i]));
  }
  return inventory;
}

TEST(Calibration, RaisesTheAreaUnderRocOfEcuador) {
  const Inventory all = ecuador();
  if (all.slid.empty()) GTEST_SKIP() << "no inventory beside the checkout";
  ASSERT_EQ(all.slid.size(), 350u);
  std::vector<double> weakness;
  for (const double factor : all.factor) weakness.push_back(-factor);
  const double without = area_under_roc(weakness, all.slid);
  // Each point is scored by a fit that has not seen it: five folds by number.
  std::vector<double> scores(all.slid.size());
  for (std::size_t fold = 0; fold < 5; ++fold) {
    std::vector<double> features;
    Labels slid;
    for (std::size_t i = 0; i < all.slid.size(); ++i) {
      if (i % 5 == fold) continue;
      slid.push_back(all.slid[i]);
      features.insert(features.end(), all.features.begin() + static_cast<std::ptrdiff_t>(5 * i),
                      all.features.begin() + static_cast<std::ptrdiff_t>(5 * i + 5));
    }
    const Calibration calibration{features, slid};
    for (std::size_t i = fold; i < all.slid.size(); i += 5)
      scores[i] = calibration.probability(std::span(all.features).subspan(5 * i, 5));
  }
  const double with = area_under_roc(scores, all.slid);
  std::cout << "area under the ROC curve, Ecuador: " << without << " without, " << with
            << " with calibration (points held out)\n";
  RecordProperty("without", std::to_string(without));
  RecordProperty("with", std::to_string(with));
  EXPECT_GT(without, 0.70);
  EXPECT_GT(with, without + 0.03);
}

}  // namespace
}  // namespace muster::hazard::landslide
