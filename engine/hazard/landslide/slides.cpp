// SPDX-License-Identifier: MIT
#include "engine/hazard/landslide/slides.hpp"

#include <algorithm>

#include "engine/base/error.hpp"

namespace muster::hazard::landslide {

double SlideBody::volume_m3() const {
  double sum = 0;
  for (const SourceCell& source : sources) sum += source.volume_m3;
  return sum;
}

std::vector<SlideBody> gather(const world::Grid& grid, std::span<const std::uint8_t> failed,
                              std::span<const float> failure_depth_m) {
  MUSTER_VERIFY(failed.size() == grid.size() && failure_depth_m.size() == grid.size());
  const double area_m2 = grid.cell_m * grid.cell_m;
  std::vector<SlideBody> slides;
  std::vector<std::uint8_t> taken(grid.size(), 0);
  std::vector<std::uint32_t> open;
  // The first cell met of a group is its least.
  for (std::uint32_t first = 0; first < grid.size(); ++first) {
    if (!failed[first] || taken[first]) continue;
    SlideBody slide;
    taken[first] = 1;
    open.push_back(first);
    while (!open.empty()) {
      const std::uint32_t cell = open.back();
      open.pop_back();
      slide.sources.push_back({cell, static_cast<double>(failure_depth_m[cell]) * area_m2});
      const int row = static_cast<int>(cell) / grid.cols;
      const int col = static_cast<int>(cell) % grid.cols;
      for (int r = std::max(0, row - 1); r <= std::min(grid.rows - 1, row + 1); ++r) {
        for (int c = std::max(0, col - 1); c <= std::min(grid.cols - 1, col + 1); ++c) {
          const std::size_t next = grid.index(r, c);
          if (!failed[next] || taken[next]) continue;
          taken[next] = 1;
          open.push_back(static_cast<std::uint32_t>(next));
        }
      }
    }
    std::sort(slide.sources.begin(), slide.sources.end(),
              [](const SourceCell& a, const SourceCell& b) { return a.cell < b.cell; });
    slides.push_back(std::move(slide));
  }
  return slides;
}

}  // namespace muster::hazard::landslide
