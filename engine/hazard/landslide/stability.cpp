// SPDX-License-Identifier: MIT
#include "engine/hazard/landslide/stability.hpp"

#include <algorithm>
#include <cmath>

#include "engine/base/elementary.hpp"
#include "engine/base/error.hpp"
#include "engine/hazard/landslide/column.hpp"
#include "engine/hazard/landslide/diffusion.hpp"
#include "engine/hazard/landslide/water_table.hpp"

namespace muster::hazard::landslide {

namespace {

/// Diffusivity along the vertical, OFR 2008-1159: D_1 = D_0/cos^2(slope).
double vertical_diffusivity(const Ground& ground, double cosine) {
  return ground.soil.diffusivity_m2_s / (cosine * cosine);
}

/// sin(slope), cos(slope) and tan(phi), once for a profile.
struct Angles {
  double sine, cosine, friction;
  Angles(const Soil& soil, double slope_rad)
      : sine{elementary::sin(slope_rad)},
        cosine{elementary::cos(slope_rad)},
        friction{elementary::tan(soil.friction_rad)} {}
};

SlipStress stress_at(const Angles& angles, double depth_m, double head_m, double unit_weight_n_m3) {
  const double normal_pa =
      unit_weight_n_m3 * depth_m * angles.cosine * angles.cosine - head_m * kWaterUnitWeight;
  return {unit_weight_n_m3 * depth_m * angles.sine * angles.cosine, std::max(0.0, normal_pa)};
}

double factor_of(const Soil& soil, const Angles& angles, const SlipStress& stress) {
  if (!(stress.drive_pa > 0.0)) return kGreatestFactor;
  const double strength_pa = soil.cohesion_pa + stress.normal_pa * angles.friction;
  return std::min(strength_pa / stress.drive_pa, kGreatestFactor);
}

void saturated_heads(const Ground& ground, double cosine, std::span<const RainStep> rain,
                     double time_s, std::span<const double> depths_m, std::span<double> heads_m) {
  const double gradient = head_gradient(ground, cosine);
  const double diffusivity = vertical_diffusivity(ground, cosine);
  const double conductivity_m_s = ground.soil.conductivity_m_s;
  std::fill(heads_m.begin(), heads_m.end(), 0.0);
  double before = 0.0;
  for (const RainStep& step : rain) {
    if (time_s <= step.start_s) break;
    const double rate = std::min(step.rate_m_s / conductivity_m_s, 1.0);
    if (rate != before) {
      add_flux_response(rate - before, depths_m, ground.basement_m, diffusivity,
                        time_s - step.start_s, heads_m);
    }
    before = rate;
  }
  for (std::size_t i = 0; i < depths_m.size(); ++i) {
    const double initial_m = gradient * (depths_m[i] - ground.water_table_m);
    heads_m[i] = std::min(initial_m + heads_m[i], gradient * depths_m[i]);
  }
}

void unsaturated_heads(const Column& column, const Ground& ground, std::span<const RainStep> rain,
                       double time_s, std::span<const double> depths_m, GainedWater& gained,
                       std::span<double> heads_m) {
  const double gradient = head_gradient(ground, column.slope_cosine());
  const double table_m = ground.water_table_m;
  const double pores = ground.soil.saturated_content - ground.soil.residual_content;
  const ColumnAtTime now{column, rain, time_s};
  const double rise_m = water_table_rise_m(
      now, ground, depths_m, undrained_m(column, ground, rain, time_s, gained, pores * table_m));
  const double elapsed_s = rain.empty() ? 0.0 : time_s - rain.front().start_s;
  const double diffusivity = vertical_diffusivity(ground, column.slope_cosine());
  for (std::size_t i = 0; i < depths_m.size(); ++i) {
    const double depth_m = std::min(depths_m[i], ground.basement_m);
    double head_m = 0.0;
    if (depth_m > table_m) {
      const double below_m = depth_m - table_m;
      head_m = gradient * below_m;
      if (rise_m > 0.0) {
        head_m += gradient * rise_m *
                  load_response(below_m, ground.basement_m - table_m, diffusivity, elapsed_s);
      }
    } else if (rise_m > 0.0 && depth_m >= table_m - rise_m) {
      head_m = gradient * (depth_m - table_m + rise_m);
    } else {
      head_m = now.head_m(depth_m);
    }
    heads_m[i] = std::min(head_m, gradient * depth_m);
  }
}

}  // namespace

double head_gradient(const Ground& ground) {
  return head_gradient(ground, elementary::cos(ground.slope_rad));
}

double head_gradient(const Ground& ground, double slope_cosine) {
  return slope_cosine * slope_cosine - ground.background_m_s / ground.soil.conductivity_m_s;
}

double factor_of_safety(const Soil& soil, double slope_rad, double depth_m, double head_m,
                        double unit_weight_n_m3) {
  const Angles angles{soil, slope_rad};
  return factor_of(soil, angles, stress_at(angles, depth_m, head_m, unit_weight_n_m3));
}

double saturated_head_m(const Ground& ground, std::span<const RainStep> rain, double time_s,
                        double depth_m) {
  double head_m = 0;
  saturated_heads(ground, elementary::cos(ground.slope_rad), rain, time_s, {&depth_m, 1},
                  {&head_m, 1});
  return head_m;
}

Stability stability_profile(const Ground& ground, std::span<const RainStep> rain, double time_s,
                            std::span<const double> depths_m, std::span<double> heads_m,
                            std::span<double> factors, GainedWater* gained,
                            std::span<SlipStress> stresses) {
  MUSTER_EXPECT(heads_m.size() == depths_m.size() && factors.size() == depths_m.size());
  MUSTER_EXPECT(stresses.empty() || stresses.size() == depths_m.size());
  const Soil& soil = ground.soil;
  const Angles angles{soil, ground.slope_rad};
  Stability least;
  const auto take = [&](std::size_t i, const SlipStress& stress) {
    const double factor = factor_of(soil, angles, stress);
    factors[i] = factor;
    if (!stresses.empty()) stresses[i] = stress;
    if (factor < least.factor || least.factor >= kGreatestFactor)
      least = {factor, depths_m[i], heads_m[i]};
  };
  const bool unsaturated = soil.gardner_alpha_1_m > 0.0 &&
                           ground.water_table_m > 1.0 / soil.gardner_alpha_1_m &&
                           ground.background_m_s >= 0.0;
  if (!unsaturated) {
    saturated_heads(ground, angles.cosine, rain, time_s, depths_m, heads_m);
    for (std::size_t i = 0; i < depths_m.size(); ++i) {
      take(i, stress_at(angles, depths_m[i], std::max(0.0, heads_m[i]), soil.unit_weight_n_m3));
    }
    return least;
  }
  const Column column{ground};
  GainedWater from_the_start;
  unsaturated_heads(column, ground, rain, time_s, depths_m, gained ? *gained : from_the_start,
                    heads_m);
  const double pores = soil.saturated_content - soil.residual_content;
  double weights = 0.0;
  for (std::size_t i = 0; i < depths_m.size(); ++i) {
    const double head_m = heads_m[i];
    const double saturation = head_m < 0.0 ? column.saturation(head_m) : 1.0;
    // In the capillary fringe suction holds the pores full (TRIGRS 2.1).
    const double empty = head_m * soil.gardner_alpha_1_m < -1.0 ? pores * (1.0 - saturation) : 0.0;
    weights += soil.unit_weight_n_m3 - empty * kWaterUnitWeight;
    take(i,
         stress_at(angles, depths_m[i], saturation * head_m, weights / static_cast<double>(i + 1)));
  }
  return least;
}

}  // namespace muster::hazard::landslide
