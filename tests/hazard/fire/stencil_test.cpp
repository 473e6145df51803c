// SPDX-License-Identifier: MIT
#include "engine/hazard/fire/stencil.hpp"

#include <gtest/gtest.h>

#include <numbers>

#include "engine/base/elementary.hpp"

namespace muster::hazard::fire {
namespace {

Pace pace_with(double length_to_width, double angle) {
  const double e = std::sqrt(1 - 1 / (length_to_width * length_to_width));
  return {1, {e * elementary::cos(angle), e * elementary::sin(angle)}};
}

// Acute in the norm: the gradient at one direction never falls along the other, which is what keeps
// times in order.
TEST(FireStencil, NeighbouringDirectionsAreAcuteForEveryEllipse) {
  const Stencils stencils;
  for (const double ratio : {1.0, 1.3, 2.0, 3.3, 5.0, 8.0, 15.0}) {
    for (int k = 0; k < 720; ++k) {
      const Pace pace = pace_with(ratio, k * std::numbers::pi / 360 + 1e-3);
      const Stencil& stencil = stencils.of(stencils.class_of(pace));
      for (std::size_t i = 0; i < stencil.size(); ++i) {
        const Line& u = stencils.line(stencil[i]);
        const Line& v = stencils.line(stencil[(i + 1) % stencil.size()]);
        ASSERT_EQ(u.dx * v.dy - u.dy * v.dx, 1);  // no centre between them
        ASSERT_GE(dot(pace.gradient_s(u.unit), v.unit), -1e-12) << ratio << ' ' << k;
        ASSERT_GE(dot(pace.gradient_s(v.unit), u.unit), -1e-12) << ratio << ' ' << k;
      }
    }
  }
}

TEST(FireStencil, CirclesNeedTheEightNeighboursAlone) {
  const Stencils stencils;
  EXPECT_EQ(stencils.of(stencils.class_of(pace_with(1, 0))).size(), 8u);
  EXPECT_LE(stencils.of(stencils.class_of(pace_with(3, 0.4))).size(), 20u);
  EXPECT_LE(stencils.of(stencils.class_of(pace_with(8, 0.4))).size(), 40u);
}

TEST(FireStencil, LinesCrossTheirCellsInShares) {
  const Stencils stencils;
  const Stencil& stencil = stencils.of(stencils.class_of(pace_with(8, 0.1)));
  for (const std::uint32_t index : stencil) {
    const Line& line = stencils.line(index);
    double sum = 0, x = 0, y = 0, at = 0;
    for (const Line::Crossed& c : line.crossed) {
      const double middle = at + c.share / 2;
      // The middle of each piece lies in its cell.
      EXPECT_NEAR(middle * line.dx, c.dx, 0.5 + 1e-12);
      EXPECT_NEAR(middle * line.dy, c.dy, 0.5 + 1e-12);
      at += c.share;
      sum += c.share;
      x = c.dx, y = c.dy;
    }
    EXPECT_NEAR(sum, 1, 1e-15);
    EXPECT_EQ(x, line.dx);
    EXPECT_EQ(y, line.dy);
    EXPECT_EQ(line.corners.empty(), line.dx % 2 == 0 || line.dy % 2 == 0);
  }
}

}  // namespace
}  // namespace muster::hazard::fire
