// SPDX-License-Identifier: MIT
#include "engine/kernel/layout.hpp"

#include <metis.h>

#include <algorithm>
#include <numeric>
#include <string>
#include <utility>

#include "engine/base/error.hpp"

namespace muster::kernel {

namespace {

constexpr std::uint32_t kNone = 0xffffffffu;

/// Sets of processes that stay together.
class Clusters {
 public:
  explicit Clusters(std::vector<std::uint64_t> weights)
      : parent_(weights.size()), weight_{std::move(weights)} {
    std::iota(parent_.begin(), parent_.end(), 0u);
  }
  std::uint32_t find(std::uint32_t i) {
    while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
    return i;
  }
  /// Returns the weight of the joint set.
  std::uint64_t join(std::uint32_t i, std::uint32_t j) {
    i = find(i);
    j = find(j);
    if (i == j) return weight_[i];
    if (weight_[i] < weight_[j]) std::swap(i, j);
    parent_[j] = i;
    return weight_[i] += weight_[j];
  }
  std::uint64_t weight(std::uint32_t i) { return weight_[find(i)]; }

 private:
  std::vector<std::uint32_t> parent_;
  std::vector<std::uint64_t> weight_;
};

/// The graph of clusters in METIS's form.
struct Graph {
  std::vector<idx_t> vertex_weights;
  std::vector<idx_t> first_edge;
  std::vector<idx_t> heads;
  std::vector<idx_t> edge_weights;
  std::vector<std::uint32_t> cluster_of;  // by process; kNone for the one alone
};

class Cutter {
 public:
  Cutter(std::uint32_t processes, std::span<const Channel> channels, ProcessId alone)
      : alone_{alone}, weights_(processes, 0) {
    for (const Channel& channel : channels) {
      if (channel.a == channel.b || channel.a == alone || channel.b == alone) continue;
      channels_.push_back(channel);
      ++weights_[channel.a.get()];
      ++weights_[channel.b.get()];
    }
    // Joining in the order of delays is what every trial does.
    std::stable_sort(channels_.begin(), channels_.end(),
                     [](const Channel& x, const Channel& y) { return x.delay < y.delay; });
  }

  std::size_t channels() const { return channels_.size(); }

  /// Least delay that the widest trial leaves between clusters of at most `share` channel ends, up
  /// to `widest`; channels below it are to be contracted. Clusters only grow with the trial, so one
  /// pass over the channels in order of delay does what a binary search over trials would.
  SimTime contract_below(std::uint64_t share, SimTime widest) const {
    Clusters clusters{weights_};
    SimTime trial = 1;
    for (std::size_t i = 0; i < channels_.size();) {
      const SimTime delay = channels_[i].delay;
      if (delay > 0) trial = std::min(delay, widest);
      if (delay >= widest) break;
      std::uint64_t heaviest = 0;
      for (; i < channels_.size() && channels_[i].delay == delay; ++i) {
        heaviest = std::max(heaviest, clusters.join(channels_[i].a.get(), channels_[i].b.get()));
      }
      // Channels without delay are contracted whatever comes of it.
      if (delay > 0 && heaviest > share) return trial;
      if (i == channels_.size()) return widest;
    }
    return trial;
  }

  Graph contracted(SimTime below) const {
    Clusters clusters{weights_};
    for (const Channel& channel : channels_) {
      if (channel.delay < below) clusters.join(channel.a.get(), channel.b.get());
    }
    Graph graph;
    const auto processes = static_cast<std::uint32_t>(weights_.size());
    std::vector<std::uint32_t> number_of_root(processes, kNone);
    graph.cluster_of.assign(processes, kNone);
    for (std::uint32_t i = 0; i < processes; ++i) {
      if (ProcessId{i} == alone_) continue;
      std::uint32_t& number = number_of_root[clusters.find(i)];
      if (number == kNone) {
        number = static_cast<std::uint32_t>(graph.vertex_weights.size());
        graph.vertex_weights.push_back(static_cast<idx_t>(clusters.weight(i)) + 1);
      }
      graph.cluster_of[i] = number;
    }

    struct Edge {
      std::uint32_t tail, head;
      idx_t weight;
    };
    std::vector<Edge> edges;
    for (const Channel& channel : channels_) {
      const std::uint32_t a = graph.cluster_of[channel.a.get()];
      const std::uint32_t b = graph.cluster_of[channel.b.get()];
      if (a == b) continue;
      // 100 for the shortest channel left, falling with the delay: long ones are cut first.
      const auto weight = static_cast<idx_t>(
          1 + 99 * (static_cast<double>(below) / static_cast<double>(channel.delay)));
      edges.push_back({a, b, weight});
      edges.push_back({b, a, weight});
    }
    std::sort(edges.begin(), edges.end(), [](const Edge& x, const Edge& y) {
      return std::pair{x.tail, x.head} < std::pair{y.tail, y.head};
    });
    graph.first_edge.assign(graph.vertex_weights.size() + 1, 0);
    for (std::size_t i = 0; i < edges.size(); ++i) {
      if (i > 0 && edges[i].tail == edges[i - 1].tail && edges[i].head == edges[i - 1].head) {
        graph.edge_weights.back() += edges[i].weight;
        continue;
      }
      graph.heads.push_back(static_cast<idx_t>(edges[i].head));
      graph.edge_weights.push_back(edges[i].weight);
      ++graph.first_edge[edges[i].tail + 1];
    }
    std::partial_sum(graph.first_edge.begin(), graph.first_edge.end(), graph.first_edge.begin());
    return graph;
  }

 private:
  ProcessId alone_;
  std::vector<std::uint64_t> weights_;  // channel ends of each process
  std::vector<Channel> channels_;       // between different processes, none of them alone; by delay
};

/// Part of each cluster.
std::vector<idx_t> cut(Graph& graph, std::uint32_t parts, std::int32_t seed) {
  auto vertices = static_cast<idx_t>(graph.vertex_weights.size());
  std::vector<idx_t> part(graph.vertex_weights.size(), 0);
  auto count = std::min(static_cast<idx_t>(parts), vertices);
  if (count <= 1) return part;
  idx_t constraints = 1;
  idx_t objective = 0;
  idx_t options[METIS_NOPTIONS];
  METIS_SetDefaultOptions(options);
  options[METIS_OPTION_SEED] = seed;
  options[METIS_OPTION_UFACTOR] = 100;  // parts up to 10 % above the mean
  const int status =
      METIS_PartGraphKway(&vertices, &constraints, graph.first_edge.data(), graph.heads.data(),
                          graph.vertex_weights.data(), nullptr, graph.edge_weights.data(), &count,
                          nullptr, nullptr, options, &objective, part.data());
  if (status != METIS_OK) {
    throw RunError{"METIS could not cut the graph of processes (status " + std::to_string(status) +
                   ")"};
  }
  return part;
}

}  // namespace

Layout make_layout(std::uint32_t processes, std::span<const Channel> channels, ProcessId alone,
                   SimTime alone_delay, const LayoutOptions& options) {
  MUSTER_EXPECT(options.channels_per_partition > 0);
  Layout layout;
  layout.partition_of.assign(processes, 0);
  SimTime widest = kNever;
  if (alone) {
    widest = alone_delay;
    for (const Channel& channel : channels) {
      if ((channel.a == alone) != (channel.b == alone)) widest = std::min(widest, channel.delay);
    }
    if (widest <= 0) return layout;
  }
  const Cutter cutter{processes, channels, alone};
  const std::size_t wanted =
      (cutter.channels() + options.channels_per_partition - 1) / options.channels_per_partition;
  const auto parts = static_cast<std::uint32_t>(std::max<std::size_t>(wanted, 1));
  const std::uint64_t share = 2 * cutter.channels() / parts;
  Graph graph = cutter.contracted(cutter.contract_below(share, widest));
  const std::vector<idx_t> part = cut(graph, parts, options.seed);

  // Numbered by first process, after the one alone; METIS may leave a part empty.
  std::vector<std::uint32_t> number_of_part(parts, kNone);
  layout.partitions = alone ? 1 : 0;
  for (std::uint32_t i = 0; i < processes; ++i) {
    if (ProcessId{i} == alone) continue;
    std::uint32_t& number = number_of_part[static_cast<std::size_t>(part[graph.cluster_of[i]])];
    if (number == kNone) number = layout.partitions++;
    layout.partition_of[ProcessId{i}] = number;
  }
  layout.partitions = std::max(layout.partitions, 1u);
  if (layout.partitions == 1) return layout;
  layout.window = widest;
  for (const Channel& channel : channels) {
    if (layout.partition_of[channel.a] != layout.partition_of[channel.b]) {
      layout.window = std::min(layout.window, channel.delay);
    }
  }
  return layout;
}

}  // namespace muster::kernel
