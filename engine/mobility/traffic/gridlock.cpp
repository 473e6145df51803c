// SPDX-License-Identifier: MIT
// Cycles of full links whose heads wait for one another: found, counted, and given up on by
// drivers.
#include <algorithm>

#include "engine/mobility/traffic/traffic.hpp"

namespace muster::mobility::traffic {

namespace {

constexpr std::uint32_t kNone = Mover::kNone;

}  // namespace

// The link that the head of `link` waits for, if that one is full and no hole is on its way.
std::uint32_t Traffic::blocked_by(std::uint32_t link) const {
  const std::uint32_t out = down_[link].wanted;
  if (out == kNone || out >= links_) return kNone;
  return up_[out].credit <= 0 && up_[out].holes.empty() ? out : kNone;
}

void Traffic::check_blocked(kernel::Engine& engine, SimTime patience, const OnAbandon& on_abandon) {
  const SimTime now = engine.now();
  std::vector<std::uint32_t> visit(links_, 0);  // number of the walk that came by
  std::vector<std::uint8_t> in_cycle(links_, 0);
  std::vector<std::uint32_t> worn_out;
  for (std::uint32_t start = 0; start < links_; ++start) {
    if (visit[start] != 0) continue;
    std::uint32_t link = start;
    while (link != kNone && visit[link] == 0) {
      visit[link] = start + 1;
      link = blocked_by(link);
    }
    if (link == kNone || visit[link] != start + 1) continue;
    bool lasted = true;
    SimTime since = now;
    std::uint32_t lowest = link;
    std::uint32_t at = link;
    do {
      in_cycle[at] = 1;
      lasted = lasted && blocked_since_[at] != kNever;
      since = std::min(since, blocked_since_[at]);
      lowest = std::min(lowest, at);
      at = blocked_by(at);
    } while (at != link);
    if (!lasted) {
      ++gridlocks_;
      since = now;
    }
    do {
      blocked_since_[at] = since;
      at = blocked_by(at);
    } while (at != link);
    if (now - since >= patience) worn_out.push_back(lowest);
  }
  for (std::uint32_t l = 0; l < links_; ++l) {
    if (in_cycle[l]) continue;
    if (!faces_no_way(l)) {
      blocked_since_[l] = kNever;
    } else if (blocked_since_[l] == kNever) {
      blocked_since_[l] = now;
    } else if (now - blocked_since_[l] >= patience) {
      worn_out.push_back(l);
    }
  }
  for (const std::uint32_t link : worn_out) give_up(link, engine, on_abandon);
  std::erase_if(held_, [&](const Held& one) {
    if (now - one.since < patience) return false;
    leave(one.link, now + down_[one.link].hole_travel, exit_scheduler(engine, one.link));
    abandon(one.mover, network_.from[one.link], on_abandon);
    return true;
  });
}

void Traffic::abandon(std::uint32_t mover, NodeId node, const OnAbandon& on_abandon) {
  ++abandoned_;
  movers_[mover].state = MoverState::Idle;
  movers_[mover].place = node.get();
  on_abandon(MoverId{mover}, node);
}

void Traffic::give_up(std::uint32_t link, kernel::Engine& engine, const OnAbandon& on_abandon) {
  const std::uint32_t mover = down_[link].queue_head;
  const NodeId node = network_.to[link];
  kernel::Scheduler& scheduler = exit_scheduler(engine, link);
  Mover& m = movers_[mover];
  m.informed = true;
  // Any other way on that has room, the one nearest to where the mover is going.
  std::uint32_t best = kNone;
  SimTime best_cost = kNever;
  for (std::uint32_t out = 0; out < links_; ++out) {
    if (network_.from[out] != node || out == down_[link].wanted || !can_enter(out, scheduler))
      continue;
    const SimTime cost = routes_.cost(m, routes_.after(LinkId{out}, false));
    if (cost >= best_cost) continue;
    best = out;
    best_cost = cost;
  }
  unjoin(link);
  if (best != kNone) {
    m.route = kNone;
    pass(link, best, scheduler);
    return;
  }
  drop_head(link, scheduler);
  abandon(mover, node, on_abandon);
}

}  // namespace muster::mobility::traffic
