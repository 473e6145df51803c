// SPDX-License-Identifier: MIT
// The finite volume scheme against closed forms of steady flow and of oscillating lakes.
#include <algorithm>
#include <cmath>
#include <functional>
#include <numbers>

#include "engine/hazard/flood/flood.hpp"
#include "engine/hazard/gravity.hpp"
#include "tests/hazard/flood/ground.hpp"

namespace muster::hazard::flood {
namespace {

constexpr double kSmooth = 1e-6;

Inputs volumes(world::Raster<double> elevation_m, double manning) {
  Inputs inputs = inputs_on(std::move(elevation_m), manning);
  inputs.parameters.solver = Solver::FiniteVolume;
  return inputs;
}

Boundary steady(BoundaryKind kind, std::uint32_t cell, double value) {
  return {
      .kind = kind, .id = "end" + std::to_string(cell), .cells = {cell}, .series = {{0}, {value}}};
}

/// Discharge per metre that enters the first cell of a channel one cell wide.
Boundary entering(double q_m2_s, double cell_m) {
  return steady(BoundaryKind::Inflow, 0, q_m2_s * cell_m);
}

// Thacker 1981: lakes that swing in bowls for ever.

struct Swing {
  double period_error;    // of three periods, relative
  double amplitude_kept;  // of the moment, last against first
};

/// Follows a moment of the water through three periods; its maxima, refined by parabolas, give
/// period and amplitude.
Swing follow(Flood& flood, double period_s, const std::function<double(const Flood&)>& moment) {
  const int samples = 60;
  std::vector<double> values;
  const double volume = flood.ledger().stored_m3;
  for (int i = 0; i <= 3 * samples + 6; ++i) {
    if (i > 0)
      flood.advance(from_seconds((i - 1) * period_s / samples),
                    from_seconds(i * period_s / samples));
    values.push_back(moment(flood));
  }
  EXPECT_LE(flood.ledger().residual(), 1e-12);
  EXPECT_NEAR(flood.ledger().stored_m3, volume, 1e-12 * volume);
  int top = 3 * samples - 12;
  for (int i = top; i < 3 * samples + 6; ++i)
    if (values[static_cast<std::size_t>(i)] > values[static_cast<std::size_t>(top)]) top = i;
  const auto at = [&](int i) { return values[static_cast<std::size_t>(i)]; };
  const double offset =
      0.5 * (at(top - 1) - at(top + 1)) / ((at(top - 1) - 2.0 * at(top)) + at(top + 1));
  double mean = 0;
  for (int i = 0; i < samples; ++i) mean += at(i) / samples;
  return {(top + offset) / (3.0 * samples) - 1.0, (at(top) - mean) / (at(0) - mean)};
}

/// Measured: 0.4 % of the amplitude is lost in three periods.
TEST(FiniteVolumeThacker, PlanarSurfaceKeepsItsPeriod) {
  const double depth0 = 4.0, length = 10.0, shift = 2.0, cell = 0.1;
  const int count = 280;
  const auto x_of = [&](int col) { return (col + 0.5) * cell - 14.0; };
  Inputs inputs = volumes(
      ground(1, count, cell,
             [&](int, int col) { return depth0 * x_of(col) * x_of(col) / (length * length); }),
      kSmooth);
  for (int col = 0; col < count; ++col) {
    const double level =
        depth0 + 2.0 * shift * depth0 / (length * length) * (x_of(col) - 0.5 * shift);
    inputs.initial_depth_m.push_back(
        std::max(0.0, level - inputs.elevation_m.value[static_cast<std::size_t>(col)]));
  }
  Flood flood{std::move(inputs)};
  const double omega = std::sqrt(2.0 * kGravity * depth0) / length;
  EXPECT_NEAR(omega, 0.885738, 1e-6);
  const Swing swing = follow(flood, 2.0 * std::numbers::pi / omega, [&](const Flood& f) {
    double sum = 0;
    for (int col = 0; col < count; ++col)
      sum += f.depth_m()[static_cast<std::size_t>(col)] * x_of(col);
    return sum;
  });
  EXPECT_NEAR(swing.period_error, 0.0, 0.01);
  EXPECT_NEAR(swing.amplitude_kept, 1.0, 0.02);
}

/// Measured with 33 cells to the radius: the period is 0.2 % long, and 4 % of the amplitude is
/// lost.
TEST(FiniteVolumeThacker, ParaboloidKeepsItsPeriod) {
  const double depth0 = 1000.0, length = 2500.0, radius0 = 2000.0, cell = 60.0;
  const int count = 120;
  const auto squared = [&](int row, int col) {
    const double x = (col + 0.5 - 0.5 * count) * cell;
    const double y = (row + 0.5 - 0.5 * count) * cell;
    return x * x + y * y;
  };
  const double l4 = std::pow(length, 4);
  const double r4 = std::pow(radius0, 4);
  const double a = (l4 - r4) / (l4 + r4);
  const double omega = 2.0 / length * std::sqrt(2.0 * kGravity * depth0);
  EXPECT_NEAR(a, 0.418842, 1e-6);
  EXPECT_NEAR(omega, 0.112038, 1e-6);
  Inputs inputs = volumes(ground(count, count, cell,
                                 [&](int row, int col) {
                                   return depth0 * (squared(row, col) / (length * length) - 1.0);
                                 }),
                          kSmooth);
  for (int row = 0; row < count; ++row) {
    for (int col = 0; col < count; ++col) {
      const double level = depth0 * (std::sqrt(1.0 - a * a) / (1.0 - a) - 1.0 -
                                     squared(row, col) / (length * length) *
                                         ((1.0 - a * a) / ((1.0 - a) * (1.0 - a)) - 1.0));
      inputs.initial_depth_m.push_back(std::max(0.0, level - inputs.elevation_m.at(row, col)));
    }
  }
  Flood flood{std::move(inputs)};
  // The lake is deepest in the middle at the start.
  const Swing swing = follow(flood, 2.0 * std::numbers::pi / omega, [&](const Flood& f) {
    double sum = 0;
    for (int row = 0; row < count; ++row)
      for (int col = 0; col < count; ++col)
        sum -= f.depth_m()[f.grid().index(row, col)] * squared(row, col);
    return sum;
  });
  EXPECT_NEAR(swing.period_error, 0.0, 0.01);
  EXPECT_NEAR(swing.amplitude_kept, 1.0, 0.05);
}

// Steady flow.

/// Advances until nothing changes: `until_s` is many times what a wave needs.
std::vector<double> settle(Flood& flood, double until_s) {
  run(flood, from_seconds(until_s), 60 * kSecond);
  EXPECT_LE(flood.ledger().residual(), 1e-12);
  return copy(flood.depth_m());
}

/// MacDonald et al. 1997, short channel with a jump at 200/3 m (reference/flood.md, section 6).
double macdonald_depth(double x) {
  const double r = x / 100.0 - 2.0 / 3.0;
  const double scale = std::cbrt(4.0 / kGravity);
  if (r <= 0.0) return scale * (4.0 / 3.0 - x / 100.0) - 9.0 * x / 1000.0 * r;
  return scale * (0.674202 * (r * r * r * r + r * r * r) - 21.7112 * r * r + 14.492 * r + 1.4305);
}

/// Its bed at the cells' centres: z' = -n^2 q^2 / h^(10/3) - (1 - q^2 / (g h^3)) h', in parts of a
/// hundredth of a cell; the last cell lies at 0.
std::vector<double> macdonald_bed(int count, double cell_m, double q, double n) {
  std::vector<double> bed(static_cast<std::size_t>(count), 0.0);
  for (int i = count - 2; i >= 0; --i) {
    double z = bed[static_cast<std::size_t>(i + 1)];
    const double part = cell_m / 100.0;
    for (int k = 0; k < 100; ++k) {
      const double x1 = (i + 1.5) * cell_m - k * part;
      const double x0 = x1 - part;
      const double jump = 200.0 / 3.0;
      const double h = macdonald_depth(0.5 * (x0 + x1));
      double rise = macdonald_depth(x1) - macdonald_depth(x0);
      if (x0 <= jump && x1 > jump) rise = 0.0;  // across the jump friction alone
      z += part * n * n * q * q / std::pow(h, 10.0 / 3.0) +
           (1.0 - q * q / (kGravity * h * h * h)) * rise;
    }
    bed[static_cast<std::size_t>(i)] = z;
  }
  return bed;
}

TEST(FiniteVolumeSteady, MacDonaldsJumpStandsWhereItShould) {
  const int count = 400;
  const double cell = 0.25, q = 2.0, n = 0.0328;
  const std::vector<double> bed = macdonald_bed(count, cell, q, n);
  Inputs inputs = volumes(
      ground(1, count, cell, [&](int, int col) { return bed[static_cast<std::size_t>(col)]; }), n);
  inputs.initial_depth_m.assign(static_cast<std::size_t>(count), 0.8);
  inputs.boundaries = {
      entering(q, cell),
      steady(BoundaryKind::Stage, count - 1, bed.back() + macdonald_depth((count - 0.5) * cell))};
  Flood flood{std::move(inputs)};
  const std::vector<double> depth = settle(flood, 400.0);
  double mean = 0.0;
  double jump = 0.0;
  double steepest = 0.0;
  for (int i = 40; i + 1 < count; ++i) {
    const double x = (i + 0.5) * cell;
    const double h = depth[static_cast<std::size_t>(i)];
    const double rise = depth[static_cast<std::size_t>(i + 1)] - h;
    if (rise > steepest) {
      steepest = rise;
      jump = x + 0.5 * cell;
    }
    if (std::fabs(x - 200.0 / 3.0) > 1.0) mean += std::fabs(h - macdonald_depth(x)) / count;
  }
  EXPECT_NEAR(jump, 200.0 / 3.0, 1.0);
  EXPECT_LE(mean, 0.01);
}

/// Depth over a bump from Bernoulli's equation: h + z + q^2/(2 g h^2) = head, by bisection on the
/// branch above or below the critical depth.
double bernoulli_depth(double head, double z, double q, bool subcritical) {
  const double critical = std::cbrt(q * q / kGravity);
  double low = subcritical ? critical : 1e-3;
  double high = subcritical ? head - z : critical;
  for (int i = 0; i < 200; ++i) {
    const double h = 0.5 * (low + high);
    const bool above = h + z + q * q / (2.0 * kGravity * h * h) > head;
    (above == subcritical ? high : low) = h;
  }
  return 0.5 * (low + high);
}

/// Goutal & Maurel 1997: 25 m, a parabolic bump of 0.2 m at 10 m.
double bump(double x) {
  return std::max(0.0, 0.2 - 0.05 * (x - 10.0) * (x - 10.0));
}

/// Mean error of depth from 2 m behind the inflow on, where Bernoulli's equation holds.
double bump_error(double q, double stage_m, bool transcritical) {
  const int count = 250;
  const double cell = 0.1;
  Inputs inputs = volumes(
      ground(1, count, cell, [&](int, int col) { return bump((col + 0.5) * cell); }), kSmooth);
  for (int col = 0; col < count; ++col)
    inputs.initial_depth_m.push_back(std::max(0.0, stage_m - bump((col + 0.5) * cell)));
  inputs.boundaries = {entering(q, cell)};
  if (transcritical)
    inputs.boundaries.push_back({.kind = BoundaryKind::Free,
                                 .id = "out",
                                 .cells = {static_cast<std::uint32_t>(count - 1)}});
  else
    inputs.boundaries.push_back(steady(BoundaryKind::Stage, count - 1, stage_m));
  Flood flood{std::move(inputs)};
  const std::vector<double> depth = settle(flood, 300.0);
  const double critical = std::cbrt(q * q / kGravity);
  const double head =
      transcritical ? 0.2 + 1.5 * critical : stage_m + q * q / (2.0 * kGravity * stage_m * stage_m);
  double mean = 0.0;
  for (int i = 20; i < count; ++i) {
    const double x = (i + 0.5) * cell;
    const double exact = bernoulli_depth(head, bump(x), q, !transcritical || x < 10.0);
    mean += std::fabs(depth[static_cast<std::size_t>(i)] - exact) / (count - 20);
  }
  return mean;
}

TEST(FiniteVolumeSteady, SubcriticalBump) {
  EXPECT_LE(bump_error(4.42, 2.0, false), 0.01);
}

TEST(FiniteVolumeSteady, TranscriticalBumpWithSupercriticalFreeOutflow) {
  EXPECT_LE(bump_error(1.53, 0.66, true), 0.01);
}

/// Sub- and supercritical flow down planes, out over a free edge: h = (n q / sqrt(S))^(3/5).
TEST(FiniteVolumeSteady, UniformFlowHasNormalDepth) {
  for (const double slope : {0.001, 0.03}) {
    const int count = 200;
    const double cell = 5.0, q = 1.5, n = 0.03;
    Inputs inputs =
        volumes(ground(1, count, cell, [&](int, int col) { return -slope * cell * col; }), n);
    const double normal = std::pow(n * q / std::sqrt(slope), 0.6);
    inputs.initial_depth_m.assign(static_cast<std::size_t>(count), 0.5);
    inputs.boundaries = {entering(q, cell),
                         {.kind = BoundaryKind::Free,
                          .id = "out",
                          .cells = {static_cast<std::uint32_t>(count - 1)},
                          .slope = slope}};
    Flood flood{std::move(inputs)};
    const std::vector<double> depth = settle(flood, 3600.0);
    // The cell at the edge knows no slope of the bed beyond it.
    for (int i = 40; i + 1 < count; ++i)
      EXPECT_NEAR(depth[static_cast<std::size_t>(i)], normal, 0.01 * normal) << slope << " " << i;
    const double out = flood.ledger().out_m3();
    flood.advance(from_seconds(3600.0), from_seconds(3700.0));
    EXPECT_NEAR(flood.ledger().out_m3() - out, 100.0 * q * cell, 0.001 * 100.0 * q * cell);
  }
}

/// A column of water falls apart alike to all eight sides, and over a free edge.
TEST(FiniteVolume, RadialDamBreakIsSymmetric) {
  const int count = 101;
  Inputs inputs = volumes(ground(count, count, 1.0, [](int, int) { return 0.0; }), 0.02);
  for (int row = 0; row < count; ++row)
    for (int col = 0; col < count; ++col)
      inputs.initial_depth_m.push_back(
          (row - 50) * (row - 50) + (col - 50) * (col - 50) < 225 ? 3.0 : 0.5);
  Flood flood{std::move(inputs)};
  flood.advance(0, 5 * kSecond);
  const auto depth = flood.depth_m();
  const auto at = [&](int row, int col) { return depth[flood.grid().index(row, col)]; };
  double farthest_axis = 0.0;
  double farthest_diagonal = 0.0;
  for (int row = 0; row < count; ++row) {
    for (int col = 0; col < count; ++col) {
      ASSERT_EQ(at(row, col), at(100 - row, col));
      ASSERT_EQ(at(row, col), at(row, 100 - col));
      ASSERT_EQ(at(row, col), at(col, row));
    }
    if (row > 50 && at(row, 50) > 0.75) farthest_axis = row - 50;
    if (row > 50 && at(row, row) > 0.75) farthest_diagonal = (row - 50) * std::numbers::sqrt2;
  }
  EXPECT_GT(farthest_axis, 25.0) << "the wave has left the column";
  EXPECT_NEAR(farthest_axis, farthest_diagonal, 2.0) << "and is round";
}

}  // namespace
}  // namespace muster::hazard::flood
