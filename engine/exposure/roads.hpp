// SPDX-License-Identifier: MIT
// What water, debris and fire do to links: slower, closed to cars or walkers, cars in them stopped.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/base/time.hpp"
#include "engine/world/roads.hpp"
#include "engine/world/terrain.hpp"

namespace muster::exposure {

/// Depths at which a class of mover stops, m. Drivers are held back from links as deep as
/// `car_close_m`; those who are on one already crawl on, and stall in water of `car_stall_m`, which
/// is not less.
struct LinkLimits {
  double car_close_m = 0.30;
  double car_stall_m = 0.30;
  double walk_close_m = 0.61;
  // Debris lies, so nobody drives or climbs through more of it. No published law: assumptions.
  double car_close_debris_m = 0.1;
  double walk_close_debris_m = 0.5;
  /// Flames on the road that stop a car. Assumption: from here on fire is beyond hand tools
  /// (Andrews and Rothermel 1982, to confirm).
  double car_stall_flame_m = 1.2;
};

/// What lies or burns on the cells of the terrain, m, and how fast it flows; each empty where there
/// is none.
struct Covering {
  std::span<const double> depth_m{};   // of water
  std::span<const double> debris_m{};  // that slides left
  std::span<const double> flame_m{};   // length of the flames that burn there now
  // 1 so near to what burns that nobody is let past, 0 elsewhere.
  std::span<const std::uint8_t> near_fire{};
  std::span<const double> speed_m_s{};  // of the water
};

/// One link under what lies and burns there. Fire near it closes it to all; cars that are on it
/// drive on, save where longer flames burn on the road itself. Walkers do not enter where the flow
/// sweeps an adult away.
struct LinkExposure {
  float car_factor = 1;     // free-flow travel time / travel time now, > 0; 0: cars stall
  float walk_factor = 1;    // the same for walkers; 0: closed to them
  float stalls_from_m = 0;  // where cars cannot be, first and last, from the start
  float stalls_to_m = 0;
  bool car_closed = false;  // cars may not enter; true wherever they stall
  bool debris = false;      // it alone would close the link to cars
  bool fire = false;        // likewise
  // Somewhere on it an adult on foot is swept away, buried or burnt over (people.hpp).
  bool sweeps = false;
  bool buries = false;
  bool burns = false;

  friend bool operator==(const LinkExposure&, const LinkExposure&) = default;
};

/// Speed on a flooded road, km/h (Pregnolato, Ford, Wilkinson & Dawson 2017, fitted for passenger
/// cars, R2 = 0.95): 0.0009 w^2 - 0.5529 w + 86.9448, w in mm; 0 from 300 mm on, where the fit
/// ends.
double flooded_speed_km_h(double depth_m);

/// Share of the dry walking speed in standing water: falls evenly to 0.583 at 0.35 m and stays
/// there (mean of -38.6 % men and -44.8 % women, n = 188, CTU Prague 2026).
double wading_factor(double depth_m);

/// All links under what lies on the cells at one moment. O(cells crossed), in parallel over links.
void expose_links(const world::Roads& roads, const world::Terrain& terrain,
                  const world::LinkProfile& profile, const Covering& covering,
                  const LinkLimits& limits, std::vector<LinkExposure>& out);

}  // namespace muster::exposure
