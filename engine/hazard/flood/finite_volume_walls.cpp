// SPDX-License-Identifier: MIT
// Flood over terrain: walls and works in the finite volume scheme.
#include <algorithm>
#include <cmath>

#include "engine/hazard/flood/flood.hpp"
#include "engine/hazard/gravity.hpp"

namespace muster::hazard::flood {
namespace {

/// What stands on the other side of a wall: the side's own state at the face, running against it.
/// `sign`: which side of its cell the face is on, +1 east or south. `normal` and `sideways`
/// velocities as arrays of the row, with their slopes towards the face.
void mirror(const HalfStepRow& from, int entry, double sign, bool along_x, HalfStepRow& to) {
  const auto at_face = [&](const double* value, const double* slope) {
    return value[entry] + sign * slope[entry];
  };
  const double u = at_face(from.u, along_x ? from.u_x : from.u_y);
  const double v = at_face(from.v, along_x ? from.v_x : from.v_y);
  to.depth[0] = at_face(from.depth, along_x ? from.depth_x : from.depth_y);
  to.bed[0] = at_face(from.bed, along_x ? from.bed_x : from.bed_y);
  to.u[0] = along_x ? -u : u;
  to.v[0] = along_x ? v : -v;
  for (auto* slopes :
       {&to.depth_x, &to.bed_x, &to.u_x, &to.v_x, &to.depth_y, &to.bed_y, &to.u_y, &to.v_y})
    (*slopes)[0] = 0.0;
}

}  // namespace

/// The fluxes of a face under a wall: no water, and on each side the push that a wall gives back.
void Flood::wall_flux(const HalfStepRow& a, int entry_a, const HalfStepRow& b, int entry_b,
                      bool along_x, FluxLine& out, int face) const {
  const auto flux = along_x ? volume_sweeps_.flux_x : volume_sweeps_.flux_y;
  HalfStepRow beyond;
  FluxLine one;
  mirror(a, entry_a, 1.0, along_x, beyond);
  flux({&a, &beyond, entry_a, 0, 1}, one);
  out.across_a[face] = one.across_a[0];
  mirror(b, entry_b, -1.0, along_x, beyond);
  flux({&beyond, &b, 0, entry_b, 1}, one);
  out.across_b[face] = one.across_b[0];
  out.discharge[face] = 0.0;
  out.along[face] = 0.0;
}

/// North faces of a row's cells.
void Flood::wall_fluxes_across(int south_row, const Span& chunk, const HalfStepRow& north,
                               const HalfStepRow& south, FluxLine& out) const {
  if (works_.empty() || south_row == 0 || south_row == grid_.rows) return;
  const std::size_t first = grid_.index(south_row, 0);
  for (const std::size_t face : works_.closed_y(south_row)) {
    const int col = static_cast<int>(face - first);
    if (col < chunk.begin || col >= chunk.end) continue;
    const int i = col - chunk.begin;
    wall_flux(north, i + 1, south, i + 1, false, out, i);
  }
}

/// West faces of a row's cells, and the east face of the last one.
void Flood::wall_fluxes_along(int row, const Span& chunk, const HalfStepRow& cells,
                              FluxLine& out) const {
  if (works_.empty()) return;
  const std::size_t first = x_face(row, 0);
  for (const std::size_t face : works_.closed_x(row)) {
    const int col = static_cast<int>(face - first);
    if (col < chunk.begin || col > chunk.end) continue;
    const int i = col - chunk.begin;
    wall_flux(cells, i, cells, i + 1, true, out, i);
  }
}

/// What works add to a cell comes without momentum; what they take away takes its own along. Notes
/// the waves on the new depths for the length of the next step.
void Flood::slow_by_works(std::span<const double> depth_before) {
  const std::span<const std::uint32_t> cells = works_.cells();
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const std::uint32_t cell = cells[i];
    const double depth = depth_[cell];
    if (depth > depth_before[i]) {
      const double kept = depth_before[i] / depth;
      u_[cell] *= kept;
      v_[cell] *= kept;
    }
    const double speed = std::max(std::fabs(u_[cell]), std::fabs(v_[cell]));
    fastest_ = std::max(fastest_, speed + std::sqrt(kGravity * depth));
  }
}

}  // namespace muster::hazard::flood
