// SPDX-License-Identifier: MIT
// The unsaturated column against its steady states, its water balance and Srivastava & Yeh's case.
#include "engine/hazard/landslide/column.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/hazard/landslide/reference.hpp"

namespace muster::hazard::landslide {
namespace {

constexpr double kEver = 1e12;

Ground ground(double alpha_1_m, double depth_m, double slope_rad = 0, double background_m_s = 0) {
  return {{4000, 0.6, 1.9e4, 1e-5, 1e-4, 0.40, 0.06, alpha_1_m},
          slope_rad,
          depth_m,
          Ground::kBottomless,
          background_m_s};
}

template <class Value>
double simpson(double from, double to, int panels, Value value) {
  double sum = 0;
  for (int i = 0; i <= 2 * panels; ++i) {
    const double weight = i == 0 || i == 2 * panels ? 1 : i % 2 == 1 ? 4 : 2;
    sum += weight * value(from + (to - from) * i / (2 * panels));
  }
  return sum * (to - from) / (6 * panels);
}

TEST(Column, BeginsAndEndsInTheSteadyState) {
  const double slope = 0.5, alpha = 3, depth = 2, background = 1e-6, rate = 4e-6;
  const Column column{ground(alpha, depth, slope, background)};
  const double along = alpha * std::cos(slope) * std::cos(slope);
  const std::vector<RainStep> rain = {{0, rate}};
  for (const double z : {0.0, 0.4, 1.3, 1.9}) {
    const auto steady = [&](double flux) {
      return flux + (1 - flux) * std::exp(-along * (depth - z));
    };
    EXPECT_NEAR(column.relative_conductivity(z, rain, 0), steady(0.1), 1e-15);
    EXPECT_NEAR(column.relative_conductivity(z, rain, kEver), steady(0.5), 1e-14);
    EXPECT_NEAR(column.head_m(z, rain, kEver), std::log(steady(0.5)) * std::cos(slope) / along,
                1e-13);
  }
  EXPECT_EQ(column.head_m(depth, rain, 3e4), 0);
  EXPECT_NEAR(column.basal_flux_m_s(rain, 0), background, 1e-20);
  EXPECT_NEAR(column.basal_flux_m_s(rain, kEver), background + rate, 1e-18);
  EXPECT_NEAR(column.basal_flux_m_s(rain, column.passage_s()), background + rate, 0.01 * rate);
}

TEST(Column, EarlyAndLateFormsAgree) {
  for (const double length : {0.5, 1.0, 10.0, 30.0, 60.0, 200.0}) {
    const double depth = 2, alpha = length / depth;
    const Column column{ground(alpha, depth)};
    const double change_over = length * length / 40 * 0.34 / (alpha * 1e-5);
    const std::vector<RainStep> rain = {{0, 1e-5}};
    for (int i = 0; i < 20; ++i) {
      const double z = depth * i / 20;
      EXPECT_NEAR(column.relative_conductivity(z, rain, change_over * (1 - 1e-14)),
                  column.relative_conductivity(z, rain, change_over * (1 + 1e-14)), 1e-11)
          << length << " " << z;
    }
    EXPECT_NEAR(column.basal_flux_m_s(rain, change_over * (1 - 1e-14)) / 1e-5,
                column.basal_flux_m_s(rain, change_over * (1 + 1e-14)) / 1e-5, 1e-11)
        << length;
  }
}

TEST(Column, BalancesItsWater) {
  // What has come in and has not gone out at the base is in the pores, over three steps of rain.
  const double alpha = 4, depth = 1.5;
  const Column column{ground(alpha, depth, 0.3, 2e-7)};
  const std::vector<RainStep> rain = {{0, 4e-6}, {20000, 0}, {50000, 9e-6}};
  for (const double time_s : {3000.0, 20000.0, 45000.0, 52000.0, 150000.0}) {
    const double stored = 0.34 * simpson(0, depth, 400, [&](double z) {
                            return column.relative_conductivity(z, rain, time_s) -
                                   column.relative_conductivity(z, rain, 0);
                          });
    double in = 0, out = 0;
    for (std::size_t i = 0; i < rain.size() && rain[i].start_s < time_s; ++i) {
      const double to = i + 1 < rain.size() ? std::min(time_s, rain[i + 1].start_s) : time_s;
      in += rain[i].rate_m_s * (to - rain[i].start_s);
      out += simpson(rain[i].start_s, to, 2000,
                     [&](double t) { return column.basal_flux_m_s(rain, t) - 2e-7; });
    }
    EXPECT_NEAR(stored, in - out, 1e-7 * in) << time_s;
  }
}

TEST(Column, WhatPassesIsTheIntegralOfItsFlux) {
  for (const double alpha : {0.7, 4.0, 12.0}) {
    const Column column{ground(alpha, 1.5, 0.3, 2e-7)};
    const std::vector<RainStep> rain = {{0, 4e-6}, {200000, 9e-6}};
    const BasalFlux flux{column, rain};
    EXPECT_FALSE(flux.passed_m(200000).has_value());  // still images
    const double from_s = flux.series_from_s() + 1;
    const BasalSeries series = flux.series(from_s);
    for (const double later_s : {3000.0, 30000.0, 200000.0}) {
      const double time_s = from_s + later_s;
      const auto rate = [&](double t) { return flux.at_m_s(t); };
      EXPECT_NEAR(series.at(time_s).flux_m_s, rate(time_s), 1e-17) << time_s;
      const double passed_m = simpson(from_s, time_s, 2000, rate);
      EXPECT_NEAR(series.at(time_s).passed_m - series.at(from_s).passed_m, passed_m,
                  1e-9 * passed_m);
      const double all_m = simpson(200000, from_s, 2000, rate) + passed_m;
      EXPECT_NEAR(flux.passed_m(time_s).value(), all_m, 1e-8 * all_m);
    }
  }
}

TEST(Column, IsFiniteBoundedAndWetterWithMoreRain) {
  for (const double length : {0.1, 5.0, 50.0, 5000.0}) {
    const Column column{ground(length, 1)};
    for (double time_s = 1e-6; time_s < 1e14; time_s *= 11) {
      for (const double z : {0.0, 0.5, 0.99, 1.0}) {
        double before = 0;
        for (const double rate : {0.0, 1e-8, 3e-6, 1e-5, 1.0}) {
          const std::vector<RainStep> rain = {{0, rate}, {1e5, rate / 2}};
          const double wet = column.relative_conductivity(z, rain, time_s);
          ASSERT_GT(wet, 0);
          ASSERT_LE(wet, 1);
          ASSERT_GE(wet, before - 1e-12);
          ASSERT_LE(column.head_m(z, rain, time_s), 0);
          ASSERT_TRUE(std::isfinite(column.head_m(z, rain, time_s)));
          const double flux = column.basal_flux_m_s(rain, time_s);
          ASSERT_GE(flux, 0);
          ASSERT_LE(flux, 1e-5 * (1 + 1e-11));
          before = wet;
        }
      }
    }
  }
}

/// Least unit of a number printed with five digits.
double print_unit(double value) {
  return std::pow(10, std::floor(std::log10(std::max(std::fabs(value), 1e-4))) - 4);
}

TEST(Column, FollowsSrivastavaAndYeh) {
  MUSTER_NEEDS_REFERENCE();
  // Its units are its own; 0.1 flows before, 0.9 in all after. Rain counts beside the background.
  Ground sy = {{4000, 0.6, 1.9e4, 1.0, 360, 0.40, 0.06, 0.10}, 0, 100, Ground::kBottomless, 0.1};
  const Column column{sy};
  const std::vector<RainStep> rain = {{0, 0.8}};
  const auto rows = read_profiles(kReference / "case_sy" / "TRlist_z_p_fs_syfig3.txt");
  ASSERT_EQ(rows.size(), 4u * 41u);
  for (const ProfileRow& row : rows) {
    const double head = column.head_m(row.z, rain, row.time);
    EXPECT_NEAR(head, row.psi, 0.51 * print_unit(row.psi)) << row.time << " " << row.z;
  }
  EXPECT_NEAR(column.head_m(0, rain, 0), -23.022, 5e-4);
  EXPECT_NEAR(column.head_m(0, rain, 10), -1.9129, 5e-5);
}

}  // namespace
}  // namespace muster::hazard::landslide
