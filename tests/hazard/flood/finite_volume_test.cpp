// SPDX-License-Identifier: MIT
// The finite volume scheme against closed forms of dam breaks, and a lake at rest.
#include <algorithm>
#include <cmath>

#include "engine/hazard/flood/flood.hpp"
#include "engine/hazard/gravity.hpp"
#include "tests/hazard/flood/ground.hpp"

namespace muster::hazard::flood {
namespace {

/// No friction worth the name over the lengths here.
constexpr double kSmooth = 1e-6;

struct DamBreak {
  double left_m, right_m;
  double middle_m = 0, middle_m_s = 0, shock_m_s = 0;

  /// Stoker 1957; the middle depth by bisection.
  void solve() {
    if (right_m == 0.0) return;
    double low = right_m;
    double high = left_m;
    for (int i = 0; i < 200; ++i) {
      const double h = 0.5 * (low + high);
      const double rarefied = 2.0 * (std::sqrt(kGravity * left_m) - std::sqrt(kGravity * h));
      const double shocked =
          (h - right_m) * std::sqrt(kGravity * (h + right_m) / (2.0 * h * right_m));
      (rarefied > shocked ? low : high) = h;
    }
    middle_m = low;
    middle_m_s = 2.0 * (std::sqrt(kGravity * left_m) - std::sqrt(kGravity * middle_m));
    shock_m_s = middle_m_s * middle_m / (middle_m - right_m);
  }
  double depth(double x_m, double time_s) const {
    const double c = std::sqrt(kGravity * left_m);
    const double ray = x_m / time_s;
    if (ray <= -c) return left_m;
    if (right_m == 0.0)  // Ritter 1892
      return ray >= 2.0 * c ? 0.0 : (2.0 * c - ray) * (2.0 * c - ray) / (9.0 * kGravity);
    if (ray >= shock_m_s) return right_m;
    if (ray >= middle_m_s - std::sqrt(kGravity * middle_m)) return middle_m;
    return (2.0 * c - ray) * (2.0 * c - ray) / (9.0 * kGravity);
  }
};

struct DamError {
  double mean_m, front_m, least_m, greatest_m;
};

/// Cells of 1 m, the dam at 500 m, 40 s, along a row or a column. `front_m` is where the depth
/// falls below half way from the middle depth, or 1 cm on dry ground.
DamError dam_error(const DamBreak& exact, int count, bool column) {
  Inputs inputs = inputs_on(
      ground(column ? count : 1, column ? 1 : count, 1.0, [](int, int) { return 0.0; }), kSmooth);
  inputs.parameters.solver = Solver::FiniteVolume;
  inputs.initial_depth_m.assign(static_cast<std::size_t>(count), exact.right_m);
  std::fill_n(inputs.initial_depth_m.begin(), 500, exact.left_m);
  Flood flood{std::move(inputs)};
  flood.advance(0, 40 * kSecond);
  EXPECT_LE(flood.ledger().residual(), 1e-12);
  DamError error{0, 0, 1e9, 0};
  const double threshold = exact.right_m == 0.0 ? 0.01 : 0.5 * (exact.middle_m + exact.right_m);
  for (int i = 0; i < count; ++i) {
    const double h = flood.depth_m()[static_cast<std::size_t>(i)];
    const double x = i + 0.5;
    error.mean_m += std::fabs(h - exact.depth(x - 500.0, 40.0)) / 1000.0;
    error.least_m = std::min(error.least_m, h);
    error.greatest_m = std::max(error.greatest_m, h);
    if (h > threshold) error.front_m = x + 0.5;
  }
  return error;
}

TEST(FiniteVolumeDamBreak, StokerAndRitterAlongRowsAndColumns) {
  struct Case {
    DamBreak exact;
    double mean_m, front_m, reference_m;
  };
  for (Case c : {Case{{6, 2}, 0.012, 3.1, 787.444}, Case{{6, 1}, 0.012, 3.1, 793.543},
                 Case{{4, 2}, 0.012, 3.1, 736.593}, Case{{6, 0}, 0.014, 100.0, 1113.658}}) {
    c.exact.solve();
    const bool dry = c.exact.right_m == 0.0;
    const double front =
        500.0 + 40.0 * (dry ? 2.0 * std::sqrt(kGravity * c.exact.left_m) : c.exact.shock_m_s);
    EXPECT_NEAR(front, c.reference_m, 1e-3);
    for (const bool column : {false, true}) {
      const DamError error = dam_error(c.exact, dry ? 1300 : 1000, column);
      EXPECT_LE(error.mean_m, c.mean_m) << c.exact.left_m << "/" << c.exact.right_m;
      EXPECT_NEAR(error.front_m, front, c.front_m) << c.exact.left_m << "/" << c.exact.right_m;
      EXPECT_GE(error.least_m, c.exact.right_m - 1e-9);
      EXPECT_LE(error.greatest_m, c.exact.left_m + 1e-9);
    }
  }
}

TEST(FiniteVolume, LakeAtRestOverRoughGroundStaysToTheBit) {
  Inputs inputs = inputs_on(ground(60, 70, 5.0, [](int row, int col) {
    const double x = (col - 35) / 12.0;
    const double y = (row - 30) / 12.0;
    return 4.0 - 3.0 * (x * x + y * y) / (1.0 + x * x + y * y) + noise(row, col, 3);
  }));
  inputs.parameters.solver = Solver::FiniteVolume;
  for (const double z : inputs.elevation_m.value)
    inputs.initial_depth_m.push_back(std::max(0.0, 2.5 - z));
  Flood flood{std::move(inputs)};
  const auto before = copy(flood.depth_m());
  ASSERT_GT(std::count(before.begin(), before.end(), 0.0), 100) << "an island";
  SimTime now = 0;
  while (flood.steps() < 1000) {
    flood.advance(now, now + 60 * kSecond);
    now += 60 * kSecond;
  }
  EXPECT_EQ(before, copy(flood.depth_m()));
  EXPECT_EQ(greatest_speed(flood), 0.0);
}

/// Kinetic and potential energy over the density, m5/s2.
double energy(Flood& flood) {
  const WaterField water = flood.field();
  double sum = 0.0;
  for (std::size_t i = 0; i < water.depth_m.size(); ++i) {
    const double h = water.depth_m[i];
    const double speed = static_cast<double>(water.speed_m_s[i]);
    sum += h * (kGravity * (flood.bed_m()[i] + 0.5 * h) + 0.5 * speed * speed);
  }
  return sum;
}

/// A film let go on a steep smooth slope slides at g S t, and its cells dry behind it: no water is
/// ever faster than a fall from the top, though every cell at the top gives all it has, and the
/// energy never grows.
TEST(FiniteVolume, FilmDrainsDownASlopeNoFasterThanAFall) {
  for (const double slope : {0.05, 0.2}) {
    const int count = 64;
    const double cell = 5.0, film = 0.01;
    Inputs inputs = inputs_on(
        ground(count, 3, cell, [&](int row, int) { return slope * cell * (count - 1 - row); }),
        kSmooth);
    inputs.parameters.solver = Solver::FiniteVolume;
    inputs.initial_depth_m.assign(inputs.elevation_m.value.size(), film);
    Flood flood{std::move(inputs)};
    const double fall = std::sqrt(2.0 * kGravity * (slope * cell * (count - 1) + film));
    double before = energy(flood);
    const double start = before;
    for (int t = 10; t <= 60; t += 10) {
      flood.advance((t - 10) * kSecond, t * kSecond);
      EXPECT_LE(greatest_speed(flood), fall) << slope << " at " << t;
      const double now = energy(flood);
      EXPECT_LE(now, before + 1e-3 * start) << slope << " at " << t;
      before = now;
      if (t != 10) continue;
      const std::size_t middle = flood.grid().index(count / 2, 1);
      EXPECT_NEAR(static_cast<double>(flood.field().speed_m_s[middle]), kGravity * slope * t,
                  0.01 * kGravity * slope * t);
    }
  }
}

}  // namespace
}  // namespace muster::hazard::flood
