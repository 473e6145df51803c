// SPDX-License-Identifier: MIT
#include "engine/exposure/buildings.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include "engine/base/error.hpp"

namespace muster::exposure {
namespace {

using Nodes = std::array<double, 9>;
constexpr Nodes kDepth_m{0, 0.5, 1, 1.5, 2, 3, 4, 5, 6};
constexpr Nodes kEurope{0, 0.25, 0.40, 0.50, 0.60, 0.75, 0.85, 0.95, 1};
constexpr Nodes kAfrica{0, 0.22, 0.38, 0.53, 0.64, 0.82, 0.90, 0.96, 1};
constexpr Nodes kAsia{0, 0.33, 0.49, 0.62, 0.72, 0.87, 0.93, 0.98, 1};

const Nodes& shares(DamageRegion region) {
  switch (region) {
    case DamageRegion::Africa:
      return kAfrica;
    case DamageRegion::Asia:
      return kAsia;
    case DamageRegion::Europe:
      break;
  }
  return kEurope;
}

double share_of(Damage damage, const BuildingLimits& limits) {
  if (damage == Damage::None) return 0;
  return damage == Damage::Partial ? limits.partial_share : 1;
}

}  // namespace

double depth_damage(double depth_m, DamageRegion region) {
  const Nodes& share = shares(region);
  if (!(depth_m > 0)) return 0;
  if (depth_m >= kDepth_m.back()) return share.back();
  const auto above = std::upper_bound(kDepth_m.begin(), kDepth_m.end(), depth_m);
  const auto i = static_cast<std::size_t>(above - kDepth_m.begin());
  const double part = (depth_m - kDepth_m[i - 1]) / (kDepth_m[i] - kDepth_m[i - 1]);
  return share[i - 1] + part * (share[i] - share[i - 1]);
}

Damage flow_damage(double depth_speed_m2_s, double speed_m_s, Structure structure,
                   const BuildingLimits& limits) {
  MUSTER_EXPECT(depth_speed_m2_s >= 0 && speed_m_s >= 0);
  if (structure == Structure::AnchoredWood) {
    return depth_speed_m2_s * speed_m_s >= limits.wood_destroyed_m3_s2 ? Damage::Destroyed
                                                                       : Damage::None;
  }
  if (speed_m_s < limits.masonry_speed_m_s) return Damage::None;
  if (depth_speed_m2_s >= limits.masonry_destroyed_m2_s) return Damage::Destroyed;
  return depth_speed_m2_s >= limits.masonry_partial_m2_s ? Damage::Partial : Damage::None;
}

Damage debris_damage(double debris_m, const BuildingLimits& limits) {
  if (debris_m >= limits.debris_destroyed_m) return Damage::Destroyed;
  return debris_m >= limits.debris_partial_m ? Damage::Partial : Damage::None;
}

double loss_share(const BuildingExposure& exposure, Structure structure,
                  const BuildingLimits& limits) {
  if (exposure.flame_m > limits.flame_m) return 1;
  const Damage flow = flow_damage(exposure.depth_speed_m2_s, exposure.speed_m_s, structure, limits);
  const Damage worst = std::max(flow, debris_damage(exposure.debris_m, limits));
  return std::max(depth_damage(exposure.depth_m, limits.region), share_of(worst, limits));
}

}  // namespace muster::exposure
