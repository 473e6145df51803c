// SPDX-License-Identifier: MIT
// The row sweeps of the local inertial scheme.
#include "engine/hazard/flood/inertial.hpp"

#include <algorithm>
#include <cmath>

#include "engine/hazard/flood/cube_root.hpp"
#include "engine/hazard/flood/quantum.hpp"

// Each sweep is written once as an inlined body and compiled for each set of instructions. No fused
// multiply-add: it would round differently. Maxima may be taken in any order, sums are not.
#define MUSTER_INLINE [[gnu::always_inline]] inline
#define MUSTER_AVX2 [[gnu::target("avx2")]]

namespace muster::hazard::flood {
namespace {

MUSTER_INLINE double greater(double a, double b) {
  return a > b ? a : b;
}
MUSTER_INLINE double positive_part(double x) {
  return x > 0.0 ? x : 0.0;
}

/// The discharge q' with q' (1 + friction (sideways + |q'|)) = driven. Bates et al. 2010 take |q|
/// from the step before; where friction rules, that answer overshoots and swings from step to step
/// unless dt^2 < theta dx^2 / (g (h + 5/3 S dx)), a limit that one thin sheet on one steep face
/// would set for all. With |q'| it is (5/3) |u| dt < dx, the speed of the kinematic wave. Both have
/// the same steady flow. `sideways` is |q| less its part along the face's own direction, of the
/// step before.
MUSTER_INLINE double rubbed(double driven, double friction, double sideways) {
  const double linear = 1.0 + friction * sideways;
  return 2.0 * driven / (linear + std::sqrt(linear * linear + 4.0 * friction * std::fabs(driven)));
}

/// Bates, Horritt & Fewtrell 2010, with the q-centred mean of de Almeida et al. 2012, and |q| of
/// both directions (de Almeida & Bates 2013). Where the mean would run up the slope of the water
/// surface, the face's own discharge is used (as LISFLOOD-FP does).
template <bool kLimitFroude>
MUSTER_INLINE double sweep_faces(const FaceRow& row, const StepScales& s, double greatest_speed) {
  const double* bed_a = row.bed_a;
  const double* bed_b = row.bed_b;
  const double* depth_a = row.depth_a;
  const double* depth_b = row.depth_b;
  const float* manning_a = row.manning_a;
  const float* manning_b = row.manning_b;
  const double* q_before = row.q_before;
  const double* q = row.q;
  const double* q_after = row.q_after;
  const double* cross0 = row.cross[0];
  const double* cross1 = row.cross[1];
  const double* cross2 = row.cross[2];
  const double* cross3 = row.cross[3];
  double* q_new = row.q_new;
  const StepScales scales = s;
#pragma omp simd reduction(max : greatest_speed)
  for (int i = 0; i < row.count; ++i) {
    const double level_a = bed_a[i] + depth_a[i];
    const double level_b = bed_b[i] + depth_b[i];
    const double flow_depth = greater(level_a, level_b) - greater(bed_a[i], bed_b[i]);
    const double depth = greater(flow_depth, scales.least_depth_m);
    const double drop = level_b - level_a;
    const double push = scales.g_share * depth * drop;
    const double mean = scales.theta * q[i] + scales.side_weight * (q_before[i] + q_after[i]);
    const double centred = mean - push;
    const double own = q[i] - push;
    const double driven = centred * drop > 0.0 ? own : centred;
    const double across = 0.25 * ((cross0[i] + cross1[i]) + (cross2[i] + cross3[i]));
    const double magnitude = std::sqrt(q[i] * q[i] + across * across);
    const double manning =
        0.5 * (static_cast<double>(manning_a[i]) + static_cast<double>(manning_b[i]));
    const double root = reciprocal_cube_root(depth);
    const double inverse_depth = root * root * root;
    const double friction = scales.g_step * (manning * manning) *
                            (inverse_depth * inverse_depth * root);  // g dt n^2 h^(-7/3)
    double moved = rubbed(driven, friction, magnitude - std::fabs(q[i]));
    if constexpr (kLimitFroude) {
      const double cap = scales.froude_speed * depth * std::sqrt(depth);
      moved = moved > cap ? cap : moved;
      moved = moved < -cap ? -cap : moved;
    }
    moved = flow_depth > scales.least_depth_m ? moved : 0.0;
    q_new[i] = moved;
    greatest_speed = greater(greatest_speed, std::fabs(moved) * inverse_depth);
  }
  return greatest_speed;
}

MUSTER_INLINE bool sweep_overdrawn(const CellRow& row, const StepScales& s) {
  const double* west = row.west;
  const double* north = row.north;
  const double* south = row.south;
  const double* depth = row.depth;
  const double share = s.share;
  double worst = 0.0;
#pragma omp simd reduction(max : worst)
  for (int i = 0; i < row.count; ++i) {
    const double out = (positive_part(-whole_quanta_small(share * west[i])) +
                        positive_part(whole_quanta_small(share * west[i + 1]))) +
                       (positive_part(-whole_quanta_small(share * north[i])) +
                        positive_part(whole_quanta_small(share * south[i])));
    worst = greater(worst, out - depth[i]);
  }
  return worst > 0.0;
}

MUSTER_INLINE void sweep_exchange(const CellRow& row, const StepScales& s) {
  const double* west = row.west;
  const double* north = row.north;
  const double* south = row.south;
  double* depth = row.depth;
  const double share = s.share;
  const double rain = s.rain_m;
#pragma omp simd
  for (int i = 0; i < row.count; ++i) {
    const double from_west = whole_quanta_small(share * west[i]);
    const double to_east = whole_quanta_small(share * west[i + 1]);
    const double from_north = whole_quanta_small(share * north[i]);
    const double to_south = whole_quanta_small(share * south[i]);
    depth[i] = (depth[i] + ((from_west - to_east) + (from_north - to_south))) + rain;
  }
}

MUSTER_INLINE double sweep_record(const RecordRow& row, const StepScales& s,
                                  double greatest_depth) {
  const double* depth = row.depth;
  float* greatest = row.greatest_depth;
  float* arrival = row.arrival_s;
  const float threshold = static_cast<float>(s.arrival_depth_m);
  const float now = static_cast<float>(s.end_s);
#pragma omp simd reduction(max : greatest_depth)
  for (int i = 0; i < row.count; ++i) {
    const float shallow = static_cast<float>(depth[i]);
    greatest[i] = shallow > greatest[i] ? shallow : greatest[i];
    const float arrived = arrival[i] < now ? arrival[i] : now;
    arrival[i] = shallow >= threshold ? arrived : arrival[i];
    greatest_depth = greater(greatest_depth, depth[i]);
  }
  return greatest_depth;
}

double faces_baseline(const FaceRow& row, const StepScales& s, double greatest) {
  return std::isinf(s.froude_speed) ? sweep_faces<false>(row, s, greatest)
                                    : sweep_faces<true>(row, s, greatest);
}
bool overdrawn_baseline(const CellRow& row, const StepScales& s) {
  return sweep_overdrawn(row, s);
}
void exchange_baseline(const CellRow& row, const StepScales& s) {
  sweep_exchange(row, s);
}
double record_baseline(const RecordRow& row, const StepScales& s, double greatest) {
  return sweep_record(row, s, greatest);
}

MUSTER_AVX2 double faces_avx2(const FaceRow& row, const StepScales& s, double greatest) {
  return std::isinf(s.froude_speed) ? sweep_faces<false>(row, s, greatest)
                                    : sweep_faces<true>(row, s, greatest);
}
MUSTER_AVX2 bool overdrawn_avx2(const CellRow& row, const StepScales& s) {
  return sweep_overdrawn(row, s);
}
MUSTER_AVX2 void exchange_avx2(const CellRow& row, const StepScales& s) {
  sweep_exchange(row, s);
}
MUSTER_AVX2 double record_avx2(const RecordRow& row, const StepScales& s, double greatest) {
  return sweep_record(row, s, greatest);
}

}  // namespace

Instructions best_instructions() {
  return __builtin_cpu_supports("avx2") ? Instructions::Avx2 : Instructions::Baseline;
}

const RowSweeps& row_sweeps(Instructions instructions) {
  static constexpr RowSweeps kBaseline{faces_baseline, overdrawn_baseline, exchange_baseline,
                                       record_baseline};
  static constexpr RowSweeps kAvx2{faces_avx2, overdrawn_avx2, exchange_avx2, record_avx2};
  return instructions == Instructions::Avx2 ? kAvx2 : kBaseline;
}

void limit_overdrawn(const CellRow& row, double* west, double* north, double* south,
                     const StepScales& s) {
  const double per_share = 1.0 / s.share;
  for (int i = 0; i < row.count; ++i) {
    const double out[4] = {positive_part(-whole_quanta_small(s.share * west[i])),
                           positive_part(whole_quanta_small(s.share * west[i + 1])),
                           positive_part(-whole_quanta_small(s.share * north[i])),
                           positive_part(whole_quanta_small(s.share * south[i]))};
    const double wanted = (out[0] + out[1]) + (out[2] + out[3]);
    if (wanted <= row.depth[i]) continue;
    const double scale = row.depth[i] / wanted;
    double left = row.depth[i];
    const auto given = [&](double want) {
      // Rounded down, so that the parts together never exceed the whole; `left` guards the last
      // bit.
      const double gives = std::min(left, std::floor(want * scale * 0x1p40) * 0x1p-40);
      left -= gives;
      return gives * per_share;
    };
    if (out[0] > 0.0) west[i] = -given(out[0]);
    if (out[1] > 0.0) west[i + 1] = given(out[1]);
    if (out[2] > 0.0) north[i] = -given(out[2]);
    if (out[3] > 0.0) south[i] = given(out[3]);
  }
}

double draining_discharge(double before, double depth_m, double slope, double manning,
                          const StepScales& s) {
  if (depth_m <= s.least_depth_m) return 0.0;
  const double root = reciprocal_cube_root(depth_m);
  const double inverse_depth = root * root * root;
  const double friction = s.g_step * (manning * manning) * (inverse_depth * inverse_depth * root);
  return rubbed(before + s.g_step * depth_m * slope, friction, 0.0);
}

}  // namespace muster::hazard::flood
