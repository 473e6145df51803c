// SPDX-License-Identifier: MIT
#include "engine/hazard/groups.hpp"

#include <algorithm>

#include "engine/base/error.hpp"

namespace muster::hazard {

std::vector<std::vector<std::uint32_t>> touching_groups(const world::Grid& grid,
                                                        std::span<const std::uint8_t> marked) {
  MUSTER_VERIFY(marked.size() == grid.size());
  std::vector<std::vector<std::uint32_t>> groups;
  std::vector<std::uint8_t> taken(grid.size(), 0);
  std::vector<std::uint32_t> open;
  // The first cell met of a group is its least.
  for (std::uint32_t first = 0; first < grid.size(); ++first) {
    if (!marked[first] || taken[first]) continue;
    std::vector<std::uint32_t>& group = groups.emplace_back();
    taken[first] = 1;
    open.push_back(first);
    while (!open.empty()) {
      const std::uint32_t cell = open.back();
      open.pop_back();
      group.push_back(cell);
      const int row = static_cast<int>(cell) / grid.cols;
      const int col = static_cast<int>(cell) % grid.cols;
      for (int r = std::max(0, row - 1); r <= std::min(grid.rows - 1, row + 1); ++r) {
        for (int c = std::max(0, col - 1); c <= std::min(grid.cols - 1, col + 1); ++c) {
          const std::size_t next = grid.index(r, c);
          if (!marked[next] || taken[next]) continue;
          taken[next] = 1;
          open.push_back(static_cast<std::uint32_t>(next));
        }
      }
    }
    std::sort(group.begin(), group.end());
  }
  return groups;
}

}  // namespace muster::hazard
