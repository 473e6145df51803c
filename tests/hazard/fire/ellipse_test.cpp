// SPDX-License-Identifier: MIT
// The ellipse against its geometry.
#include "engine/hazard/fire/ellipse.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace muster::hazard::fire {
namespace {

constexpr double kMph = 0.44704;

TEST(Ellipse, LengthToWidthOfAnderson) {
  EXPECT_EQ(length_to_width(0), 1);
  EXPECT_NEAR(length_to_width(5 * kMph), 1.590064, 5e-7);  // a check value of firelab/behave
  EXPECT_EQ(length_to_width(60 * kMph), 8);
  double last = 1;
  for (int mph = 1; mph < 40; ++mph) {
    EXPECT_GE(length_to_width(mph * kMph), last);
    last = length_to_width(mph * kMph);
  }
}

TEST(Ellipse, WithoutWindIsACircle) {
  const Ellipse circle{0.1, 1};
  EXPECT_EQ(eccentricity(circle), 0);
  EXPECT_EQ(backing_rate_m_s(circle), 0.1);
  EXPECT_EQ(flanking_rate_m_s(circle), 0.1);
  EXPECT_DOUBLE_EQ(area_m2(circle, 100), std::numbers::pi * 100);
  EXPECT_DOUBLE_EQ(perimeter_m(circle, 100), 2 * std::numbers::pi * 10);
  for (const double cosine : {-1.0, -0.3, 0.0, 0.8, 1.0}) {
    EXPECT_DOUBLE_EQ(rate_from_ignition_m_s(circle, cosine), 0.1);
    EXPECT_DOUBLE_EQ(normal_rate_m_s(circle, cosine), 0.1);
  }
}

TEST(Ellipse, PointsAtTheRateFromTheIgnitionLieOnIt) {
  const Ellipse fire{0.5, 3};
  const double back = backing_rate_m_s(fire);
  const double along = (0.5 + back) / 2, across = flanking_rate_m_s(fire);
  EXPECT_DOUBLE_EQ(along / across, 3);
  EXPECT_NEAR(rate_from_ignition_m_s(fire, 1), 0.5, 1e-15);
  EXPECT_NEAR(rate_from_ignition_m_s(fire, -1), back, 1e-15);
  for (int degree = 0; degree <= 180; degree += 15) {
    const double angle = degree * std::numbers::pi / 180;
    const double r = rate_from_ignition_m_s(fire, std::cos(angle));
    const double x = (r * std::cos(angle) - (0.5 - along)) / along;
    const double y = r * std::sin(angle) / across;
    EXPECT_NEAR(x * x + y * y, 1, 1e-12) << degree;
  }
}

TEST(Ellipse, NormalRateIsTheSupportOfIt) {
  const Ellipse fire{0.5, 4};
  for (int degree = 0; degree <= 180; degree += 30) {
    const double psi = degree * std::numbers::pi / 180;
    double furthest = 0;
    for (int k = 0; k < 200000; ++k) {
      const double theta = k * std::numbers::pi / 200000;
      furthest =
          std::max(furthest, rate_from_ignition_m_s(fire, std::cos(theta)) * std::cos(theta - psi));
    }
    EXPECT_NEAR(normal_rate_m_s(fire, std::cos(psi)), furthest, 1e-9) << degree;
  }
}

TEST(Ellipse, AreaAndPerimeterByQuadrature) {
  const Ellipse fire{0.5, 8};
  double area = 0, perimeter = 0;
  const int steps = 100000;
  const double along = (0.5 + backing_rate_m_s(fire)) / 2, across = flanking_rate_m_s(fire);
  for (int k = 0; k < steps; ++k) {
    const double t = (k + 0.5) * 2 * std::numbers::pi / steps;
    area += along * across * std::sin(t) * std::sin(t) * (2 * std::numbers::pi / steps);
    perimeter +=
        std::hypot(along * std::sin(t), across * std::cos(t)) * (2 * std::numbers::pi / steps);
  }
  EXPECT_NEAR(area_m2(fire, 10), 100 * area, 1e-6 * area);
  EXPECT_NEAR(perimeter_m(fire, 10), 10 * perimeter, 0.0011 * 10 * perimeter);
}

}  // namespace
}  // namespace muster::hazard::fire
