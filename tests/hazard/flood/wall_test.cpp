// SPDX-License-Identifier: MIT
// Walls and their breaches: weir formulas, widening, and what never gets through.
#include <algorithm>
#include <cmath>

#include "engine/hazard/flood/weir.hpp"
#include "engine/hazard/flood/works.hpp"
#include "tests/hazard/flood/ground.hpp"

namespace muster::hazard::flood {
namespace {

TEST(Weir, FreeAndDrownedFlowJoin) {
  EXPECT_DOUBLE_EQ(weir_discharge(1.7, 3.0, 0.25, -1.0), 1.7 * 3.0 * 0.125);
  const double at = weir_discharge(1.7, 1.0, 0.9, 0.6);
  EXPECT_NEAR(weir_discharge(1.7, 1.0, 0.9, 0.6 + 1e-9), at, 1e-9);
  EXPECT_NEAR(weir_discharge(1.7, 1.0, 0.9, 0.601), at, 1e-5) << "with the same slope";
  EXPECT_EQ(weir_discharge(1.7, 1.0, 0.9, 0.9), 0.0);
  EXPECT_EQ(weir_discharge(1.7, 1.0, -0.1, -0.3), 0.0);
}

TEST(Weir, RelaxedNeverReachesTheMost) {
  EXPECT_EQ(relaxed(0.3, 1.0), 0.3);
  EXPECT_EQ(relaxed(0.3, 0.0), 0.0);
  double before = 0.0;
  for (double wanted = 0.05; wanted < 1e3; wanted *= 1.3) {
    EXPECT_GT(relaxed(wanted, 1.0), before);
    EXPECT_LT(before = relaxed(wanted, 1.0), 1.0);
  }
}

TEST(Breach, WidensAsPublished) {
  EXPECT_NEAR(widening({.critical_velocity_m_s = kSandCriticalVelocity}, 2.0, 0.0, 3600.0), 27.2,
              0.06);
  EXPECT_NEAR(widening({.critical_velocity_m_s = kClayCriticalVelocity}, 2.0, 0.0, 3600.0), 5.79,
              0.005);
  const BreachGrowth sand;
  EXPECT_NEAR(widening(sand, 2.0, 0.0, 1000.0) + widening(sand, 2.0, 1000.0, 3600.0),
              widening(sand, 2.0, 0.0, 3600.0), 1e-12);
  EXPECT_EQ(widening(sand, -1.0, 0.0, 3600.0), 0.0);
}

TEST(WallLine, FollowsTheLineWithoutAGap) {
  const world::Grid grid{0.0, 100.0, 10.0, 10, 10};
  const double straight[] = {50.0, 0.0, 50.0, 100.0};
  const WallLine wall = wall_line(grid, straight);
  ASSERT_EQ(wall.faces.size(), 10u);
  EXPECT_DOUBLE_EQ(wall.length_m, 100.0);
  for (const Face& face : wall.faces) {
    EXPECT_TRUE(face.along_x);
    EXPECT_EQ(face.cell % 10, 4u);
  }
  const double slanting[] = {0.0, 100.0, 100.0, 0.0};
  EXPECT_NEAR(wall_line(grid, slanting).length_m / 141.42, 1.0, 0.11);  // 18 of 20 faces are inside
}

class Walls : public testing::TestWithParam<Solver> {};
INSTANTIATE_TEST_SUITE_P(Solvers, Walls,
                         testing::Values(Solver::LocalInertial, Solver::FiniteVolume),
                         [](const auto& solver) {
                           return solver.param == Solver::LocalInertial ? "LocalInertial"
                                                                        : "FiniteVolume";
                         });

/// Two pools at different levels over rough ground, both at rest to the bit.
TEST_P(Walls, KeepTwoPoolsAtRest) {
  Inputs inputs = inputs_on(ground(40, 50, 10.0, [](int row, int col) {
    return 0.8 * noise(row / 4, col / 4, 1) + 0.3 * noise(row, col, 2);
  }));
  inputs.parameters.solver = GetParam();
  const double line[] = {240.0, -1.0, 260.0, 401.0};
  inputs.works.walls = {
      {.id = "levee", .line = wall_line(inputs.elevation_m.grid, line), .crest_m = {3.0}}};
  // Cells west of the wall, row by row: those before its face of x.
  std::vector<std::uint32_t> first_east(40, 0);
  for (const Face& face : inputs.works.walls[0].line.faces)
    if (face.along_x) first_east[face.cell / 50] = face.cell % 50 + 1;
  for (std::size_t i = 0; i < 2000; ++i) {
    const double level = i % 50 < first_east[i / 50] ? 2.5 : 1.2;
    inputs.initial_depth_m.push_back(std::max(0.0, level - inputs.elevation_m.value[i]));
  }
  Flood flood{std::move(inputs)};
  const std::vector<double> at_start = copy(flood.depth_m());
  flood.advance(0, 600 * kSecond);
  EXPECT_LE(greatest_speed(flood), 1e-12);
  EXPECT_EQ(copy(flood.depth_m()), at_start);
}

/// A wave runs against a wall as against the grid's edge.
TEST_P(Walls, ReflectAsTheEdgeOfTheGridDoes) {
  const auto run_wave = [&](int cols, bool wall, bool along_x) {
    Inputs inputs = inputs_on(along_x ? ground(12, cols, 5.0, [](int, int) { return 0.0; })
                                      : ground(cols, 12, 5.0, [](int, int) { return 0.0; }));
    inputs.parameters.solver = GetParam();
    inputs.parameters.longest_step_s = 0.1;  // the same steps for both
    inputs.initial_depth_m.assign(inputs.elevation_m.value.size(), 0.0);
    for (int row = 0; row < 12; ++row)
      for (int col = 0; col < 30; ++col)
        inputs.initial_depth_m[along_x ? inputs.elevation_m.grid.index(row, col)
                                       : inputs.elevation_m.grid.index(col, row)] =
            col < 10 + row / 3 ? 2.0 : 0.5;
    const double y0 = inputs.elevation_m.grid.y0;
    const double line_x[] = {150.0, -1.0, 150.0, 61.0};
    const double line_y[] = {-1.0, y0 - 150.0, 61.0, y0 - 150.0};
    if (wall)
      inputs.works.walls = {{.id = "wall",
                             .line = along_x ? wall_line(inputs.elevation_m.grid, line_x)
                                             : wall_line(inputs.elevation_m.grid, line_y),
                             .crest_m = {50.0}}};
    Flood flood{std::move(inputs)};
    run(flood, 120 * kSecond);
    std::vector<double> depth;
    for (int row = 0; row < 12; ++row)
      for (int col = 0; col < 30; ++col)
        depth.push_back(
            flood.depth_m()[along_x ? flood.grid().index(row, col) : flood.grid().index(col, row)]);
    return depth;
  };
  for (const bool along_x : {true, false}) {
    const std::vector<double> edge = run_wave(30, false, along_x);
    const std::vector<double> wall = run_wave(40, true, along_x);
    for (std::size_t i = 0; i < edge.size(); ++i) ASSERT_NEAR(edge[i], wall[i], 1e-9) << i;
  }
}

/// A wall across a pond: whatever its slant, the other side stays dry.
TEST_P(Walls, HoldUntilOvertopped) {
  for (const double slant : {0.0, 37.0, 180.0}) {
    Inputs inputs = inputs_on(ground(30, 30, 10.0, [](int, int) { return 0.0; }));
    inputs.parameters.solver = GetParam();
    const double line[] = {60.0, -1.0, 60.0 + slant, 301.0};
    inputs.works.walls = {
        {.id = "levee", .line = wall_line(inputs.elevation_m.grid, line), .crest_m = {2.0}}};
    inputs.initial_depth_m.assign(900, 0.0);
    for (std::size_t row = 0; row < 30; ++row)
      for (std::size_t col = 0; col < 3; ++col) inputs.initial_depth_m[row * 30 + col] = 1.5;
    inputs.boundaries = {{.kind = BoundaryKind::Inflow,
                          .id = "river",
                          .cells = {0},
                          .series = {{900 * kSecond, 901 * kSecond}, {0.0, 60.0}}}};
    Flood flood{std::move(inputs)};
    const auto beyond = [&] {
      double water = 0.0;
      for (std::size_t row = 0; row < 30; ++row) water += flood.depth_m()[row * 30 + 29];
      return water;
    };
    run(flood, 900 * kSecond);
    EXPECT_EQ(beyond(), 0.0) << slant;
    run(flood, 7200 * kSecond, 60 * kSecond, 900 * kSecond);
    EXPECT_GT(beyond(), 0.0) << slant;
    EXPECT_GT(flood.works().moved_m3({WorkKind::Wall, 0}) +
                  flood.works().moved_back_m3({WorkKind::Wall, 0}),
              0.0);
    EXPECT_LE(flood.ledger().residual(), 1e-15);
  }
}

/// A cell of level H above the crest empties over it: dH/dt = -c H^1.5, c = C B / A.
TEST(Wall, EmptiesABasinAsABroadCrestedWeir) {
  Inputs inputs = inputs_on(ground(1, 2, 20.0, [](int, int col) { return -10.0 * col; }));
  inputs.initial_depth_m = {3.0, 0.0};
  inputs.parameters.longest_step_s = 0.02;
  inputs.works.walls = {{.id = "wall", .line = {{{0, true}}, 20.0}, .crest_m = {2.0}}};
  Flood flood{std::move(inputs)};
  const double c = 1.7 * 20.0 / 400.0;
  for (int t = 5; t <= 60; t += 5) {
    flood.advance((t - 5) * kSecond, t * kSecond);
    EXPECT_NEAR(flood.depth_m()[0] - 2.0, std::pow(1.0 + 0.5 * c * t, -2.0), 1e-3) << t;
    EXPECT_EQ(flood.depth_m()[0] + flood.depth_m()[1], 3.0);
  }
  // Taken away, the rest flows as the solver has it; set up again, nothing does.
  flood.change({{WorkKind::Wall, 0}, WorkAction::Open}, 60 * kSecond);
  flood.advance(60 * kSecond, 70 * kSecond);
  EXPECT_LT(flood.depth_m()[0], 1.8) << "below the crest";
  const double left = flood.depth_m()[0];
  flood.change({{WorkKind::Wall, 0}, WorkAction::Close}, 70 * kSecond);
  flood.advance(70 * kSecond, 100 * kSecond);
  EXPECT_EQ(flood.depth_m()[0], left);
}

/// A river held at 3 m, a levee and a polder 200 m wide.
Inputs river_and_polder(SimTime start) {
  Inputs inputs = inputs_on(ground(41, 30, 10.0, [](int, int) { return 0.0; }));
  const world::Grid& grid = inputs.elevation_m.grid;
  const double line[] = {100.0, 0.0, 100.0, 410.0};
  inputs.works.walls = {{.id = "levee", .line = wall_line(grid, line), .crest_m = {4.0}}};
  inputs.works.breaches = {{.id = "gap",
                            .wall = 0,
                            .face = 20,
                            .start = start,
                            .sill_m = 1.0,
                            .lowering_s = 600.0,
                            .first_width_m = 5.0}};
  Boundary river{.kind = BoundaryKind::Stage, .id = "river", .series = {{0}, {3.0}}};
  for (std::uint32_t row = 0; row < 41; ++row)
    for (std::uint32_t col = 0; col < 10; ++col) river.cells.push_back(row * 30 + col);
  inputs.boundaries = {river};
  inputs.initial_depth_m.assign(grid.size(), 0.0);
  for (const std::uint32_t cell : river.cells) inputs.initial_depth_m[cell] = 3.0;
  return inputs;
}

/// While nothing stands behind it: 1.7 B (3 - z)^1.5 with the crest z falling 3 m in 600 s at 5 m,
/// then B widening under 2 m over the sill. What enters is the integral of that.
TEST(Breach, FloodsAPolderAsItsFormulasSay) {
  Inputs inputs = river_and_polder(0);
  for (std::size_t i = 0; i < inputs.elevation_m.value.size(); ++i)
    if (i % 30 >= 10)
      inputs.elevation_m.value[i] = -20.0;  // so deep that the sill is never drowned
  Flood flood{std::move(inputs)};
  flood.advance(0, 600 * kSecond);
  const WorkRef levee{WorkKind::Wall, 0};
  double exact = 0.0;
  for (int i = 0; i < 60000; ++i) {
    const double head = 3.0 - (4.0 - 3.0 * (i + 0.5) / 60000.0);
    if (head > 0.0) exact += 0.01 * 1.7 * 5.0 * std::pow(head, 1.5);
  }
  EXPECT_NEAR(flood.works().moved_m3(levee), exact, 0.005 * exact);
  EXPECT_EQ(flood.works().breach_width_m(0), 5.0);
  const double first_phase = flood.works().moved_m3(levee);
  flood.advance(600 * kSecond, 4200 * kSecond);
  EXPECT_NEAR(flood.works().breach_width_m(0), 5.0 + widening({}, 2.0, 0.0, 3600.0), 1e-9);
  exact = 0.0;
  for (int i = 0; i < 36000; ++i)
    exact += 0.1 * 1.7 * (5.0 + widening({}, 2.0, 0.0, 0.1 * (i + 0.5))) * std::pow(2.0, 1.5);
  EXPECT_NEAR(flood.works().moved_m3(levee) - first_phase, exact, 0.005 * exact);
  EXPECT_LE(flood.ledger().residual(), 1e-15);
}

/// Drowned from behind it stops to widen, and the levels meet.
TEST_P(Walls, BreachedEndWithEqualLevels) {
  Inputs inputs = river_and_polder(0);
  inputs.parameters.solver = GetParam();
  Flood flood{std::move(inputs)};
  run(flood, 4 * 3600 * kSecond, 600 * kSecond);
  const double width = flood.works().breach_width_m(0);
  EXPECT_GT(width, 10.0);
  EXPECT_LT(width, 5.0 + widening({}, 2.0, 0.0, 4 * 3600.0 - 600.0));
  for (std::size_t row = 0; row < 41; ++row) EXPECT_NEAR(flood.depth_m()[row * 30 + 25], 3.0, 0.02);
}

TEST(Breach, StartsByOvertoppingAndWhenToldTo) {
  Inputs inputs = river_and_polder(kNever);
  inputs.works.breaches[0].overtopping_m = 0.1;
  inputs.boundaries[0].series = {{0, 600 * kSecond}, {3.0, 4.2}};  // 4.1 after 550 s
  Flood flood{inputs};
  flood.advance(0, 540 * kSecond);
  EXPECT_FALSE(flood.works().breach_started(0, 540 * kSecond));
  flood.advance(540 * kSecond, 560 * kSecond);
  EXPECT_TRUE(flood.works().breach_started(0, 560 * kSecond));
  Flood told{river_and_polder(kNever)};
  told.advance(0, 100 * kSecond);
  EXPECT_EQ(told.works().moved_m3({WorkKind::Wall, 0}), 0.0);
  told.change({{WorkKind::Breach, 0}, WorkAction::Open}, 100 * kSecond);
  told.advance(100 * kSecond, 800 * kSecond);
  EXPECT_GT(told.works().moved_m3({WorkKind::Wall, 0}), 100.0);
  told.change({{WorkKind::Breach, 0}, WorkAction::Close}, 800 * kSecond);
  const double moved = told.works().moved_m3({WorkKind::Wall, 0});
  told.advance(800 * kSecond, 900 * kSecond);
  EXPECT_EQ(told.works().moved_m3({WorkKind::Wall, 0}), moved);
  EXPECT_THROW(told.change({{WorkKind::Breach, 0}, WorkAction::Fail}, 0), InputError);
}

TEST_P(Walls, AnEarlierBreachNeverDelaysArrival) {
  std::vector<float> before;
  for (const int start : {0, 120, 300, 900}) {
    Inputs inputs = river_and_polder(start * kSecond);
    inputs.parameters.solver = GetParam();
    Flood flood{std::move(inputs)};
    run(flood, 3600 * kSecond, 600 * kSecond);
    const std::vector<float> arrival = copy(flood.arrival_s());
    EXPECT_LT(arrival[20 * 30 + 29], 3600.0f);
    for (std::size_t i = 0; i < before.size(); ++i) ASSERT_LE(before[i], arrival[i]) << i;
    before = arrival;
  }
}

/// A breach near the end of its wall grows the other way, and over the whole wall at most.
TEST(Breach, StaysWithinItsWall) {
  Inputs inputs = river_and_polder(0);
  inputs.works.breaches[0].face = 0;
  inputs.works.breaches[0].first_width_m = 1e4;
  inputs.works.breaches[0].lowering_s = 0.0;
  for (std::size_t i = 0; i < inputs.elevation_m.value.size(); ++i)
    if (i % 30 >= 10) inputs.elevation_m.value[i] = -20.0;
  inputs.parameters.longest_step_s = 0.1;
  Flood flood{std::move(inputs)};
  flood.advance(0, 10 * kSecond);
  const double exact = 1.7 * 410.0 * std::pow(2.0, 1.5) * 10.0;
  EXPECT_NEAR(flood.works().moved_m3({WorkKind::Wall, 0}), exact, 0.005 * exact);
}

}  // namespace
}  // namespace muster::hazard::flood
