// SPDX-License-Identifier: MIT
// Ground that moves in a run keeps the water; a deposit dams a channel and breaches.
#include "engine/hazard/flood/bed_edits.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "tests/hazard/flood/ground.hpp"

namespace muster::hazard::flood {
namespace {

TEST(BedEdits, LiftTheWaterAndKeepItsVolume) {
  Inputs inputs = inputs_on(ground(9, 9, 10.0, [](int, int) { return 0.0; }));
  inputs.initial_depth_m.assign(81, 1.0);
  Flood flood{std::move(inputs)};
  const std::uint32_t cells[] = {40, 41};
  const double bed[] = {0.7, 3.0};
  const std::uint64_t before = flood.fingerprint();
  flood.set_bed(cells, bed);
  EXPECT_NE(flood.fingerprint(), before);
  EXPECT_EQ(flood.depth_m()[40], 1.0);
  EXPECT_EQ(flood.ledger().residual(), 0.0);
  flood.advance(0, 7200 * kSecond);
  EXPECT_EQ(flood.ledger().stored_m3, 8100.0);
  // 79 cells at bed 0, one at 0.7; the one at 3 m keeps no more than a film.
  EXPECT_LT(flood.depth_m()[41], 0.002);
  EXPECT_NEAR(flood.depth_m()[40], (81.0 - 79.0 * 0.7) / 80.0 - 0.0, 0.02);
  const std::uint32_t outside[] = {81};
  const double nan[] = {std::numeric_limits<double>::quiet_NaN()};
  EXPECT_THROW(flood.set_bed(outside, nan), InputError);
}

/// A channel 100 m wide with a brook of 20 m3/s and a deposit across it.
Inputs valley() {
  Inputs inputs = inputs_on(ground(10, 60, 10.0, [](int, int col) { return -0.02 * col; }));
  inputs.boundaries = {{.kind = BoundaryKind::Inflow,
                        .id = "brook",
                        .cells = edge_cells(inputs.elevation_m.grid, Side::West),
                        .series = {{0}, {20.0}}},
                       {.kind = BoundaryKind::Free,
                        .id = "out",
                        .cells = edge_cells(inputs.elevation_m.grid, Side::East),
                        .slope = 0.002}};
  return inputs;
}

struct Deposit {
  std::vector<std::uint32_t> cells;
  std::vector<double> bed_m;
};

/// Across columns 30 and 31, 3 m high, lower in its middle.
Deposit deposit() {
  Deposit made;
  for (std::uint32_t row = 0; row < 10; ++row) {
    for (const std::uint32_t col : {30u, 31u}) {
      made.cells.push_back(row * 60 + col);
      made.bed_m.push_back(row == 4 || row == 5 ? 2.0 : 3.0);
    }
  }
  return made;
}

Dam natural_dam() {
  Dam dam;
  dam.cells = {4 * 60 + 30, 4 * 60 + 31, 5 * 60 + 30, 5 * 60 + 31};
  dam.floor_m = {-0.5};
  dam.lowering_s = 300.0;
  dam.overtopping_m = 0.1;
  return dam;
}

TEST(Dam, HoldsTheBrookThenBreaches) {
  const Deposit made = deposit();
  Flood open{valley()};
  Flood flood{valley()};
  run(open, 1200 * kSecond);
  run(flood, 1200 * kSecond);
  flood.set_bed(made.cells, made.bed_m);
  flood.add_dam(natural_dam());
  const std::size_t behind = 4 * 60 + 25;
  const std::size_t below = 4 * 60 + 50;
  double wave = 0.0;
  double low = 1e9;
  SimTime now = 1200 * kSecond;
  double before_breach = 0.0;
  for (; now < 7200 * kSecond; now += 30 * kSecond) {
    flood.advance(now, now + 30 * kSecond);
    if (!flood.bed_edits().dam_started(0)) {
      low = std::min(low, flood.depth_m()[below]);
      before_breach = flood.bed_m()[behind] + flood.depth_m()[behind];
    } else {
      wave = std::max(wave, flood.depth_m()[below]);
    }
    ASSERT_LE(flood.ledger().residual(), 1e-15);
  }
  run(open, 7200 * kSecond, 30 * kSecond, 1200 * kSecond);
  ASSERT_TRUE(flood.bed_edits().dam_started(0));
  EXPECT_NEAR(before_breach, 2.1, 0.1)
      << "it fills to the crest and the depth that starts a breach";
  EXPECT_LT(low, 0.5 * open.depth_m()[below]) << "the brook runs dry below";
  EXPECT_GT(wave, 2.0 * open.depth_m()[below]) << "and the breach makes a wave";
  for (const std::uint32_t cell : natural_dam().cells) EXPECT_NEAR(flood.bed_m()[cell], -0.5, 0.2);
  EXPECT_EQ(flood.bed_m()[30], 3.0) << "what does not erode stays";
}

TEST(Dam, SinksLinearlyFromItsStart) {
  Inputs inputs = inputs_on(ground(1, 3, 10.0, [](int, int col) { return col == 1 ? 4.0 : 0.0; }));
  inputs.parameters.longest_step_s = 1.0;
  Flood flood{std::move(inputs)};
  flood.add_dam({.cells = {1}, .floor_m = {1.0}, .lowering_s = 200.0, .start = 50 * kSecond});
  flood.advance(0, 50 * kSecond);
  EXPECT_EQ(flood.bed_m()[1], 4.0);
  flood.advance(50 * kSecond, 150 * kSecond);
  EXPECT_NEAR(flood.bed_m()[1], 2.5, 1e-12);
  flood.advance(150 * kSecond, 400 * kSecond);
  EXPECT_EQ(flood.bed_m()[1], 1.0);
  EXPECT_THROW(flood.add_dam({}), InputError);
  EXPECT_THROW(flood.add_dam({.cells = {0, 1, 2}, .floor_m = {1.0, 2.0}}), InputError);
}

TEST(Dam, ACellBelongsToTheLatestDam) {
  Flood flood{inputs_on(ground(1, 3, 10.0, [](int, int) { return 4.0; }))};
  flood.add_dam({.cells = {0, 1}, .floor_m = {1.0}, .lowering_s = 100.0, .start = 0});
  flood.advance(0, 200 * kSecond);
  ASSERT_EQ(flood.bed_m()[1], 1.0);
  flood.set_bed(std::vector<std::uint32_t>{1}, std::vector<double>{3.0});
  flood.add_dam({.cells = {1}, .floor_m = {1.0}, .lowering_s = 100.0, .start = 300 * kSecond});
  flood.advance(200 * kSecond, 300 * kSecond);
  EXPECT_EQ(flood.bed_m()[0], 1.0);
  EXPECT_EQ(flood.bed_m()[1], 3.0) << "it holds";
  flood.advance(300 * kSecond, 350 * kSecond);
  EXPECT_NEAR(flood.bed_m()[1], 2.0, 1e-12);
}

TEST(Dam, WearsDownToTheFloorOfEachCell) {
  Inputs inputs = inputs_on(ground(1, 3, 10.0, [](int, int) { return 4.0; }));
  Flood flood{std::move(inputs)};
  flood.add_dam({.cells = {0, 2}, .floor_m = {1.0, 3.0}, .lowering_s = 100.0, .start = 0});
  flood.advance(0, 50 * kSecond);
  EXPECT_NEAR(flood.bed_m()[0], 2.5, 1e-12);
  EXPECT_NEAR(flood.bed_m()[2], 3.5, 1e-12);
  flood.advance(50 * kSecond, 200 * kSecond);
  EXPECT_EQ(flood.bed_m()[0], 1.0);
  EXPECT_EQ(flood.bed_m()[1], 4.0);
  EXPECT_EQ(flood.bed_m()[2], 3.0);
}

/// To a stop before the deposit, between it and the breach, and after: as if unbroken.
TEST(Dam, SavedAndRestored) {
  const Deposit made = deposit();
  const auto upto = [&](Flood& flood, SimTime from, SimTime until) {
    for (SimTime now = from; now < until; now += 60 * kSecond) {
      if (now == 600 * kSecond) {
        flood.set_bed(made.cells, made.bed_m);
        flood.add_dam(natural_dam());
      }
      flood.advance(now, now + 60 * kSecond);
    }
  };
  Flood unbroken{valley()};
  upto(unbroken, 0, 6000 * kSecond);
  ASSERT_TRUE(unbroken.bed_edits().dam_started(0));
  Flood rewound{valley()};
  MemoryArchive early;
  upto(rewound, 0, 300 * kSecond);
  rewound.state(early);
  upto(rewound, 300 * kSecond, 6000 * kSecond);
  MemoryArchive late;
  rewound.state(late);
  EXPECT_EQ(rewound.fingerprint(), unbroken.fingerprint());
  early.rewind();
  rewound.state(early);  // takes the deposit away again
  EXPECT_TRUE(rewound.bed_edits().empty());
  upto(rewound, 300 * kSecond, 6000 * kSecond);
  EXPECT_EQ(rewound.fingerprint(), unbroken.fingerprint());
  late.rewind();
  Flood fresh{valley()};
  fresh.state(late);
  EXPECT_EQ(fresh.fingerprint(), unbroken.fingerprint());
  EXPECT_EQ(copy(fresh.bed_m()), copy(unbroken.bed_m()));
  fresh.advance(6000 * kSecond, 6600 * kSecond);
  unbroken.advance(6000 * kSecond, 6600 * kSecond);
  EXPECT_EQ(fresh.fingerprint(), unbroken.fingerprint());
}

}  // namespace
}  // namespace muster::hazard::flood
