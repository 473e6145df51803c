// SPDX-License-Identifier: MIT
// From along and off the water to the plane.
#include "engine/generate/frame.hpp"

#include "engine/base/elementary.hpp"

namespace muster::generate {
namespace {

constexpr double kMargin = 20;  // streets end so far inside the rim
constexpr double kQuay = 28;    // v = 0 lies so far from the water's edge
constexpr double kLean = 1200;  // across streets stand square to the bank up to about here
constexpr double kWarp = 35;
constexpr Purpose kWarpX{"generate.warp_x"};
constexpr Purpose kWarpY{"generate.warp_y"};

}  // namespace

Frame::Frame(const Valley& valley, int side, std::uint64_t seed)
    : valley_{&valley},
      side_{side},
      depth_m_{0},
      warp_x_{seed, kWarpX, 800, 2},
      warp_y_{seed, kWarpY, 800, 2} {
  for (int i = 0; i < 100; ++i) {
    depth_m_ += valley.room_m(valley.width_m() * (i + 0.5) / 100, side) / 100;
  }
}

Point Frame::place(double u, double v) const {
  const double width = valley_->width_m();
  const double at_rims = smoothstep(4 * std::min(u, width - u) / width);
  const double slope = valley_->middle_slope(u);
  const double norm = std::sqrt(1 + slope * slope);
  double x = u - side_ * slope / norm * v * elementary::exp(-v / kLean) * at_rims;
  x = std::clamp(x, 0.0, width);
  // Near the bank v is the distance from it; toward the rim lines straighten.
  const double bank = valley_->bank_y(x, side_) + side_ * kQuay;
  const double room = (side_ > 0 ? valley_->height_m() - kMargin - bank : bank - kMargin);
  const double here = valley_->middle_slope(x);
  const double start = std::clamp(depth_m_ / room * std::sqrt(1 + here * here), 0.1, 1.9);
  const double t = v / depth_m_;
  double y = bank + side_ * room * (start * t + (1 - start) * t * t);
  const double bulge = at_rims * smoothstep(std::min(v, depth_m_ - v) / 250);
  x += kWarp * bulge * warp_x_(x, y);
  y += kWarp * bulge * warp_y_(x, y);
  return {std::clamp(x, kMargin, width - kMargin), y};
}

}  // namespace muster::generate
