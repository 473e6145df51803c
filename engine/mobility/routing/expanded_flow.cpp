// SPDX-License-Identifier: MIT
// Greatest flow over time by augmenting paths, searched from the sinks of one step after the other.
#include "engine/mobility/routing/expanded_flow.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "engine/base/error.hpp"

namespace muster::mobility::routing {

namespace {

using Count = std::uint32_t;  // vehicles
constexpr Count kMost = std::numeric_limits<Count>::max();

Count per_step(double capacity_veh_s, SimTime step_us) {
  const double vehicles = std::ceil(capacity_veh_s * to_seconds(step_us));
  return vehicles >= static_cast<double>(kMost) ? kMost : static_cast<Count>(vehicles);
}

/// The residual network is not stored: the flow on each copy of a link (`flow`) and the vehicles
/// that wait at each copy of a node (`waiting`) say where more can go and what can be taken back.
class ExpandedFlow {
 public:
  ExpandedFlow(const FlowNetwork& network, std::span<const Supply> supplies, SimTime step_us)
      : network_{network},
        nodes_{network.nodes},
        links_{static_cast<std::uint32_t>(network.links.size())} {
    steps_.reserve(links_);
    capacity_.reserve(links_);
    for (const FlowNetwork::Link& link : network.links) {
      MUSTER_EXPECT(link.transit_us >= 0 && link.capacity_veh_s >= 0.0);
      steps_.push_back(
          static_cast<std::uint32_t>(std::min<SimTime>(link.transit_us / step_us, kMost)));
      capacity_.push_back(per_step(link.capacity_veh_s, step_us));
    }
    for (const FlowNetwork::Sink& sink : network.sinks) {
      sink_capacity_.push_back(sink.capacity_veh_s > 0.0 ? per_step(sink.capacity_veh_s, step_us)
                                                         : kMost);
    }
    list_links();
    list_supplies(supplies, step_us);
  }

  /// Opens the sinks for one more step. Call while `left() > 0`.
  void open_step() {
    flow_.resize(flow_.size() + links_, 0);
    waiting_.resize(waiting_.size() + nodes_, 0);
    place_.resize(place_.size() + nodes_);
    now_ = static_cast<std::uint32_t>(place_.size() / nodes_) - 1;
    room_ = sink_capacity_;
    while (left_ > 0 && measure()) {
      for (std::size_t i = 0; i < room_.size(); ++i)
        room_[i] -= fill(network_.sinks[i].node, room_[i]);
    }
  }

  std::int64_t left() const { return left_; }
  std::uint32_t now() const { return now_; }

 private:
  /// A copy of a node on the path that is being searched, and how the next copy towards the sink is
  /// reached from it: over a copy of a link or by waiting, or by taking one of these back.
  struct Visit {
    enum class By : std::uint8_t { Sink, Link, Wait, LinkBack, WaitBack };
    std::uint32_t node;
    std::uint32_t step;
    By by;
    std::uint32_t link;
    Count room;
  };

  /// What the searches know of a copy of a node.
  struct Place {
    std::uint32_t search = 0;  // that saw it last, or kDead
    std::uint32_t level = 0;   // arcs to a sink with room, in that search
    std::uint32_t option = 0;  // the next way to it that has not been tried
  };

  struct Copy {
    std::uint32_t node;
    std::uint32_t step;
  };

  struct Ready {
    std::uint32_t step;
    Count vehicles;
  };

  void list_links() {
    in_first_.assign(nodes_ + 1, 0);
    out_first_.assign(nodes_ + 1, 0);
    for (const FlowNetwork::Link& link : network_.links) {
      ++in_first_[link.to + 1];
      ++out_first_[link.from + 1];
    }
    for (std::uint32_t n = 0; n < nodes_; ++n) {
      in_first_[n + 1] += in_first_[n];
      out_first_[n + 1] += out_first_[n];
    }
    in_link_.resize(links_);
    out_link_.resize(links_);
    std::vector<std::uint32_t> in{in_first_.begin(), in_first_.end() - 1};
    std::vector<std::uint32_t> out{out_first_.begin(), out_first_.end() - 1};
    for (std::uint32_t l = 0; l < links_; ++l) {
      in_link_[in[network_.links[l].to]++] = l;
      out_link_[out[network_.links[l].from]++] = l;
    }
  }

  void list_supplies(std::span<const Supply> supplies, SimTime step_us) {
    ready_.resize(nodes_);
    for (const Supply& supply : supplies) {
      MUSTER_EXPECT(supply.node < nodes_ && supply.departure_us >= 0 && supply.vehicles >= 0);
      left_ += supply.vehicles;
      MUSTER_VERIFY(left_ < std::int64_t{kMost});
      ready_[supply.node].push_back({static_cast<std::uint32_t>(supply.departure_us / step_us),
                                     static_cast<Count>(supply.vehicles)});
    }
    for (std::vector<Ready>& ready : ready_) merge(ready);
    for (std::uint32_t node = 0; node < nodes_; ++node) earliest_.push_back(first_ready(node));
  }

  static void merge(std::vector<Ready>& ready) {
    if (ready.empty()) return;
    std::sort(ready.begin(), ready.end(),
              [](const Ready& a, const Ready& b) { return a.step < b.step; });
    std::size_t last = 0;
    for (std::size_t i = 1; i < ready.size(); ++i) {
      if (ready[i].step == ready[last].step) {
        ready[last].vehicles += ready[i].vehicles;
      } else {
        ready[++last] = ready[i];
      }
    }
    ready.resize(last + 1);
  }

  std::size_t copy(std::uint32_t node, std::uint32_t step) const {
    return std::size_t{step} * nodes_ + node;
  }
  std::size_t link_copy(std::uint32_t link, std::uint32_t step) const {
    return std::size_t{step} * links_ + link;
  }
  Place& place(std::uint32_t node, std::uint32_t step) { return place_[copy(node, step)]; }

  /// Dinic's levels (1970): how many arcs each copy is from a sink with room. Goes on past the
  /// first supply until those seen could fill the sinks: one blocking flow then serves many of
  /// them. False where there is none: no supply reaches any copy that was seen, and none ever will,
  /// because later paths run among copies that a supply reaches and open no way to these.
  bool measure() {
    ++search_;
    seen_.clear();
    std::int64_t missing = 0;
    for (std::size_t i = 0; i < room_.size(); ++i) {
      if (room_[i] == 0) continue;
      missing += room_[i];
      see(network_.sinks[i].node, now_, 0);
    }
    bool found = false;
    for (std::size_t i = 0; i < seen_.size() && missing > 0; ++i) {
      const Copy at = seen_[i];
      if (const Ready* ready = supply(at.node, at.step)) {
        found = true;
        missing -= ready->vehicles;
      }
      const std::uint32_t level = place(at.node, at.step).level + 1;
      for (std::uint32_t option = 0; option < options(at.node); ++option) {
        const Visit before = way(at.node, at.step, option);
        if (before.room > 0) see(before.node, before.step, level);
      }
    }
    if (found) return true;
    for (const Copy at : seen_) place(at.node, at.step).search = kDead;
    return false;
  }

  void see(std::uint32_t node, std::uint32_t step, std::uint32_t level) {
    Place& at = place(node, step);
    if (at.search == kDead || at.search == search_) return;
    at = {search_, level, 0};
    seen_.push_back({node, step});
  }

  /// Sends up to `room` vehicles from supplies to `sink` at this step, along levels that fall by
  /// one.
  Count fill(std::uint32_t sink, Count room) {
    if (room == 0 || place(sink, now_).search != search_) return 0;
    path_.assign(1, {sink, now_, Visit::By::Sink, 0, room});
    Count sent = 0;
    while (!path_.empty()) {
      Place& at = place(path_.back().node, path_.back().step);
      if (Ready* ready = supply(path_.back().node, path_.back().step)) {
        sent += send(*ready);
      } else if (!advance(at)) {
        at.search = 0;  // not again in this round
        path_.pop_back();
      }
    }
    return sent;
  }

  /// Step at which the first vehicles that are left at `node` are ready; kMost where there are
  /// none.
  std::uint32_t first_ready(std::uint32_t node) const {
    for (const Ready& ready : ready_[node]) {
      if (ready.vehicles > 0) return ready.step;
    }
    return kMost;
  }

  /// The latest vehicles that are ready at `node` by `step`; null where all have left.
  Ready* supply(std::uint32_t node, std::uint32_t step) {
    if (earliest_[node] > step) return nullptr;
    std::vector<Ready>& ready = ready_[node];
    const auto after = std::upper_bound(
        ready.begin(), ready.end(), step,
        [](std::uint32_t value, const Ready& entry) { return value < entry.step; });
    for (auto at = after; at != ready.begin();) {
      if ((--at)->vehicles > 0) return &*at;
    }
    return nullptr;
  }

  bool advance(Place& at) {
    const Visit end = path_.back();
    for (; at.option < options(end.node); ++at.option) {
      const Visit before = way(end.node, end.step, at.option);
      if (before.room == 0) continue;
      const Place& next = place(before.node, before.step);
      if (next.search != search_ || next.level != at.level + 1) continue;
      path_.push_back(before);
      return true;
    }
    return false;
  }

  std::uint32_t options(std::uint32_t node) const {
    return in_first_[node + 1] - in_first_[node] + out_first_[node + 1] - out_first_[node] + 2;
  }

  /// One of the ways into a copy in the residual network; its room is 0 where it is not open.
  Visit way(std::uint32_t node, std::uint32_t step, std::uint32_t option) const {
    using By = Visit::By;
    const std::uint32_t ins = in_first_[node + 1] - in_first_[node];
    if (option < ins) {
      const std::uint32_t link = in_link_[in_first_[node] + option];
      if (steps_[link] > step) return {node, step, By::Link, link, 0};
      const std::uint32_t entry = step - steps_[link];
      return {network_.links[link].from, entry, By::Link, link,
              capacity_[link] - flow_[link_copy(link, entry)]};
    }
    if (option == ins) return {node, step - 1, By::Wait, 0, step > 0 ? kMost : 0};
    if (option == ins + 1) return {node, step + 1, By::WaitBack, 0, waiting_[copy(node, step)]};
    const std::uint32_t link = out_link_[out_first_[node] + option - ins - 2];
    return {network_.links[link].to, step + steps_[link], By::LinkBack, link,
            flow_[link_copy(link, step)]};
  }

  /// Sends what fits along the path and steps back to before its first full arc.
  Count send(Ready& ready) {
    const Visit end = path_.back();
    Count amount = ready.vehicles;
    for (const Visit& visit : path_) amount = std::min(amount, visit.room);
    std::size_t open = path_.size();
    for (std::size_t i = path_.size(); i-- > 0;) {
      Visit& visit = path_[i];
      take(visit, amount);
      if (visit.by != Visit::By::Wait) visit.room -= amount;
      if (visit.room == 0) open = i;
    }
    path_.resize(open);
    for (std::uint32_t step = ready.step; step < end.step; ++step) {
      waiting_[copy(end.node, step)] += amount;
    }
    ready.vehicles -= amount;
    left_ -= amount;
    std::uint32_t& earliest = earliest_[end.node];
    if (ready.vehicles == 0 && ready.step == earliest) earliest = first_ready(end.node);
    return amount;
  }

  void take(const Visit& visit, Count amount) {
    switch (visit.by) {
      case Visit::By::Sink:
        break;
      case Visit::By::Link:
        flow_[link_copy(visit.link, visit.step)] += amount;
        break;
      case Visit::By::Wait:
        waiting_[copy(visit.node, visit.step)] += amount;
        break;
      case Visit::By::LinkBack:
        flow_[link_copy(visit.link, visit.step - steps_[visit.link])] -= amount;
        break;
      case Visit::By::WaitBack:
        waiting_[copy(visit.node, visit.step - 1)] -= amount;
        break;
    }
  }

  static constexpr std::uint32_t kDead = std::numeric_limits<std::uint32_t>::max();

  const FlowNetwork& network_;
  std::uint32_t nodes_;
  std::uint32_t links_;
  std::vector<std::uint32_t> steps_;  // transit, by link
  std::vector<Count> capacity_;       // a step, by link
  std::vector<Count> sink_capacity_;  // a step
  std::vector<std::uint32_t> in_first_, in_link_, out_first_, out_link_;
  std::vector<std::vector<Ready>> ready_;  // by node, by step
  std::vector<std::uint32_t> earliest_;    // first step of ready_ with vehicles left, by node
  std::int64_t left_ = 0;
  std::uint32_t now_ = 0;

  std::vector<Count> flow_;     // by step of entry, link
  std::vector<Count> waiting_;  // from this step to the next, by step, node
  std::vector<Place> place_;    // by step, node
  std::uint32_t search_ = 0;
  std::vector<Copy> seen_;
  std::vector<Visit> path_;
  std::vector<Count> room_;  // left at this step, by sink
};

}  // namespace

std::optional<SimTime> expanded_bound(const FlowNetwork& network, std::span<const Supply> supplies,
                                      SimTime step_us, std::size_t most_copies) {
  MUSTER_EXPECT(step_us > 0);
  ExpandedFlow flow{network, supplies, step_us};
  const std::size_t copies_a_step = network.links.size() + network.nodes;
  for (std::size_t steps = 1; flow.left() > 0; ++steps) {
    if (steps * copies_a_step > most_copies) return std::nullopt;
    flow.open_step();
  }
  return SimTime{flow.now()} * step_us;
}

}  // namespace muster::mobility::routing
