// SPDX-License-Identifier: MIT
// Vehicles on the road graph: an event-driven spatial queue with holes and a FIFO node model.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "engine/base/id.hpp"
#include "engine/base/state.hpp"
#include "engine/base/time.hpp"
#include "engine/kernel/engine.hpp"
#include "engine/mobility/mover.hpp"
#include "engine/mobility/routing/route_book.hpp"
#include "engine/mobility/traffic/hole_pool.hpp"
#include "engine/mobility/traffic/link_model.hpp"

namespace muster::mobility::traffic {

/// Event classes of traffic, in their order within an instant: arrivals first, so that whoever
/// comes at the moment a place is given away takes part in the merge.
enum EventClass : std::uint8_t {
  kDepart = 16,
  kReturn = 17,
  kArrive = 18,
  kDischarge = 19,
  kWake = 20
};

/// A gate at a site: vehicles it takes an hour and vehicles that may stand there.
struct SinkTraits {
  NodeId node;
  double rate_veh_s = 0;     // 0: unlimited
  std::int64_t parking = 0;  // 0: unlimited
};

/// What traffic tells whoever hosts it. Called from handlers: concurrently for different
/// partitions.
class TrafficHost {
 public:
  virtual ~TrafficHost() = default;
  /// `mover` has left the roads at `site`.
  virtual void arrived(MoverId mover, SiteId site, kernel::Scheduler& scheduler) = 0;
  /// `mover` found no way on, and stands beside the road at `node`.
  virtual void stranded(MoverId mover, NodeId node, kernel::Scheduler& scheduler) = 0;
  /// `mover` left its habitual way for the first time.
  virtual void rerouted(MoverId mover, NodeId node, kernel::Scheduler& scheduler) = 0;
};

/// A mover enters a link, or leaves the road for a site (link is kNone).
struct Movement {
  SimTime time;
  std::uint32_t mover;
  std::uint32_t link;
  friend bool operator<(const Movement& a, const Movement& b) {
    return a.time != b.time ? a.time < b.time : a.mover < b.mover;
  }
};

/// Where a link is cut, metres from its start.
struct Blockage {
  double from_m = 0;
  double to_m = 0;
};

struct TrafficCounts {
  std::uint64_t traversals = 0;  // links left by their end
  std::uint64_t gridlocks = 0;   // full cycles found at barriers, each counted once while it lasts
  std::uint64_t abandoned = 0;   // vehicles left at the roadside after the patience had run out
};

/// State of all links, and of the movers that others own. Node n's process owns the
/// upstream halves of its outgoing links (credit, holes, backlog) and the downstream halves of its
/// incoming links (queue, discharge). Sites with a gate take part as links without length.
///
/// Invariants: 0 <= credit <= storage; vehicles that neither turn back nor are stopped on a link
/// leave it in the order in which they entered;
/// a place freed at the exit counts at the entry after the hole's travel time, never before.
class Traffic {
 public:
  struct Network {
    std::vector<NodeId> from;  // links
    std::vector<NodeId> to;
    std::vector<LinkId> reverse;
    std::vector<double> length_m;
    std::vector<LinkTraits> lane;  // traits of one lane
    std::vector<std::uint8_t> lanes;
    std::vector<std::uint8_t> divided;  // by link: no U-turn (motorways); empty: nowhere
    std::vector<SinkTraits> sinks;      // sites
    std::uint32_t nodes = 0;
  };

  Traffic(Network network, std::vector<Mover>& movers, const routing::RouteBook& routes,
          TrafficHost& host);

  /// Before the run, and after a change of engine. Partitions of the engine that will call.
  void set_partitions(std::uint32_t partitions);
  void set_recording(bool movements) { recording_ = movements; }

  // Events and notes of traffic's classes; see kernel::Model.
  bool handle(const kernel::Event& event, kernel::Scheduler& scheduler);
  void deliver(const kernel::Note& note, kernel::Scheduler& scheduler);

  /// Starts `mover` from `node` within an event of that node's process.
  void start(MoverId mover, NodeId node, kernel::Scheduler& scheduler) {
    depart(mover.get(), node.get(), scheduler);
  }
  /// The event with which `mover` starts from `node` at `time`.
  kernel::Event departure(MoverId mover, NodeId node, SimTime time);

  // Barriers only, everything at time `now`.

  /// Sets free-flow travel times: travel[link] > 0. Vehicles inside keep their place and change
  /// pace.
  struct SpeedChange {
    LinkId link;
    SimTime travel;
  };
  void change_speeds(kernel::Engine& engine, std::span<const SpeedChange> changes);

  /// Bars entry. Vehicles between the entry and the blockage turn round and drive back to the
  /// entry, at the link's pace and without a place in the other way's traffic, or stop where the
  /// road is one-way or divided (LifeSim: no U-turn there) until `release` or their patience ends;
  /// those in it stall and block a lane each, those past it go on. Called again while the blockage
  /// lasts, it takes in those that it has grown over, those who drive back too; where it has moved
  /// behind these, they go on to the end after all.
  struct Closing {
    LinkId link;
    Blockage blockage;
  };
  using OnStall = std::function<void(MoverId, LinkId, double at_m)>;
  void close(kernel::Engine& engine, std::span<const Closing> closings, const OnStall& on_stall);
  /// The blockage of `links`, ascending, is gone: those who stopped before it drive on.
  void release(kernel::Engine& engine, std::span<const LinkId> links);
  /// Bars entry and lets everyone inside leave (a gate, a barrier, contraflow).
  void bar(std::span<const LinkId> links);
  /// Lets vehicles in, except where stalled ones fill the lanes or there is none. Who waits before
  /// one of `links` sees it open.
  void open(kernel::Engine& engine, std::span<const LinkId> links);
  bool closed(LinkId link) const { return up_[link.get()].closed; }

  /// Takes a stalled vehicle off the road; its mover is at the nearer end of the link (`place`).
  /// The link stays as closed as it was.
  void clear_stalled(kernel::Engine& engine, MoverId mover);

  /// After the route book changed: heads of queues, backlogs and the stranded look again.
  void reconsider(kernel::Engine& engine);

  /// Moves `lanes` of the empty, barred link to its reverse; false while vehicles or holes are
  /// still on it. Both stay as closed as they were: the caller opens them.
  bool transfer_lanes(kernel::Engine& engine, LinkId from, std::uint8_t lanes);

  /// Full cycles of links that wait for one another. Those that persist longer than `patience` lose
  /// the drivers at their heads: with another way they take it, else they leave the car and go on
  /// foot (`on_abandon`). So do those who have stood before a blockage for so long.
  using OnAbandon = std::function<void(MoverId, NodeId)>;
  void check_blocked(kernel::Engine& engine, SimTime patience, const OnAbandon& on_abandon);

  std::uint32_t links() const { return links_; }
  std::int32_t storage(LinkId link) const { return model_[link.get()].storage; }
  std::int32_t vehicles_on(LinkId link) const;
  /// Those of them that water has not stalled.
  std::int32_t able_on(LinkId link) const { return vehicles_on(link) - stalled_[link.get()]; }
  std::uint64_t entered(LinkId link) const { return up_[link.get()].entered; }
  SimTime hole_travel(LinkId link) const { return model_[link.get()].hole_travel; }
  SimTime travel(LinkId link) const { return up_[link.get()].travel; }
  SimTime free_travel(LinkId link) const { return model_[link.get()].travel; }
  std::uint8_t lanes(LinkId link) const { return lanes_[link.get()]; }
  /// Vehicles waiting for room on `link` at its start, outside the network.
  std::uint32_t backlog(LinkId link) const { return up_[link.get()].backlog_count; }
  TrafficCounts counts() const;
  /// Movements since the last call, by (time, mover).
  std::vector<Movement> take_movements();
  /// `engine` is the one that goes on with the loaded state.
  void state(StateArchive& archive, kernel::Engine& engine);

  /// Bytes of link state, for the benchmark's table.
  static std::size_t bytes_per_link();

 private:
  // Upstream half of an out: a link, or the gate of a site.
  struct Up {
    SimTime next_entry = 0;
    SimTime travel = 0;  // 0: gate of a site
    SimTime entry_headway = 0;
    SimTime wake_at = kNever;        // the wake-up that counts; others are stale
    std::uint64_t virtual_time = 0;  // of the merge
    std::uint64_t backlog_finish = 0;
    HoleList holes;
    std::int32_t credit = 0;
    std::uint32_t backlog_head = Mover::kNone;
    std::uint32_t backlog_tail = Mover::kNone;
    std::uint32_t backlog_count = 0;
    std::uint32_t waiter = Mover::kNone;  // in-links whose head waits for this out
    std::uint32_t entered = 0;
    std::uint32_t returned = 0;  // turned round before a blockage and left by the entry
    bool closed = false;
  };
  // Downstream half of a link: one cache line.
  struct alignas(64) Down {
    SimTime next_exit = 0;
    SimTime exit_headway = 0;
    SimTime hole_travel = 0;
    SimTime discharge_at = kNever;  // the discharge event that counts
    std::uint64_t finish = 0;       // merge: finish tag at the out `last_out`
    std::uint32_t last_out = Mover::kNone;
    std::uint32_t wanted = Mover::kNone;  // the out that the head waits for
    std::uint32_t next_waiter = Mover::kNone;
    std::uint32_t queue_head = Mover::kNone;
    std::uint32_t queue_tail = Mover::kNone;
    std::uint32_t exited = 0;
  };
  static_assert(sizeof(Down) == 64);
  // Stopped before a blockage on a road where nobody can turn round.
  struct Held {
    SimTime since;
    double at_m;
    std::uint32_t link;
    std::uint32_t mover;
  };
  struct alignas(64) PerPartition {
    HolePool holes;
    std::vector<Movement> movements;
    std::uint64_t traversals = 0;
  };

  // traffic.cpp: events
  void depart(std::uint32_t mover, std::uint32_t node, kernel::Scheduler& scheduler);
  void try_head(std::uint32_t link, kernel::Scheduler& scheduler);
  void pass(std::uint32_t link, std::uint32_t out, kernel::Scheduler& scheduler);
  void leave(std::uint32_t link, SimTime hole_at, kernel::Scheduler& scheduler);
  void enter(std::uint32_t mover, std::uint32_t out, kernel::Scheduler& scheduler);
  void strand(std::uint32_t mover, std::uint32_t node, kernel::Scheduler& scheduler);
  void drop_head(std::uint32_t link, kernel::Scheduler& scheduler);
  std::uint32_t choose_out(std::uint32_t mover, std::uint32_t vertex, std::uint32_t node,
                           kernel::Scheduler& scheduler);
  void schedule_discharge(std::uint32_t link, SimTime time, kernel::Scheduler& scheduler);
  std::uint32_t owner_of_entry(std::uint32_t out) const;

  // merge.cpp: who takes a free place
  bool has_candidates(const Up& up) const {
    return up.waiter != Mover::kNone || up.backlog_head != Mover::kNone;
  }
  bool can_enter(std::uint32_t out, kernel::Scheduler& scheduler);
  void join(std::uint32_t out, std::uint32_t link, kernel::Scheduler& scheduler);
  void unjoin(std::uint32_t link);
  bool serve(std::uint32_t out, kernel::Scheduler& scheduler);
  void request_wake(std::uint32_t out, kernel::Scheduler& scheduler);
  void schedule_wake(std::uint32_t out, kernel::Scheduler& scheduler);
  void push_backlog(std::uint32_t out, std::uint32_t mover);
  std::uint32_t pop_backlog(std::uint32_t out);
  void drain(std::uint32_t out, kernel::Scheduler& scheduler);

  std::uint64_t backlog_turn(std::uint32_t out) const;

  // barrier.cpp: changes from outside
  kernel::Scheduler& entry_scheduler(kernel::Engine& engine, std::uint32_t out);
  kernel::Scheduler& exit_scheduler(kernel::Engine& engine, std::uint32_t link);
  void turn_back(std::uint32_t mover, std::uint32_t link, double at_m, kernel::Engine& engine);
  void drive(EventClass where, std::uint32_t mover, std::uint32_t link, double at_m,
             kernel::Engine& engine);
  void hold_or_turn(std::uint32_t mover, std::uint32_t link, double at_m, kernel::Engine& engine);
  void stall(std::uint32_t mover, std::uint32_t link, double at_m, SimTime now);
  void close_queue(const Closing& closing, kernel::Engine& engine, const OnStall& on_stall);
  void derive(std::uint32_t link, std::uint8_t lanes);
  void apply_stalled(std::uint32_t link);

  // gridlock.cpp
  bool head_waits(std::uint32_t link) const {
    return down_[link].queue_head != Mover::kNone && down_[link].discharge_at == kNever;
  }
  bool faces_no_way(std::uint32_t link) const {
    return head_waits(link) && down_[link].wanted == Mover::kNone;
  }
  std::uint32_t blocked_by(std::uint32_t link) const;
  void give_up(std::uint32_t link, kernel::Engine& engine, const OnAbandon& on_abandon);
  void abandon(std::uint32_t mover, NodeId node, const OnAbandon& on_abandon);

  Network network_;
  std::uint32_t links_ = 0;
  std::vector<LinkModel> model_;
  std::vector<std::uint8_t> lanes_;
  std::vector<std::uint16_t> stalled_;   // vehicles that water stopped; each blocks a lane
  std::vector<Held> held_;               // in the order in which they stopped
  std::vector<Up> up_;                   // links, then sites
  std::vector<Down> down_;               // links
  std::vector<std::uint32_t> priority_;  // merge weight of a link
  std::vector<Mover>& movers_;
  const routing::RouteBook& routes_;
  TrafficHost& host_;
  std::vector<PerPartition> parts_;
  std::vector<SimTime>
      blocked_since_;  // by link: its head is in a cycle or has no way on; else kNever
  std::uint64_t gridlocks_ = 0;
  std::uint64_t abandoned_ = 0;
  bool recording_ = false;
};

}  // namespace muster::mobility::traffic
