// SPDX-License-Identifier: MIT
// Changes from outside: speeds, closures, stalls, contraflow; and equality of engines.
#include <gtest/gtest.h>

#include "engine/base/random.hpp"
#include "tests/mobility/traffic/road.hpp"

namespace muster::mobility::traffic {
namespace {

SinkTraits exit_at(std::uint32_t node) {
  return {NodeId{node}, 0, 0};
}

constexpr SimTime seconds(double s) {
  return static_cast<SimTime>(s * 1e6);
}

TEST(Speed, AChangeRetimesVehiclesFromWhereTheyAre) {
  Road road{2, {{0, 1}}, {exit_at(1)}};
  road.add(0, {0});
  road.add(seconds(20), {0});
  road.build();
  // At 30 s the first is at 600 m, the second at 200 m; from then on at half the speed.
  road.at(seconds(30), [&](SimTime) {
    const Traffic::SpeedChange slower{road.id(0), seconds(100)};
    road.traffic().change_speeds(road.engine(), {&slower, 1});
  });
  road.engine().run(seconds(500));
  EXPECT_EQ(road.arrival[0], seconds(30 + 40));
  EXPECT_EQ(road.arrival[1], seconds(30 + 80));
}

TEST(Opening, IsSeenByThoseWhoStandBeforeIt) {
  Road road{3, {{0, 1}, {1, 2}}, {exit_at(2)}};
  road.add(0, {0, 1});            // stands at the junction from 50 s on
  road.add(seconds(100), {}, 1);  // starts there
  road.build();
  const LinkId street = road.id(1);
  road.at(seconds(10), [&](SimTime) { road.traffic().bar({&street, 1}); });
  road.at(seconds(300), [&](SimTime) { road.traffic().open(road.engine(), {&street, 1}); });
  road.engine().run(seconds(1000));
  EXPECT_EQ(road.entries(1).size(), 2u);
  EXPECT_EQ(road.entries(1).front(), seconds(300));
  for (const SimTime arrival : road.arrival) EXPECT_LT(arrival, seconds(360));
}

/// Ten vehicles inside a link, 4 s apart: at 50 s they stand at 1000, 920, ..., 280 m.
class Closure : public testing::Test {
 protected:
  Closure() : road_{3, {{0, 1, 1000}, {1, 0, 1000}, {0, 2, 2000}, {2, 1, 2000}}, {exit_at(1)}} {
    for (int k = 0; k < 10; ++k) road_.add(seconds(4.0 * k), {0});
    road_.build();
  }
  void close_at(double time_s, Blockage blockage) {
    road_.at(seconds(time_s), [this, blockage](SimTime) {
      const Traffic::Closing closing{road_.id(0), blockage};
      road_.traffic().close(road_.engine(), {&closing, 1}, [this](MoverId mover, LinkId, double) {
        stalled_.push_back(mover.get());
      });
      std::vector<SimTime> cost = routing::free_flow_costs(road_.roads());
      cost[road_.id(0).get()] = kNever;
      road_.routes().build_present(cost, cost);
      road_.traffic().reconsider(road_.engine());
    });
  }
  Road road_;
  std::vector<std::uint32_t> stalled_;
};

TEST_F(Closure, ThoseAheadLeaveThoseBehindTurnBackAndDriveRound) {
  close_at(49, {500, 500});  // vehicles at 980, 900, ..., 260: six are beyond 500 m
  road_.engine().run(seconds(2000));
  for (std::uint32_t k = 0; k < 10; ++k) {
    const double at_m = 20 * (49 - 4.0 * k);
    if (at_m >= 500) {
      EXPECT_EQ(road_.arrival[k], seconds(50 + 4.0 * k)) << k;
    } else {
      // Back to the entry, then 4,000 m round.
      EXPECT_NEAR(to_seconds(road_.arrival[k]), 49 + at_m / 20 + 200, 15) << k;
      EXPECT_EQ(road_.reroutes[k], 1u) << k;
    }
  }
  EXPECT_TRUE(stalled_.empty());
  EXPECT_EQ(road_.traffic().vehicles_on(road_.id(0)), 0);
}

TEST_F(Closure, ThoseInTheWaterStallAndStay) {
  close_at(49, {500, 700});  // at 660, 580 and 500 m
  road_.engine().run(seconds(2000));
  EXPECT_EQ(stalled_, (std::vector<std::uint32_t>{4, 5, 6}));
  for (const std::uint32_t k : stalled_) {
    EXPECT_EQ(road_.arrival[k], kNever);
    EXPECT_EQ(road_.movers()[k].state, MoverState::Stalled);
  }
  EXPECT_EQ(road_.traffic().vehicles_on(road_.id(0)), 3);
  EXPECT_TRUE(road_.traffic().closed(road_.id(0)));
}

// Those at 420, 340 and 260 m have turned round at 49 s and stand at 220, 140 and 60 m at 59 s.
TEST_F(Closure, WaterThatSpreadsReachesThoseWhoDriveBack) {
  close_at(49, {500, 500});
  close_at(59, {100, 700});
  road_.engine().run(seconds(2000));
  EXPECT_EQ(stalled_, (std::vector<std::uint32_t>{7, 8}));
  EXPECT_EQ(road_.traffic().vehicles_on(road_.id(0)), 2);
  EXPECT_NE(road_.arrival[9], kNever);
}

TEST_F(Closure, ThoseWhoDriveBackTurnAgainWhenTheWaterIsBehindThem) {
  close_at(49, {500, 500});
  close_at(59, {10, 100});
  road_.engine().run(seconds(2000));
  EXPECT_EQ(stalled_, (std::vector<std::uint32_t>{9}));
  EXPECT_NEAR(to_seconds(road_.arrival[7]), 59 + (1000 - 220) / 20.0, 1e-3);
  EXPECT_NEAR(to_seconds(road_.arrival[8]), 59 + (1000 - 140) / 20.0, 1e-3);
  EXPECT_EQ(road_.traffic().vehicles_on(road_.id(0)), 1);
}

TEST_F(Closure, ThoseWhoDriveBackSlowDownWithTheLink) {
  close_at(49, {500, 500});
  road_.at(seconds(59), [&](SimTime) {
    const Traffic::SpeedChange slower{road_.id(0), seconds(100)};
    road_.traffic().change_speeds(road_.engine(), {&slower, 1});
  });
  // At 59 s the last has 60 m left to the start, and the fourth, far ahead, 60 m to the end: both
  // leave at 65 s, not at 62 s.
  road_.at(seconds(64), [&](SimTime) { EXPECT_EQ(road_.traffic().vehicles_on(road_.id(0)), 7); });
  road_.at(seconds(66), [&](SimTime) { EXPECT_EQ(road_.traffic().vehicles_on(road_.id(0)), 5); });
  road_.engine().run(seconds(2000));
}

TEST_F(Closure, NobodyEntersABarredLinkAndEverybodyInsideLeaves) {
  const std::vector<LinkId> gate{road_.id(0)};
  road_.at(seconds(15), [&](SimTime) { road_.traffic().bar(gate); });  // four are inside
  road_.at(seconds(200), [&](SimTime) {
    EXPECT_EQ(road_.traffic().vehicles_on(road_.id(0)), 0);
    EXPECT_EQ(road_.traffic().entered(road_.id(0)), 4u);
  });
  road_.engine().run(seconds(2000));
  for (std::uint32_t k = 0; k < 4; ++k) EXPECT_EQ(road_.arrival[k], seconds(50 + 4.0 * k));
}

/// The same link without a way back: one-way.
class OneWayClosure : public testing::Test {
 protected:
  OneWayClosure() : road_{3, {{0, 1, 1000}, {0, 2, 2000}, {2, 1, 2000}}, {exit_at(1)}} {
    for (int k = 0; k < 10; ++k) road_.add(seconds(4.0 * k), {0});
    road_.build();
    road_.at(seconds(49), [this](SimTime) { close(500, 500); });  // 980, 900, ..., 260 m
    road_.every(seconds(60), [this](SimTime now) {
      road_.traffic().check_blocked(road_.engine(), seconds(300),
                                    [this, now](MoverId, NodeId node) {
                                      EXPECT_EQ(node, NodeId{0});
                                      abandoned_.push_back(now);
                                    });
    });
  }
  void close(double from_m, double to_m) {
    const Traffic::Closing closing{road_.id(0), {from_m, to_m}};
    road_.traffic().close(road_.engine(), {&closing, 1}, [this](MoverId mover, LinkId, double) {
      stalled_.push_back(mover.get());
    });
  }
  Road road_;
  std::vector<std::uint32_t> stalled_;
  std::vector<SimTime> abandoned_;
};

TEST_F(OneWayClosure, ThoseBehindStopAndDriveOnWhenTheWaterIsGone) {
  const std::vector<LinkId> link{road_.id(0)};
  road_.at(seconds(200), [&](SimTime) {
    EXPECT_EQ(road_.traffic().vehicles_on(road_.id(0)), 3);
    road_.traffic().release(road_.engine(), link);
    road_.traffic().open(road_.engine(), link);
  });
  road_.engine().run(seconds(2000));
  for (std::uint32_t k = 0; k < 10; ++k) {
    const double at_m = 20 * (49 - 4.0 * k);
    const SimTime expected = at_m >= 500 ? seconds(50 + 4.0 * k) : seconds(200 + 50 - at_m / 20);
    EXPECT_NEAR(to_seconds(road_.arrival[k]), to_seconds(expected), 1e-4) << k;
    EXPECT_EQ(road_.reroutes[k], 0u) << k;
  }
  EXPECT_TRUE(abandoned_.empty());
}

TEST_F(OneWayClosure, ThoseBehindLeaveTheirCarsWhenPatienceEnds) {
  road_.engine().run(seconds(2000));
  EXPECT_EQ(abandoned_, std::vector<SimTime>(3, seconds(360)));
  EXPECT_EQ(road_.traffic().vehicles_on(road_.id(0)), 0);
  EXPECT_EQ(road_.traffic().counts().abandoned, 3u);
  EXPECT_TRUE(stalled_.empty());
}

TEST_F(OneWayClosure, WaterThatSpreadsReachesThoseWhoStopped) {
  road_.at(seconds(100), [&](SimTime) { close(300, 700); });  // they stand at 500 m less 80 k
  road_.engine().run(seconds(2000));
  EXPECT_EQ(stalled_, (std::vector<std::uint32_t>{7, 8}));  // at 420 and 340 m
  EXPECT_EQ(abandoned_.size(), 1u);
  EXPECT_EQ(road_.traffic().vehicles_on(road_.id(0)), 2);
}

TEST_F(OneWayClosure, ThoseWhoStoppedDriveOnWhenTheWaterHasMovedBehindThem) {
  road_.at(seconds(100), [&](SimTime) { close(10, 100); });
  road_.engine().run(seconds(2000));
  EXPECT_TRUE(stalled_.empty());
  EXPECT_NEAR(to_seconds(road_.arrival[7]), 100 + (1000 - 420) / 20.0, 1e-3);
  EXPECT_EQ(road_.traffic().vehicles_on(road_.id(0)), 0);
}

TEST(DividedRoad, HasAWayBackButNobodyTurns) {
  for (const bool divided : {false, true}) {
    Road road{3, {{0, 1, 1000}, {1, 0, 1000}, {0, 2, 2000}, {2, 1, 2000}}, {exit_at(1)}};
    road.add(0, {0});
    road.divided = divided;
    road.build();
    road.at(seconds(20), [&](SimTime) {
      const Traffic::Closing closing{road.id(0), {500, 600}};
      road.traffic().close(road.engine(), {&closing, 1}, [](MoverId, LinkId, double) {});
    });
    road.engine().run(seconds(300));
    EXPECT_EQ(road.traffic().vehicles_on(road.id(0)), divided ? 1 : 0);
  }
}

TEST(AtTheJunction, InformedDriversGoRoundAndTheOthersFirstSeeTheClosure) {
  // 0 - 1 - 2 exit, with a way round from 0; the stretch 1 - 2 is closed and the informed know it.
  for (const bool informed : {true, false}) {
    Road road{3, {{0, 1, 1000}, {1, 0, 1000}, {1, 2, 1000}, {0, 2, 3000}}, {exit_at(2)}};
    const std::uint32_t mover = road.add(seconds(10), {}, 0);
    road.movers()[mover].informed = informed;
    road.build();
    road.at(seconds(1), [&](SimTime) {
      const std::vector<LinkId> barred{road.id(2)};
      road.traffic().bar(barred);
      std::vector<SimTime> cost = routing::free_flow_costs(road.roads());
      cost[road.id(2).get()] = kNever;
      road.routes().build_present(cost, cost);
    });
    road.engine().run(seconds(2000));
    EXPECT_EQ(road.arrival[mover], seconds(10 + 150 + (informed ? 0 : 100)));
    EXPECT_EQ(road.reroutes[mover], 1u);
    EXPECT_EQ(road.entries(1).size(), informed ? 0u : 1u);  // back from where the closure is seen
  }
}

TEST(Contraflow, FlipWithFiftyVehiclesInside) {
  // Two lanes in, two lanes out; the way in is turned while 50 vehicles are on it.
  LinkSpec in{1, 0, 1000, 1.2, 20, 5, 0.30, 0, 2};
  LinkSpec out{0, 1, 1000, 1.2, 20, 5, 0.30, 0, 2};
  Road road{3, {in, out, {1, 2, 1000, 3.0, 20, 5, 1.0, 0, 4}}, {exit_at(2), exit_at(0)}};
  for (int k = 0; k < 50; ++k) road.add(from_seconds(k / 1.2), {0});
  for (int k = 0; k < 2000; ++k) road.add(seconds(100), {1, 2});
  road.build();
  const std::vector<LinkId> barred{road.id(0)};
  SimTime turned = kNever;
  road.at(seconds(42), [&](SimTime) {
    EXPECT_EQ(road.traffic().vehicles_on(road.id(0)), 50);
    road.traffic().bar(barred);
  });
  road.every(seconds(10), [&](SimTime now) {
    if (now < seconds(42) || turned != kNever) return;
    if (!road.traffic().transfer_lanes(road.engine(), road.id(0), 2)) return;
    turned = now;
    EXPECT_EQ(road.traffic().storage(road.id(1)), 600);
    EXPECT_EQ(road.traffic().lanes(road.id(1)), 4);
  });
  road.engine().run(seconds(3000));
  for (std::uint32_t k = 0; k < 50; ++k)
    EXPECT_EQ(road.arrival[k], from_seconds(k / 1.2) + seconds(50));
  // Not before the last of the 50 has left and its hole has come back to the entry.
  EXPECT_GE(turned, seconds(49 / 1.2 + 50 + 200) - seconds(1));
  EXPECT_LE(turned, seconds(49 / 1.2 + 50 + 200) + seconds(10));
  const std::vector<SimTime> entries = road.entries(1);
  std::size_t before = 0, after = 0;
  for (const SimTime time : entries) {
    before += time >= seconds(120) && time < seconds(220);
    after += time >= seconds(400) && time < seconds(500);
  }
  EXPECT_NEAR(static_cast<double>(before), 120, 1);  // 1.2 a second
  EXPECT_NEAR(static_cast<double>(after), 240, 1);   // 2.4
}

/// A 6 x 6 grid of streets with random trips, a closure and its opening: every mechanism at once.
std::uint64_t grid_fingerprint(EngineMode mode, std::uint64_t* traversals = nullptr) {
  constexpr std::uint32_t kSide = 6;
  std::vector<LinkSpec> links;
  for (std::uint32_t y = 0; y < kSide; ++y) {
    for (std::uint32_t x = 0; x < kSide; ++x) {
      const std::uint32_t n = y * kSide + x;
      const double length_m = 100 + 20.0 * ((x * 7 + y * 3) % 5);
      if (x + 1 < kSide) {
        links.push_back({n, n + 1, length_m, 0.5, 13.89, 4.17, 0.1333});
        links.push_back({n + 1, n, length_m, 0.5, 13.89, 4.17, 0.1333});
      }
      if (y + 1 < kSide) {
        links.push_back({n, n + kSide, length_m, 0.4, 11.11, 4.17, 0.1333});
        links.push_back({n + kSide, n, length_m, 0.4, 11.11, 4.17, 0.1333});
      }
    }
  }
  Road road{kSide * kSide, links, {{NodeId{0}, 0.3, 0}, {NodeId{35}, 0.5, 900}}};
  const Stream draws{7, Purpose{"test.grid"}};
  for (std::uint32_t k = 0; k < 1500; ++k) {
    const std::uint32_t node = 1 + draws.below(34, k, 0);
    road.add(from_seconds(draws.rayleigh(300, k, 1)), {}, node);
  }
  road.build(mode);
  const std::vector<LinkId> street{road.id(10), road.id(25), road.id(40)};
  const auto news = [&](bool closed) {
    std::vector<SimTime> cost = routing::free_flow_costs(road.roads());
    for (const LinkId link : street) {
      if (closed) cost[link.get()] = kNever;
    }
    road.routes().build_present(cost, cost);
    road.traffic().reconsider(road.engine());
  };
  road.at(seconds(200), [&](SimTime) {
    std::vector<Traffic::Closing> closings;
    for (const LinkId link : street) closings.push_back({link, {40, 60}});
    road.traffic().close(road.engine(), closings, [](MoverId, LinkId, double) {});
    news(true);
  });
  road.at(seconds(900), [&](SimTime) {
    road.traffic().open(road.engine(), street);
    news(false);
  });
  road.every(seconds(60), [&](SimTime) {
    road.traffic().check_blocked(road.engine(), seconds(300), [](MoverId, NodeId) {});
  });
  road.engine().run(seconds(8000));
  if (traversals != nullptr) *traversals = road.traffic().counts().traversals;
  std::uint64_t sum = road.engine().fingerprint();
  for (std::uint32_t k = 0; k < road.arrival.size(); ++k)
    sum += mix(k, static_cast<std::uint64_t>(road.arrival[k]));
  return sum;
}

TEST(Engines, AgreeOnEveryThreadCountAndPartition) {
  std::uint64_t traversals = 0;
  const std::uint64_t serial = grid_fingerprint({}, &traversals);
  EXPECT_GT(traversals, 4000u);
  for (const int threads : {1, 2, 4}) {
    for (const std::uint32_t size : {8u, 40u}) {
      EXPECT_EQ(grid_fingerprint({kernel::EngineKind::Parallel, threads, size}), serial)
          << threads << " threads, " << size << " channels a partition";
    }
  }
}

}  // namespace
}  // namespace muster::mobility::traffic
