// SPDX-License-Identifier: MIT
// What lies under the mouse: a grid over the roads' segments and the sites.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "viewer/map/camera.hpp"
#include "viewer/playback/run.hpp"

namespace muster::viewer {

/// Built once a trace, O(segments); a query looks at the few cells round the point.
class PickIndex {
 public:
  explicit PickIndex(const Run& run);

  /// The link nearest to `p` within `radius_m`. Of the two directions of a road the one whose
  /// right-hand side `p` is on; else the lowest id.
  std::optional<std::uint32_t> link(Point p, double radius_m) const;
  /// The site nearest to `p` within `radius_m`; ties by id.
  std::optional<std::uint32_t> site(Point p, double radius_m) const;

 private:
  struct Segment {
    std::uint32_t link;
    std::uint32_t shape;  // from shape point `shape` to the next
  };
  std::size_t column(double x) const;
  std::size_t row(double y) const;

  const Run& run_;
  double cell_m_ = 1;
  std::size_t columns_ = 1, rows_ = 1;
  std::vector<std::uint32_t> first_;  // segments of cell c: [first_[c], first_[c + 1])
  std::vector<Segment> segment_;
};

}  // namespace muster::viewer
