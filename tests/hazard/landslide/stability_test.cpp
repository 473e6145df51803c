// SPDX-License-Identifier: MIT
// Factors of safety against textbook values, TRIGRS and what must hold for any soil.
#include "engine/hazard/landslide/stability.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "tests/hazard/landslide/reference.hpp"

namespace muster::hazard::landslide {
namespace {

struct Profile {
  Stability least;
  std::vector<double> heads_m, factors;
};

Profile profile(const Ground& ground, const std::vector<RainStep>& rain, double time_s,
                const std::vector<double>& depths_m) {
  Profile result;
  result.heads_m.resize(depths_m.size());
  result.factors.resize(depths_m.size());
  result.least = stability_profile(ground, rain, time_s, depths_m, result.heads_m, result.factors);
  return result;
}

std::vector<double> eleven(double deepest_m, double first_m = 0) {
  std::vector<double> depths_m;
  for (int i = 0; i <= 10; ++i) depths_m.push_back(first_m + (deepest_m - first_m) * i / 10);
  return depths_m;
}

Ground hillside(double water_table_m) {
  return {{3000, radians(30), 2e4, 1e-6, 1e-5, 0.45, 0.05, 0}, radians(35), water_table_m, 3.0, 0};
}

TEST(Stability, OfDryCohesionlessGroundIsTheRatioOfTangents) {
  Ground dry = hillside(3);
  dry.soil.cohesion_pa = 0;
  const Profile result = profile(dry, {}, 0, eleven(3));
  for (std::size_t i = 1; i < 11; ++i)
    EXPECT_NEAR(result.factors[i], std::tan(radians(30)) / std::tan(radians(35)), 1e-15);
}

TEST(Stability, OfDryCohesiveGroundIsTheTextbookValue) {
  // tan(phi)/tan(a) + c/(gamma z sin(a) cos(a)).
  const Profile result = profile(hillside(3), {}, 0, eleven(3));
  for (std::size_t i = 1; i < 11; ++i) {
    const double z = 0.3 * i;
    const double factor = std::tan(radians(30)) / std::tan(radians(35)) +
                          3000 / (2e4 * z * std::sin(radians(35)) * std::cos(radians(35)));
    EXPECT_NEAR(result.factors[i], factor, 2e-15 * factor);
  }
  EXPECT_EQ(result.least.depth_m, 3);
  EXPECT_EQ(result.least.factor, result.factors[10]);
  EXPECT_EQ(result.least.head_m, result.heads_m[10]);
}

TEST(Stability, OfFlowAlongTheSlopeLosesTheUpliftOfWater) {
  // Water table at the surface, no cohesion: (1 - gamma_w/gamma_s) tan(phi)/tan(a).
  Ground wet = hillside(0);
  wet.soil.cohesion_pa = 0;
  for (const double factor : profile(wet, {}, 0, {0.5, 1, 2.5}).factors)
    EXPECT_NEAR(factor, (1 - 9.8e3 / 2e4) * std::tan(radians(30)) / std::tan(radians(35)), 1e-15);
}

TEST(Stability, FrictionIsNeverNegative) {
  const Soil soil{3000, radians(30), 2e4, 1e-6, 1e-5, 0.45, 0.05, 0};
  const double cohesive = 3000 / (2e4 * 2 * std::sin(0.5) * std::cos(0.5));
  EXPECT_NEAR(factor_of_safety(soil, 0.5, 2, 50, 2e4), cohesive, 1e-15);
}

TEST(Stability, OfFlatGroundAndOfTheSurfaceIsTen) {
  Ground flat = hillside(1);
  flat.slope_rad = 0;
  const Profile result = profile(flat, {{0, 1e-6}}, 1e5, eleven(3));
  for (const double factor : result.factors) EXPECT_EQ(factor, 10);
  EXPECT_EQ(result.least.factor, 10);
  EXPECT_EQ(result.least.depth_m, 3);
  EXPECT_EQ(profile(hillside(1), {}, 0, {0}).factors[0], 10);
}

TEST(Stability, NoHeadIsAboveTheBetaLine) {
  Ground ground = hillside(1);
  ground.background_m_s = 1e-7;
  const double gradient = head_gradient(ground);
  EXPECT_NEAR(gradient, std::pow(std::cos(radians(35)), 2) - 0.1, 1e-15);
  const Profile soaked = profile(ground, {{0, 1e-6}}, 1e8, eleven(3));
  for (std::size_t i = 0; i < 11; ++i) EXPECT_NEAR(soaked.heads_m[i], gradient * 0.3 * i, 1e-14);
}

TEST(Stability, RainAboveTheConductivityRunsOff) {
  const auto depths = eleven(3);
  EXPECT_EQ(profile(hillside(2), {{0, 1e-6}}, 3e4, depths).heads_m,
            profile(hillside(2), {{0, 1e-3}}, 3e4, depths).heads_m);
}

TEST(Stability, RainStepsAddUp) {
  // A shower is a lasting rain less the same rain begun when it ends.
  const Ground ground = hillside(2.5);
  const double z = 2;
  const auto rise = [&](const std::vector<RainStep>& rain, double time_s) {
    return saturated_head_m(ground, rain, time_s, z) - saturated_head_m(ground, {}, 0, z);
  };
  const double shower = rise({{0, 2e-7}, {4e4, 0}}, 1e5);
  EXPECT_NEAR(shower, rise({{0, 2e-7}}, 1e5) - rise({{0, 2e-7}}, 6e4), 1e-15);
  EXPECT_NEAR(rise({{0, 2e-7}, {4e4, 2e-7}}, 1e5), rise({{0, 2e-7}}, 1e5), 1e-15);
}

/// Every soil, slope, water table and rain of a small lattice.
template <class Check>
void for_each_ground(Check check) {
  for (const double alpha : {0.0, 4.0})
    for (const double slope_deg : {3.0, 25.0, 48.0})
      for (const double table_m : {0.0, 0.6, 1.5})
        for (const double basement_m : {2.0, Ground::kBottomless})
          for (const double conductivity : {1e-7, 1e-5})
            for (const double time_s : {0.0, 600.0, 4e4, 3e5}) {
              const Ground ground{
                  {2000, radians(32), 2e4, conductivity, 5 * conductivity, 0.45, 0.06, alpha},
                  radians(slope_deg),
                  table_m,
                  basement_m,
                  1e-9};
              check(ground, time_s);
            }
}

TEST(Stability, WeakerSoilNeverRaisesIt) {
  const std::vector<RainStep> rain = {{0, 8e-8}, {2e4, 6e-6}};
  for_each_ground([&](const Ground& ground, double time_s) {
    const auto depths = eleven(2);
    const auto strong = profile(ground, rain, time_s, depths).factors;
    Ground weaker = ground;
    weaker.soil.cohesion_pa *= 0.6;
    const auto less_cohesive = profile(weaker, rain, time_s, depths).factors;
    weaker = ground;
    weaker.soil.friction_rad *= 0.8;
    const auto less_rough = profile(weaker, rain, time_s, depths).factors;
    for (std::size_t i = 0; i < depths.size(); ++i) {
      ASSERT_TRUE(strong[i] >= 0 && strong[i] <= 10);
      ASSERT_LE(less_cohesive[i], strong[i]);
      ASSERT_LE(less_rough[i], strong[i]);
    }
  });
}

TEST(Stability, MoreRainNeverLowersTheHead) {
  for_each_ground([](const Ground& ground, double time_s) {
    const auto depths = eleven(2);
    std::vector<double> before(depths.size(), -1e9);
    for (const double rate : {0.0, 1e-8, 3e-7, 4e-6, 1e-4}) {
      const auto heads =
          profile(ground, {{0, rate}, {2e4, 0}, {3e4, 2 * rate}}, time_s, depths).heads_m;
      for (std::size_t i = 0; i < depths.size(); ++i) {
        ASSERT_GE(heads[i], before[i] - 1e-9) << i << " " << rate;
        before[i] = heads[i];
      }
    }
  });
}

TEST(Stability, MoreRainNeverRaisesItInSaturatedGround) {
  for_each_ground([](const Ground& ground, double time_s) {
    if (ground.soil.gardner_alpha_1_m > 0) return;
    const auto depths = eleven(2);
    std::vector<double> before(depths.size(), 10);
    for (const double rate : {0.0, 1e-8, 3e-7, 4e-6, 1e-4}) {
      const auto factors =
          profile(ground, {{0, rate}, {2e4, 0}, {3e4, 2 * rate}}, time_s, depths).factors;
      for (std::size_t i = 0; i < depths.size(); ++i) {
        ASSERT_LE(factors[i], before[i] + 1e-13);
        before[i] = factors[i];
      }
    }
  });
}

/// Greatest error of head (m) and relative error of the factor over the profiles of a case with
/// slope above 0.
struct Errors {
  double head_m = 0, factor = 0;
  int rows = 0;
};

Errors compare(const std::vector<TrigrsProfile>& references, bool unsaturated, int zone = 0) {
  Errors errors;
  for (const TrigrsProfile& reference : references) {
    if (reference.slope_deg <= 0 || (zone != 0 && reference.zone != zone)) continue;
    const Profile result = profile(reference.ground(unsaturated), reference.rain, reference.time_s,
                                   reference.depths_m);
    for (std::size_t i = 0; i < reference.depths_m.size(); ++i) {
      ++errors.rows;
      const double head = std::fabs(result.heads_m[i] - reference.heads_m[i]);
      const double factor = std::fabs(result.factors[i] / reference.factors[i] - 1);
      errors.head_m = std::max(errors.head_m, head);
      if (reference.depths_m[i] > 0) errors.factor = std::max(errors.factor, factor);
    }
  }
  return errors;
}

TEST(Stability, MatchesTrigrsAboveABasement) {
  MUSTER_NEEDS_REFERENCE();
  const Errors errors = compare(read_trigrs("tutorial_sat_finite"), false);
  EXPECT_EQ(errors.rows, 1056);
  EXPECT_LT(errors.head_m, 5e-5);  // half of the last digit printed; 4.8e-5 and 4.5e-5 reached
  EXPECT_LT(errors.factor, 5e-5);
}

TEST(Stability, MatchesTrigrsInMinorCreek) {
  MUSTER_NEEDS_REFERENCE();
  const Ground creek{{4000, radians(18), 2.2e4, 5e-8, 1e-6, 0.45, 0.1, 0},
                     radians(15),
                     2.0,
                     Ground::kBottomless,
                     5e-9};
  EXPECT_NEAR(head_gradient(creek), 0.8330127, 5e-8);
  const std::vector<RainStep> rain = {{0, 1e-7}};
  const auto rows = read_profiles(kReference / "case_mc" / "TRlist_z_p_fs_MC.txt");
  ASSERT_EQ(rows.size(), 202u);
  double head_error = 0, factor_error = 0;
  for (const ProfileRow& row : rows) {
    const Profile result = profile(creek, rain, row.time, {row.z});
    head_error = std::max(head_error, std::fabs(result.heads_m[0] - row.psi));
    factor_error = std::max(factor_error, std::fabs(result.factors[0] / row.factor - 1));
  }
  EXPECT_LT(head_error, 1e-4);  // 8.5e-5 and 5.3e-5 reached
  EXPECT_LT(factor_error, 1e-4);
  const Profile end = profile(creek, rain, 7257600, {5.7001, 5.7600, 6.0});
  EXPECT_NEAR(end.heads_m[2], 3.5523, 1e-4);
  EXPECT_NEAR(end.factors[0], 1.0006, 1e-4);
  EXPECT_NEAR(end.factors[1], 0.99864, 1e-5);
  EXPECT_NEAR(end.factors[2], 0.99106, 1e-5);
}

/// Least factor, its depth and its head in each of the tutorial's 100 cells against the grids of a
/// case; returns how many cells are unstable at each of its two times.
std::array<int, 2> compare_grids(const std::string& name, bool unsaturated,
                                 std::array<double, 2> times_s, double tolerance) {
  const auto inputs = kReference / "tutorial_inputs", outputs = kReference / name;
  const auto slope = read_grid(inputs / "slope.asc"), zones = read_grid(inputs / "zones.asc"),
             basement = read_grid(inputs / "zmax.asc"), table = read_grid(inputs / "depthwt.asc"),
             background = read_grid(inputs / "rizero.asc"),
             first = read_grid(outputs / "TRinfilratPer1tutorial.asc"),
             second = read_grid(outputs / "TRinfilratPer2tutorial.asc");
  EXPECT_EQ(slope.size(), 100u);
  std::array<int, 2> unstable{};
  for (std::size_t time = 0; time < 2; ++time) {
    const std::string end = "_tutorial_" + std::to_string(time + 1) + ".asc";
    const auto factors = read_grid(outputs / ("TRfs_min" + end)),
               heads = read_grid(outputs / ("TRp_at_fs_min" + end)),
               depths = read_grid(outputs / ("TRz_at_fs_min" + end));
    EXPECT_EQ(factors.size(), 100u);
    for (std::size_t i = 0; i < factors.size(); ++i) {
      const Ground ground{tutorial_soil(static_cast<int>(zones[i]), unsaturated), radians(slope[i]),
                          table[i], basement[i], background[i]};
      const Stability least = profile(ground, {{0, first[i]}, {172800, second[i]}}, times_s[time],
                                      eleven(basement[i], 0.001))
                                  .least;
      EXPECT_NEAR(least.factor, factors[i], tolerance) << i;
      EXPECT_NEAR(least.head_m, heads[i], 1e-3) << i;
      EXPECT_NEAR(least.depth_m, depths[i], 1e-3) << i;
      EXPECT_EQ(least.factor < 1, factors[i] < 1) << i;
      unstable[time] += least.factor < 1;
    }
  }
  return unstable;
}

TEST(Stability, MatchesTheLeastFactorsOfTrigrs) {
  MUSTER_NEEDS_REFERENCE();
  const auto unstable =
      compare_grids("tutorial_sat_finite", false, {172800, 216000}, 1e-3);  // 4 digits printed
  EXPECT_EQ(unstable[0], 0);
  EXPECT_GT(unstable[1], 0);
}

TEST(Stability, MatchesTheLeastFactorsOfTrigrsInUnsaturatedGround) {
  MUSTER_NEEDS_REFERENCE();
  // At the times nearest to those asked for that TRIGRS had. In one cell its water table, half a
  // millimetre lower than ours, stops just below a depth, which then counts as drier: 0.014.
  compare_grids("tutorial_unsat_finite", true, {144000, 216000}, 0.015);
}

TEST(Stability, MatchesTrigrsInUnsaturatedGround) {
  MUSTER_NEEDS_REFERENCE();
  // Zone 1 has its capillary fringe at the surface, so it is saturated: 4.8e-6 and 2.9e-5 reached.
  const auto references = read_trigrs("tutorial_unsat_finite");
  const Errors fringe = compare(references, true, 1);
  EXPECT_EQ(fringe.rows, 176);
  EXPECT_LT(fringe.head_m, 1e-5);
  EXPECT_LT(fringe.factor, 5e-5);
  // Zone 2. Within half of the last digit printed, but on the two gentle slopes where the water
  // table has risen a little: TRIGRS integrates the basal flux in steps of 5 hours, and is then off
  // by 5.4e-4 m and 1.4e-4.
  std::vector<TrigrsProfile> risen, others;
  for (const TrigrsProfile& reference : references)
    (reference.slope_deg < 10 && reference.time_s == 144000 ? risen : others).push_back(reference);
  const Errors still = compare(others, true, 2);
  EXPECT_GT(still.rows, 700);
  EXPECT_LT(still.head_m, 6e-5);
  EXPECT_LT(still.factor, 6e-5);
  const Errors rising = compare(risen, true, 2);
  EXPECT_GT(rising.rows, 50);
  EXPECT_LT(rising.head_m, 6e-4);
  EXPECT_LT(rising.factor, 1.5e-4);
}

}  // namespace
}  // namespace muster::hazard::landslide
