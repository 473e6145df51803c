// SPDX-License-Identifier: MIT
// Coordinates that follow the water: streets that are straight in them run along and across it.
#pragma once

#include "engine/generate/valley.hpp"

namespace muster::generate {

/// One side of the water. u runs along it (0 to the district's width), v from the bank (0) to the
/// district's rim (depth_m()), both in m and near to metres on the ground close to the bank.
class Frame {
 public:
  Frame(const Valley& valley, int side, std::uint64_t seed);
  Point place(double u, double v) const;
  int side() const { return side_; }
  double depth_m() const { return depth_m_; }

 private:
  const Valley* valley_;
  int side_;
  double depth_m_;
  Noise warp_x_, warp_y_;
};

}  // namespace muster::generate
