// SPDX-License-Identifier: MIT
// The shape of the land: water, terraces along it, creeks, hills behind. Invented, no real place.
#pragma once

#include <vector>

#include "engine/generate/geometry.hpp"
#include "engine/generate/noise.hpp"
#include "engine/generate/spec.hpp"

namespace muster::generate {

/// A brook from the hills to the water, from its mouth up; its bed rises all the way.
struct Creek {
  Line line;
  std::vector<double> bed_m;
  double low_x = 0, high_x = 0;  // extent of the line
  double low_y = 0, high_y = 0;
};

/// Coordinates count from the district's south-west corner. Side +1 lies north of the water, -1
/// south.
class Valley {
 public:
  explicit Valley(const Spec& spec);

  double width_m() const { return width_m_; }
  double height_m() const { return height_m_; }
  bool is_lake() const { return lake_; }

  /// Middle of the river, or shore of the lake, over x: its y, its slope dy/dx, its bend (-1..1,
  /// above 0 on the inner side of a bend seen from `side`), and its length from the west rim.
  double middle_y(double x) const;
  double middle_slope(double x) const;
  double bend(double x, int side) const;
  double along_m(double x) const;
  /// y of the water's edge at bank height, and the room between it and the district's rim.
  double bank_y(double x, int side) const;
  double room_m(double x, int side) const;
  int side_of(Point p) const;

  /// Height of the bank beside a point; heights of the flood count from it.
  double bank_m(double x) const { return bank_m_ - slope_ * along_m(x); }
  /// Distance from the bank, negative in the water.
  double off_m(Point p) const;
  double ground_m(Point p, double off_m) const;
  /// 0 on terraces, 1 in the hills.
  double hill_share(Point p, double off_m) const;
  /// 1 in the middle of town, falling to 0.15 outward.
  double density(Point p) const;

  const std::vector<Creek>& creeks() const { return creeks_; }
  /// Distance from the nearest creek's line; large where none is near.
  double creek_m(Point p) const;

 private:
  double without_creeks_m(Point p, double off_m) const;
  double valley_m(double x, int side) const;
  void make_creeks(int count, std::uint64_t seed);

  double width_m_, height_m_;
  bool lake_;
  double half_width_m_ = 0, depth_m_ = 0, slope_ = 0, bank_m_ = 0;
  double middle_m_ = 0, amplitude_m_ = 0, wave_ = 0, phase_ = 0;  // wave_: radians a metre
  double step_m_;
  std::vector<Point> middle_;   // every step_m_ in x, beyond both rims
  std::vector<double> length_;  // of middle_ from the west rim
  std::vector<double> terraces_;
  HillSpec hills_;
  Noise edges_, small_, ridges_, widths_;
  std::vector<Point> centres_;
  std::vector<Creek> creeks_;
};

}  // namespace muster::generate
