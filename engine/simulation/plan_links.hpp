// SPDX-License-Identifier: MIT
// The hold of plan and decisions on links: closures and lanes turned for contraflow.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/base/state.hpp"
#include "engine/case/plan_file.hpp"
#include "engine/kernel/engine.hpp"
#include "engine/mobility/traffic/traffic.hpp"
#include "engine/world/road_names.hpp"
#include "engine/world/roads.hpp"

namespace muster::simulation {

/// What changed in one step.
struct PlanLinkChanges {
  std::vector<LinkId> closed;
  std::vector<LinkId> opened;
  struct Turned {
    LinkId from;
    LinkId to;
    int lanes;
  };
  std::vector<Turned> turned;
  std::vector<LinkId> cleared;  // of stalled cars, by decision
};

class PlanLinks {
 public:
  PlanLinks(const cases::PlanFile& plan, const world::Roads& roads, const world::RoadNames& names);

  /// Exact times at which something is due.
  std::vector<SimTime> times() const;
  /// Closes a link by decision, or ends that: what the plan holds stays closed.
  void decide(LinkId link, bool close, PlanLinkChanges& changes);
  /// Does what the clock asks for by `now`, closures and the beginning of contraflow, and adds to
  /// `changes`. Barring and opening links in traffic are left to the caller, who knows whether
  /// water still holds them. Barriers only.
  void follow_clock(SimTime now, PlanLinkChanges& changes);
  /// Turns the lanes that have run empty and been swept; as many as the link still has.
  void turn_lanes(SimTime now, kernel::Engine& engine, mobility::traffic::Traffic& traffic,
                  PlanLinkChanges& changes);
  bool holds(LinkId link) const { return held_[link.get()] > 0; }
  void state(StateArchive& archive);

 private:
  void hold(LinkId link, int by, PlanLinkChanges& changes);

  enum class Stage : std::uint8_t { Waiting, Draining, Sweeping, Done };
  struct Closing {
    std::vector<LinkId> links;
    SimTime from;
    SimTime until;  // kNever: to the end
  };
  struct Turning {
    LinkId link;
    LinkId reverse;
    SimTime from;
    SimTime sweep;
    int lanes;
  };
  std::vector<Closing> closings_;
  std::vector<Turning> turnings_;
  std::vector<std::uint8_t> closing_stage_;  // 0 waiting, 1 in force, 2 over
  std::vector<Stage> turning_stage_;
  std::vector<SimTime> drained_at_;
  std::vector<std::uint8_t> by_decision_;  // 1: closed by decision, by link
  std::vector<std::uint16_t> held_;        // closures in force, by link
};

}  // namespace muster::simulation
