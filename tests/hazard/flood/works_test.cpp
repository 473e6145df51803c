// SPDX-License-Identifier: MIT
// Culverts, pumps, drains, reservoirs and gates against closed forms, and their water to the bit.
#include "engine/hazard/flood/works.hpp"

#include <algorithm>
#include <cmath>

#include "tests/hazard/flood/ground.hpp"

namespace muster::hazard::flood {
namespace {

/// Two cells of 100 m2 with 20 m of ground between them.
Inputs two_basins(double left_m, double right_m) {
  Inputs inputs = inputs_on(ground(1, 3, 10.0, [](int, int col) { return col == 1 ? 20.0 : 0.0; }));
  inputs.initial_depth_m = {left_m, 0.0, right_m};
  inputs.parameters.longest_step_s = 0.25;
  return inputs;
}

Culvert pipe() {
  return {.id = "pipe", .from = 0, .to = 2, .width_m = 0.5, .height_m = 0.4, .invert_m = 0.0};
}

/// A dh/dt = -2 mu a sqrt(2 g dh): sqrt(dh) falls linearly, to nothing at a known time.
TEST(Culvert, LevelsMeetAsTheRootFallsLinearly) {
  Inputs inputs = two_basins(4.0, 2.0);
  inputs.works.culverts = {pipe()};
  Flood flood{std::move(inputs)};
  const double rate = 0.6 * 0.2 * std::sqrt(2.0 * kGravity) / 100.0;
  const double until = std::sqrt(2.0) / rate;
  for (SimTime now = 0; to_seconds(now) < 0.95 * until; now += 10 * kSecond) {
    const double difference = flood.depth_m()[0] - flood.depth_m()[2];
    ASSERT_NEAR(std::sqrt(difference), std::sqrt(2.0) - rate * to_seconds(now), 3e-3);
    flood.advance(now, now + 10 * kSecond);
    ASSERT_EQ(flood.depth_m()[0] + flood.depth_m()[2], 6.0) << "to the bit";
  }
  flood.advance(from_seconds(until), from_seconds(3.0 * until));
  EXPECT_NEAR(flood.depth_m()[0], 3.0, 1e-3);
  EXPECT_GE(flood.depth_m()[0], flood.depth_m()[2]) << "never past equal levels";
  EXPECT_EQ(flood.works().moved_m3({WorkKind::Culvert, 0}), (4.0 - flood.depth_m()[0]) * 100.0);
  EXPECT_EQ(flood.works().moved_back_m3({WorkKind::Culvert, 0}), 0.0);
}

TEST(Culvert, TheErrorHalvesWithTheStep) {
  const auto error = [](double step_s) {
    Inputs inputs = two_basins(4.0, 2.0);
    inputs.parameters.longest_step_s = step_s;
    inputs.works.culverts = {pipe()};
    Flood flood{std::move(inputs)};
    flood.advance(0, 150 * kSecond);
    const double exact = std::sqrt(2.0) - 0.6 * 0.2 * std::sqrt(2.0 * kGravity) / 100.0 * 150.0;
    return std::fabs(std::sqrt(flood.depth_m()[0] - flood.depth_m()[2]) - exact);
  };
  EXPECT_NEAR(error(0.5) / error(0.25), 2.0, 0.05);
}

TEST(Culvert, FlowsBackUnlessAFlapForbidsIt) {
  for (const bool flap : {false, true}) {
    Inputs inputs = two_basins(1.0, 3.0);
    inputs.works.culverts = {pipe()};
    inputs.works.culverts[0].flap = flap;
    Flood flood{std::move(inputs)};
    flood.advance(0, 1800 * kSecond);
    if (flap)
      EXPECT_EQ(flood.depth_m()[0], 1.0);
    else
      EXPECT_NEAR(flood.depth_m()[0], 2.0, 1e-3);
  }
}

TEST(Culvert, TheInvertKeepsWaterBackAndShallowWaterFlowsAsOverAWeir) {
  Inputs inputs = two_basins(1.2, 0.0);
  inputs.works.culverts = {pipe()};
  inputs.works.culverts[0].invert_m = 1.0;
  Flood flood{std::move(inputs)};
  flood.advance(0, 20 * kSecond);
  // dH/dt = -c H^1.5, c = 1.7 B / A.
  const double c = 1.7 * 0.5 / 100.0;
  const double head = 0.2 / std::pow(1.0 + 0.5 * c * std::sqrt(0.2) * 20.0, 2);
  EXPECT_NEAR(flood.depth_m()[0], 1.0 + head, 1e-5);
  flood.advance(20 * kSecond, 864000 * kSecond);
  EXPECT_GE(flood.depth_m()[0], 1.0);
  EXPECT_LT(flood.depth_m()[0], 1.001);
}

TEST(Pump, RunsFromItsStartLevelDownToItsStopLevel) {
  Inputs inputs = two_basins(2.0, 0.0);
  inputs.works.pumps = {{.id = "pump",
                         .intakes = {0},
                         .to = kOutside,
                         .rate_m3_s = 0.5,
                         .start_m = 1.5,
                         .stop_m = 0.5}};
  inputs.boundaries = {{.kind = BoundaryKind::Inflow,
                        .id = "seep",
                        .cells = {0},
                        .series = {{0, 400 * kSecond, 401 * kSecond}, {0.0, 0.0, 0.1}}}};
  Flood flood{std::move(inputs)};
  flood.advance(0, 100 * kSecond);
  EXPECT_NEAR(flood.depth_m()[0], 2.0 - 0.005 * 100.0, 1e-9);
  EXPECT_TRUE(flood.works().pump_runs(0));
  flood.advance(100 * kSecond, 400 * kSecond);
  EXPECT_EQ(flood.depth_m()[0], 0.5);
  EXPECT_FALSE(flood.works().pump_runs(0));
  // Fills at 1 mm/s to 1.5 m before it starts again.
  flood.advance(400 * kSecond, 1300 * kSecond);
  EXPECT_FALSE(flood.works().pump_runs(0));
  EXPECT_NEAR(flood.depth_m()[0], 0.5 + 0.001 * 899.5, 1e-6);
  flood.advance(1300 * kSecond, 1500 * kSecond);
  EXPECT_TRUE(flood.works().pump_runs(0));
  EXPECT_EQ(flood.ledger().works.out_m3, flood.works().moved_m3({WorkKind::Pump, 0}));
  EXPECT_LE(flood.ledger().residual(), 1e-15);
}

TEST(Pump, FailsAtItsTimeAndRunsAgainRepaired) {
  Inputs inputs = two_basins(2.0, 0.0);
  inputs.works.pumps = {{.id = "pump",
                         .intakes = {0},
                         .to = 2,
                         .rate_m3_s = 0.5,
                         .start_m = 0.2,
                         .stop_m = 0.1,
                         .fails = 60 * kSecond}};
  Flood flood{std::move(inputs)};
  flood.advance(0, 200 * kSecond);
  EXPECT_NEAR(flood.depth_m()[2], 0.005 * 60.0, 1e-9);
  EXPECT_EQ(flood.depth_m()[0] + flood.depth_m()[2], 2.0);
  EXPECT_TRUE(flood.works().pump_failed(0));
  flood.change({{WorkKind::Pump, 0}, WorkAction::Repair}, 200 * kSecond);
  flood.advance(200 * kSecond, 260 * kSecond);
  EXPECT_NEAR(flood.depth_m()[2], 0.005 * 120.0, 1e-9);
}

/// Drawn by the pump's own id: another pump in front of it changes nothing.
TEST(Pump, FailsAtStartsWithItsProbability) {
  constexpr int kPumps = 400;
  const auto failed = [](std::uint64_t seed, bool one_more) {
    Inputs inputs = inputs_on(ground(1, kPumps + 1, 10.0, [](int, int) { return 0.0; }));
    inputs.initial_depth_m.assign(kPumps + 1, 1.0);
    inputs.works.seed = seed;
    if (one_more)
      inputs.works.pumps.push_back(
          {.id = "more", .intakes = {kPumps}, .rate_m3_s = 0.01, .start_m = 0.2, .stop_m = 0.1});
    for (std::uint32_t p = 0; p < kPumps; ++p)
      inputs.works.pumps.push_back({.id = "p" + std::to_string(p),
                                    .intakes = {p},
                                    .rate_m3_s = 0.01,
                                    .start_m = 0.2,
                                    .stop_m = 0.1,
                                    .start_failure_probability = 0.3});
    Flood flood{std::move(inputs)};
    flood.advance(0, 20 * kSecond);
    std::vector<bool> which;
    for (std::size_t p = one_more ? 1 : 0; p < flood.works().inputs().pumps.size(); ++p)
      which.push_back(flood.works().pump_failed(p));
    return which;
  };
  const std::vector<bool> first = failed(7, false);
  EXPECT_NEAR(static_cast<double>(std::count(first.begin(), first.end(), true)), 0.3 * kPumps,
              4.0 * std::sqrt(kPumps * 0.21));
  EXPECT_EQ(first, failed(7, true));
  EXPECT_NE(first, failed(8, false));
}

TEST(Drain, TakesItsCapacityUntilThereIsNothingLeft) {
  Inputs inputs = two_basins(1.0, 0.0);
  inputs.works.drains = {{.id = "gully", .inlets = {0}, .capacity_m3_s = 0.2}};
  Flood flood{std::move(inputs)};
  flood.advance(0, 300 * kSecond);
  EXPECT_NEAR(flood.depth_m()[0], 1.0 - 300.0 * 0.2 / 100.0, 1e-9);
  flood.advance(300 * kSecond, 600 * kSecond);
  EXPECT_EQ(flood.depth_m()[0], 0.0);
  EXPECT_EQ(flood.ledger().works.out_m3, 100.0);
}

TEST(Drain, NeverRaisesItsOutfallAboveItsInlet) {
  Inputs inputs = two_basins(1.0, 0.2);
  inputs.works.drains = {{.id = "gully", .inlets = {0}, .outfall = 2, .capacity_m3_s = 0.2}};
  Flood flood{std::move(inputs)};
  flood.advance(0, 100 * kSecond);
  EXPECT_NEAR(flood.depth_m()[2], 0.2 + 0.2, 1e-9);
  flood.advance(100 * kSecond, 3600 * kSecond);
  EXPECT_NEAR(flood.depth_m()[0], 0.6, 1e-3);
  EXPECT_GE(flood.depth_m()[0], flood.depth_m()[2]);
  EXPECT_EQ(flood.ledger().stored_m3, flood.ledger().initial_m3);
}

Reservoir lake() {
  return {.id = "lake",
          .outlets = {0},
          .initial_m3 = 60.0,
          .level_m_of_m3 = {{0.0, 100.0}, {0.0, 10.0}}};
}

TEST(Reservoir, ReleasesItsHydrographAsLongAsThereIsWater) {
  Inputs inputs = two_basins(0.0, 0.0);
  inputs.works.reservoirs = {lake()};
  inputs.works.reservoirs[0].release_m3_s = {{0, 100 * kSecond}, {0.0, 0.5}};
  Flood flood{std::move(inputs)};
  flood.advance(0, 100 * kSecond);
  EXPECT_NEAR(flood.ledger().stored_m3, 25.0, 1e-6);
  EXPECT_NEAR(flood.works().reservoir_m3(0), 35.0, 1e-6);
  EXPECT_EQ(flood.ledger().stored_m3, flood.ledger().works.in_m3);
  flood.advance(100 * kSecond, 400 * kSecond);
  EXPECT_NEAR(flood.ledger().stored_m3, 60.0, 1e-6);
  EXPECT_GE(flood.works().reservoir_m3(0), 0.0);
}

/// Q = k z with z = V / 10: V = V0 exp(-k t / 10).
TEST(Reservoir, ReleasesByTheRuleOnItsLevelAndSpills) {
  Inputs inputs = two_basins(0.0, 0.0);
  inputs.works.reservoirs = {lake()};
  inputs.works.reservoirs[0].release_m3_s_of_level = {{0.0, 10.0}, {0.0, 0.1}};
  Flood flood{inputs};
  flood.advance(0, 500 * kSecond);
  EXPECT_NEAR(flood.works().reservoir_m3(0), 60.0 * std::exp(-0.5), 0.01);
  inputs.works.reservoirs[0].open = false;
  inputs.works.reservoirs[0].inflow_m3_s = {{0}, {0.5}};
  Flood shut{std::move(inputs)};
  shut.advance(0, 80 * kSecond);
  EXPECT_EQ(shut.ledger().stored_m3, 0.0);
  shut.advance(80 * kSecond, 180 * kSecond);
  EXPECT_NEAR(shut.works().reservoir_m3(0), 100.0, 1e-6);
  EXPECT_NEAR(shut.ledger().stored_m3, 50.0, 1e-6);
}

TEST(Gate, ShutsACulvertAfterItsLatencyAndOpensItLower) {
  Inputs inputs = two_basins(1.0, 0.0);
  inputs.works.culverts = {pipe()};
  inputs.works.culverts[0].flap = true;
  inputs.works.gates = {{.id = "gate",
                         .gauge = 2,
                         .has_target = true,
                         .target = {WorkKind::Culvert, 0},
                         .close_m = 0.3,
                         .reopen_m = 0.1,
                         .latency_s = 20.0}};
  inputs.works.drains = {{.id = "sump", .inlets = {2}, .capacity_m3_s = 0.0}};
  inputs.works.pumps = {
      {.id = "pump", .intakes = {2}, .rate_m3_s = 0.2, .start_m = 0.35, .stop_m = 0.01}};
  inputs.works.pumps[0].open = false;
  Flood flood{std::move(inputs)};
  SimTime now = 0;
  const auto until = [&](auto&& done) {
    while (!done() && now < 7200 * kSecond) {
      flood.advance(now, now + kSecond);
      now += kSecond;
    }
  };
  until([&] { return flood.depth_m()[2] >= 0.3; });
  const SimTime reached = now;
  until([&] { return flood.works().gate_closed(0); });
  EXPECT_NEAR(to_seconds(now - reached), 20.0, 1.5);
  const double kept = flood.depth_m()[2];
  flood.advance(now, now + 60 * kSecond);
  EXPECT_EQ(flood.depth_m()[2], kept);
  flood.change({{WorkKind::Pump, 0}, WorkAction::Open}, now += 60 * kSecond);
  until([&] { return flood.depth_m()[2] < 0.1; });
  const SimTime low = now;
  until([&] { return !flood.works().gate_closed(0); });
  EXPECT_NEAR(to_seconds(now - low), 20.0, 1.5);
}

TEST(Gate, FailedItStaysAsItIs) {
  Inputs inputs = two_basins(1.0, 0.0);
  inputs.works.culverts = {pipe()};
  inputs.works.gates = {{.id = "gate",
                         .gauge = 2,
                         .has_target = true,
                         .target = {WorkKind::Culvert, 0},
                         .close_m = 0.3,
                         .reopen_m = 0.1}};
  Flood flood{std::move(inputs)};
  flood.change({{WorkKind::Gate, 0}, WorkAction::Fail}, 0);
  flood.advance(0, 1800 * kSecond);
  EXPECT_FALSE(flood.works().gate_closed(0));
  EXPECT_NEAR(flood.depth_m()[2], 0.5, 1e-3);
  EXPECT_THROW(flood.change({{WorkKind::Culvert, 3}, WorkAction::Close}, 0), InputError);
}

TEST(Works, CheckCollectsEveryProblem) {
  WorksInputs works;
  works.culverts = {pipe(), pipe()};
  works.culverts[1].to = 0;  // shares its id, and leads to itself
  works.pumps = {{.id = "a", .intakes = {}, .start_m = 0.0, .stop_m = 1.0}};  // none, and stops
  works.reservoirs = {lake()};                                                // no release
  works.breaches = {{.id = "b", .wall = 2}};
  works.gates = {{.id = "g", .gauge = 99, .close_m = 0.0, .reopen_m = 1.0}};
  Diagnostics diagnostics;
  check(works, world::Grid{0.0, 0.0, 10.0, 1, 3}, diagnostics);
  EXPECT_EQ(diagnostics.errors(), 8u);
  WorkRef found;
  EXPECT_TRUE(find_work(works, "g", found));
  EXPECT_EQ(found, (WorkRef{WorkKind::Gate, 0}));
  EXPECT_FALSE(find_work(works, "h", found));
}

}  // namespace
}  // namespace muster::hazard::flood
