// SPDX-License-Identifier: MIT
// The road network as plain arrays: nodes, directed links, turn bans, geometry.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/base/id.hpp"

namespace muster::world {

enum class RoadClass : std::uint8_t {
  Motorway,
  Trunk,
  Primary,
  Secondary,
  Tertiary,
  Unclassified,
  Residential,
  LivingStreet,
  Service,
  Track,
  Path,   // footways, cycleways, bridleways: no cars
  Steps,  // no cars
  Exit    // leads out of the modelled area
};
inline constexpr int kRoadClasses = 13;

/// Who may use a link, as bits.
using Modes = std::uint8_t;
inline constexpr Modes kCar = 1;
inline constexpr Modes kWalk = 2;

/// What a link is, as bits.
using LinkFlags = std::uint16_t;
inline constexpr LinkFlags kBridge = 1;
inline constexpr LinkFlags kTunnel = 2;
inline constexpr LinkFlags kUnderpass = 4;  // passes under another road in a cut below the terrain
inline constexpr LinkFlags kRoundabout = 8;
inline constexpr LinkFlags kOpposing =
    16;  // against a one-way: no lanes until contraflow gives it some

/// A movement that is not allowed: from link `from` into link `to`, which starts where `from` ends.
struct TurnBan {
  LinkId from;
  LinkId to;
  friend auto operator<=>(const TurnBan&, const TurnBan&) = default;
};

/// Everything about the links that does not change in a run. Coordinates in the case's projected
/// CRS. Every stretch of road has a link each way: the way against a one-way street is `kOpposing`
/// with 0 lanes. Links are sorted by (from, to, source), so ids do not depend on the order of the
/// input file.
struct Roads {
  // nodes
  IdVector<NodeId, double> x;
  IdVector<NodeId, double> y;
  IdVector<NodeId, double> z;  // terrain height, m; 0 where there is no terrain
  IdVector<NodeId, std::int64_t>
      node_source;  // id in the input (OSM node, GMNS node_id), -1 for split points

  // links
  IdVector<LinkId, NodeId> from;
  IdVector<LinkId, NodeId> to;
  IdVector<LinkId, LinkId> reverse;         // the other way of the same road
  IdVector<LinkId, double> length_m;        // > 0
  IdVector<LinkId, double> free_speed_m_s;  // > 0
  IdVector<LinkId, double>
      capacity_veh_s;  // discharge of all lanes; that of one lane where lanes == 0
  IdVector<LinkId, std::uint8_t> lanes;  // 0 for kOpposing and for links without cars
  IdVector<LinkId, RoadClass> road_class;
  IdVector<LinkId, Modes> modes;
  IdVector<LinkId, LinkFlags> flags;
  IdVector<LinkId, std::int8_t> layer;     // OSM layer: crossing order of bridges and tunnels
  IdVector<LinkId, std::int64_t> source;   // id in the input (OSM way, GMNS link_id)
  std::vector<std::uint32_t> shape_first;  // links + 1: shape points of link l, ends included
  std::vector<double> shape_x;
  std::vector<double> shape_y;

  // adjacency: links that leave / enter node n, ascending
  std::vector<std::uint32_t> out_first;  // nodes + 1
  std::vector<LinkId> out_link;
  std::vector<std::uint32_t> in_first;  // nodes + 1
  std::vector<LinkId> in_link;

  std::vector<TurnBan> bans;  // sorted

  std::uint32_t nodes() const { return static_cast<std::uint32_t>(x.size()); }
  std::uint32_t links() const { return static_cast<std::uint32_t>(from.size()); }
  std::span<const LinkId> out(NodeId n) const {
    return {out_link.data() + out_first[n.get()], out_link.data() + out_first[n.get() + 1]};
  }
  std::span<const LinkId> in(NodeId n) const {
    return {in_link.data() + in_first[n.get()], in_link.data() + in_first[n.get() + 1]};
  }
  bool banned(LinkId a, LinkId b) const;
};

/// Sorts links by (from, to, source), renumbers `reverse`, `bans` and the shapes, and fills the
/// adjacency. Whoever builds a Roads calls it last. O(links log links).
void finish(Roads& roads);

/// The node nearest to (x, y) that a link of one of `modes` with lanes (or walkable) touches;
/// invalid where there is none within `radius_m`. Ties by id. Built once in O(nodes + links); a
/// query costs O(1) where nodes are spread evenly. The roads must outlive the index.
class NodeIndex {
 public:
  NodeIndex(const Roads& roads, Modes modes);
  /// Only nodes n with among[n] != 0 (such as Components::main).
  NodeIndex(const Roads& roads, Modes modes, std::span<const std::uint8_t> among);
  NodeId nearest(double x, double y, double radius_m) const;

 private:
  const Roads& roads_;
  double x0_ = 0, y0_ = 0, cell_m_ = 1;
  int cols_ = 0, rows_ = 0;
  std::vector<std::uint32_t> first_;
  std::vector<NodeId> node_;
};

/// Name as used in case files, traces and OSM ("residential", ...).
const char* name(RoadClass road_class);

}  // namespace muster::world
