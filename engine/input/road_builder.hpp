// SPDX-License-Identifier: MIT
// From stretches between junctions, as road files have them, to links both ways.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/world/roads.hpp"

namespace muster::input {

using world::LinkFlags;
using world::Modes;

/// What holds in one direction of a stretch.
struct Direction {
  std::int64_t source = -1;
  double speed_m_s = 0;
  double capacity_veh_s = 0;  // of all lanes; of one lane where there are none
  std::uint8_t lanes = 0;
  Modes modes = 0;
  LinkFlags flags = 0;  // beside those of the stretch
};

/// A piece of road between two nodes, without branches.
struct Stretch {
  std::uint32_t from = 0;
  std::uint32_t to = 0;
  world::RoadClass road_class = world::RoadClass::Unclassified;
  std::int8_t layer = 0;
  LinkFlags flags = 0;
  double length_m = 0;  // 0: that of the shape
  Direction forward;
  Direction backward;
};

/// A point of a shape.
using Point = std::pair<double, double>;

/// Collects nodes and stretches. Order of nodes is order of ids, and stretches are split in the
/// order in which they came: who wants ids that do not depend on the file's order adds in order of
/// source.
class RoadBuilder {
 public:
  RoadBuilder() = default;
  /// Goes on from a finished network: what is added joins its nodes.
  explicit RoadBuilder(world::Roads roads) : roads_{std::move(roads)} {}

  std::uint32_t add_node(double x, double y, std::int64_t source);
  std::uint32_t nodes() const { return roads_.nodes(); }
  Point position(std::uint32_t node) const {
    return {roads_.x[NodeId{node}], roads_.y[NodeId{node}]};
  }
  /// `shape` holds both ends. Lengths below kShortest are raised to it.
  void add(const Stretch& stretch, const std::vector<Point>& shape);

  /// Splits what is longer than `split_above_m` (0: nothing) into equal pieces, keeps the shape,
  /// turns loops from a node to itself into two links, and finishes the network. Leaves the builder
  /// empty.
  world::Roads build(double split_above_m);

  /// Zero-length roads (two nodes in one place) would take no time: they get this length.
  static constexpr double kShortest = 0.1;
  std::int64_t shortened() const { return raised_; }
  std::int64_t split() const { return split_; }
  std::int64_t loops() const { return loops_; }
  /// Warns where two neighbouring points of a road, as added, lie so far apart that one is likely
  /// to be misplaced.
  void warn_of_gaps(const std::string& path, Diagnostics& diagnostics) const;

 private:
  // Straight roads of this length do not occur; ferries are left out.
  static constexpr double kWideGap_m = 50'000;

  struct Kept {
    Stretch stretch;
    std::size_t first = 0;  // into points_
    std::size_t last = 0;
  };
  void emit(const Kept& kept, double split_above_m);
  void emit_piece(const Stretch& stretch, const std::vector<Point>& shape, std::uint32_t from,
                  std::uint32_t to, double length_m);

  world::Roads roads_;
  std::vector<Kept> kept_;
  std::vector<Point> points_;
  std::int64_t raised_ = 0;
  std::int64_t split_ = 0;
  std::int64_t loops_ = 0;
  double widest_gap_m_ = 0;
  std::int64_t widest_gap_source_ = 0;
};

}  // namespace muster::input
