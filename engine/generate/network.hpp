// SPDX-License-Identifier: MIT
// Streets under construction: junctions and the stretches between them.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/generate/geometry.hpp"
#include "engine/world/roads.hpp"

namespace muster::generate {

/// A stretch of road between two nodes; both ways unless `one_way` (from a to b).
struct Edge {
  std::uint32_t a = 0;
  std::uint32_t b = 0;
  world::RoadClass road_class = world::RoadClass::Residential;
  world::LinkFlags flags = 0;
  std::int8_t layer = 0;
  bool one_way = false;
  bool kept = true;
  Line between;  // shape points between the nodes
};

struct Network {
  std::vector<Point> nodes;
  std::vector<Edge> edges;

  std::uint32_t add_node(Point p) {
    nodes.push_back(p);
    return static_cast<std::uint32_t>(nodes.size() - 1);
  }
};

Line line_of(const Network& network, const Edge& edge);
/// Gives the edge this shape; its first and last points are the nodes'.
void set_line(Edge& edge, const Line& line);
/// Puts a node on the edge, `at_m` from its start: the edge ends there, a new one (the last) goes
/// on.
std::uint32_t split(Network& network, std::uint32_t edge, double at_m);
/// Kept edges at each node: `of(n)` in ascending order.
class Incidence {
 public:
  explicit Incidence(const Network& network);
  std::uint32_t degree(std::uint32_t n) const { return first_[n + 1] - first_[n]; }
  const std::uint32_t* begin(std::uint32_t n) const { return edge_.data() + first_[n]; }
  const std::uint32_t* end(std::uint32_t n) const { return edge_.data() + first_[n + 1]; }

 private:
  std::vector<std::uint32_t> first_;
  std::vector<std::uint32_t> edge_;
};

/// Drops the edges outside the part that holds the most edges (the first one, among equals).
void keep_largest_part(Network& network);
/// Makes two-way again what would cut the ways there and back: afterwards every node reaches every
/// other, if the network is in one part. O(nodes + edges).
void mend_one_ways(Network& network);
/// Kept edges and the nodes they touch, renumbered in order. `number`: new number of each old node,
/// or 0xffffffff.
Network compact(const Network& network, std::vector<std::uint32_t>& number);
/// Directed links with lanes: two for each stretch, one for a one-way.
std::int64_t count_links(const Network& network);

}  // namespace muster::generate
