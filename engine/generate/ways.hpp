// SPDX-License-Identifier: MIT
// Search for new roads over the land: which cells are open ground, which hold a road already.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/generate/land.hpp"
#include "engine/generate/network.hpp"

namespace muster::generate {

/// Cells of 30 m; 25 B each.
class Ways {
 public:
  static constexpr std::uint32_t kNone = 0xffffffffu;

  Ways(const Land& land, const Network& network);
  /// Notes the cells that an edge crosses; the first edge keeps a cell. `again`: a piece that was
  /// split off a marked edge takes its cells over.
  void mark(const Network& network, std::uint32_t edge, bool again = false);

  std::uint32_t cell_of(Point p) const;
  Point centre(std::uint32_t cell) const;
  std::uint32_t road(std::uint32_t cell) const { return road_[cell]; }  // an edge, or kNone
  bool open(std::uint32_t cell) const { return open_[cell] != 0; }
  bool road_within(Point p, int cells) const;

  /// Cells of the cheapest way from a point to any road, that road's cell last; empty if there is
  /// none.
  std::vector<std::uint32_t> way_to_road(Point start);

 private:
  world::Grid grid_;
  std::vector<std::uint32_t> road_;
  std::vector<float> z_;
  std::vector<char> open_;
  std::vector<double> cost_;
  std::vector<std::uint32_t> from_;
  std::vector<std::uint32_t> seen_;  // number of the search that wrote cost_ and from_
  std::uint32_t search_ = 0;
};

}  // namespace muster::generate
