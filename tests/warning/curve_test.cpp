// SPDX-License-Identifier: MIT
#include "engine/warning/curve.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace muster::warning {
namespace {

using cases::Curve;
using cases::CurveKind;

Curve curve(CurveKind kind) {
  Curve c;
  c.kind = kind;
  c.scale_a = 0.7;
  c.shape_b = 1.4;
  return c;
}

// Rayleigh's quantiles in closed form, s = 1800 s.
TEST(Rayleigh, HasThePublishedQuantiles) {
  const Curve c = curve(CurveKind::Rayleigh);
  EXPECT_NEAR(time_of_share(c, 0.50), 2119.34, 0.01);
  EXPECT_NEAR(time_of_share(c, 0.90), 3862.74, 0.01);
  EXPECT_NEAR(time_of_share(c, 0.95), 4405.94, 0.01);
  EXPECT_NEAR(time_of_share(c, 0.99), 5462.74, 0.01);
  double sum = 0;
  for (int i = 0; i < 100000; ++i) sum += time_of_share(c, (i + 0.5) / 100000);
  EXPECT_NEAR(sum / 100000, 2255.97, 0.1);
}

TEST(Weibull, WithShapeOneIsExponential) {
  Curve c = curve(CurveKind::Weibull);
  c.scale_a = 2;  // an hour
  c.shape_b = 1;
  EXPECT_NEAR(time_of_share(c, 0.5), 3600 * std::log(2.0) / 2, 1e-6);
}

TEST(Sigmoid, ReachesHalfAtItsHalfTime) {
  const Curve c = curve(CurveKind::Sigmoid);
  EXPECT_NEAR(time_of_share(c, 0.5), c.half_s, 1e-9);
  EXPECT_EQ(time_of_share(c, 1e-9), 0);  // never before the order
}

TEST(RogersSorensen, WithoutContagionIsTheBroadcastCurve) {
  Curve c = curve(CurveKind::RogersSorensen);
  c.broadcast_per_h = 1.5;
  c.contagion_per_h = 0;
  EXPECT_NEAR(share_reached(c, 3600), 1 - std::exp(-1.5), 1e-12);
}

TEST(RogersSorensen, SolvesItsDifferentialEquation) {
  Curve c = curve(CurveKind::RogersSorensen);
  c.broadcast_per_h = 0.3;
  c.contagion_per_h = 2;
  double n = 0;
  constexpr double kStep_h = 1e-4;
  for (double t = 0; t < 3 - kStep_h / 2; t += kStep_h) {
    const auto slope = [&](double m) { return (0.3 + 2 * m) * (1 - m); };
    const double middle = n + 0.5 * kStep_h * slope(n);
    n += kStep_h * slope(middle);
  }
  EXPECT_NEAR(share_reached(c, 3 * 3600), n, 1e-6);
}

TEST(EveryCurve, IsLateButFiniteWhereHardlyAnybodyEverHears) {
  Curve never = curve(CurveKind::RogersSorensen);
  never.broadcast_per_h = 0;
  never.contagion_per_h = 0;
  Curve broadcast = never;
  broadcast.contagion_per_h = 1;
  Curve slow = curve(CurveKind::Weibull);
  slow.scale_a = 0.001;
  slow.shape_b = 0.2;
  for (const Curve& c : {never, broadcast, slow}) EXPECT_EQ(time_of_share(c, 0.9), 1e10);
}

TEST(EveryCurve, IsTheInverseOfItsInverseAndAscends) {
  for (const CurveKind kind :
       {CurveKind::Weibull, CurveKind::Rayleigh, CurveKind::Sigmoid, CurveKind::RogersSorensen}) {
    const Curve c = curve(kind);
    double last = 0;
    for (double u = 0.05; u < 1; u += 0.05) {
      const double t = time_of_share(c, u);
      EXPECT_GE(t, last);
      if (t > 0) {
        EXPECT_NEAR(share_reached(c, t), u, 1e-9) << static_cast<int>(kind);
      }
      last = t;
    }
    EXPECT_EQ(share_reached(c, -1), 0);
  }
}

}  // namespace
}  // namespace muster::warning
