// SPDX-License-Identifier: MIT
// What must not change a bit: threads, instructions, skipped tiles, a stop in between, mirrored
// ground.
#include <omp.h>

#include <algorithm>

#include "engine/hazard/flood/flood.hpp"
#include "tests/hazard/flood/ground.hpp"

namespace muster::hazard::flood {
namespace {

void expect_same(const Flood& a, const Flood& b) {
  EXPECT_EQ(a.steps(), b.steps());
  EXPECT_EQ(a.fingerprint(), b.fingerprint());
  EXPECT_EQ(copy(a.depth_m()), copy(b.depth_m()));
  EXPECT_EQ(copy(a.discharge_x()), copy(b.discharge_x()));
  EXPECT_EQ(copy(a.discharge_y()), copy(b.discharge_y()));
  EXPECT_EQ(copy(a.greatest_depth_m()), copy(b.greatest_depth_m()));
  EXPECT_EQ(copy(a.arrival_s()), copy(b.arrival_s()));
  const Ledger x = a.ledger();
  const Ledger y = b.ledger();
  for (std::size_t i = 0; i < x.boundaries.size(); ++i) {
    EXPECT_EQ(x.boundaries[i].in_m3, y.boundaries[i].in_m3);
    EXPECT_EQ(x.boundaries[i].out_m3, y.boundaries[i].out_m3);
  }
}

class SameBits : public testing::TestWithParam<Solver> {
 protected:
  static Inputs busy(int rows, int cols) {
    Inputs inputs = flood::busy(rows, cols);
    inputs.parameters.solver = GetParam();
    return inputs;
  }
};
INSTANTIATE_TEST_SUITE_P(Solvers, SameBits,
                         testing::Values(Solver::LocalInertial, Solver::FiniteVolume),
                         [](const auto& solver) {
                           return solver.param == Solver::LocalInertial ? "LocalInertial"
                                                                        : "FiniteVolume";
                         });

constexpr SimTime kUntil = 900 * kSecond;

TEST_P(SameBits, AnyNumberOfThreads) {
  const int threads_before = omp_get_max_threads();
  omp_set_num_threads(1);
  Flood one{busy(190, 170)};
  run(one, 300 * kSecond);
  ASSERT_GT(one.active_cells(), 16384u) << "too few to run in parallel";
  for (const int threads : {2, 4}) {
    omp_set_num_threads(threads);
    Flood other{busy(190, 170)};
    run(other, 300 * kSecond);
    expect_same(one, other);
  }
  omp_set_num_threads(threads_before);
}

TEST_P(SameBits, AnyInstructions) {
  if (best_instructions() == Instructions::Baseline) GTEST_SKIP() << "this processor has no AVX2";
  Inputs limited = busy(60, 70);
  limited.parameters.froude_max = 0.7;
  for (const Inputs& inputs : {busy(60, 70), limited}) {
    Flood baseline{inputs, {.instructions = Instructions::Baseline}};
    Flood wide{inputs, {.instructions = Instructions::Avx2}};
    run(baseline, kUntil);
    run(wide, kUntil);
    expect_same(baseline, wide);
  }
}

/// No rain: the water creeps over dry ground, falls dry behind a recession and comes back.
TEST_P(SameBits, DrySkippedOrNot) {
  Inputs inputs = busy(130, 140);
  inputs.rain_mm_h = {};
  inputs.initial_depth_m.clear();
  inputs.boundaries.pop_back();  // the pond would wet too much
  inputs.boundaries[0].series = {{0, 300 * kSecond, 600 * kSecond, 900 * kSecond, 1200 * kSecond},
                                 {-98.5, -95.0, -99.9, -99.9, -95.5}};
  Flood skipping{inputs};
  Flood whole{inputs, {.skip_dry = false}};
  for (SimTime now = 0; now < 1500 * kSecond; now += 30 * kSecond) {
    skipping.advance(now, now + 30 * kSecond);
    whole.advance(now, now + 30 * kSecond);
    ASSERT_EQ(skipping.fingerprint(), whole.fingerprint()) << to_seconds(now);
  }
  expect_same(skipping, whole);
  // The full equations carry the water farther over the ground than the local inertial ones.
  const std::uint64_t share = GetParam() == Solver::FiniteVolume ? 60 : 50;
  EXPECT_LT(100 * skipping.cell_updates(), share * whole.cell_updates());
}

TEST_P(SameBits, SavedAndRestored) {
  Flood unbroken{busy(70, 50)};
  run(unbroken, 240 * kSecond);
  MemoryArchive archive;
  unbroken.state(archive);
  archive.rewind();
  Flood resumed{busy(70, 50)};
  resumed.state(archive);
  expect_same(unbroken, resumed);
  run(unbroken, kUntil, 60 * kSecond, 240 * kSecond);
  run(resumed, kUntil, 60 * kSecond, 240 * kSecond);
  expect_same(unbroken, resumed);
  EXPECT_EQ(unbroken.active_cells(), resumed.active_cells());
  EXPECT_EQ(unbroken.cell_updates(), resumed.cell_updates());
}

/// One of the eight symmetries of the square: the cell of the transformed grid that a cell goes to.
struct Symmetry {
  bool transpose, flip_rows, flip_cols;
  world::Grid grid(const world::Grid& g) const {
    world::Grid to = g;
    if (transpose) std::swap(to.rows, to.cols);
    return to;
  }
  std::size_t cell(const world::Grid& g, std::size_t from) const {
    int row = static_cast<int>(from) / g.cols;
    int col = static_cast<int>(from) % g.cols;
    if (flip_rows) row = g.rows - 1 - row;
    if (flip_cols) col = g.cols - 1 - col;
    if (transpose) std::swap(row, col);
    return grid(g).index(row, col);
  }
};

Inputs transformed(const Inputs& inputs, const Symmetry& symmetry) {
  const world::Grid& grid = inputs.elevation_m.grid;
  Inputs to = inputs;
  to.elevation_m.grid = symmetry.grid(grid);
  for (std::size_t i = 0; i < grid.size(); ++i) {
    const std::size_t j = symmetry.cell(grid, i);
    to.elevation_m.value[j] = inputs.elevation_m.value[i];
    to.initial_depth_m[j] = inputs.initial_depth_m[i];
    to.manning[j] = inputs.manning[i];
  }
  for (Boundary& boundary : to.boundaries)
    for (std::uint32_t& cell : boundary.cells)
      cell = static_cast<std::uint32_t>(symmetry.cell(grid, cell));
  return to;
}

TEST_P(SameBits, MirroredAndRotatedGround) {
  Inputs inputs = busy(53, 37);
  inputs.manning.assign(inputs.elevation_m.value.size(), 0.0);
  for (std::size_t i = 0; i < inputs.manning.size(); ++i)
    inputs.manning[i] = 0.03 + 0.05 * noise(static_cast<int>(i), 0, 9);
  const world::Grid grid = inputs.elevation_m.grid;
  Flood plain{inputs};
  run(plain, kUntil);
  for (int k = 1; k < 8; ++k) {
    const Symmetry symmetry{(k & 1) != 0, (k & 2) != 0, (k & 4) != 0};
    Flood other{transformed(inputs, symmetry)};
    run(other, kUntil);
    for (std::size_t i = 0; i < grid.size(); ++i) {
      const std::size_t j = symmetry.cell(grid, i);
      ASSERT_EQ(plain.depth_m()[i], other.depth_m()[j]) << "symmetry " << k << " cell " << i;
      ASSERT_EQ(plain.arrival_s()[i], other.arrival_s()[j]) << "symmetry " << k << " cell " << i;
    }
  }
}

}  // namespace
}  // namespace muster::hazard::flood
