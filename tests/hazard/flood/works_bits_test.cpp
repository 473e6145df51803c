// SPDX-License-Identifier: MIT
// All works at once over rough ground: the ledger, and what must not change a bit.
#include <omp.h>

#include <algorithm>

#include "engine/hazard/flood/works.hpp"
#include "tests/hazard/flood/ground.hpp"

namespace muster::hazard::flood {
namespace {

/// `busy` with thirsty soil and one of each of the works.
Inputs at_work(int rows, int cols, Solver solver) {
  Inputs inputs = busy(rows, cols);
  inputs.parameters.solver = solver;
  const world::Grid grid = inputs.elevation_m.grid;
  const auto cell = [&](int row, int col) {
    return static_cast<std::uint32_t>(grid.index(row, col));
  };
  const auto lowest_near = [&](int row, int col, int reach) {
    std::uint32_t lowest = cell(row, col);
    for (int r = row - reach; r <= row + reach; ++r)
      for (int c = col - reach; c <= col + reach; ++c)
        if (inputs.elevation_m.at(r, c) < inputs.elevation_m.value[lowest]) lowest = cell(r, c);
    return lowest;
  };
  inputs.infiltration.soils = {
      {.id = "sand", .conductivity_m_s = 2e-6, .suction_m = 0.05, .deficit = 0.3}};
  // A levee around the spring, closed: it fills like a tank until overtopped.
  const double x0 = (cols / 3 - 2) * 10.0;
  const double x1 = (cols / 3 + 3) * 10.0;
  const double y0 = grid.y0 - (rows / 3 - 2) * 10.0;
  const double y1 = grid.y0 - (rows / 3 + 2) * 10.0;
  const double ring[] = {x0, y0, x1, y0, x1, y1, x0, y1, x0, y0};
  const double crest = inputs.elevation_m.at(rows / 3, cols / 3) + 0.5;
  inputs.works.walls = {{.id = "ring", .line = wall_line(grid, ring), .crest_m = {crest}}};
  inputs.works.breaches = {{.id = "gap",
                            .wall = 0,
                            .face = 3,
                            .overtopping_m = 0.02,
                            .sill_m = crest - 0.4,
                            .lowering_s = 60.0,
                            .first_width_m = 4.0}};
  inputs.works.culverts = {{.id = "pipe",
                            .from = cell(rows / 3, cols / 3),
                            .to = lowest_near(rows / 3 + 14, cols / 3, 11),
                            .width_m = 0.6,
                            .height_m = 0.5,
                            .invert_m = crest - 0.45}};
  inputs.works.drains = {
      {.id = "gully", .inlets = {lowest_near(rows / 2, cols / 2, 3)}, .capacity_m3_s = 0.01}};
  inputs.works.pumps = {{.id = "pump",
                         .intakes = {lowest_near(rows / 4, cols * 3 / 4, 3)},
                         .to = kOutside,
                         .rate_m3_s = 0.05,
                         .start_m = -10.0,
                         .stop_m = -11.0,
                         .start_failure_probability = 0.1}};
  Pump& pump = inputs.works.pumps[0];
  pump.stop_m = inputs.elevation_m.value[pump.intakes[0]] + 0.02;
  pump.start_m = pump.stop_m + 0.03;
  inputs.works.reservoirs = {{.id = "lake",
                              .outlets = {cell(2, cols - 3), cell(3, cols - 3)},
                              .initial_m3 = 900.0,
                              .level_m_of_m3 = {{0.0, 1000.0}, {0.0, 5.0}},
                              .inflow_m3_s = {{0}, {0.4}},
                              .release_m3_s_of_level = {{0.0, 5.0}, {0.0, 1.0}}}};
  // Above the pond that stands there at the start.
  const double gauge = std::max(1.3, inputs.elevation_m.value[inputs.works.culverts[0].to]);
  inputs.works.gates = {{.id = "gate",
                         .gauge = inputs.works.culverts[0].to,
                         .has_target = true,
                         .target = {WorkKind::Culvert, 0},
                         .close_m = gauge + 0.4,
                         .reopen_m = gauge + 0.2,
                         .latency_s = 15.0}};
  return inputs;
}

/// Runs in periods of a minute, with edits at two barriers.
void run_edited(Flood& flood, SimTime until, SimTime from = 0) {
  for (SimTime now = from; now < until; now += 60 * kSecond) {
    if (now == 180 * kSecond) flood.change({{WorkKind::Drain, 0}, WorkAction::Fail}, now);
    if (now == 480 * kSecond) flood.change({{WorkKind::Wall, 0}, WorkAction::Open}, now);
    flood.advance(now, now + 60 * kSecond);
  }
}

class AllWorks : public testing::TestWithParam<Solver> {};
INSTANTIATE_TEST_SUITE_P(Solvers, AllWorks,
                         testing::Values(Solver::LocalInertial, Solver::FiniteVolume),
                         [](const auto& solver) {
                           return solver.param == Solver::LocalInertial ? "LocalInertial"
                                                                        : "FiniteVolume";
                         });

constexpr SimTime kUntil = 720 * kSecond;

TEST_P(AllWorks, EachMovesWaterAndTheLedgerCloses) {
  Flood flood{at_work(60, 70, GetParam())};
  for (SimTime now = 0; now < kUntil; now += 60 * kSecond) {
    flood.advance(now, now + 60 * kSecond);
    ASSERT_LE(flood.ledger().residual(), 1e-15);
    for (const double depth : flood.depth_m()) ASSERT_GE(depth, 0.0);
  }
  for (const WorkKind kind :
       {WorkKind::Wall, WorkKind::Culvert, WorkKind::Drain, WorkKind::Pump, WorkKind::Reservoir})
    EXPECT_GT(flood.works().moved_m3({kind, 0}) + flood.works().moved_back_m3({kind, 0}), 0.0)
        << static_cast<int>(kind) << ": works that do nothing test nothing";
  EXPECT_GT(flood.works().breach_width_m(0), 4.0);
}

void expect_same(const Flood& a, const Flood& b) {
  EXPECT_EQ(a.fingerprint(), b.fingerprint());
  EXPECT_EQ(a.steps(), b.steps());
  EXPECT_EQ(copy(a.depth_m()), copy(b.depth_m()));
  EXPECT_EQ(copy(a.greatest_depth_m()), copy(b.greatest_depth_m()));
  EXPECT_EQ(copy(a.arrival_s()), copy(b.arrival_s()));
  EXPECT_EQ(a.ledger().works.out_m3, b.ledger().works.out_m3);
}

TEST_P(AllWorks, SameBitsForThreadsInstructionsAndDryTiles) {
  Flood plain{at_work(190, 170, GetParam())};
  run_edited(plain, 120 * kSecond);
  const int threads_before = omp_get_max_threads();
  for (const int threads : {1, 3}) {
    omp_set_num_threads(threads);
    Flood other{at_work(190, 170, GetParam()),
                {.instructions = Instructions::Baseline, .skip_dry = false}};
    run_edited(other, 120 * kSecond);
    expect_same(plain, other);
  }
  omp_set_num_threads(threads_before);
}

/// No rain, hence dry tiles to skip, into which works bring water.
TEST_P(AllWorks, SameBitsOnDryGround) {
  Inputs inputs = at_work(130, 140, GetParam());
  inputs.rain_mm_h = {};
  inputs.initial_depth_m.clear();
  Flood skipping{inputs};
  Flood whole{std::move(inputs), {.skip_dry = false}};
  run_edited(skipping, 300 * kSecond);
  run_edited(whole, 300 * kSecond);
  expect_same(skipping, whole);
  EXPECT_LT(skipping.cell_updates(), whole.cell_updates());
}

TEST_P(AllWorks, SavedAndRestored) {
  for (const SimTime stop : {120 * kSecond, 540 * kSecond}) {
    Flood unbroken{at_work(60, 70, GetParam())};
    run_edited(unbroken, stop);
    MemoryArchive archive;
    unbroken.state(archive);
    archive.rewind();
    Flood resumed{at_work(60, 70, GetParam())};
    resumed.state(archive);
    run_edited(unbroken, kUntil, stop);
    run_edited(resumed, kUntil, stop);
    expect_same(unbroken, resumed);
  }
}

TEST_P(AllWorks, MoreRainNeverMeansLessWater) {
  double before = -1.0;
  for (const double rain : {0.0, 10.0, 20.0, 40.0, 80.0, 160.0}) {
    Inputs inputs = at_work(60, 70, GetParam());
    inputs.rain_mm_h = {{0}, {rain}};
    // A stage takes and gives whatever holds it.
    inputs.boundaries = {inputs.boundaries[1]};
    Flood flood{std::move(inputs)};
    run(flood, kUntil);
    const double stored = flood.ledger().stored_m3;
    EXPECT_GT(stored, before) << rain;
    before = stored;
  }
}

}  // namespace
}  // namespace muster::hazard::flood
