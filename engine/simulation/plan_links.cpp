// SPDX-License-Identifier: MIT
#include "engine/simulation/plan_links.hpp"

#include <algorithm>

namespace muster::simulation {

PlanLinks::PlanLinks(const cases::PlanFile& plan, const world::Roads& roads,
                     const world::RoadNames& names)
    : by_decision_(roads.links(), 0), held_(roads.links(), 0) {
  for (const cases::Closure& closure : plan.closures) {
    closings_.push_back({names.links(closure.sources, closure.between),
                         from_seconds(closure.from_s),
                         closure.until_s > 0 ? from_seconds(closure.until_s) : kNever});
  }
  for (const cases::Contraflow& contraflow : plan.contraflow) {
    for (const LinkId link : names.links(contraflow.sources, contraflow.between)) {
      if (roads.lanes[link] == 0 || !roads.reverse[link]) continue;
      turnings_.push_back({link, roads.reverse[link], from_seconds(contraflow.from_s),
                           from_seconds(contraflow.sweep_s),
                           std::min<int>(contraflow.lanes, roads.lanes[link])});
    }
  }
  closing_stage_.assign(closings_.size(), 0);
  turning_stage_.assign(turnings_.size(), Stage::Waiting);
  drained_at_.assign(turnings_.size(), kNever);
}

std::vector<SimTime> PlanLinks::times() const {
  std::vector<SimTime> times;
  for (const Closing& closing : closings_) {
    times.push_back(closing.from);
    if (closing.until != kNever) times.push_back(closing.until);
  }
  for (const Turning& turning : turnings_) times.push_back(turning.from);
  return times;
}

void PlanLinks::hold(LinkId link, int by, PlanLinkChanges& changes) {
  std::uint16_t& held = held_[link.get()];
  const bool before = held > 0;
  held = static_cast<std::uint16_t>(held + by);
  if (!before && held > 0) changes.closed.push_back(link);
  if (before && held == 0) changes.opened.push_back(link);
}

void PlanLinks::decide(LinkId link, bool close, PlanLinkChanges& changes) {
  std::uint8_t& closed = by_decision_[link.get()];
  if (closed == static_cast<std::uint8_t>(close)) return;
  closed = close;
  hold(link, close ? 1 : -1, changes);
}

void PlanLinks::follow_clock(SimTime now, PlanLinkChanges& changes) {
  for (std::size_t i = 0; i < closings_.size(); ++i) {
    if (closing_stage_[i] == 0 && now >= closings_[i].from) {
      closing_stage_[i] = 1;
      for (const LinkId link : closings_[i].links) hold(link, 1, changes);
    }
    if (closing_stage_[i] == 1 && now >= closings_[i].until) {
      closing_stage_[i] = 2;
      for (const LinkId link : closings_[i].links) hold(link, -1, changes);
    }
  }
  for (std::size_t i = 0; i < turnings_.size(); ++i) {
    if (turning_stage_[i] != Stage::Waiting || now < turnings_[i].from) continue;
    turning_stage_[i] = Stage::Draining;
    hold(turnings_[i].link, 1, changes);
  }
}

void PlanLinks::turn_lanes(SimTime now, kernel::Engine& engine, mobility::traffic::Traffic& traffic,
                           PlanLinkChanges& changes) {
  for (std::size_t i = 0; i < turnings_.size(); ++i) {
    const Turning& turning = turnings_[i];
    if (turning_stage_[i] == Stage::Draining && traffic.vehicles_on(turning.link) == 0) {
      turning_stage_[i] = Stage::Sweeping;
      drained_at_[i] = now;
    }
    // Another contraflow may have taken some.
    const int lanes = std::min<int>(turning.lanes, traffic.lanes(turning.link));
    if (turning_stage_[i] == Stage::Sweeping && now >= drained_at_[i] + turning.sweep &&
        traffic.transfer_lanes(engine, turning.link, static_cast<std::uint8_t>(lanes))) {
      turning_stage_[i] = Stage::Done;
      changes.turned.push_back({turning.link, turning.reverse, lanes});
      hold(turning.link, -1, changes);
    }
  }
}

void PlanLinks::state(StateArchive& archive) {
  archive("closing_stage", closing_stage_);
  archive("turning_stage", turning_stage_);
  archive("drained_at", drained_at_);
  archive("by_decision", by_decision_);
  archive("held", held_);
}

}  // namespace muster::simulation
