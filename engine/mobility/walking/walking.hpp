// SPDX-License-Identifier: MIT
// People on foot on the same graph: they take no road space, go both ways, and turn round before
// water.
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
  /// For the record: `mover` enters `link`.
  virtual void walked_onto(MoverId mover, LinkId link, kernel::Scheduler& scheduler) = 0;
};

/// Walkers belong to the node that they are heading for. Times on a link come from the costs set at
/// barriers (us, kNever = nobody walks there); whoever is on a link that closes finishes it or
/// turns round, whichever is nearer.
class Walking {
 public:
  Walking(std::vector<NodeId> from, std::vector<NodeId> to, std::vector<SimTime> cost,
          std::vector<Mover>& movers, const routing::RouteBook& routes, WalkingHost& host);

  bool handle(const kernel::Event& event, kernel::Scheduler& scheduler);
  /// Sets `mover` out from `node` within an event of that node's process.
  void start(MoverId mover, NodeId node, kernel::Scheduler& scheduler);
  /// The event with which `mover` sets out on foot.
  kernel::Event departure(MoverId mover, NodeId node, SimTime time);
  /// At a barrier, before the route book is rebuilt with the same costs.
  void change_costs(kernel::Engine& engine, const std::vector<SimTime>& cost);
  /// At a barrier: those who stood still look again.
  void reconsider(kernel::Engine& engine);
  const std::vector<SimTime>& costs() const { return cost_; }
  void state(StateArchive& archive) { archive("cost", cost_); }

 private:
  void step(std::uint32_t mover, std::uint32_t vertex, kernel::Scheduler& scheduler);

  std::vector<NodeId> from_;
  std::vector<NodeId> to_;
  std::vector<SimTime> cost_;
  std::vector<Mover>& movers_;
  const routing::RouteBook& routes_;
  WalkingHost& host_;
};

}  // namespace muster::mobility::walking
