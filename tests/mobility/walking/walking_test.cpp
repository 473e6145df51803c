// SPDX-License-Identifier: MIT
// Walkers on one path: free, in a crowd, against a crowd, and before a closing link.
#include "engine/mobility/walking/walking.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <map>
#include <memory>
#include <vector>

#include "engine/mobility/routing/costs.hpp"
#include "engine/mobility/walking/crowd.hpp"
#include "tests/mobility/routing/networks.hpp"

namespace muster::mobility::walking {
namespace {

constexpr double kLength_m = 134;
constexpr double kWidth_m = 2;
constexpr double kSpeed_m_s = 1.34;  // 100 s from end to end
constexpr SimTime kFreeTime = 100 * kSecond;

/// Nodes 0 - 1 - 2 in a row with exits at both ends, both ways walkable.
class Path final : public kernel::Model, public WalkingHost {
 public:
  Path() {
    routing::NetworkMaker maker;
    maker.nodes(3);
    maker.road(0, 1, kLength_m);
    maker.road(1, 2, kLength_m);
    roads_ = maker.make();
    routes_ = std::make_unique<routing::RouteBook>(routing::make_route_graph(roads_, world::kCar),
                                                   routing::make_route_graph(roads_, world::kWalk),
                                                   std::vector<NodeId>{NodeId{0}, NodeId{2}});
    routes_->add_group({SiteId{0}});
    routes_->add_group({SiteId{1}});
  }

  /// `persons` who leave `node` together for the exit at `end` (0 or 2).
  std::uint32_t add(SimTime time, std::uint32_t node, std::uint32_t end,
                    std::uint32_t persons = 1) {
    const auto mover = static_cast<std::uint32_t>(movers_.size());
    Mover m;
    m.group = end / 2;
    m.informed = true;
    movers_.push_back(m);
    persons_.push_back(persons);
    starts_.push_back({time, NodeId{node}});
    return mover;
  }

  void build() {
    const std::vector<SimTime> cost = routing::walking_costs(roads_, kSpeed_m_s);
    routes_->build_habitual(cost);
    routes_->build_present(cost, cost);
    Walkways ways{{roads_.from.begin(), roads_.from.end()},
                  {roads_.to.begin(), roads_.to.end()},
                  {roads_.reverse.begin(), roads_.reverse.end()},
                  std::vector<double>(roads_.links(), kLength_m * kWidth_m)};
    arrival.assign(movers_.size(), kNever);
    stranded_at.assign(movers_.size(), Mover::kNone);
    walking_ = std::make_unique<Walking>(std::move(ways), cost, movers_, *routes_, *this);
    std::vector<kernel::Channel> channels;
    for (LinkId link{0}; link.get() < roads_.links(); link = LinkId{link.get() + 1}) {
      channels.push_back({kernel::ProcessId{roads_.from[link].get()},
                          kernel::ProcessId{roads_.to[link].get()}, kFreeTime});
    }
    engine_ = std::make_unique<kernel::Engine>(
        *this, kernel::make_layout(4, channels, kernel::ProcessId{3}, 10 * kSecond, {}),
        kernel::EngineOptions{.kind = kernel::EngineKind::Serial, .threads = 1});
    for (std::uint32_t m = 0; m < starts_.size(); ++m)
      engine_->schedule(walking_->departure(MoverId{m}, starts_[m].node, starts_[m].time));
  }

  void at(SimTime time, std::function<void(SimTime)> work) {
    engine_->add_barrier(
        {.first = time, .period = kNever, .order = barriers_++, .run = std::move(work)});
  }
  void feel_crowd_at(SimTime time) {
    at(time, [this](SimTime) { walking_->feel_crowd(*engine_); });
  }
  void close_at(SimTime time, std::uint32_t from, std::uint32_t to) {
    at(time, [this, from, to](SimTime) {
      std::vector<SimTime> cost = walking_->costs();
      for (LinkId link{0}; link.get() < roads_.links(); link = LinkId{link.get() + 1}) {
        if (roads_.from[link] == NodeId{from} && roads_.to[link] == NodeId{to})
          cost[link.get()] = kNever;
      }
      walking_->change_costs(*engine_, cost);
      routes_->build_present(cost, cost);
    });
  }
  void run() { engine_->run(10000 * kSecond); }

  bool handle(const kernel::Event& event, kernel::Scheduler& scheduler) override {
    return walking_->handle(event, scheduler);
  }
  void deliver(const kernel::Note&, kernel::Scheduler&) override { FAIL(); }
  void arrived(MoverId mover, SiteId, kernel::Scheduler& scheduler) override {
    arrival[mover.get()] = scheduler.now();
  }
  void stranded(MoverId mover, NodeId node, kernel::Scheduler&) override {
    stranded_at[mover.get()] = node.get();
  }
  std::uint32_t persons(MoverId mover) const override { return persons_[mover.get()]; }
  void walked_onto(MoverId, LinkId, kernel::Scheduler&) override {}

  std::vector<SimTime> arrival;
  std::vector<std::uint32_t> stranded_at;

 private:
  struct Start {
    SimTime time;
    NodeId node;
  };
  world::Roads roads_;
  std::unique_ptr<routing::RouteBook> routes_;
  std::vector<Mover> movers_;
  std::vector<std::uint32_t> persons_;
  std::vector<Start> starts_;
  std::unique_ptr<Walking> walking_;
  std::unique_ptr<kernel::Engine> engine_;
  int barriers_ = 0;
};

// Persons on a link at `density_m2`, and the pace there in steps of 1/20.
constexpr std::uint32_t persons_at(double density_m2) {
  return static_cast<std::uint32_t>(density_m2 * kLength_m * kWidth_m);
}
double pace_at(double density_m2) {
  return std::round(crowd_factor(density_m2) * 20) / 20;
}

TEST(Walking, AloneTakesLengthOverSpeed) {
  Path path;
  path.add(0, 0, 2);
  path.build();
  for (int i = 0; i < 20; ++i) path.feel_crowd_at(i * 10 * kSecond);
  path.run();
  EXPECT_EQ(path.arrival[0], 2 * kFreeTime);
}

TEST(Walking, CrowdSlowsThoseInItFromWhereTheyAre) {
  Path path;
  path.add(0, 0, 2, persons_at(2));
  path.build();
  path.feel_crowd_at(40 * kSecond);  // at 40 m of 100 by free time: 60 s left
  path.run();
  // The pace stays until the next look: on the first link 40 + 60 / pace, the second was empty.
  EXPECT_EQ(path.arrival[0], from_seconds(40 + 60 / pace_at(2) + 100));
}

TEST(Walking, CrowdThatComesTowardsYouSlowsYouToo) {
  Path path;
  path.add(0, 2, 0, persons_at(1));
  path.add(kFreeTime, 0, 2);  // meets them on the link between 0 and 1
  path.build();
  path.feel_crowd_at(kFreeTime + 1);
  path.run();
  const double left_s = 100 - 1e-6;
  EXPECT_NEAR(to_seconds(path.arrival[0]), 100 + left_s / pace_at(1), 1e-5);
  EXPECT_NEAR(to_seconds(path.arrival[1]), 100 + left_s / pace_at(1) + 100, 1e-5);
}

TEST(Walking, PaceIsFreeAgainWhenTheCrowdHasPassed) {
  Path path;
  path.add(0, 0, 2, persons_at(2));
  path.add(400 * kSecond, 0, 2);
  path.build();
  path.feel_crowd_at(50 * kSecond);
  path.feel_crowd_at(390 * kSecond);
  path.run();
  EXPECT_LT(path.arrival[0], 390 * kSecond);
  EXPECT_EQ(path.arrival[1], 600 * kSecond);
}

TEST(Walking, PackedCrowdShufflesOn) {
  Path path;
  path.add(0, 0, 2, persons_at(7));
  path.build();
  path.feel_crowd_at(50 * kSecond);
  path.run();
  EXPECT_EQ(path.arrival[0], from_seconds(50 + 50 * 20 + 100));
}

TEST(Walking, TurnsRoundBeforeAClosedLinkWhenTheStartIsNearer) {
  Path path;
  path.add(0, 0, 2);             // 70 s into the first link: goes on
  path.add(40 * kSecond, 0, 2);  // 30 s into it: turns round
  path.build();
  path.close_at(70 * kSecond, 0, 1);
  path.run();
  EXPECT_EQ(path.arrival[0], 2 * kFreeTime);
  EXPECT_EQ(path.arrival[1], kNever);
  EXPECT_EQ(path.stranded_at[1], 0u);
}

TEST(Walking, ThoseWhoTurnedRoundCrowdTheLinkUntilTheyAreBack) {
  Path path;
  path.add(0, 0, 2, persons_at(2));  // turns round at 30 s, is back at 60 s
  path.add(0, 1, 0);                 // against them: slowed at 40 s, free again at 70 s
  path.build();
  path.close_at(30 * kSecond, 0, 1);
  path.feel_crowd_at(40 * kSecond);
  path.feel_crowd_at(70 * kSecond);
  path.run();
  const double walked = 0.40 + 0.30 * pace_at(2);
  EXPECT_NEAR(to_seconds(path.arrival[1]), 70 + 100 * (1 - walked), 1e-5);
  EXPECT_EQ(path.stranded_at[0], 0u);
}

}  // namespace
}  // namespace muster::mobility::walking
