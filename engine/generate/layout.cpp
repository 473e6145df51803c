// SPDX-License-Identifier: MIT
// Streets, crossings and villages put together, as many links as asked for.
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdlib>

#include "engine/base/elementary.hpp"
#include "engine/base/random.hpp"
#include "engine/generate/district.hpp"

namespace muster::generate {
namespace {

using world::RoadClass;

constexpr Purpose kDeadEnd{"generate.dead_end"};
constexpr Purpose kOneWay{"generate.one_way"};
constexpr std::uint32_t kNone = 0xffffffffu;

bool residential(const Edge& edge) {
  return edge.kept && edge.flags == 0 &&
         (edge.road_class == RoadClass::Residential || edge.road_class == RoadClass::LivingStreet);
}

/// Pulls streets back from one of their ends.
void make_dead_ends(const Spec& spec, Network& network) {
  const Stream stream{spec.seed, kDeadEnd};
  const Incidence incidence{network};
  std::vector<std::uint32_t> left(network.nodes.size());
  for (std::uint32_t n = 0; n < left.size(); ++n) left[n] = incidence.degree(n);
  const std::size_t edges = network.edges.size();
  for (std::size_t e = 0; e < edges; ++e) {
    Edge& edge = network.edges[e];
    if (!residential(edge) || left[edge.a] < 3 || left[edge.b] < 3) continue;
    if (!stream.chance(spec.district.dead_end_share, e, 0)) continue;
    const Line line = line_of(network, edge);
    const double all = length(line);
    if (all < 60) continue;
    --left[edge.a];
    const Line kept = cut(line, all * (0.35 + 0.2 * stream.uniform(e, 1)), all);
    edge.a = network.add_node(kept.front());
    set_line(edge, kept);
  }
}

void make_one_ways(const Spec& spec, Network& network) {
  const Stream stream{spec.seed, kOneWay};
  for (std::size_t e = 0; e < network.edges.size(); ++e) {
    Edge& edge = network.edges[e];
    edge.one_way = residential(edge) && stream.chance(spec.district.one_way_share, e, 0);
  }
  mend_one_ways(network);
}

Layout build(const Spec& spec, const Valley& valley, const Land& land, double block_m) {
  const DistrictSpec& d = spec.district;
  Layout layout;
  Town town = build_town(spec, valley, land, block_m);
  build_bridges(town, land, d.flood.crest_above_bank_m);
  layout.underpasses = build_underpasses(town, land, d.underpasses);
  Network& network = town.network;
  layout.tunnels = build_tunnels(network, land, d.tunnels);
  keep_largest_part(network);
  layout.villages = build_villages(spec, valley, land, network);
  make_dead_ends(spec, network);
  bridge_creeks(network, valley);
  keep_largest_part(network);
  make_one_ways(spec, network);
  std::vector<std::uint32_t> number;
  layout.network = compact(network, number);
  layout.blocks = std::move(town.blocks);
  for (const std::uint32_t node : town.rim) {
    if (number[node] != kNone) layout.exits.push_back(number[node]);
  }
  std::sort(layout.exits.begin(), layout.exits.end());
  layout.exits.erase(std::unique(layout.exits.begin(), layout.exits.end()), layout.exits.end());
  return layout;
}

}  // namespace

Layout build_layout(const Spec& spec, const Valley& valley, const Land& land,
                    Diagnostics& diagnostics) {
  const DistrictSpec& d = spec.district;
  const auto wanted = static_cast<double>(d.links);
  double block_m = expected_block_m(spec);
  Layout best;
  double best_off = 1e9;
  // Links fall about as the square of the block size; coarse layouts jump, so the best try is kept.
  for (int attempt = 0; attempt < 14 && best_off > 0.02; ++attempt) {
    Layout layout = build(spec, valley, land, block_m);
    const auto links = static_cast<double>(count_links(layout.network));
    const double off = std::fabs(links / wanted - 1);
    if (off < best_off) {
      best_off = off;
      best = std::move(layout);
    }
    const double power = attempt < 6 ? 0.55 : 0.3;
    block_m *= elementary::pow(std::max(links, 1.0) / wanted, power);
  }
  if (best_off > 0.1) {
    diagnostics.error(
        "/links", "only " + std::to_string(count_links(best.network)) + " links fit this district",
        "change its size, or the number of bridges and village groups");
  }
  const auto fewer = [&](const char* where, int wanted_count, std::size_t made) {
    if (made < static_cast<std::size_t>(wanted_count)) {
      diagnostics.warning(where, "only " + std::to_string(made) + " of " +
                                     std::to_string(wanted_count) + " fit the ground");
    }
  };
  fewer("/underpasses", d.underpasses, static_cast<std::size_t>(best.underpasses));
  fewer("/tunnels", d.tunnels, static_cast<std::size_t>(best.tunnels));
  fewer("/village_groups", d.village_groups, best.villages.size());
  return best;
}

}  // namespace muster::generate
