// SPDX-License-Identifier: MIT
// Successive shortest paths, searched from the sinks so that each search stays near them.
#include "engine/mobility/routing/quickest_flow.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <queue>
#include <utility>

#include "engine/base/error.hpp"

namespace muster::mobility::routing {

namespace {

constexpr double kCapacityUnits = 1e9;  // capacities are whole numbers of 1e-9 veh/s
constexpr std::int64_t kUnlimited = std::int64_t{1} << 60;

std::int64_t units(double capacity_veh_s) {
  const double value = std::ceil(capacity_veh_s * kCapacityUnits);
  return value >= static_cast<double>(kUnlimited) ? kUnlimited : static_cast<std::int64_t>(value);
}

/// The residual network with one node more, into which all sinks flow. Arc 2 i is a link or a sink,
/// arc 2 i + 1 takes its flow back.
class Residual {
 public:
  Residual(const FlowNetwork& network, const std::vector<std::uint32_t>& sources)
      : sink_{network.nodes}, source_(network.nodes + 1, false), potential_(network.nodes + 1, 0) {
    for (const FlowNetwork::Link& link : network.links) {
      MUSTER_EXPECT(link.transit_us >= 0 && link.capacity_veh_s >= 0.0);
      add(link.from, link.to, link.transit_us, units(link.capacity_veh_s));
    }
    for (const FlowNetwork::Sink& sink : network.sinks) {
      add(sink.node, sink_, 0, sink.capacity_veh_s > 0.0 ? units(sink.capacity_veh_s) : kUnlimited);
    }
    first_.assign(network.nodes + 2, 0);
    for (const Arc& arc : arcs_) ++first_[arc.to + 1];
    for (std::uint32_t v = 0; v <= network.nodes; ++v) first_[v + 1] += first_[v];
    into_.resize(arcs_.size());
    std::vector<std::uint32_t> place{first_.begin(), first_.end() - 1};
    for (std::uint32_t a = 0; a < arcs_.size(); ++a) into_[place[arcs_[a].to]++] = a;
    for (const std::uint32_t source : sources) source_[source] = true;
    distance_.assign(network.nodes + 1, kNever);
    next_.assign(network.nodes + 1, 0);
  }

  /// Sends as much as fits along the shortest path from a source to the sink; its length in us, or
  /// kNever where there is none.
  SimTime augment(std::int64_t& amount) {
    const std::uint32_t source = search();
    if (source == sink_) return kNever;
    const SimTime least = distance_[source];
    // Johnson's potentials, for the vertices nearer than `least`; a constant shift for the others.
    for (const std::uint32_t v : reached_) {
      if (distance_[v] < least) potential_[v] += distance_[v] - least;
    }
    amount = kUnlimited;
    SimTime length = 0;
    for (std::uint32_t v = source; v != sink_; v = arcs_[next_[v]].to) {
      amount = std::min(amount, arcs_[next_[v]].room);
      length += arcs_[next_[v]].transit_us;
    }
    for (std::uint32_t v = source; v != sink_; v = arcs_[next_[v]].to) {
      arcs_[next_[v]].room -= amount;
      arcs_[next_[v] ^ 1u].room += amount;
    }
    return length;
  }

 private:
  struct Arc {
    std::uint32_t from;
    std::uint32_t to;
    SimTime transit_us;
    std::int64_t room;
  };

  using Entry = std::pair<SimTime, std::uint32_t>;  // reduced distance, node
  using Queue = std::priority_queue<Entry, std::vector<Entry>, std::greater<>>;

  void add(std::uint32_t from, std::uint32_t to, SimTime transit_us, std::int64_t capacity) {
    arcs_.push_back({from, to, transit_us, capacity});
    arcs_.push_back({to, from, -transit_us, 0});
  }

  /// The nearest source by reduced cost, or the sink itself where none is reached.
  std::uint32_t search() {
    for (const std::uint32_t v : reached_) distance_[v] = kNever;
    reached_.clear();
    Queue queue;
    distance_[sink_] = 0;
    reached_.push_back(sink_);
    queue.push({0, sink_});
    while (!queue.empty()) {
      const auto [distance, v] = queue.top();
      queue.pop();
      if (distance != distance_[v]) continue;
      if (source_[v]) return v;
      for (std::uint32_t i = first_[v]; i < first_[v + 1]; ++i) {
        const Arc& arc = arcs_[into_[i]];
        if (arc.room == 0) continue;
        const SimTime cost = distance + arc.transit_us + potential_[v] - potential_[arc.from];
        if (cost >= distance_[arc.from]) continue;
        if (distance_[arc.from] == kNever) reached_.push_back(arc.from);
        distance_[arc.from] = cost;
        next_[arc.from] = into_[i];
        queue.push({cost, arc.from});
      }
    }
    return sink_;
  }

  std::uint32_t sink_;
  std::vector<bool> source_;
  std::vector<SimTime> potential_;
  std::vector<Arc> arcs_;
  std::vector<std::uint32_t> first_;
  std::vector<std::uint32_t> into_;
  std::vector<SimTime> distance_;
  std::vector<std::uint32_t> next_;
  std::vector<std::uint32_t> reached_;
};

}  // namespace

double quickest_flow_s(const FlowNetwork& network, const std::vector<std::uint32_t>& sources,
                       std::int64_t vehicles) {
  if (vehicles <= 0) return 0.0;
  Residual residual{network, sources};
  double time_s = std::numeric_limits<double>::infinity();
  double flow_veh_s = 0.0;
  double on_the_way_veh = 0.0;  // sum of transit time x flow
  for (;;) {
    std::int64_t amount = 0;
    const SimTime length = residual.augment(amount);
    if (length == kNever || to_seconds(length) >= time_s) return time_s;
    const double more_veh_s = static_cast<double>(amount) / kCapacityUnits;
    flow_veh_s += more_veh_s;
    on_the_way_veh += to_seconds(length) * more_veh_s;
    time_s = (static_cast<double>(vehicles) + on_the_way_veh) / flow_veh_s;
  }
}

}  // namespace muster::mobility::routing
