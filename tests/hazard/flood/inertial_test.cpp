// SPDX-License-Identifier: MIT
// The row sweeps: one face by hand, the limit on what a cell gives, the same bits in every build of
// them.
#include "engine/hazard/flood/inertial.hpp"

#include <cmath>
#include <limits>
#include <numeric>

#include "engine/hazard/flood/parameters.hpp"
#include "engine/hazard/flood/quantum.hpp"
#include "tests/hazard/flood/ground.hpp"

namespace muster::hazard::flood {
namespace {

StepScales scales(double step_s, double cell_m) {
  return {.step_s = step_s,
          .share = step_s / cell_m,
          .g_step = kGravity * step_s,
          .g_share = kGravity * step_s / cell_m,
          .theta = 0.8,
          .side_weight = 0.1,
          .least_depth_m = 1e-3,
          .froude_speed = std::numeric_limits<double>::infinity(),
          .end_s = 10.0,
          .rain_m = 0.0,
          .arrival_depth_m = 0.05};
}

struct OneFace {
  double bed[2] = {1.0, 1.2};
  double depth[2] = {0.9, 0.4};
  float manning[2] = {0.0625f, 0.03125f};
  double q[3] = {0.10, 0.20, 0.16};
  double cross[4] = {0.1, 0.3, 0.2, 0.4};

  double next(const StepScales& s, Instructions instructions = Instructions::Baseline) const {
    double out = -1.0;
    row_sweeps(instructions)
        .faces({&bed[0],
                &bed[1],
                &depth[0],
                &depth[1],
                &manning[0],
                &manning[1],
                &q[0],
                &q[1],
                &q[2],
                {&cross[0], &cross[1], &cross[2], &cross[3]},
                &out,
                1},
               s, 0.0);
    return out;
  }
};

TEST(Faces, FollowTheEquation) {
  const double dt = 0.5;
  const double dx = 10.0;
  const double hf = 1.9 - 1.2;
  const double n = 0.5 * (0.0625 + 0.03125);
  const double slope = (1.6 - 1.9) / dx;
  const double mean = 0.8 * 0.2 + 0.1 * (0.10 + 0.16);
  const double driven = mean - kGravity * hf * dt * slope;
  // |q| of the new discharge, plus what the flow across added to it in the step before.
  const double sideways = std::sqrt(0.2 * 0.2 + 0.25 * 0.25) - 0.2;
  const double q = OneFace{}.next(scales(dt, dx));
  const double rubbed =
      q * (1.0 + kGravity * dt * n * n * (sideways + q) / std::pow(hf, 7.0 / 3.0));
  EXPECT_NEAR(rubbed, driven, 1e-14);
}

/// For short steps it is the form of Bates et al. 2010 with |q| of the step before: the difference
/// is of second order in the step.
TEST(Faces, AgreeWithTheSemiImplicitFormForShortSteps) {
  const double hf = 1.9 - 1.2;
  const double n = 0.5 * (0.0625 + 0.03125);
  double before = 0.0;
  for (const double dt : {0.02, 0.01, 0.005}) {
    StepScales s = scales(dt, 10.0);
    s.theta = 1.0;
    s.side_weight = 0.0;
    const double bates = (0.2 - kGravity * hf * dt * (1.6 - 1.9) / 10.0) /
                         (1.0 + kGravity * dt * n * n * std::sqrt(0.2 * 0.2 + 0.25 * 0.25) /
                                    std::pow(hf, 7.0 / 3.0));
    const double difference = std::fabs(OneFace{}.next(s) - bates);
    if (before > 0.0) {
      EXPECT_NEAR(before / difference, 4.0, 0.1) << dt;
    }
    before = difference;
  }
}

TEST(Faces, UseTheOwnDischargeWhereTheMeanRunsUphill) {
  OneFace face;
  face.depth[1] = 0.7;  // level: no push either way
  face.bed[1] = 1.2 - 1e-4;
  face.q[0] = -2.0;
  face.q[1] = 0.2;
  face.q[2] = -2.0;
  // The mean is negative, from b to a, while the surface falls from a to b: theta 1.
  EXPECT_GT(face.next(scales(0.5, 10.0)), 0.0);
}

TEST(Faces, CarryNothingBelowTheLeastDepth) {
  OneFace face;
  face.bed[1] = 1.9 - 0.9e-3;
  face.depth[1] = 0.0;
  EXPECT_EQ(face.next(scales(0.5, 10.0)), 0.0);
  face.bed[1] = 1.9 - 1.1e-3;
  EXPECT_GT(face.next(scales(0.5, 10.0)), 0.0);
}

TEST(Faces, FroudeLimitCapsTheDischarge) {
  OneFace face;
  face.bed[1] = 0.0;
  face.depth[1] = 0.0;
  StepScales s = scales(5.0, 10.0);
  const double free = face.next(s);
  s.froude_speed = 0.5 * std::sqrt(kGravity);
  const double cap = 0.5 * std::sqrt(kGravity) * 0.9 * std::sqrt(0.9);
  EXPECT_GT(free, cap);
  EXPECT_NEAR(face.next(s), cap, 1e-15);
}

TEST(Faces, MirrorToTheirNegative) {
  OneFace face;
  OneFace mirror;
  mirror.bed[0] = face.bed[1], mirror.bed[1] = face.bed[0];
  mirror.depth[0] = face.depth[1], mirror.depth[1] = face.depth[0];
  mirror.manning[0] = face.manning[1], mirror.manning[1] = face.manning[0];
  for (int i = 0; i < 3; ++i) mirror.q[i] = -face.q[2 - i];
  const StepScales s = scales(0.5, 10.0);
  EXPECT_EQ(face.next(s), -mirror.next(s));
}

TEST(LimitOverdrawn, ACellGivesExactlyWhatItHolds) {
  for (int trial = 0; trial < 2000; ++trial) {
    const StepScales s = scales(0.5 + noise(trial, 0, 1), 7.0);
    double depth = whole_quanta(0.02 * noise(trial, 1, 1));
    double x[2] = {4.0 * noise(trial, 2, 1) - 3.0, 4.0 * noise(trial, 3, 1) - 1.0};
    double north = 4.0 * noise(trial, 4, 1) - 3.0;
    double south = 4.0 * noise(trial, 5, 1) - 1.0;
    const CellRow row{x, &north, &south, &depth, 1};
    const double in[4] = {x[0], -x[1], north, -south};
    const bool overdrawn = row_sweeps(Instructions::Baseline).overdrawn(row, s);
    limit_overdrawn(row, x, &north, &south, s);
    const double after[4] = {x[0], -x[1], north, -south};
    double gives = 0.0;
    for (int f = 0; f < 4; ++f) {
      if (in[f] >= 0.0) {
        EXPECT_EQ(after[f], in[f]) << "what comes in is not the cell's to limit";
      } else {
        EXPECT_LE(after[f], 0.0);
      }
      gives += std::max(0.0, -whole_quanta_small(s.share * after[f]));
    }
    EXPECT_LE(gives, depth);
    if (overdrawn) {
      EXPECT_GT(gives, depth - 4 * 0x1p-40);
    }
    EXPECT_FALSE(row_sweeps(Instructions::Baseline).overdrawn(row, s));
  }
}

TEST(Quantum, SmallRoundingIsTheLibrarys) {
  for (int i = 0; i < 100000; ++i) {
    const double x = (noise(i, 0, 2) - 0.5) * std::exp2(20.0 * noise(i, 1, 2) - 10.0);
    ASSERT_EQ(whole_quanta(x), whole_quanta_small(x));
  }
}

TEST(DrainingDischarge, SettlesAtManningsNormalDepth) {
  const StepScales s = scales(2.0, 10.0);
  double q = 0.0;
  for (int i = 0; i < 400; ++i) {
    const double next = draining_discharge(q, 0.8, 0.004, 0.05, s);
    EXPECT_GE(next, q - 1e-15);
    q = next;
  }
  EXPECT_NEAR(q, std::pow(0.8, 5.0 / 3.0) * std::sqrt(0.004) / 0.05, 1e-12);
  EXPECT_EQ(draining_discharge(q, 0.0009, 0.004, 0.05, s), 0.0);
}

}  // namespace
}  // namespace muster::hazard::flood
