// SPDX-License-Identifier: MIT
// Water, terraces, creeks and hills as functions of the place.
#include "engine/generate/valley.hpp"

#include <cstdint>
#include <limits>
#include <numbers>

#include "engine/base/elementary.hpp"

namespace muster::generate {
namespace {

constexpr Purpose kShape{"generate.valley"};
constexpr Purpose kCreek{"generate.creek"};
constexpr int kBeyond = 40;             // pieces of the middle line beyond each rim
constexpr double kTerraceFall = 0.003;  // terraces fall toward the water
constexpr double kRiserSlope = 0.14;
constexpr double kCreekBank = 0.4;  // slope of a creek's banks
constexpr Purpose kEdges{"generate.edges"};
constexpr Purpose kSmall{"generate.small"};
constexpr Purpose kRidges{"generate.ridges"};
constexpr Purpose kWidths{"generate.widths"};

}  // namespace

Valley::Valley(const Spec& spec)
    : width_m_{spec.district.width_m},
      height_m_{spec.district.height_m},
      lake_{spec.district.lake.has_value()},
      step_m_{spec.district.width_m / 400},
      terraces_{spec.district.terraces_m},
      hills_{spec.district.hills},
      edges_{spec.seed, kEdges, 500, 2},
      small_{spec.seed, kSmall, 140, 2},
      ridges_{spec.seed, kRidges, 900, 4},
      widths_{spec.seed, kWidths, 1300, 2} {
  const DistrictSpec& d = spec.district;
  double bend_length_m = 0;
  if (lake_) {
    depth_m_ = d.lake->depth_m;
    bank_m_ = d.lake->shore_m;
    middle_m_ = d.lake->share * height_m_;
    amplitude_m_ = d.lake->bend_amplitude_m.value_or(0.15 * height_m_);
    bend_length_m = d.lake->bend_length_m.value_or(width_m_);
  } else {
    half_width_m_ = d.river->width_m / 2;
    depth_m_ = d.river->depth_m;
    slope_ = d.river->slope;
    bank_m_ = d.river->bank_m;
    middle_m_ = height_m_ / 2;
    amplitude_m_ = d.river->bend_amplitude_m.value_or(0.15 * height_m_);
    bend_length_m = d.river->bend_length_m.value_or(width_m_);
  }
  wave_ = 2 * std::numbers::pi / bend_length_m;
  const Stream shape{spec.seed, kShape};
  phase_ = 2 * std::numbers::pi * shape.uniform(0, 0);

  length_.push_back(0);
  for (int i = -kBeyond; i <= 400 + kBeyond; ++i) {
    const double x = i * step_m_;
    middle_.push_back({x, middle_y(x)});
    if (i > -kBeyond) {
      length_.push_back(length_.back() + distance(middle_[middle_.size() - 2], middle_.back()));
    }
  }
  const double at_rim = length_[kBeyond];
  for (double& value : length_) value -= at_rim;

  // The town lies on the inner side of the bend that has the most room, with a smaller one across.
  double best = -1;
  for (int i = 20; i <= 80; ++i) {
    const double x = width_m_ * i / 100;
    for (const int side : {1, -1}) {
      if (lake_ && side < 0) continue;
      if (room_m(x, side) <= best) continue;
      best = room_m(x, side);
      centres_ = {{x, bank_y(x, side) + side * 0.4 * valley_m(x, side)},
                  {x, bank_y(x, -side) - side * 0.25 * valley_m(x, -side)}};
    }
  }
  make_creeks(d.creeks, spec.seed);
}

double Valley::middle_y(double x) const {
  const double angle = wave_ * x + phase_;
  return middle_m_ + amplitude_m_ * (elementary::sin(angle) + 0.12 * elementary::sin(2.3 * angle));
}

double Valley::middle_slope(double x) const {
  const double angle = wave_ * x + phase_;
  return amplitude_m_ * wave_ * (elementary::cos(angle) + 0.276 * elementary::cos(2.3 * angle));
}

double Valley::bend(double x, int side) const {
  return -side * elementary::sin(wave_ * x + phase_);
}

double Valley::along_m(double x) const {
  const double at = std::clamp(x / step_m_ + kBeyond, 0.0, static_cast<double>(middle_.size() - 1));
  const auto i = std::min(static_cast<std::size_t>(at), middle_.size() - 2);
  return length_[i] + (length_[i + 1] - length_[i]) * (at - static_cast<double>(i));
}

double Valley::bank_y(double x, int side) const {
  const double slope = middle_slope(x);
  return middle_y(x) + side * half_width_m_ * std::sqrt(1 + slope * slope);
}

double Valley::room_m(double x, int side) const {
  return side > 0 ? height_m_ - bank_y(x, 1) : bank_y(x, -1);
}

int Valley::side_of(Point p) const {
  return lake_ || p.y >= middle_y(p.x) ? 1 : -1;
}

double Valley::off_m(Point p) const {
  // From the piece under the point outward, until the pieces are farther in x than the best is in
  // all.
  const auto last = static_cast<std::int64_t>(middle_.size()) - 2;
  const auto start =
      std::clamp(static_cast<std::int64_t>(p.x / step_m_) + kBeyond, std::int64_t{0}, last);
  double best2 = std::numeric_limits<double>::max();
  const auto look = [&](std::int64_t i) {
    const Point a = middle_[static_cast<std::size_t>(i)];
    const Point b = middle_[static_cast<std::size_t>(i) + 1];
    const Point ab = b - a;
    const double t = std::clamp(dot(p - a, ab) / dot(ab, ab), 0.0, 1.0);
    const Point off = p - lerp(a, b, t);
    best2 = std::min(best2, dot(off, off));
  };
  look(start);
  for (std::int64_t k = 1; k <= last; ++k) {
    const double gap = static_cast<double>(k - 1) * step_m_;
    if (gap * gap > best2) break;
    if (start - k >= 0) look(start - k);
    if (start + k <= last) look(start + k);
  }
  const double away = std::sqrt(best2);
  if (lake_) return p.y >= middle_y(p.x) ? away : -away;
  return away - half_width_m_;
}

double Valley::valley_m(double x, int side) const {
  return hills_.valley_share * room_m(x, side) * (1 + 0.22 * widths_(x, 5e4 * side));
}

double Valley::hill_share(Point p, double off_m) const {
  const double edge = valley_m(p.x, side_of(p));
  return smoothstep((off_m + 45 * edges_(p.x, p.y) - edge) / 150);
}

double Valley::without_creeks_m(Point p, double off_m) const {
  const double bank = bank_m(p.x);
  if (off_m <= 0) {
    // A river's bed is flat over the middle 70 %; a lake's falls away from the shore.
    const double reach = lake_ ? 400 : 0.3 * half_width_m_;
    return bank - depth_m_ * smoothstep(-off_m / reach);
  }
  const int side = side_of(p);
  const double valley = valley_m(p.x, side);
  const double off = off_m + 45 * edges_(p.x, p.y) * std::min(1.0, off_m / 150);
  // The lowest terrace is wide inside bends and narrow outside them.
  const auto count = static_cast<double>(terraces_.size());
  const double low_share = (0.75 + 0.35 * bend(p.x, side)) / count;
  double z = bank + kTerraceFall * off_m;
  double below = 0;
  for (std::size_t i = 0; i < terraces_.size(); ++i) {
    const double edge =
        i == 0 ? 0
               : valley * (low_share + (1 - low_share) * static_cast<double>(i - 1) / (count - 1));
    const double rise = terraces_[i] - below;
    z += rise * smoothstep((i == 0 ? off_m : off - edge) / std::max(30.0, rise / kRiserSlope));
    below = terraces_[i];
  }
  const double behind = off - valley;
  if (behind > 0) {
    // A ridge along the valley; the land beyond it falls again toward the rim.
    const double share = behind / ((1 - hills_.valley_share) * room_m(p.x, side) + 100);
    const double crest = ridges_.ridged(p.x, p.y);
    z += hills_.height_m * smoothstep(share / 0.6) * (1 - 0.7 * smoothstep((share - 0.5) / 0.5)) *
         (0.25 + 1.5 * crest * crest * crest);
  }
  return z + 0.5 * small_(p.x, p.y) * std::min(1.0, off_m / 60);
}

double Valley::ground_m(Point p, double off_m) const {
  double z = without_creeks_m(p, off_m);
  constexpr double kReach = 70;
  for (const Creek& creek : creeks_) {
    if (p.x < creek.low_x - kReach || p.x > creek.high_x + kReach || p.y < creek.low_y - kReach ||
        p.y > creek.high_y + kReach) {
      continue;
    }
    for (std::size_t i = 0; i + 1 < creek.line.size(); ++i) {
      const Point a = creek.line[i];
      const Point ab = creek.line[i + 1] - a;
      const double t = std::clamp(dot(p - a, ab) / dot(ab, ab), 0.0, 1.0);
      const double away = distance(p, a + ab * t);
      if (away > kReach) continue;
      const double bed = creek.bed_m[i] + (creek.bed_m[i + 1] - creek.bed_m[i]) * t;
      z = std::min(z, bed + kCreekBank * std::max(0.0, away - 10));
    }
  }
  return z;
}

double Valley::creek_m(Point p) const {
  double best = 1e9;
  for (const Creek& creek : creeks_) {
    for (std::size_t i = 0; i + 1 < creek.line.size(); ++i) {
      const Point a = creek.line[i];
      if (std::fabs(p.x - a.x) > 200 || std::fabs(p.y - a.y) > 200) continue;
      const Point ab = creek.line[i + 1] - a;
      const double t = std::clamp(dot(p - a, ab) / dot(ab, ab), 0.0, 1.0);
      best = std::min(best, distance(p, a + ab * t));
    }
  }
  return best;
}

double Valley::density(Point p) const {
  const double reach = 0.3 * width_m_;
  double density = 0.15;
  double weight = 0.85;
  for (const Point& centre : centres_) {
    const Point off = p - centre;
    density = std::max(density, weight * elementary::exp(-dot(off, off) / (reach * reach)));
    weight *= 0.6;
  }
  return std::min(1.0, density + 0.15);
}

void Valley::make_creeks(int count, std::uint64_t seed) {
  const Stream stream{seed, kCreek};
  std::vector<Creek> made;  // kept apart: the ground under a creek is read without the others
  for (int k = 0; k < count; ++k) {
    const auto entity = static_cast<std::uint64_t>(k);
    const int side = lake_ || k % 2 == 0 ? 1 : -1;
    const double x0 = width_m_ * (k + 0.3 + 0.4 * stream.uniform(entity, 0)) / count;
    const double lean = 0.5 * (stream.uniform(entity, 1) - 0.5);
    const double reach = 0.93 * room_m(x0, side);
    Creek creek;
    for (double v = 0; v <= reach; v += 25) {
      const double swing = 90 * edges_(v * 0.8, 1e5 + 1e4 * k) * std::min(1.0, v / 200);
      const double x = std::clamp(x0 + lean * v + swing, 30.0, width_m_ - 30);
      creek.line.push_back({x, bank_y(x, side) + side * (v - 15)});
    }
    for (std::size_t i = 0; i < creek.line.size(); ++i) {
      const Point p = creek.line[i];
      const double share = static_cast<double>(i) / static_cast<double>(creek.line.size());
      const double cut = lake_ ? 2.0 : 6.5 - 3.0 * share;
      const double bed = without_creeks_m(p, off_m(p)) - cut;
      const double mouth = bank_m(p.x) - 0.45 * depth_m_;
      creek.bed_m.push_back(
          i == 0 ? mouth
                 : std::max(creek.bed_m.back() + 0.05, std::min(bed, creek.bed_m.back() + 4)));
    }
    creek.low_x = creek.high_x = creek.line[0].x;
    creek.low_y = creek.high_y = creek.line[0].y;
    for (const Point& p : creek.line) {
      creek.low_x = std::min(creek.low_x, p.x);
      creek.high_x = std::max(creek.high_x, p.x);
      creek.low_y = std::min(creek.low_y, p.y);
      creek.high_y = std::max(creek.high_y, p.y);
    }
    made.push_back(std::move(creek));
  }
  creeks_ = std::move(made);
}

}  // namespace muster::generate
