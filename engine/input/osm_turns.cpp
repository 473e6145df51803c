// SPDX-License-Identifier: MIT
// Turn restrictions and barriers of OpenStreetMap, as banned turns.
#include <algorithm>

#include "engine/input/osm_data.hpp"

namespace muster::input {
namespace {

using world::kCar;

/// The one link of `way` with lanes among `links`; invalid for none or several: a way that runs
/// through the via node does not say which of its two halves is meant.
LinkId only_link(const world::Roads& roads, std::span<const LinkId> links, std::int64_t way) {
  LinkId found;
  for (const LinkId link : links) {
    if (roads.source[link] != way || roads.lanes[link] == 0) continue;
    if (found) return {};
    found = link;
  }
  return found;
}

/// False where the restriction fits no roads.
bool apply(const OsmRestriction& restriction, NodeId via, world::Roads& roads) {
  const bool only = restriction.kind.starts_with("only_");
  bool used = false;
  for (const std::int64_t from_way : restriction.from) {
    const LinkId from = only_link(roads, roads.in(via), from_way);
    for (const std::int64_t to_way : restriction.to) {
      const LinkId to = only_link(roads, roads.out(via), to_way);
      if (!from || !to) continue;
      used = true;
      if (!only) {
        roads.bans.push_back({from, to});
        continue;
      }
      for (const LinkId other : roads.out(via)) {
        if (other != to && roads.lanes[other] > 0) roads.bans.push_back({from, other});
      }
    }
  }
  return used;
}

}  // namespace

void ban_turns(const OsmData& data, const std::vector<std::uint32_t>& node,
               const std::vector<std::uint8_t>& barrier, world::Roads& roads, Import& import) {
  std::int64_t via_ways = 0, faulty = 0, applied = 0;
  for (const OsmRestriction& restriction : data.restrictions) {
    if (restriction.via_ways > 0) {
      ++via_ways;
      continue;
    }
    const bool known = restriction.kind.starts_with("only_") || restriction.kind.starts_with("no_");
    const std::uint32_t index = restriction.via_nodes.size() == 1
                                    ? data.index_of(restriction.via_nodes[0])
                                    : OsmData::kNone;
    const bool fits = known && index != OsmData::kNone && node[index] != OsmData::kNone &&
                      apply(restriction, NodeId{node[index]}, roads);
    (fits ? applied : faulty) += 1;
  }
  for (std::size_t n = 0; n < node.size(); ++n) {
    if (!barrier[n] || node[n] == OsmData::kNone) continue;
    for (const LinkId in : roads.in(NodeId{node[n]})) {
      for (const LinkId out : roads.out(NodeId{node[n]})) {
        if (out != roads.reverse[in] && (roads.modes[in] & kCar) && (roads.modes[out] & kCar)) {
          roads.bans.push_back({in, out});
        }
      }
    }
  }
  std::sort(roads.bans.begin(), roads.bans.end());
  roads.bans.erase(std::unique(roads.bans.begin(), roads.bans.end()), roads.bans.end());
  import.find("turn restrictions", applied);
  import.find("turn restrictions by way of a road", via_ways, "left out");
  import.find("turn restrictions that fit no roads", faulty, "left out");
  import.find("turn restrictions at times or for others", data.conditional_restrictions,
              "left out");
}

}  // namespace muster::input
