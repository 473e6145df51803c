// SPDX-License-Identifier: MIT
// The row sweeps of the local inertial scheme.
#pragma once

#include <cstdint>

namespace muster::hazard::flood {

// Discharges are per metre of width, m2/s, positive to the east and to the south, on the faces
// between cells. The sweeps see one row of faces or cells at a time and are the same code for both
// directions, in an order of operations that mirroring or transposing the terrain does not change.

/// What is the same for all faces and cells of a step.
struct StepScales {
  double step_s = 0;
  double share = 0;  // step / cell: discharge to the depth it moves
  double g_step = 0;
  double g_share = 0;
  double theta = 1;
  double side_weight = 0;  // (1 - theta) / 2
  double least_depth_m = 0;
  double froude_speed = 0;  // froude_max * sqrt(g); infinite: no limit
  double end_s = 0;         // time at the end of the step
  double rain_m = 0;        // whole quanta
  double arrival_depth_m = 0;
};

/// A row of faces between the cells a (west or north) and b (east or south); pointers to the first.
struct FaceRow {
  const double* bed_a;
  const double* bed_b;
  const double* depth_a;
  const double* depth_b;
  const float* manning_a;
  const float* manning_b;
  const double* q_before;  // old discharge of the next face on a's side
  const double* q;
  const double* q_after;
  const double* cross[4];  // old discharges across: the near face line at a and b, then the far one
  double* q_new;
  int count;
};

/// A row of cells with the new discharges of their faces.
struct CellRow {
  const double* west;  // east is west + 1
  const double* north;
  const double* south;
  double* depth;
  int count;
};

/// What a row of cells has seen so far.
struct RecordRow {
  const double* depth;
  float* greatest_depth;
  float* arrival_s;
  int count;
};

/// The sweeps, compiled for one set of instructions; every set gives the same bits.
struct RowSweeps {
  /// New discharges; returns the greatest speed seen or `greatest_speed`.
  double (*faces)(const FaceRow&, const StepScales&, double greatest_speed);
  /// Whether some cell would give more water than it holds.
  bool (*overdrawn)(const CellRow&, const StepScales&);
  /// Moves the water and adds the rain.
  void (*exchange)(const CellRow&, const StepScales&);
  /// Updates greatest depths and arrival times; returns the greatest depth or `greatest_depth`.
  double (*record)(const RecordRow&, const StepScales&, double greatest_depth);
};

enum class Instructions { Baseline, Avx2 };

/// The widest that this processor has.
Instructions best_instructions();
const RowSweeps& row_sweeps(Instructions instructions);

/// Scales the discharges out of each overdrawn cell so that it gives what it holds and no more. A
/// face has one donor, so the order of cells does not matter. Rare, hence not vectorised.
void limit_overdrawn(const CellRow& row, double* west, double* north, double* south,
                     const StepScales& scales);

/// New outward discharge of a free face, m2/s, from the one before: the same equation with the
/// slope given. It settles at Manning's normal depth, q = h^(5/3) sqrt(S) / n; setting that at once
/// would answer the edge cell's depth within a step and swing.
double draining_discharge(double before, double depth_m, double slope, double manning,
                          const StepScales& scales);

}  // namespace muster::hazard::flood
