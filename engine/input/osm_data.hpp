// SPDX-License-Identifier: MIT
// What is kept of an OpenStreetMap file, as plain data.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/input/network.hpp"

namespace muster::input {

/// Tags of one object. Objects have a dozen or so: looked up one by one.
struct OsmTags {
  std::vector<std::pair<std::string, std::string>> list;
  /// Empty where there is none.
  std::string_view operator[](std::string_view key) const {
    for (const auto& [k, value] : list) {
      if (k == key) return value;
    }
    return {};
  }
};

struct OsmNode {
  std::int64_t id = 0;
  double lon = 0;
  double lat = 0;
};

struct OsmWay {
  std::int64_t id = 0;
  std::vector<std::int64_t> nodes;
  OsmTags tags;
};

/// A node with tags that matter: a barrier or a place.
struct OsmTaggedNode {
  std::int64_t id = 0;
  OsmTags tags;
};

/// A turn restriction.
struct OsmRestriction {
  std::int64_t id = 0;
  std::string kind;  // "no_left_turn", "only_straight_on", ...
  std::vector<std::int64_t> from;
  std::vector<std::int64_t> to;
  std::vector<std::int64_t> via_nodes;
  std::size_t via_ways = 0;
};

/// All lists ascend by id.
struct OsmData {
  std::vector<OsmNode> nodes;  // of the ways below and the places, where the file has them
  std::vector<OsmWay> roads;   // of a highway class that is known here
  std::vector<OsmWay> areas;   // places drawn as closed ways
  std::vector<OsmTaggedNode> barriers;
  std::vector<OsmTaggedNode> places;
  std::vector<OsmRestriction> restrictions;
  std::int64_t other_highways = 0;  // proposed, construction, platform, ...
  std::int64_t ferries = 0;
  std::int64_t place_relations = 0;           // places drawn as relations
  std::int64_t conditional_restrictions = 0;  // at certain times only, or for other vehicles

  static constexpr std::uint32_t kNone = 0xffffffffu;
  /// Where a node stands in `nodes`; kNone where the file lacks it.
  std::uint32_t index_of(std::int64_t node_id) const;
};

/// The tag that makes an object a place ("amenity=school"); empty for others.
std::string place_tag(const OsmTags& tags);

/// Reads .osm.pbf, .osm or .osm.bz2 in three passes (relations, ways, nodes), so that only nodes
/// that are needed are kept. Broken files are reported: false.
bool read_osm_file(const std::string& path, OsmData& data, Import& import);

/// Bans the turns that restrictions with a via node name, and all drives through nodes with
/// `barrier` set. `node` and `barrier` are by index into data.nodes; node is that of the network,
/// or kNone. Restrictions by way of a road, for some hours or for other vehicles are counted and
/// left out.
void ban_turns(const OsmData& data, const std::vector<std::uint32_t>& node,
               const std::vector<std::uint8_t>& barrier, world::Roads& roads, Import& import);

/// Points and areas with a place tag, at their (centroid's) position. x, y: of data.nodes.
std::vector<MappedPlace> places_of(const OsmData& data, const std::vector<double>& x,
                                   const std::vector<double>& y, Import& import);

}  // namespace muster::input
