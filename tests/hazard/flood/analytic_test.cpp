// SPDX-License-Identifier: MIT
// The local inertial scheme against closed forms.
#include <algorithm>
#include <cmath>

#include "engine/hazard/flood/flood.hpp"
#include "tests/hazard/flood/ground.hpp"

namespace muster::hazard::flood {
namespace {

/// Non-breaking wave on a horizontal plane, front speed u: Hunter et al. 2005; Bates et al. 2010.
double plane_wave(double x_m, double time_s, double speed_m_s, double manning) {
  const double behind_m = speed_m_s * time_s - x_m;
  return behind_m <= 0.0
             ? 0.0
             : std::pow(7.0 / 3.0 * manning * manning * speed_m_s * speed_m_s * behind_m,
                        3.0 / 7.0);
}

struct WaveError {
  double mean_m = 0;     // mean absolute error over the wet length
  double deepest_m = 0;  // greatest error where the water is at least 1 m deep
  double front_m = 0;    // how far the front is ahead
};

/// Runs the wave until its front is at 3600 m; its depth at x = 0 is given to the first cell.
WaveError plane_wave_error(double cell_m, double speed_m_s, double manning) {
  const int count = static_cast<int>(4000.0 / cell_m);
  Inputs inputs = inputs_on(ground(1, count, cell_m, [](int, int) { return 0.0; }), manning);
  Boundary stage{.kind = BoundaryKind::Stage, .id = "wave", .cells = {0}};
  const double end_s = 3600.0 / speed_m_s;
  for (int t = 0; t <= end_s; t += 5) {
    stage.series.time.push_back(t * kSecond);
    stage.series.value.push_back(plane_wave(0.0, t, speed_m_s, manning));
  }
  inputs.boundaries.push_back(stage);
  Flood flood{std::move(inputs)};
  run(flood, from_seconds(end_s));
  EXPECT_LE(flood.ledger().residual(), 1e-12);
  WaveError error;
  for (int i = 0; i < count; ++i) {
    const double x = i * cell_m;
    const double depth = flood.depth_m()[static_cast<std::size_t>(i)];
    const double exact = plane_wave(x, end_s, speed_m_s, manning);
    error.mean_m += std::fabs(depth - exact) * cell_m / 3600.0;
    if (exact >= 1.0) error.deepest_m = std::max(error.deepest_m, std::fabs(depth - exact));
    if (depth > 1e-3) error.front_m = x + 0.5 * cell_m - 3600.0;
  }
  return error;
}

TEST(PlaneWave, ClosedFormHasTheReferenceValues) {
  const double expected[6] = {2.379629, 2.231915, 2.069854, 1.681024, 1.104119, 0.512298};
  const double at[6] = {0, 500, 1000, 2000, 3000, 3500};
  for (int i = 0; i < 6; ++i) EXPECT_NEAR(plane_wave(at[i], 3600.0, 1.0, 0.03), expected[i], 1e-6);
}

/// The closed form is exact for the full equations. Without advection the slope of a wave that
/// travels at u is steeper by 1 / (1 - u^2/(g h)): 5 % at 2 m depth and 1 m/s, 10 % at 1 m. That is
/// the scheme's own error, which no grid removes; here it leaves 6 cm (2.5 % of the depth at the
/// boundary) at most.
TEST(PlaneWave, OfBatesEtAlWithinWhatNeglectedAdvectionAllows) {
  for (const double cell_m : {50.0, 25.0, 12.5}) {
    const WaveError error = plane_wave_error(cell_m, 1.0, 0.03);
    EXPECT_LE(error.deepest_m, 0.065) << cell_m;
    EXPECT_LE(error.mean_m, 0.035) << cell_m;
    EXPECT_LE(std::fabs(error.front_m), 100.0) << cell_m;
  }
}

/// At 0.3 m/s advection is a tenth of that, and what is left is the grid's error, of first order.
TEST(PlaneWave, ErrorFallsWithTheCellSize) {
  const WaveError coarse = plane_wave_error(50.0, 0.3, 0.1);
  const WaveError middle = plane_wave_error(25.0, 0.3, 0.1);
  const WaveError fine = plane_wave_error(12.5, 0.3, 0.1);
  EXPECT_LE(coarse.mean_m, 0.025);
  EXPECT_LE(middle.mean_m, 0.55 * coarse.mean_m);
  EXPECT_LE(fine.mean_m, 0.55 * middle.mean_m);
  EXPECT_LE(middle.front_m, 0.55 * coarse.front_m);
  EXPECT_LE(fine.front_m, 0.55 * middle.front_m);
  EXPECT_LE(fine.deepest_m, 0.01);
}

/// A dam break is beyond the scheme (its front lags), but it must stay within the depths
/// given.
TEST(DamBreak, StaysBounded) {
  for (const double right_m : {0.0, 1.0, 2.0}) {
    Inputs inputs = inputs_on(ground(1, 1000, 1.0, [](int, int) { return 0.0; }));
    inputs.initial_depth_m.assign(1000, right_m);
    std::fill_n(inputs.initial_depth_m.begin(), 500, 6.0);
    Flood flood{std::move(inputs)};
    flood.advance(0, 40 * kSecond);
    const auto depth = flood.depth_m();
    EXPECT_GE(*std::min_element(depth.begin(), depth.end()), right_m - 1e-9);
    const auto greatest = flood.greatest_depth_m();
    EXPECT_LE(*std::max_element(greatest.begin(), greatest.end()), 6.0f);
    EXPECT_LE(flood.ledger().residual(), 1e-12);
  }
}

}  // namespace
}  // namespace muster::hazard::flood
