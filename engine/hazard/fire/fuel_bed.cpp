// SPDX-License-Identifier: MIT
// Rothermel's surface fire without wind and slope, in the units that it was fitted in.
#include "engine/hazard/fire/fuel_bed.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

#include "engine/base/elementary.hpp"
#include "engine/hazard/fire/units.hpp"

namespace muster::hazard::fire {

namespace {

using elementary::exp;
using elementary::pow;

// Equation numbers are those of Rothermel 1972. lb, ft, min and Btu throughout this file.
constexpr double kParticleDensity = 32;    // lb/ft3, of every standard model
constexpr double kTotalMinerals = 0.0555;  // fraction of dry mass
constexpr double kSilicaFreeMinerals = 0.010;

/// Particles of one class in the bed.
struct Class {
  double load;      // lb/ft2
  double ratio;     // surface to volume, 1/ft
  double moisture;  // fraction
};

/// Dead or live fuel as a whole.
struct Category {
  double area = 0;            // surface of particles over area of ground
  double ratio = 0;           // characteristic surface to volume, 1/ft
  double net_load = 0;        // lb/ft2, without minerals
  double moisture = 0;        // fraction
  double heat_to_ignite = 0;  // Btu/lb of the particles that are heated
};

/// Albini 1976, p. 15: loads are weighted by the class of size that their ratio falls in.
int size_class(double ratio) {
  constexpr std::array<double, 5> kLeast{1200, 192, 96, 48, 16};  // 1/ft
  for (std::size_t k = 0; k < kLeast.size(); ++k) {
    if (ratio >= kLeast[k]) return static_cast<int>(k);
  }
  return -1;  // too coarse to take part
}

Category characterise(std::span<const Class> classes) {
  Category all;
  for (const Class& c : classes) all.area += c.ratio * c.load / kParticleDensity;  // eq. 53, 54
  if (all.area <= 0) return all;
  const auto share = [&](const Class& c) {  // eq. 56
    return c.ratio * c.load / kParticleDensity / all.area;
  };
  for (const Class& c : classes) {
    if (c.load <= 0) continue;
    double of_its_size = 0;
    for (const Class& other : classes) {
      if (size_class(other.ratio) == size_class(c.ratio)) of_its_size += share(other);
    }
    if (size_class(c.ratio) >= 0) {
      all.net_load += of_its_size * c.load * (1 - kTotalMinerals);  // eq. 60, Albini's 24 and 59
    }
    all.ratio += share(c) * c.ratio;        // eq. 72
    all.moisture += share(c) * c.moisture;  // eq. 66
    all.heat_to_ignite +=                   // eq. 12, 14, 77
        share(c) * exp(-138 / c.ratio) * (250 + 1116 * c.moisture);
  }
  return all;
}

/// Eq. 29.
double moisture_damping(double moisture, double extinction) {
  constexpr double kRounding = 1e-12;  // of a mean of equal moistures
  if (moisture >= extinction * (1 - kRounding)) return 0;
  const double r = moisture / extinction;
  return std::max(0.0, 1 - 2.59 * r + 5.11 * r * r - 3.52 * r * r * r);
}

/// Eq. 88 with Albini's W, the fine dead over the fine live load.
double live_extinction(std::span<const Class> dead, std::span<const Class> live,
                       double dead_extinction) {
  double fine_dead = 0, fine_dead_water = 0, fine_live = 0;
  for (const Class& c : dead) {
    const double fine = c.load * exp(-138 / c.ratio);
    fine_dead += fine;
    fine_dead_water += fine * c.moisture;
  }
  for (const Class& c : live) fine_live += c.load * exp(-500 / c.ratio);
  if (fine_dead <= 0 || fine_live <= 0) return dead_extinction;
  const double dryness = 1 - fine_dead_water / fine_dead / dead_extinction;
  return std::max(2.9 * (fine_dead / fine_live) * dryness - 0.226, dead_extinction);
}

}  // namespace

double cured_share(double live_herb_moisture) {
  return std::clamp(1.333 - 1.11 * live_herb_moisture, 0.0, 1.0);
}

FuelBed fuel_bed(const FuelModel& fuel, const Moisture& moisture) {
  const auto load = [&](FuelClass c) {
    return fuel.load_kg_m2[static_cast<std::size_t>(c)] / kKgM2PerLbFt2;
  };
  const auto ratio = [&](FuelClass c) {
    return fuel.surface_to_volume_1_m[static_cast<std::size_t>(c)] * kMetresPerFoot;
  };
  using enum FuelClass;
  const double herb_ratio = ratio(LiveHerb);
  const double cured = fuel.dynamic ? cured_share(moisture.live_herb) * load(LiveHerb) : 0;
  const std::array<Class, 4> dead{{{load(Dead1h), ratio(Dead1h), moisture.dead_1h},
                                   {load(Dead10h), ratio(Dead10h), moisture.dead_10h},
                                   {load(Dead100h), ratio(Dead100h), moisture.dead_100h},
                                   {cured, herb_ratio, moisture.dead_1h}}};
  const std::array<Class, 2> live{{{load(LiveHerb) - cured, herb_ratio, moisture.live_herb},
                                   {load(LiveWoody), ratio(LiveWoody), moisture.live_woody}}};
  const Category d = characterise(dead), l = characterise(live);
  FuelBed bed;
  if (d.area + l.area <= 0) return bed;
  const double dead_share = d.area / (d.area + l.area);  // eq. 57
  const double live_share = 1 - dead_share;

  double total_load = 0;
  for (const Class& c : dead) total_load += c.load;
  for (const Class& c : live) total_load += c.load;
  const double sigma = dead_share * d.ratio + live_share * l.ratio;          // eq. 71
  const double bulk_density = total_load / (fuel.depth_m / kMetresPerFoot);  // eq. 40, 74
  const double packing = bulk_density / kParticleDensity;                    // eq. 31, 73
  const double x = packing / (3.348 * pow(sigma, -0.8189));                  // eq. 37, 69

  const double extinction = fuel.extinction_moisture;
  const bool has_live = load(LiveHerb) + load(LiveWoody) > 0;  // cured or not
  const double extinction_live = has_live ? live_extinction(dead, live, extinction) : 0;
  const double sigma_15 = sigma * std::sqrt(sigma);
  const double most_velocity = sigma_15 / (495 + 0.0594 * sigma_15);     // eq. 36, 68
  const double a = 133 * pow(sigma, -0.7913);                            // Albini's eq. 39, 70
  const double velocity = most_velocity * pow(x, a) * exp(a * (1 - x));  // eq. 38, 67, 1/min
  const double mineral_damping = std::min(1.0, 0.174 * pow(kSilicaFreeMinerals, -0.19));  // eq. 30
  const double burnable = d.net_load * moisture_damping(d.moisture, extinction) +
                          l.net_load * moisture_damping(l.moisture, extinction_live);
  const double reaction =  // eq. 27, 58, Btu/ft2/min
      velocity * burnable * (fuel.heat_kj_kg / kKjKgPerBtuLb) * mineral_damping;

  const double flux = exp((0.792 + 0.681 * std::sqrt(sigma)) * (packing + 0.1)) /
                      (192 + 0.2595 * sigma);  // eq. 42, 76
  const double sink =                          // eq. 77, Btu/ft3
      bulk_density * (dead_share * d.heat_to_ignite + live_share * l.heat_to_ignite);
  const double residence = 384 / sigma;  // Anderson 1969, min

  const double c = 7.47 * exp(-0.133 * pow(sigma, 0.55));  // eq. 48, 82
  const double b = 0.02526 * pow(sigma, 0.54);             // eq. 49, 83
  const double e = 0.715 * exp(-3.59e-4 * sigma);          // eq. 50, 84

  bed.no_wind_rate_m_s = reaction * flux / sink * kMetresPerSecondPerFootPerMinute;  // eq. 52, 75
  bed.wind_coefficient =  // eq. 47, 79, for m/s in place of ft/min
      c * pow(x, -e) * pow(1 / kMetresPerSecondPerFootPerMinute, b);
  bed.wind_exponent = b;
  bed.slope_coefficient = 5.275 * pow(packing, -0.3);  // eq. 51, 80
  bed.reaction_intensity_kw_m2 = reaction * kKjM2PerBtuFt2 / 60;
  bed.heat_sink_kj_m3 = sink * kKjM3PerBtuFt3;
  bed.heat_per_area_kj_m2 = reaction * residence * kKjM2PerBtuFt2;
  bed.residence_time_s = residence * 60;
  bed.surface_to_volume_1_m = sigma / kMetresPerFoot;
  bed.bulk_density_kg_m3 = bulk_density * kKgM3PerLbFt3;
  bed.packing_ratio = packing;
  bed.relative_packing_ratio = x;
  bed.live_extinction_moisture = extinction_live;
  return bed;
}

}  // namespace muster::hazard::fire
