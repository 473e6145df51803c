// SPDX-License-Identifier: MIT
#include "engine/exposure/roads.hpp"

#include <algorithm>

#include "engine/base/parallel.hpp"
#include "engine/exposure/people.hpp"

namespace muster::exposure {

double flooded_speed_km_h(double depth_m) {
  const double w = depth_m * 1000;
  return w >= 300 ? 0 : 0.0009 * w * w - 0.5529 * w + 86.9448;
}

double wading_factor(double depth_m) {
  constexpr double kDeep_m = 0.35;
  constexpr double kLoss = (0.386 + 0.448) / 2;
  return 1 - kLoss * std::min(1.0, std::max(0.0, depth_m) / kDeep_m);
}

namespace {

LinkExposure expose_link(LinkId link, const world::Roads& roads, const world::Terrain& terrain,
                         const world::LinkProfile& profile, const Covering& covering,
                         const LinkLimits& limits) {
  LinkExposure exposure;
  const std::uint32_t first = profile.first[link.get()];
  const std::uint32_t last = profile.first[link.get() + 1];
  const double length_m = roads.length_m[link];
  const double free_km_h = roads.free_speed_m_s[link] * 3.6;
  double car_time = 0;   // of the free-flow time
  double walk_time = 0;  // of the dry time
  bool stalls = false;
  bool walk_closed = false;
  double piece_from_m = 0;
  for (std::uint32_t i = first; i < last; ++i) {
    const double piece_to_m =
        i + 1 == last ? length_m : 0.5 * (profile.at_m[i] + profile.at_m[i + 1]);
    const double share = (piece_to_m - piece_from_m) / length_m;
    const std::uint32_t cell = profile.cell[i];
    const auto on_road = [&](std::span<const double> on_cell) {
      if (on_cell.empty() || !(on_cell[cell] > 0)) return 0.0;
      return std::max(0.0, terrain.elevation_m[cell] + on_cell[cell] - profile.surface_m[i]);
    };
    const double depth = on_road(covering.depth_m);
    const double debris = on_road(covering.debris_m);
    const bool buried = debris >= limits.car_close_debris_m;
    const auto in_cell = [&](std::span<const double> value) {
      return value.empty() ? 0.0 : value[cell];
    };
    const bool fire = !covering.near_fire.empty() && covering.near_fire[cell] != 0;
    const double flame_m = in_cell(covering.flame_m);
    const bool sweeps = swept_away(depth, in_cell(covering.speed_m_s), Body::Adult);
    exposure.sweeps = exposure.sweeps || sweeps;
    exposure.buries = exposure.buries || exposure::buried(debris, Body::Adult);
    exposure.burns = exposure.burns || burnt_over(flame_m, 0);
    exposure.fire = exposure.fire || fire;
    exposure.debris = exposure.debris || buried;
    exposure.car_closed = exposure.car_closed || buried || fire || depth >= limits.car_close_m;
    if (buried || flame_m >= limits.car_stall_flame_m || depth >= limits.car_stall_m) {
      if (!stalls) exposure.stalls_from_m = static_cast<float>(piece_from_m);
      exposure.stalls_to_m = static_cast<float>(piece_to_m);
      stalls = true;
    }
    walk_closed = walk_closed || fire || sweeps || depth > limits.walk_close_m ||
                  debris > limits.walk_close_debris_m;
    // Limits above 0.30 m leave cars in water where the fit has ended: they crawl at its last
    // speed.
    const double speed = std::min(free_km_h, flooded_speed_km_h(std::min(depth, 0.2999)));
    car_time += share * (depth > 0 ? free_km_h / speed : 1);
    walk_time += share / wading_factor(depth);
    piece_from_m = piece_to_m;
  }
  if (first == last) return exposure;
  exposure.car_factor = stalls ? 0.f : static_cast<float>(1 / std::max(1.0, car_time));
  exposure.walk_factor = walk_closed ? 0.f : static_cast<float>(1 / std::max(1.0, walk_time));
  return exposure;
}

}  // namespace

void expose_links(const world::Roads& roads, const world::Terrain& terrain,
                  const world::LinkProfile& profile, const Covering& covering,
                  const LinkLimits& limits, std::vector<LinkExposure>& out) {
  out.resize(roads.links());
  parallel_for(roads.links(), [&](std::size_t l) {
    out[l] = expose_link(LinkId{static_cast<std::uint32_t>(l)}, roads, terrain, profile, covering,
                         limits);
  });
}

}  // namespace muster::exposure
