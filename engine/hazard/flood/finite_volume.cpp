// SPDX-License-Identifier: MIT
// The row sweeps of the finite volume scheme.
#include "engine/hazard/flood/finite_volume.hpp"

#include <cmath>

#include "engine/hazard/flood/cube_root.hpp"
#include "engine/hazard/gravity.hpp"

// As in inertial.cpp: each sweep is written once and compiled for each set of instructions, without
// fused multiply-add. Sums are ordered so that mirrored or transposed ground gives the same bits.
#define MUSTER_INLINE [[gnu::always_inline]] inline
#define MUSTER_AVX2 [[gnu::target("avx2")]]

namespace muster::hazard::flood {
namespace {

MUSTER_INLINE double greater(double a, double b) {
  return a > b ? a : b;
}
MUSTER_INLINE double lesser(double a, double b) {
  return a < b ? a : b;
}

/// How much steeper than the smaller difference a slope may be: 1 is minmod, 2 the monotonised
/// central limiter (van Leer 1979); between them neither flattens waves nor squares them.
constexpr double kSteepness = 1.5;

/// Half of the limited slope: half of the mean of two differences, or of the smaller one times the
/// steepness; 0 where they disagree.
MUSTER_INLINE double half_slope(double before, double after) {
  const double smaller = std::fabs(before) < std::fabs(after) ? before : after;
  const double steep = (0.5 * kSteepness) * smaller;
  const double mean = 0.25 * (before + after);
  const double slope = std::fabs(steep) < std::fabs(mean) ? steep : mean;
  return before * after > 0.0 ? slope : 0.0;
}

/// The same for the bed, no steeper than the smaller difference: so the beds that two cells see at
/// their face do not cross.
MUSTER_INLINE double half_bed_slope(double before, double after) {
  const double smaller = std::fabs(before) < std::fabs(after) ? before : after;
  return before * after > 0.0 ? 0.5 * smaller : 0.0;
}

/// Slope of the level, within what the bed's and the depth allow. A film beside a pool would take
/// the rise to the pool's level for its own bed's, and stand before it as a wall. A lake at rest is
/// never touched: its bed rises by less than the depth to any wet neighbour.
MUSTER_INLINE double within_depth(double level, double bed, double depth) {
  return greater(lesser(level, bed + depth), bed - depth);
}

/// The part of the speed s that Manning's friction leaves, taken at the speed s' left: s' (1 +
/// g n^2 dt s' / h^(4/3)) = s. Its steady flow is Manning's normal flow whatever the step.
MUSTER_INLINE double left_by_friction(double depth, double manning, double g_step, double speed) {
  const double root = reciprocal_cube_root(depth);
  const double friction = g_step * (manning * manning) * ((root * root) * (root * root));
  return 2.0 / (1.0 + std::sqrt(1.0 + 4.0 * friction * speed));
}

MUSTER_INLINE void sweep_predict(const VolumeRow& row, const VolumeScales& s, HalfStepRow& out,
                                 int entry) {
  const double* bed = row.bed;
  const double* depth = row.depth;
  const double* east_velocity = row.u;
  const double* south_velocity = row.v;
  const float* manning = row.manning;
  const std::ptrdiff_t west = row.west;
  const std::ptrdiff_t east = row.east;
  const std::ptrdiff_t north = row.north;
  const std::ptrdiff_t south = row.south;
  const double least = s.least_depth_m;
  const double share = s.share;
  const double half_g_step = 0.5 * kGravity * s.step_s;
  HalfStepRow& o = out;
#pragma omp simd
  for (int i = 0; i < row.count; ++i) {
    const double h = depth[i];
    const double z = bed[i];
    const double level = z + h;
    const double u = east_velocity[i];
    const double v = south_velocity[i];
    // Next to dry ground a cell is flat: a slope through the shore means nothing.
    const double least_x = lesser(h, lesser(depth[i + west], depth[i + east]));
    const double least_y = lesser(h, lesser(depth[i + north], depth[i + south]));
    const double wet_x = least_x > least ? 1.0 : 0.0;
    const double wet_y = least_y > least ? 1.0 : 0.0;
    const double bed_x = half_bed_slope(z - bed[i + west], bed[i + east] - z);
    const double bed_y = half_bed_slope(z - bed[i + north], bed[i + south] - z);
    const double level_x =
        wet_x * within_depth(half_slope(level - (bed[i + west] + depth[i + west]),
                                        (bed[i + east] + depth[i + east]) - level),
                             bed_x, h);
    const double level_y =
        wet_y * within_depth(half_slope(level - (bed[i + north] + depth[i + north]),
                                        (bed[i + south] + depth[i + south]) - level),
                             bed_y, h);
    const double h_x = wet_x * half_slope(h - depth[i + west], depth[i + east] - h);
    const double h_y = wet_y * half_slope(h - depth[i + north], depth[i + south] - h);
    const double u_x = wet_x * half_slope(u - east_velocity[i + west], east_velocity[i + east] - u);
    const double u_y =
        wet_y * half_slope(u - east_velocity[i + north], east_velocity[i + south] - u);
    const double v_x =
        wet_x * half_slope(v - south_velocity[i + west], south_velocity[i + east] - v);
    const double v_y =
        wet_y * half_slope(v - south_velocity[i + north], south_velocity[i + south] - v);
    // Half a step on whole slopes is a step on half slopes.
    const double h_half = h - share * ((u * h_x + h * u_x) + (v * h_y + h * v_y));
    const int k = entry + i;
    o.depth[k] = greater(h_half, 0.0);
    o.bed[k] = z;
    const double u_free = u - share * ((u * u_x + v * u_y) + kGravity * level_x);
    const double v_free = v - share * ((u * v_x + v * v_y) + kGravity * level_y);
    // Without friction here the discharge of a uniform flow would be that of a faster one.
    const double kept = left_by_friction(greater(h, least), static_cast<double>(manning[i]),
                                         half_g_step, std::sqrt(u_free * u_free + v_free * v_free));
    o.u[k] = kept * u_free;
    o.v[k] = kept * v_free;
    o.depth_x[k] = h_x;
    o.bed_x[k] = level_x - h_x;
    o.u_x[k] = u_x;
    o.v_x[k] = v_x;
    o.depth_y[k] = h_y;
    o.bed_y[k] = level_y - h_y;
    o.u_y[k] = u_y;
    o.v_y[k] = v_y;
  }
}

/// Half-step values of one quantity on the two sides of a line of faces.
struct Sides {
  const double* a;
  const double* a_slope;
  const double* b;
  const double* b_slope;
};

MUSTER_INLINE void sweep_flux(const Sides& depth, const Sides& bed, const Sides& normal,
                              const Sides& sideways, int count, FluxLine& out) {
  const Sides d = depth;
  const Sides z = bed;
  const Sides n = normal;
  const Sides t = sideways;
  FluxLine& o = out;
#pragma omp simd
  for (int i = 0; i < count; ++i) {
    const double bed_a = z.a[i] + z.a_slope[i];
    const double bed_b = z.b[i] - z.b_slope[i];
    const double top = greater(bed_a, bed_b);
    const double h_a = greater((greater(d.a[i] + d.a_slope[i], 0.0) + bed_a) - top, 0.0);
    const double h_b = greater((greater(d.b[i] - d.b_slope[i], 0.0) + bed_b) - top, 0.0);
    const double u_a = n.a[i] + n.a_slope[i];
    const double u_b = n.b[i] - n.b_slope[i];
    const double c_a = std::sqrt(kGravity * h_a);
    const double c_b = std::sqrt(kGravity * h_b);
    // Wave speeds of two rarefactions, Toro 2001; of a dry side, Ritter's front.
    const double u_mid = 0.5 * (u_a + u_b) + (c_a - c_b);
    const double c_mid = 0.5 * (c_a + c_b) + 0.25 * (u_a - u_b);
    const double wet_low = lesser(u_a - c_a, u_mid - c_mid);
    const double wet_high = greater(u_b + c_b, u_mid + c_mid);
    const double low_b = h_b > 0.0 ? wet_low : u_a - c_a;
    const double high_a = h_a > 0.0 ? wet_high : u_b + c_b;
    const double low = lesser(h_a > 0.0 ? low_b : u_b - 2.0 * c_b, 0.0);
    const double high = greater(h_b > 0.0 ? high_a : u_a + 2.0 * c_a, 0.0);
    const double spread = high - low;
    const bool wet = h_a + h_b > 0.0 && spread > 0.0;
    const double inverse = wet ? 1.0 / (wet ? spread : 1.0) : 0.0;
    const double q_a = h_a * u_a;
    const double q_b = h_b * u_b;
    const double product = low * high;
    const double discharge = ((high * q_a - low * q_b) + product * (h_b - h_a)) * inverse;
    const double carried =
        ((high * (q_a * u_a) - low * (q_b * u_b)) + product * (q_b - q_a)) * inverse;
    const double pressure = (0.5 * kGravity) * ((h_a - h_b) * (h_a + h_b)) * inverse;
    o.discharge[i] = discharge;
    o.across_a[i] = carried + low * pressure;
    o.across_b[i] = carried + high * pressure;
    const double along_a = t.a[i] + t.a_slope[i];
    const double along_b = t.b[i] - t.b_slope[i];
    o.along[i] = discharge * (discharge > 0.0 ? along_a : along_b);
  }
}

MUSTER_INLINE void sweep_flux_x(const FaceSides& f, FluxLine& out) {
  const HalfStepRow& a = *f.a;
  const HalfStepRow& b = *f.b;
  const int i = f.first_a;
  const int j = f.first_b;
  sweep_flux({a.depth + i, a.depth_x + i, b.depth + j, b.depth_x + j},
             {a.bed + i, a.bed_x + i, b.bed + j, b.bed_x + j},
             {a.u + i, a.u_x + i, b.u + j, b.u_x + j}, {a.v + i, a.v_x + i, b.v + j, b.v_x + j},
             f.count, out);
}

MUSTER_INLINE void sweep_flux_y(const FaceSides& f, FluxLine& out) {
  const HalfStepRow& a = *f.a;
  const HalfStepRow& b = *f.b;
  const int i = f.first_a;
  const int j = f.first_b;
  sweep_flux({a.depth + i, a.depth_y + i, b.depth + j, b.depth_y + j},
             {a.bed + i, a.bed_y + i, b.bed + j, b.bed_y + j},
             {a.v + i, a.v_y + i, b.v + j, b.v_y + j}, {a.u + i, a.u_y + i, b.u + j, b.u_y + j},
             f.count, out);
}

/// The pressures at a cell's faces and Audusse's centred source together are g h times the change
/// of level across the cell.
MUSTER_INLINE void sweep_momentum(const MomentumRow& row, const HalfStepRow& cells,
                                  const FluxLine& x, const FluxLine& north, const FluxLine& south,
                                  const VolumeScales& s) {
  const double* depth = row.depth;
  const double* u = row.u;
  const double* v = row.v;
  double* momentum_x = row.momentum_x;
  double* momentum_y = row.momentum_y;
  const double share = s.share;
  const HalfStepRow& c = cells;
#pragma omp simd
  for (int i = 0; i < row.count; ++i) {
    const double weight = (2.0 * kGravity) * c.depth[i + 1];
    const double push_x = weight * (c.depth_x[i + 1] + c.bed_x[i + 1]);
    const double push_y = weight * (c.depth_y[i + 1] + c.bed_y[i + 1]);
    momentum_x[i] = depth[i] * u[i] - share * (((x.across_a[i + 1] - x.across_b[i]) + push_x) +
                                               (south.along[i] - north.along[i]));
    momentum_y[i] = depth[i] * v[i] - share * (((south.across_a[i] - north.across_b[i]) + push_y) +
                                               (x.along[i + 1] - x.along[i]));
  }
}

MUSTER_INLINE double sweep_velocity(const VelocityRow& row, const VolumeScales& s,
                                    double greatest_wave) {
  const double* depth = row.depth;
  const float* manning = row.manning;
  const double* momentum_x = row.momentum_x;
  const double* momentum_y = row.momentum_y;
  double* u = row.u;
  double* v = row.v;
  const double least = s.least_depth_m;
  const double g_step = kGravity * s.step_s;
#pragma omp simd reduction(max : greatest_wave)
  for (int i = 0; i < row.count; ++i) {
    const double h = greater(depth[i], least);
    const double inverse = 1.0 / h;
    const double u_free = momentum_x[i] * inverse;
    const double v_free = momentum_y[i] * inverse;
    const double speed = std::sqrt(u_free * u_free + v_free * v_free);
    const double kept = left_by_friction(h, static_cast<double>(manning[i]), g_step, speed);
    const double flows = depth[i] > least ? kept : 0.0;
    u[i] = flows * u_free;
    v[i] = flows * v_free;
    const double wave = greater(std::fabs(u[i]), std::fabs(v[i])) + std::sqrt(kGravity * depth[i]);
    greatest_wave = greater(greatest_wave, wave);
  }
  return greatest_wave;
}

void predict_baseline(const VolumeRow& row, const VolumeScales& s, HalfStepRow& out, int entry) {
  sweep_predict(row, s, out, entry);
}
void flux_x_baseline(const FaceSides& f, FluxLine& out) {
  sweep_flux_x(f, out);
}
void flux_y_baseline(const FaceSides& f, FluxLine& out) {
  sweep_flux_y(f, out);
}
void momentum_baseline(const MomentumRow& row, const HalfStepRow& cells, const FluxLine& x,
                       const FluxLine& north, const FluxLine& south, const VolumeScales& s) {
  sweep_momentum(row, cells, x, north, south, s);
}
double velocity_baseline(const VelocityRow& row, const VolumeScales& s, double greatest) {
  return sweep_velocity(row, s, greatest);
}

MUSTER_AVX2 void predict_avx2(const VolumeRow& row, const VolumeScales& s, HalfStepRow& out,
                              int entry) {
  sweep_predict(row, s, out, entry);
}
MUSTER_AVX2 void flux_x_avx2(const FaceSides& f, FluxLine& out) {
  sweep_flux_x(f, out);
}
MUSTER_AVX2 void flux_y_avx2(const FaceSides& f, FluxLine& out) {
  sweep_flux_y(f, out);
}
MUSTER_AVX2 void momentum_avx2(const MomentumRow& row, const HalfStepRow& cells, const FluxLine& x,
                               const FluxLine& north, const FluxLine& south,
                               const VolumeScales& s) {
  sweep_momentum(row, cells, x, north, south, s);
}
MUSTER_AVX2 double velocity_avx2(const VelocityRow& row, const VolumeScales& s, double greatest) {
  return sweep_velocity(row, s, greatest);
}

}  // namespace

const VolumeSweeps& volume_sweeps(Instructions instructions) {
  static constexpr VolumeSweeps kBaseline{predict_baseline, flux_x_baseline, flux_y_baseline,
                                          momentum_baseline, velocity_baseline};
  static constexpr VolumeSweeps kAvx2{predict_avx2, flux_x_avx2, flux_y_avx2, momentum_avx2,
                                      velocity_avx2};
  return instructions == Instructions::Avx2 ? kAvx2 : kBaseline;
}

}  // namespace muster::hazard::flood
