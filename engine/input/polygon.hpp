// SPDX-License-Identifier: MIT
// Areas in the case's plane.
#pragma once

#include <span>
#include <utility>
#include <vector>

#include "engine/input/raster.hpp"

namespace muster::input {

/// Rings without regard to their direction: inside is what an odd number of them encloses.
class Polygon {
 public:
  using Ring = std::vector<std::pair<double, double>>;

  explicit Polygon(std::vector<Ring> rings);
  const std::vector<Ring>& rings() const { return rings_; }
  const Box& box() const { return box_; }
  /// A point on an edge belongs to one side, always the same. O(points).
  bool contains(double x, double y) const;
  double area_m2() const;
  /// Of the area; of the points where there is none.
  std::pair<double, double> centroid() const;

 private:
  std::vector<Ring> rings_;
  Box box_;
};

bool contains(std::span<const Polygon> polygons, double x, double y);

}  // namespace muster::input
