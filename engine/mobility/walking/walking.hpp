// SPDX-License-Identifier: MIT
// People on foot on the same graph: they take no road space, go both ways, slow each other down,
// and turn round before water.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/base/id.hpp"
#include "engine/kernel/engine.hpp"
#include "engine/mobility/mover.hpp"
#include "engine/mobility/routing/route_book.hpp"

namespace muster::mobility::walking {

/// After those of traffic.
enum EventClass : std::uint8_t { kSetOut = 24, kReach = 25 };

class WalkingHost {
 public:
  virtual ~WalkingHost() = default;
  virtual void arrived(MoverId mover, SiteId site, kernel::Scheduler& scheduler) = 0;
  virtual void stranded(MoverId mover, NodeId node, kernel::Scheduler& scheduler) = 0;
  /// How many people walk as `mover`.
  virtual std::uint32_t persons(MoverId mover) const = 0;
  /// For the record: `mover` enters `link`.
  virtual void walked_onto(MoverId mover, LinkId link, kernel::Scheduler& scheduler) = 0;
};

/// What walkers need to know of the roads, by link.
struct Walkways {
  std::vector<NodeId> from;
  std::vector<NodeId> to;
  std::vector<LinkId> reverse;  // the other way, on the same walkway; may be invalid
  std::vector<double> area_m2;  // of the walkway, for both ways together
};

/// Walkers belong to the node that they are heading for. Times on a link come from the costs set at
/// barriers (us, kNever = nobody walks there) and from how crowded it was at the last barrier;
/// whoever is on a link that closes finishes it or turns round, whichever is nearer.
class Walking {
 public:
  Walking(Walkways walkways, std::vector<SimTime> cost, std::vector<Mover>& movers,
          const routing::RouteBook& routes, WalkingHost& host);

  bool handle(const kernel::Event& event, kernel::Scheduler& scheduler);
  /// Sets `mover` out from `node` within an event of that node's process.
  void start(MoverId mover, NodeId node, kernel::Scheduler& scheduler);
  /// The event with which `mover` sets out on foot.
  kernel::Event departure(MoverId mover, NodeId node, SimTime time);
  /// At a barrier, before the route book is rebuilt with the same costs.
  void change_costs(kernel::Engine& engine, const std::vector<SimTime>& cost);
  /// At a barrier: sets the pace of all but those who have turned round by who walks on each link
  /// now, in both ways. A walkway has
  /// no end of room: a crowd too dense for its curve shuffles on at 1/20 of the free speed.
  /// O(links), and O(pending events) where a pace changes.
  void feel_crowd(kernel::Engine& engine);
  /// At a barrier: those who stood still look again.
  void reconsider(kernel::Engine& engine);
  /// As set, without crowds: walkers do not know of crowds that they are not in.
  const std::vector<SimTime>& costs() const { return cost_; }
  void state(StateArchive& archive);

 private:
  void step(std::uint32_t mover, std::uint32_t vertex, kernel::Scheduler& scheduler);
  void set_pace(kernel::Engine& engine);

  Walkways ways_;
  std::vector<SimTime> cost_;
  std::vector<std::uint8_t> crowd_;  // pace in 1/20 of the free one
  std::vector<SimTime> travel_;      // from both
  // Persons that came onto the link at its start (less those who came back there) and that left it
  // at its end: each written by one node's process. Modulo 2^32; the difference is who walks there.
  std::vector<std::uint32_t> came_;
  std::vector<std::uint32_t> left_;
  std::vector<Mover>& movers_;
  const routing::RouteBook& routes_;
  WalkingHost& host_;
};

}  // namespace muster::mobility::walking
