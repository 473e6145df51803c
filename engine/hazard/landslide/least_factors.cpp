// SPDX-License-Identifier: MIT
#include "engine/hazard/landslide/least_factors.hpp"

#include <algorithm>

#include "engine/base/parallel.hpp"

namespace muster::hazard::landslide {

namespace {

void fill_depths(const ProfileDepths& profile, double basement_m, std::span<double> depths_m) {
  const std::size_t last = depths_m.size() - 1;
  const double first_m = std::min(profile.first_m, basement_m);
  for (std::size_t i = 0; i < last; ++i) {
    depths_m[i] =
        first_m + (basement_m - first_m) * static_cast<double>(i) / static_cast<double>(last);
  }
  depths_m[last] = basement_m;
}

}  // namespace

void least_factors(const Hillsides& hillsides, std::span<const InfiltrationPeriod> periods,
                   double time_s, const ProfileDepths& depths, LeastFactors& result,
                   std::span<GainedWater> gained, FailureSamples* samples) {
  MUSTER_VERIFY(depths.count >= 1 && (gained.empty() || gained.size() == hillsides.grid.size()));
  const world::Grid& grid = hillsides.grid;
  const auto count = static_cast<std::size_t>(depths.count);
  const auto cols = static_cast<std::size_t>(grid.cols);
  result.factor.resize(grid.size());
  result.depth_m.resize(grid.size());
  result.head_m.resize(grid.size());
  while (!periods.empty() && periods.back().start_s >= time_s)
    periods = periods.first(periods.size() - 1);
  parallel_for(
      static_cast<std::size_t>(grid.rows),
      [&](std::size_t row) {
        std::vector<RainStep> rain(periods.size());
        for (std::size_t i = 0; i < periods.size(); ++i) rain[i].start_s = periods[i].start_s;
        std::vector<double> depths_m(count), heads_m(count), factors(count);
        std::vector<SlipStress> stresses(samples != nullptr ? count : 0);
        for (std::size_t cell = row * cols; cell < (row + 1) * cols; ++cell) {
          const Ground ground = ground_at(hillsides, cell);
          fill_depths(depths, ground.basement_m, depths_m);
          for (std::size_t i = 0; i < periods.size(); ++i) {
            const auto& rates = periods[i].rate_m_s;
            rain[i].rate_m_s = static_cast<double>(value_at(rates, cell));
          }
          const Stability least =
              stability_profile(ground, rain, time_s, depths_m, heads_m, factors,
                                gained.empty() ? nullptr : &gained[cell], stresses);
          if (samples != nullptr)
            samples->mark(cell, value_at(hillsides.soil, cell),
                          value_at(hillsides.added_cohesion_pa, cell), depths_m, stresses);
          result.factor[cell] = static_cast<float>(least.factor);
          result.depth_m[cell] = static_cast<float>(least.depth_m);
          result.head_m[cell] = static_cast<float>(least.head_m);
        }
      },
      4);
}

}  // namespace muster::hazard::landslide
