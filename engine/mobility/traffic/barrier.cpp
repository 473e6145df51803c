// SPDX-License-Identifier: MIT
// What changes links from outside, at barriers: speeds, closures, stalled vehicles, lanes.
#include <algorithm>
#include <cmath>

#include "engine/base/error.hpp"
#include "engine/mobility/traffic/traffic.hpp"

namespace muster::mobility::traffic {

namespace {

constexpr std::uint32_t kNone = Mover::kNone;

// A vehicle drives along link b, to its end or back to its start.
bool on_road(const kernel::Event& event) {
  return event.event_class() == kArrive || event.event_class() == kReturn;
}

}  // namespace

kernel::Scheduler& Traffic::entry_scheduler(kernel::Engine& engine, std::uint32_t out) {
  return engine.scheduler_of(kernel::ProcessId{owner_of_entry(out)});
}

kernel::Scheduler& Traffic::exit_scheduler(kernel::Engine& engine, std::uint32_t link) {
  return engine.scheduler_of(kernel::ProcessId{network_.to[link].get()});
}

void Traffic::derive(std::uint32_t link, std::uint8_t lanes) {
  const double count = std::max<std::uint8_t>(1, lanes);
  LinkTraits traits = network_.lane[link];
  traits.capacity_veh_s *= count;
  traits.jam_density_veh_m *= count;
  model_[link] = make_link_model(traits);
  lanes_[link] = lanes;
  up_[link].entry_headway = model_[link].entry_headway;
  down_[link].hole_travel = model_[link].hole_travel;
  // Daganzo 1995 leaves the priorities open; in proportion to capacity is the usual choice.
  const double weight = (traits.merge_priority > 0 ? traits.merge_priority : traits.capacity_veh_s);
  priority_[link] = static_cast<std::uint32_t>(std::clamp(weight * 1000, 1.0, 1e9));
  apply_stalled(link);
}

void Traffic::apply_stalled(std::uint32_t link) {
  Down& down = down_[link];
  const SimTime headway = model_[link].exit_headway;
  const int lanes = std::max<int>(1, lanes_[link]);
  const int free_lanes = lanes - std::min<int>(lanes, stalled_[link]);
  down.exit_headway = free_lanes > 0 ? headway * lanes / free_lanes : headway * lanes;
  if (free_lanes == 0) up_[link].closed = true;
}

void Traffic::change_speeds(kernel::Engine& engine, std::span<const SpeedChange> changes) {
  std::vector<SimTime> before(links_, 0);
  bool any = false;
  for (const SpeedChange& change : changes) {
    MUSTER_EXPECT(change.travel >= model_[change.link.get()].travel);
    Up& up = up_[change.link.get()];
    if (up.travel == change.travel) continue;
    before[change.link.get()] = up.travel;
    up.travel = change.travel;
    any = true;
  }
  if (!any) return;
  const SimTime now = engine.now();
  engine.edit_pending([&](kernel::Event& event) {
    if (!on_road(event) || before[event.b] == 0) return true;
    event.time = now + scale(event.time - now, up_[event.b].travel, before[event.b]);
    return true;
  });
}

void Traffic::turn_back(std::uint32_t mover, std::uint32_t link, double at_m,
                        kernel::Engine& engine) {
  movers_[mover].informed = true;  // it has seen for itself
  movers_[mover].route = kNone;
  drive(kReturn, mover, link, at_m, engine);
}

/// From `at_m` to the end of the link, or back to its start, at the pace of the link.
void Traffic::drive(EventClass where, std::uint32_t mover, std::uint32_t link, double at_m,
                    kernel::Engine& engine) {
  const double behind = std::clamp(at_m / network_.length_m[link], 0.0, 1.0);
  const double share = where == kReturn ? behind : 1 - behind;
  const NodeId goal = (where == kReturn ? network_.from : network_.to)[link];
  engine.schedule(
      {.time = engine.now() + scale(up_[link].travel, std::llround(share * 1e6), 1'000'000),
       .key = kernel::make_key(where, mover, movers_[mover].hop++),
       .process = kernel::ProcessId{goal.get()},
       .a = mover,
       .b = link,
       .c = 0});
}

void Traffic::hold_or_turn(std::uint32_t mover, std::uint32_t link, double at_m,
                           kernel::Engine& engine) {
  const LinkId reverse = network_.reverse[link];
  const bool divided = !network_.divided.empty() && network_.divided[link] != 0;
  if (reverse && lanes_[reverse.get()] > 0 && !divided) {
    turn_back(mover, link, at_m, engine);
  } else {
    held_.push_back({engine.now(), at_m, link, mover});
  }
}

void Traffic::release(kernel::Engine& engine, std::span<const LinkId> links) {
  std::erase_if(held_, [&](const Held& one) {
    if (!std::binary_search(links.begin(), links.end(), LinkId{one.link})) return false;
    drive(kArrive, one.mover, one.link, one.at_m, engine);
    return true;
  });
}

void Traffic::stall(std::uint32_t mover, std::uint32_t link, double at_m, SimTime now) {
  Mover& m = movers_[mover];
  m.state = MoverState::Stalled;
  m.since = now;
  const bool past_half = at_m > network_.length_m[link] / 2;
  m.place = (past_half ? network_.to : network_.from)[link].get();
  ++stalled_[link];
  apply_stalled(link);
}

void Traffic::close(kernel::Engine& engine, std::span<const Closing> closings,
                    const OnStall& on_stall) {
  std::vector<const Closing*> closing_of(links_, nullptr);
  for (const Closing& closing : closings) {
    up_[closing.link.get()].closed = true;
    closing_of[closing.link.get()] = &closing;
  }
  struct Caught {
    std::uint32_t link;
    double at_m;
    std::uint32_t mover;
  };
  std::vector<Caught> caught;
  const SimTime now = engine.now();
  engine.edit_pending([&](kernel::Event& event) {
    if (!on_road(event) || closing_of[event.b] == nullptr) return true;
    const Blockage& blockage = closing_of[event.b]->blockage;
    const bool back = event.event_class() == kReturn;
    const double left_m = network_.length_m[event.b] * static_cast<double>(event.time - now) /
                          static_cast<double>(up_[event.b].travel);
    const double at_m = back ? left_m : network_.length_m[event.b] - left_m;
    if (back ? at_m < blockage.from_m : at_m >= blockage.to_m) return true;
    caught.push_back({event.b, at_m, event.a});
    return false;
  });
  // Pending events come in no stated order: sort by what they are.
  std::sort(caught.begin(), caught.end(), [](const Caught& a, const Caught& b) {
    if (a.link != b.link) return a.link < b.link;
    return a.at_m != b.at_m ? a.at_m > b.at_m : a.mover < b.mover;
  });
  for (const Caught& one : caught) {
    const Blockage& blockage = closing_of[one.link]->blockage;
    if (one.at_m >= blockage.to_m) {  // on its way back; the water now lies there
      drive(kArrive, one.mover, one.link, one.at_m, engine);
    } else if (one.at_m >= blockage.from_m) {
      stall(one.mover, one.link, one.at_m, now);
      on_stall(MoverId{one.mover}, LinkId{one.link}, one.at_m);
    } else {
      hold_or_turn(one.mover, one.link, one.at_m, engine);
    }
  }
  for (const Closing& closing : closings) close_queue(closing, engine, on_stall);
  std::erase_if(held_, [&](const Held& one) {
    const Closing* closing = closing_of[one.link];
    if (closing == nullptr || one.at_m < closing->blockage.from_m) return false;
    if (one.at_m >= closing->blockage.to_m) {  // the water now lies behind it
      drive(kArrive, one.mover, one.link, one.at_m, engine);
      return true;
    }
    stall(one.mover, one.link, one.at_m, now);
    on_stall(MoverId{one.mover}, LinkId{one.link}, one.at_m);
    return true;
  });
}

void Traffic::close_queue(const Closing& closing, kernel::Engine& engine, const OnStall& on_stall) {
  const std::uint32_t link = closing.link.get();
  Down& down = down_[link];
  const double spacing_m = network_.length_m[link] / model_[link].storage;
  double at_m = network_.length_m[link];
  std::vector<std::uint32_t> kept;
  const std::uint32_t head_before = down.queue_head;
  for (std::uint32_t mover = down.queue_head; mover != kNone;) {
    const std::uint32_t next = movers_[mover].next;
    if (at_m >= closing.blockage.to_m) {
      kept.push_back(mover);
    } else if (at_m >= closing.blockage.from_m) {
      stall(mover, link, at_m, engine.now());
      on_stall(MoverId{mover}, closing.link, at_m);
    } else {
      hold_or_turn(mover, link, at_m, engine);
    }
    at_m = std::max(0.0, at_m - spacing_m);
    mover = next;
  }
  down.queue_head = down.queue_tail = kNone;
  for (const std::uint32_t mover : kept) {
    movers_[mover].next = kNone;
    if (down.queue_head == kNone) {
      down.queue_head = mover;
    } else {
      movers_[down.queue_tail].next = mover;
    }
    down.queue_tail = mover;
  }
  if (down.queue_head != head_before) unjoin(link);
}

void Traffic::bar(std::span<const LinkId> links) {
  for (const LinkId link : links) up_[link.get()].closed = true;
}

void Traffic::open(kernel::Engine& engine, std::span<const LinkId> links) {
  std::vector<std::uint8_t> seen_from(network_.nodes, 0);
  for (const LinkId link : links) {
    const std::uint32_t l = link.get();
    if (lanes_[l] == 0 || stalled_[l] >= lanes_[l]) continue;
    up_[l].closed = false;
    seen_from[network_.from[l].get()] = 1;
    if (has_candidates(up_[l])) request_wake(l, entry_scheduler(engine, l));
  }
  for (std::uint32_t l = 0; l < links_; ++l) {
    if (seen_from[network_.to[l].get()] && faces_no_way(l)) try_head(l, exit_scheduler(engine, l));
  }
}

void Traffic::clear_stalled(kernel::Engine& engine, MoverId mover) {
  Mover& m = movers_[mover.get()];
  MUSTER_EXPECT(m.state == MoverState::Stalled);
  const std::uint32_t link = m.link.get();
  --stalled_[link];
  apply_stalled(link);
  m.state = MoverState::Idle;
  leave(link, engine.now() + down_[link].hole_travel, exit_scheduler(engine, link));
}

void Traffic::reconsider(kernel::Engine& engine) {
  for (std::uint32_t l = 0; l < links_; ++l) {
    if (!head_waits(l)) continue;
    unjoin(l);
    try_head(l, exit_scheduler(engine, l));
  }
  for (std::uint32_t out = 0; out < up_.size(); ++out) {
    if (up_[out].backlog_head == kNone) continue;
    std::vector<std::uint32_t> movers;
    while (up_[out].backlog_head != kNone) movers.push_back(pop_backlog(out));
    const std::uint32_t node = owner_of_entry(out);
    for (const std::uint32_t mover : movers) depart(mover, node, entry_scheduler(engine, out));
  }
  for (std::uint32_t mover = 0; mover < movers_.size(); ++mover) {
    Mover& m = movers_[mover];
    if (m.state != MoverState::Stranded || m.on_foot) continue;
    m.informed = true;
    const std::uint32_t out = routes_.step(m, routing::VertexId{m.place});
    if (out == routing::kNoWay || up_[out].closed) continue;
    depart(mover, m.place, engine.scheduler_of(kernel::ProcessId{m.place}));
  }
}

bool Traffic::transfer_lanes(kernel::Engine& engine, LinkId from, std::uint8_t lanes) {
  const std::uint32_t l = from.get();
  const std::uint32_t reverse = network_.reverse[l].get();
  drain(l, entry_scheduler(engine, l));
  drain(reverse, entry_scheduler(engine, reverse));
  const bool empty = vehicles_on(from) == 0 && up_[l].credit == model_[l].storage;
  if (!empty || lanes > lanes_[l]) return false;
  const std::int32_t reverse_storage = lanes_[reverse] > 0 ? model_[reverse].storage : 0;
  derive(l, static_cast<std::uint8_t>(lanes_[l] - lanes));
  derive(reverse, static_cast<std::uint8_t>(lanes_[reverse] + lanes));
  up_[l].credit = lanes_[l] > 0 ? model_[l].storage : 0;
  up_[reverse].credit += model_[reverse].storage - reverse_storage;
  up_[l].closed = true;
  return true;
}

}  // namespace muster::mobility::traffic
