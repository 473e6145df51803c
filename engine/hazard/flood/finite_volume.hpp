// SPDX-License-Identifier: MIT
// The row sweeps of the finite volume scheme.
#pragma once

#include <cstddef>

#include "engine/hazard/flood/inertial.hpp"

namespace muster::hazard::flood {

// The shallow-water equations on cells: depth h, bed z, velocities u (east) and v (south). One step
// is MUSCL-Hancock: limited slopes of level, depth and velocity, a half step of the equations in
// each cell, then one flux a face (Toro 2001). At a face the two sides are lowered on to the higher
// bed (hydrostatic reconstruction, Audusse et al. 2004, doi 10.1137/S1064827503431090, with its
// second-order source), which keeps a lake at rest, here to the bit. The flux is HLL, with the
// momentum along the face carried by the side that the water comes from (HLLC's contact).

/// What is the same for all cells of a step.
struct VolumeScales {
  double step_s = 0;
  double share = 0;  // step / cell
  double least_depth_m = 0;
};

/// Columns that a sweep works on at a time, so that its rows stay in the nearest caches.
inline constexpr int kChunk = 128;

/// Cells of a row at half time, and half of what each quantity gains across the cell from west to
/// east (x) and from north to south (y). Entry i + 1 is column i of the chunk; the first and last
/// entries are the neighbours' or what stands for them outside the grid.
struct HalfStepRow {
  static constexpr int kCount = kChunk + 2;
  double depth[kCount], bed[kCount], u[kCount], v[kCount];
  double depth_x[kCount], bed_x[kCount], u_x[kCount], v_x[kCount];
  double depth_y[kCount], bed_y[kCount], u_y[kCount], v_y[kCount];
};

/// Cells now. West is `west` entries from a cell (-1, or 0 at the grid's edge), and so on.
struct VolumeRow {
  const double* bed;
  const double* depth;
  const double* u;
  const double* v;
  const float* manning;
  std::ptrdiff_t west, east, north, south;
  int count;
};

/// A line of faces. Momentum across the face is given less the pressure of its own side's depth at
/// the face: g h^2 / 2 of the reconstruction cancels against the slope of the bed.
struct FluxLine {
  static constexpr int kCount = kChunk + 1;
  double discharge[kCount];  // m2/s
  double across_a[kCount];   // m3/s2, as the west or north side sees it
  double across_b[kCount];   // as the other side does
  double along[kCount];
};

/// One line of faces between the cells a (west or north) and b.
struct FaceSides {
  const HalfStepRow* a;
  const HalfStepRow* b;
  int first_a;  // entries of the first face's sides
  int first_b;
  int count;
};

/// New momentum of a row, before friction.
struct MomentumRow {
  const double* depth;
  const double* u;
  const double* v;
  double* momentum_x;  // m2/s
  double* momentum_y;
  int count;
};

/// Momentum to velocity on the new depth, with friction.
struct VelocityRow {
  const double* depth;
  const float* manning;
  const double* momentum_x;
  const double* momentum_y;
  double* u;
  double* v;
  int count;
};

/// The sweeps, compiled for one set of instructions; every set gives the same bits.
struct VolumeSweeps {
  /// Half-step states of `row` into entries from `entry` on.
  void (*predict)(const VolumeRow& row, const VolumeScales&, HalfStepRow& out, int entry);
  void (*flux_x)(const FaceSides&, FluxLine&);
  void (*flux_y)(const FaceSides&, FluxLine&);
  void (*momentum)(const MomentumRow&, const HalfStepRow&, const FluxLine& x, const FluxLine& north,
                   const FluxLine& south, const VolumeScales&);
  /// Returns the greatest of |u| + c, |v| + c and `greatest_wave`.
  double (*velocity)(const VelocityRow&, const VolumeScales&, double greatest_wave);
};

const VolumeSweeps& volume_sweeps(Instructions instructions);

}  // namespace muster::hazard::flood
