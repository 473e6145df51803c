// SPDX-License-Identifier: MIT
#include "engine/exposure/places.hpp"

#include "engine/base/error.hpp"

namespace muster::exposure {

std::vector<std::uint32_t> cells_of(const world::Grid& grid, std::span<const double> x,
                                    std::span<const double> y) {
  MUSTER_EXPECT(x.size() == y.size());
  std::vector<std::uint32_t> cells(x.size(), kOutside);
  for (std::size_t i = 0; i < x.size(); ++i) {
    const int row = grid.row_of(y[i]);
    const int col = grid.col_of(x[i]);
    if (grid.contains(row, col)) cells[i] = static_cast<std::uint32_t>(grid.index(row, col));
  }
  return cells;
}

}  // namespace muster::exposure
