// SPDX-License-Identifier: MIT
// Splitting, pruning and renumbering of streets.
#include "engine/generate/network.hpp"

#include <cstddef>
#include <utility>

namespace muster::generate {

Line line_of(const Network& network, const Edge& edge) {
  Line line{network.nodes[edge.a]};
  line.insert(line.end(), edge.between.begin(), edge.between.end());
  line.push_back(network.nodes[edge.b]);
  return line;
}

void set_line(Edge& edge, const Line& line) {
  edge.between.assign(line.begin() + 1, line.end() - 1);
}

std::uint32_t split(Network& network, std::uint32_t edge, double at_m) {
  const Line whole = line_of(network, network.edges[edge]);
  const std::uint32_t node = network.add_node(along(whole, at_m));
  Edge rest = network.edges[edge];
  rest.a = node;
  set_line(rest, cut(whole, at_m, length(whole)));
  network.edges[edge].b = node;
  set_line(network.edges[edge], cut(whole, 0, at_m));
  network.edges.push_back(std::move(rest));
  return node;
}

Incidence::Incidence(const Network& network) : first_(network.nodes.size() + 1, 0) {
  for (const Edge& edge : network.edges) {
    if (!edge.kept) continue;
    ++first_[edge.a + 1];
    ++first_[edge.b + 1];
  }
  for (std::size_t n = 1; n < first_.size(); ++n) first_[n] += first_[n - 1];
  edge_.resize(first_.back());
  std::vector<std::uint32_t> next(first_.begin(), first_.end() - 1);
  for (std::uint32_t e = 0; e < network.edges.size(); ++e) {
    if (!network.edges[e].kept) continue;
    edge_[next[network.edges[e].a]++] = e;
    edge_[next[network.edges[e].b]++] = e;
  }
}

void keep_largest_part(Network& network) {
  const Incidence incidence{network};
  constexpr std::uint32_t kNone = 0xffffffffu;
  std::vector<std::uint32_t> part(network.nodes.size(), kNone);
  std::vector<std::uint32_t> open;
  std::uint32_t parts = 0;
  std::uint32_t largest = kNone;
  std::size_t most = 0;
  for (std::uint32_t start = 0; start < network.nodes.size(); ++start) {
    if (part[start] != kNone || incidence.degree(start) == 0) continue;
    std::size_t ends = 0;
    part[start] = parts;
    open.push_back(start);
    while (!open.empty()) {
      const std::uint32_t n = open.back();
      open.pop_back();
      ends += incidence.degree(n);
      for (const std::uint32_t* e = incidence.begin(n); e != incidence.end(n); ++e) {
        const Edge& edge = network.edges[*e];
        const std::uint32_t other = edge.a == n ? edge.b : edge.a;
        if (part[other] != kNone) continue;
        part[other] = parts;
        open.push_back(other);
      }
    }
    if (ends > most) {
      most = ends;
      largest = parts;
    }
    ++parts;
  }
  for (Edge& edge : network.edges) {
    if (edge.kept && part[edge.a] != largest) edge.kept = false;
  }
}

void mend_one_ways(Network& network) {
  // Tarjan 1972 without recursion. A one-way whose ends lie in different strong components becomes
  // two-way; then every edge joins its ends both ways, directly or by its component.
  const Incidence incidence{network};
  constexpr std::uint32_t kNone = 0xffffffffu;
  const std::size_t n_nodes = network.nodes.size();
  std::vector<std::uint32_t> order(n_nodes, kNone), low(n_nodes, 0), component(n_nodes, kNone);
  std::vector<std::uint32_t> held;
  struct Frame {
    std::uint32_t node;
    const std::uint32_t* next;
  };
  std::vector<Frame> path;
  std::uint32_t clock = 0;
  std::uint32_t components = 0;
  for (std::uint32_t start = 0; start < n_nodes; ++start) {
    if (order[start] != kNone) continue;
    path.push_back({start, incidence.begin(start)});
    order[start] = low[start] = clock++;
    held.push_back(start);
    while (!path.empty()) {
      const std::uint32_t n = path.back().node;
      if (path.back().next != incidence.end(n)) {
        const Edge& edge = network.edges[*path.back().next++];
        if (edge.one_way && edge.a != n) continue;
        const std::uint32_t other = edge.a == n ? edge.b : edge.a;
        if (order[other] == kNone) {
          order[other] = low[other] = clock++;
          held.push_back(other);
          path.push_back({other, incidence.begin(other)});
        } else if (component[other] == kNone) {
          low[n] = std::min(low[n], order[other]);
        }
        continue;
      }
      path.pop_back();
      if (!path.empty()) low[path.back().node] = std::min(low[path.back().node], low[n]);
      if (low[n] != order[n]) continue;
      std::uint32_t member = kNone;
      do {
        member = held.back();
        held.pop_back();
        component[member] = components;
      } while (member != n);
      ++components;
    }
  }
  for (Edge& edge : network.edges) {
    if (edge.one_way && component[edge.a] != component[edge.b]) edge.one_way = false;
  }
}

Network compact(const Network& network, std::vector<std::uint32_t>& number) {
  const Incidence incidence{network};
  Network result;
  number.assign(network.nodes.size(), 0xffffffffu);
  for (std::uint32_t n = 0; n < network.nodes.size(); ++n) {
    if (incidence.degree(n) > 0) number[n] = result.add_node(network.nodes[n]);
  }
  for (const Edge& edge : network.edges) {
    if (!edge.kept) continue;
    result.edges.push_back(edge);
    result.edges.back().a = number[edge.a];
    result.edges.back().b = number[edge.b];
  }
  return result;
}

std::int64_t count_links(const Network& network) {
  std::int64_t count = 0;
  for (const Edge& edge : network.edges) {
    if (edge.kept) count += edge.one_way ? 1 : 2;
  }
  return count;
}

}  // namespace muster::generate
