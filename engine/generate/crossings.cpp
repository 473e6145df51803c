// SPDX-License-Identifier: MIT
// Bridges, underpasses and tunnels cut into the streets.
#include "engine/generate/crossings.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <optional>

namespace muster::generate {
namespace {

using world::RoadClass;

constexpr double kUnderpassHalf = 35;  // m of a street below the arterial, to either side
constexpr double kUnderpassApart = 180;
constexpr double kTunnelGrade = 0.055;  // steepest grade of a main road
constexpr double kTunnelCover = 10;     // rock above the road at the portals
constexpr double kTunnelLeast = 120;
constexpr double kPortal = 60;  // open road between a portal and the road's next junction

/// First node from the bank outward that stands high enough, or the one on the embankment.
std::optional<std::uint32_t> landing(const Town& town, const Land& land, const Across& across,
                                     bool high, double crest_above_bank_m) {
  for (const std::uint32_t node : across.nodes) {
    const Point p = town.network.nodes[node];
    if (high && land.at(land.above_bank, p) > crest_above_bank_m + 1.5F) return node;
    if (!high &&
        std::find(town.embankment.begin(), town.embankment.end(), node) != town.embankment.end()) {
      return node;
    }
  }
  return std::nullopt;
}

/// What is left of an across street between the bank and its landing is a side street.
void demote_below(Town& town, const Across& across, std::uint32_t node) {
  std::vector<std::uint32_t> below(across.nodes.begin(),
                                   std::find(across.nodes.begin(), across.nodes.end(), node));
  std::sort(below.begin(), below.end());
  for (Edge& edge : town.network.edges) {
    if (edge.road_class > RoadClass::Primary) continue;
    const bool a = std::binary_search(below.begin(), below.end(), edge.a) || edge.a == node;
    const bool b = std::binary_search(below.begin(), below.end(), edge.b) || edge.b == node;
    if (a && b) edge.road_class = RoadClass::Tertiary;
  }
}

/// Cuts [from, to] out of an edge; the middle piece's index. Ends nearer than 12 m stay joined.
std::uint32_t middle_piece(Network& network, std::uint32_t edge, double from, double to) {
  const double all = length(line_of(network, network.edges[edge]));
  if (to < all - 12) split(network, edge, to);
  if (from <= 12) return edge;
  split(network, edge, from);
  return static_cast<std::uint32_t>(network.edges.size() - 1);
}

}  // namespace

void build_bridges(Town& town, const Land& land, double crest_above_bank_m) {
  for (const Across& north : town.across) {
    if (north.side < 0) continue;
    for (const Across& south : town.across) {
      if (south.side > 0 || south.bridge != north.bridge) continue;
      const bool high = north.bridge % 2 == 0;
      const auto a = landing(town, land, north, high, crest_above_bank_m);
      const auto b = landing(town, land, south, high, crest_above_bank_m);
      if (!a || !b) continue;
      demote_below(town, north, *a);
      demote_below(town, south, *b);
      Edge edge;
      edge.a = *a;
      edge.b = *b;
      edge.road_class = high ? RoadClass::Trunk : RoadClass::Secondary;
      edge.flags = world::kBridge;
      edge.layer = 1;
      town.network.edges.push_back(edge);
    }
  }
}

int build_underpasses(Town& town, const Land& land, int count) {
  Network& network = town.network;
  const Incidence incidence{network};
  struct Candidate {
    float above_bank_m;
    std::uint32_t node;
    std::uint32_t cross[2];
  };
  std::vector<Candidate> candidates;
  for (const std::uint32_t node : town.embankment) {
    if (incidence.degree(node) != 4 || land.at(land.creek_m, network.nodes[node]) < 60) continue;
    Candidate candidate{land.at(land.above_bank, network.nodes[node]), node, {0, 0}};
    int crossing = 0;
    for (const std::uint32_t* e = incidence.begin(node); e != incidence.end(node); ++e) {
      const Edge& edge = network.edges[*e];
      if (edge.road_class == RoadClass::Primary || edge.flags != 0) continue;
      if (length(line_of(network, edge)) < kUnderpassHalf + 12) continue;
      if (crossing < 2) candidate.cross[crossing] = *e;
      ++crossing;
    }
    if (crossing == 2) candidates.push_back(candidate);
  }
  std::sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
    return a.above_bank_m != b.above_bank_m ? a.above_bank_m < b.above_bank_m : a.node < b.node;
  });
  std::vector<std::uint32_t> taken;
  for (const Candidate& candidate : candidates) {
    if (static_cast<int>(taken.size()) == count) break;
    const Point here = network.nodes[candidate.node];
    const bool near = std::any_of(taken.begin(), taken.end(), [&](std::uint32_t other) {
      return distance(network.nodes[other], here) < kUnderpassApart;
    });
    if (near) continue;
    // Both cross streets end before the arterial; one deep piece joins them below it.
    Edge deep;
    Line line;
    for (int k = 0; k < 2; ++k) {
      const std::uint32_t e = candidate.cross[k];
      const bool starts_here = network.edges[e].a == candidate.node;
      const double all = length(line_of(network, network.edges[e]));
      const std::uint32_t mouth =
          split(network, e, starts_here ? kUnderpassHalf : all - kUnderpassHalf);
      const auto rest = static_cast<std::uint32_t>(network.edges.size() - 1);
      Edge& inner = network.edges[starts_here ? e : rest];
      inner.kept = false;
      (k == 0 ? deep.a : deep.b) = mouth;
      Line piece = line_of(network, inner);
      if ((k == 0) == starts_here) std::reverse(piece.begin(), piece.end());
      if (k == 1) piece.erase(piece.begin());
      line.insert(line.end(), piece.begin(), piece.end());
    }
    deep.road_class = std::min(network.edges[candidate.cross[0]].road_class,
                               network.edges[candidate.cross[1]].road_class);
    deep.flags = world::kUnderpass;
    deep.layer = -1;
    set_line(deep, line);
    network.edges.push_back(std::move(deep));
    taken.push_back(candidate.node);
  }
  return static_cast<int>(taken.size());
}

int build_tunnels(Network& network, const Land& land, int count) {
  struct Passage {
    double rock;  // greatest cover
    std::uint32_t edge;
    double from, to;
  };
  std::vector<Passage> passages;
  for (std::uint32_t e = 0; e < network.edges.size(); ++e) {
    const Edge& edge = network.edges[e];
    if (!edge.kept || edge.flags != 0 || edge.road_class > RoadClass::Secondary) continue;
    const Line line = line_of(network, edge);
    const double all = length(line);
    if (all < 2 * kTunnelLeast) continue;
    const int pieces = static_cast<int>(all / 20);
    const double step = all / pieces;
    std::vector<double> z, road;
    for (int i = 0; i <= pieces; ++i) z.push_back(height(land.ground, along(line, i * step)));
    // The road keeps its grade: the highest line under the ground that is nowhere steeper.
    road = z;
    for (std::size_t i = 1; i < road.size(); ++i) {
      road[i] = std::min(road[i], road[i - 1] + kTunnelGrade * step);
    }
    for (std::size_t i = road.size() - 1; i-- > 0;) {
      road[i] = std::min(road[i], road[i + 1] + kTunnelGrade * step);
    }
    Passage best{0, e, 0, 0};
    for (std::size_t i = 0; i < z.size();) {
      std::size_t end = i;
      double rock = 0;
      while (end < z.size() && z[end] - road[end] > kTunnelCover) {
        rock = std::max(rock, z[end] - road[end]);
        ++end;
      }
      const double from = std::max(kPortal, static_cast<double>(i) * step);
      const double to = std::min(all - kPortal, static_cast<double>(end) * step - step);
      if (rock > best.rock && to - from >= kTunnelLeast) best = {rock, e, from, to};
      i = std::max(end, i + 1);
    }
    if (best.rock > 0) passages.push_back(best);
  }
  std::sort(passages.begin(), passages.end(), [](const Passage& a, const Passage& b) {
    return a.rock != b.rock ? a.rock > b.rock : a.edge < b.edge;
  });
  if (passages.size() > static_cast<std::size_t>(count))
    passages.resize(static_cast<std::size_t>(count));
  for (const Passage& passage : passages) {
    const std::uint32_t bored = middle_piece(network, passage.edge, passage.from, passage.to);
    Edge& edge = network.edges[bored];
    edge.flags = world::kTunnel;
    edge.layer = -1;
    edge.between.clear();
  }
  return static_cast<int>(passages.size());
}

void bridge_creeks(Network& network, const Valley& valley) {
  for (std::size_t e = 0; e < network.edges.size(); ++e) {  // pieces are looked at too
    if (!network.edges[e].kept || network.edges[e].flags != 0) continue;
    const Line line = line_of(network, network.edges[e]);
    double low_x = line[0].x, high_x = low_x, low_y = line[0].y, high_y = low_y;
    for (const Point& p : line) {
      low_x = std::min(low_x, p.x);
      high_x = std::max(high_x, p.x);
      low_y = std::min(low_y, p.y);
      high_y = std::max(high_y, p.y);
    }
    double at = -1;
    for (const Creek& creek : valley.creeks()) {
      if (high_x < creek.low_x || low_x > creek.high_x || high_y < creek.low_y ||
          low_y > creek.high_y) {
        continue;
      }
      double before = 0;
      for (std::size_t i = 0; at < 0 && i + 1 < line.size(); ++i) {
        const double piece = distance(line[i], line[i + 1]);
        for (std::size_t k = 0; at < 0 && k + 1 < creek.line.size(); ++k) {
          double t = 0;
          if (cross_at(line[i], line[i + 1], creek.line[k], creek.line[k + 1], t))
            at = before + t * piece;
        }
        before += piece;
      }
    }
    if (at < 0) continue;
    const auto over = middle_piece(network, static_cast<std::uint32_t>(e), at - 30, at + 30);
    network.edges[over].flags = world::kBridge;
    network.edges[over].layer = 1;
    network.edges[over].between.clear();
  }
}

}  // namespace muster::generate
