// SPDX-License-Identifier: MIT
#include "engine/hazard/landslide/slides.hpp"

#include "engine/base/error.hpp"
#include "engine/hazard/groups.hpp"

namespace muster::hazard::landslide {

double SlideBody::volume_m3() const {
  double sum = 0;
  for (const SourceCell& source : sources) sum += source.volume_m3;
  return sum;
}

std::vector<SlideBody> gather(const world::Grid& grid, std::span<const std::uint8_t> failed,
                              std::span<const float> failure_depth_m) {
  MUSTER_VERIFY(failure_depth_m.size() == grid.size());
  const double area_m2 = grid.cell_m * grid.cell_m;
  std::vector<SlideBody> slides;
  for (const std::vector<std::uint32_t>& group : touching_groups(grid, failed)) {
    SlideBody& slide = slides.emplace_back();
    for (const std::uint32_t cell : group)
      slide.sources.push_back({cell, static_cast<double>(failure_depth_m[cell]) * area_m2});
  }
  return slides;
}

}  // namespace muster::hazard::landslide
