// SPDX-License-Identifier: MIT
// Flood over terrain: what the grid's edges and stages do in the finite volume scheme.
#include <algorithm>
#include <cmath>

#include "engine/hazard/flood/cube_root.hpp"
#include "engine/hazard/flood/flood.hpp"
#include "engine/hazard/gravity.hpp"

namespace muster::hazard::flood {
namespace {

bool is_low(Side side) {
  return side == Side::West || side == Side::North;
}
bool is_along_x(Side side) {
  return side == Side::West || side == Side::East;
}

}  // namespace

void Flood::list_edges() {
  const auto cols = static_cast<std::size_t>(grid_.cols);
  for (const Side side : {Side::North, Side::East, Side::South, Side::West})
    edges_[static_cast<std::size_t>(side)].resize(
        static_cast<std::size_t>(is_along_x(side) ? grid_.rows : grid_.cols));
  for (const FreeFace& face : free_faces_) {
    const bool low = face.outward < 0.0;
    const Side side =
        face.along_x ? (low ? Side::West : Side::East) : (low ? Side::North : Side::South);
    edges_[static_cast<std::size_t>(side)][face.along_x ? face.cell / cols : face.cell % cols] = {
        EdgeKind::Free, boundaries_[face.boundary].slope};
  }
  for (const DrivenCell& held : held_) {
    const std::size_t row = held.cell / cols;
    const std::size_t col = held.cell % cols;
    const auto hold = [&](Side side, std::size_t along) {
      edges_[static_cast<std::size_t>(side)][along] = {EdgeKind::Held, 0.0};
    };
    if (row == 0) hold(Side::North, col);
    if (row + 1 == static_cast<std::size_t>(grid_.rows)) hold(Side::South, col);
    if (col == 0) hold(Side::West, row);
    if (col + 1 == cols) hold(Side::East, row);
  }
}

/// Speed out over a free edge: the flow's own where it is above critical. Below, Manning's normal
/// speed h^(2/3) sqrt(S) / n for a given slope, else for that of the water surface behind the edge,
/// at least the flow's own and at most the critical speed of a free fall.
double Flood::draining_speed(Side side, int along, double depth, double own) const {
  if (own * own >= kGravity * depth || depth <= parameters_.least_depth_m) return own;
  const int last = (is_along_x(side) ? grid_.cols : grid_.rows) - 1;
  const int edge = is_low(side) ? 0 : last;
  const int behind = is_low(side) ? std::min(1, last) : std::max(last - 1, 0);
  const std::size_t cell = is_along_x(side) ? grid_.index(along, edge) : grid_.index(edge, along);
  const std::size_t inner =
      is_along_x(side) ? grid_.index(along, behind) : grid_.index(behind, along);
  const double fall = (bed_[inner] + depth_[inner]) - (bed_[cell] + depth_[cell]);
  const double given =
      edges_[static_cast<std::size_t>(side)][static_cast<std::size_t>(along)].slope;
  const double slope = given > 0.0 ? given : std::max(fall, 0.0) / grid_.cell_m;
  const double normal =
      depth * reciprocal_cube_root(depth) * std::sqrt(slope) / static_cast<double>(manning_[cell]);
  if (given > 0.0) return normal;
  return std::max(own, std::min(normal, std::sqrt(kGravity * depth)));
}

/// The water beyond an edge: as the cell at it, but running against it at a wall, and never inwards
/// at a free edge. Beyond a held cell is the same again, so that it gives no push; its momentum is
/// that of the water which the stage gives or takes (hold_momentum).
void Flood::edge_ghost(Side side, int along, const HalfStepRow& from, int entry, HalfStepRow& to,
                       int ghost) const {
  const EdgeFace& edge = edges_[static_cast<std::size_t>(side)][static_cast<std::size_t>(along)];
  const double outward = is_low(side) ? -1.0 : 1.0;
  const double depth = from.depth[entry];
  double normal = is_along_x(side) ? from.u[entry] : from.v[entry];
  if (edge.kind == EdgeKind::Wall) normal = -normal;
  if (edge.kind == EdgeKind::Free)
    normal = outward * draining_speed(side, along, depth, std::max(outward * normal, 0.0));
  to.bed[ghost] = from.bed[entry];
  to.depth[ghost] = depth;
  to.u[ghost] = is_along_x(side) ? normal : from.u[entry];
  to.v[ghost] = is_along_x(side) ? from.v[entry] : normal;
  for (auto* slopes :
       {&to.depth_x, &to.bed_x, &to.u_x, &to.v_x, &to.depth_y, &to.bed_y, &to.u_y, &to.v_y})
    (*slopes)[ghost] = 0.0;
}

/// What of the fluxes passes an edge: only a free one lets water pass, and only outwards.
void Flood::limit_edge(Side side, int along, FluxLine& fluxes, int face) const {
  const EdgeFace& edge = edges_[static_cast<std::size_t>(side)][static_cast<std::size_t>(along)];
  double& discharge = fluxes.discharge[face];
  if (edge.kind == EdgeKind::Free)
    discharge = is_low(side) ? std::min(discharge, 0.0) : std::max(discharge, 0.0);
  else
    discharge = 0.0;
  if (edge.kind == EdgeKind::Held)
    fluxes.across_a[face] = fluxes.across_b[face] = fluxes.along[face] = 0.0;
}

/// Momentum of a cell that a stage brings from `before` to `after`, before friction. What it takes
/// has the cell's velocity. So has what it gives, but no more than the critical speed: a stage is
/// one condition, and an inflow above critical would need two; it would feed on its own momentum
/// and grow without end.
void Flood::hold_momentum(std::size_t cell, double before, double after) {
  double scale = 0.0;
  if (after <= before) {
    scale = before > 0.0 ? after / before : 0.0;
  } else if (before > parameters_.least_depth_m) {
    const double u = momentum_x_[cell] / before;
    const double v = momentum_y_[cell] / before;
    const double speed = std::sqrt(u * u + v * v);
    const double critical = std::sqrt(kGravity * after);
    const double share = speed > critical ? critical / speed : 1.0;
    scale = 1.0 + share * ((after - before) / before);
  }
  momentum_x_[cell] *= scale;
  momentum_y_[cell] *= scale;
}

}  // namespace muster::hazard::flood
