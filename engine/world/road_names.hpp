// SPDX-License-Identifier: MIT
// The names that plans and decisions have for roads.
#pragma once

#include <array>
#include <cstdint>
#include <utility>
#include <vector>

#include "engine/world/roads.hpp"

namespace muster::world {

/// Links by the id of their source way (both directions), and by a pair of nodes of the input with
/// one stretch of road between them (that direction, all pieces of a stretch that was split). A
/// pair with other junctions between its nodes names nothing.
class RoadNames {
 public:
  using Ends = std::array<std::int64_t, 2>;

  /// O(links log links).
  explicit RoadNames(const Roads& roads);
  bool has(std::int64_t source) const;
  bool has(const Ends& between) const;
  /// All links that one of the names means; ascending, each once. Unknown names add nothing.
  std::vector<LinkId> links(const std::vector<std::int64_t>& sources,
                            const std::vector<Ends>& between) const;

 private:
  std::vector<std::pair<std::int64_t, LinkId>> by_source_;  // sorted
  std::vector<std::pair<Ends, LinkId>> by_ends_;            // sorted
};

}  // namespace muster::world
