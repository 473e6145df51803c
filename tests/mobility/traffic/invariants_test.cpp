// SPDX-License-Identifier: MIT
// What holds on every network at every moment: first in first out, storage, conservation.
#include <gtest/gtest.h>

#include <optional>

#include "engine/base/random.hpp"
#include "tests/mobility/traffic/road.hpp"

namespace muster::mobility::traffic {
namespace {

constexpr std::uint32_t kNodes = 16;
constexpr std::uint32_t kVehicles = 1200;

constexpr SimTime seconds(double s) {
  return static_cast<SimTime>(s * 1e6);
}

/// Short streets both ways between random places, all connected: they fill and spill back.
std::vector<LinkSpec> random_streets(const Stream& draws) {
  std::vector<LinkSpec> links;
  const auto street = [&](std::uint32_t a, std::uint32_t b, std::uint64_t entity) {
    LinkSpec link;
    link.length_m = 60 + 240 * draws.uniform(entity, 0);
    link.lanes = static_cast<std::uint8_t>(1 + draws.below(2, entity, 1));
    link.capacity_veh_s = link.lanes * (0.2 + 0.3 * draws.uniform(entity, 2));
    link.jam_veh_m = 0.1333 * link.lanes;
    link.speed_m_s = 8 + 12 * draws.uniform(entity, 3);
    link.wave_m_s = 4.17;
    link.from = a;
    link.to = b;
    links.push_back(link);
    std::swap(link.from, link.to);
    links.push_back(link);
  };
  for (std::uint32_t n = 1; n < kNodes; ++n) street(n, draws.below(n, n, 4), n);
  for (std::uint32_t extra = 0; extra < kNodes; ++extra) {
    const std::uint64_t entity = 1000 + extra;
    const std::uint32_t a = draws.below(kNodes, entity, 4);
    const std::uint32_t b = draws.below(kNodes, entity, 5);
    const bool there = std::any_of(links.begin(), links.end(), [&](const LinkSpec& link) {
      return link.from == a && link.to == b;
    });
    if (a != b && !there) street(a, b, entity);
  }
  return links;
}

/// A walk from `node` that ends at one of the exits; empty where it does not find any.
std::vector<std::uint32_t> wander(const std::vector<LinkSpec>& links, std::uint32_t node,
                                  std::uint64_t vehicle, const Stream& draws) {
  std::vector<std::uint32_t> way;
  for (std::uint32_t hop = 0; hop < 30; ++hop) {
    std::vector<std::uint32_t> outs;
    for (std::uint32_t l = 0; l < links.size(); ++l) {
      const bool back = !way.empty() && links[way.back()].from == links[l].to;
      if (links[l].from == node && !back) outs.push_back(l);
    }
    if (outs.empty()) return {};
    way.push_back(outs[draws.below(static_cast<std::uint32_t>(outs.size()), vehicle, 20 + hop)]);
    node = links[way.back()].to;
    if (node <= 1) return way;
  }
  return {};
}

/// A random town in which half the drivers take the nearest exit and others wander; one street is
/// barred for a while and one is slow. Everything is checked at every barrier.
class Town {
 public:
  Town(std::uint64_t seed, EngineMode mode)
      : draws_{seed, Purpose{"test.town"}},
        links_{random_streets(draws_)},
        road_{kNodes, links_, {{NodeId{0}, 0, 0}, {NodeId{1}, 0.4, 0}}} {
    for (std::uint32_t m = 0; m < kVehicles; ++m) {
      const std::uint32_t node = 2 + draws_.below(kNodes - 2, m, 10);
      depart_.push_back(from_seconds(draws_.rayleigh(200, m, 11)));
      const bool wanders = draws_.chance(0.5, m, 12);
      road_.add(depart_.back(),
                wanders ? wander(links_, node, m, draws_) : std::vector<std::uint32_t>{}, node);
    }
    road_.build(mode);
    news({});
    const LinkId barred = road_.id(draws_.below(static_cast<std::uint32_t>(links_.size()), 1, 13));
    const LinkId slow = road_.id(draws_.below(static_cast<std::uint32_t>(links_.size()), 2, 13));
    road_.at(seconds(205), [this, barred](SimTime) {
      road_.traffic().bar({&barred, 1});
      news(barred);
    });
    road_.at(seconds(605), [this, barred](SimTime) {
      road_.traffic().open(road_.engine(), {&barred, 1});
      news({});
    });
    for (const auto& [time_s, factor] : {std::pair{155, 4}, std::pair{405, 2}, std::pair{755, 1}}) {
      road_.at(seconds(time_s), [this, slow, factor = factor](SimTime) {
        const Traffic::SpeedChange change{slow, factor * road_.traffic().free_travel(slow)};
        road_.traffic().change_speeds(road_.engine(), {&change, 1});
      });
    }
    road_.every(seconds(10), [this](SimTime now) { check(now); });
    road_.every(seconds(60), [this](SimTime now) {
      road_.traffic().check_blocked(road_.engine(), seconds(180),
                                    [this, now](MoverId mover, NodeId) {
                                      left_.push_back({now, mover.get(), Mover::kNone});
                                    });
      check(now);
    });
    road_.engine().run(seconds(20000));
  }

  void news(std::optional<LinkId> closed) {
    std::vector<SimTime> cost = routing::free_flow_costs(road_.roads());
    if (closed) cost[closed->get()] = kNever;
    road_.routes().build_present(cost, cost);
    road_.traffic().reconsider(road_.engine());
  }

  void check(SimTime now) {
    const Traffic& traffic = road_.traffic();
    std::int64_t on_roads = 0, waiting = 0;
    for (std::uint32_t l = 0; l < links_.size(); ++l) {
      const std::int32_t there = traffic.vehicles_on(road_.id(l));
      ASSERT_GE(there, 0) << "link " << l << " at " << now;
      ASSERT_LE(there, traffic.storage(road_.id(l))) << "link " << l << " at " << now;
      filled_ |= there == traffic.storage(road_.id(l));
      on_roads += there;
      waiting += traffic.backlog(road_.id(l));
    }
    longest_backlog_ = std::max(longest_backlog_, waiting);
    // What the links count, what the drivers are, and what the host heard of.
    std::int64_t driving = 0, in_backlog = 0, at_home = 0, arrived = 0, stranded = 0;
    for (std::uint32_t m = 0; m < kVehicles; ++m) {
      const MoverState state = road_.movers()[m].state;
      driving += state == MoverState::OnLink;
      in_backlog += state == MoverState::Backlog;
      stranded += state == MoverState::Stranded;
      at_home += depart_[m] > now;
      arrived += road_.arrival[m] != kNever;
    }
    const auto abandoned = static_cast<std::int64_t>(traffic.counts().abandoned);
    ASSERT_EQ(on_roads, driving) << now;
    ASSERT_EQ(waiting, in_backlog) << now;
    ASSERT_EQ(at_home + waiting + on_roads + arrived + stranded + abandoned, kVehicles) << now;
    ++checks_;
  }

  /// The order in which vehicles leave each link is the order in which they entered it.
  void check_order() {
    std::vector<Movement> all = road_.traffic().take_movements();
    all.insert(all.end(), left_.begin(), left_.end());
    std::stable_sort(all.begin(), all.end());
    std::vector<std::vector<std::uint32_t>> entered(links_.size()), left(links_.size());
    std::vector<std::uint32_t> on(kVehicles, Mover::kNone);
    for (const Movement& one : all) {
      if (on[one.mover] != Mover::kNone) left[on[one.mover]].push_back(one.mover);
      on[one.mover] = one.link < links_.size() ? one.link : Mover::kNone;
      if (on[one.mover] != Mover::kNone) entered[one.link].push_back(one.mover);
    }
    std::size_t passages = 0;
    for (std::size_t l = 0; l < links_.size(); ++l) {
      ASSERT_LE(left[l].size(), entered[l].size());
      EXPECT_TRUE(std::equal(left[l].begin(), left[l].end(), entered[l].begin())) << "link " << l;
      passages += left[l].size();
    }
    EXPECT_GT(passages, 2 * kVehicles);
    // Abandoned cars leave a link too, but not by driving on.
    EXPECT_EQ(passages, road_.traffic().counts().traversals + road_.traffic().counts().abandoned);
  }

  Road& road() { return road_; }
  bool filled() const { return filled_; }
  std::int64_t longest_backlog() const { return longest_backlog_; }
  int checks() const { return checks_; }

 private:
  Stream draws_;
  std::vector<LinkSpec> links_;
  Road road_;
  std::vector<SimTime> depart_;
  std::vector<Movement> left_;  // by leaving the car
  bool filled_ = false;
  std::int64_t longest_backlog_ = 0;
  int checks_ = 0;
};

class Invariants : public testing::TestWithParam<EngineMode> {};

TEST_P(Invariants, HoldOnCongestedRandomNetworks) {
  int towns_with_full_links = 0;
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Town town{seed, GetParam()};
    EXPECT_GT(town.checks(), 2000);
    towns_with_full_links += town.filled();
    EXPECT_GT(town.longest_backlog(), 100);
    town.check_order();
    const auto arrived =
        kVehicles - std::count(town.road().arrival.begin(), town.road().arrival.end(), kNever);
    EXPECT_GT(arrived, kVehicles / 2);
  }
  EXPECT_GE(towns_with_full_links, 3);
}

INSTANTIATE_TEST_SUITE_P(Engines, Invariants,
                         testing::Values(EngineMode{},
                                         EngineMode{kernel::EngineKind::Parallel, 2, 8},
                                         EngineMode{kernel::EngineKind::Parallel, 4, 20}),
                         [](const auto& mode) {
                           return mode.param.kind == kernel::EngineKind::Serial
                                      ? std::string{"Serial"}
                                      : "Threads" + std::to_string(mode.param.threads);
                         });

}  // namespace
}  // namespace muster::mobility::traffic
