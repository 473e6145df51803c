// SPDX-License-Identifier: MIT
// Flood over terrain: one inner step of the finite volume scheme, and what its edges do.
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

/// Half-step states of the cells of a chunk and one more on each side; of a row beyond the grid,
/// what stands for it.
void Flood::predict_row(int row, const Span& chunk, HalfStepRow& out) const {
  const int inside = std::clamp(row, 0, grid_.rows - 1);
  const std::ptrdiff_t cols = grid_.cols;
  const auto predict = [&](int begin, int end) {
    if (begin >= end) return;
    const std::size_t cell = grid_.index(inside, begin);
    volume_sweeps_.predict({.bed = &bed_[cell],
                            .depth = &depth_[cell],
                            .u = &u_[cell],
                            .v = &v_[cell],
                            .manning = &manning_[cell],
                            .west = begin == 0 ? 0 : -1,
                            .east = end == grid_.cols ? 0 : 1,
                            .north = inside == 0 ? 0 : -cols,
                            .south = inside + 1 == grid_.rows ? 0 : cols,
                            .count = end - begin},
                           volume_scales_, out, begin - chunk.begin + 1);
  };
  const int begin = std::max(chunk.begin - 1, 0);
  const int end = std::min(chunk.end + 1, grid_.cols);
  // The cells at the west and east edges have a neighbour fewer.
  const int inner_begin = std::min(begin == 0 ? 1 : begin, end);
  const int inner_end = std::max(end == grid_.cols ? end - 1 : end, inner_begin);
  predict(begin, inner_begin);
  predict(inner_begin, inner_end);
  predict(inner_end, end);
  if (row != inside) {
    const Side side = row < 0 ? Side::North : Side::South;
    for (int col = chunk.begin; col < chunk.end; ++col) {
      const int entry = col - chunk.begin + 1;
      edge_ghost(side, col, out, entry, out, entry);
    }
    return;
  }
  if (chunk.begin == 0) edge_ghost(Side::West, row, out, 1, out, 0);
  const int last = chunk.end - chunk.begin;
  if (chunk.end == grid_.cols) edge_ghost(Side::East, row, out, last, out, last + 1);
}

/// Fluxes of the faces between the row north of `south_row` and this one.
void Flood::flux_across_rows(int south_row, const Span& chunk, const HalfStepRow& north,
                             const HalfStepRow& south, FluxLine& out) const {
  volume_sweeps_.flux_y({&north, &south, 1, 1, chunk.end - chunk.begin}, out);
  wall_fluxes_across(south_row, chunk, north, south, out);
  if (south_row != 0 && south_row != grid_.rows) return;
  const Side side = south_row == 0 ? Side::North : Side::South;
  for (int col = chunk.begin; col < chunk.end; ++col) limit_edge(side, col, out, col - chunk.begin);
}

/// Fluxes of the west faces of a row's cells, and of the east face of the last one.
void Flood::flux_along_row(int row, const Span& chunk, const HalfStepRow& cells,
                           FluxLine& out) const {
  const int count = chunk.end - chunk.begin;
  volume_sweeps_.flux_x({&cells, &cells, 0, 1, count + 1}, out);
  wall_fluxes_along(row, chunk, cells, out);
  if (chunk.begin == 0) limit_edge(Side::West, row, out, 0);
  if (chunk.end == grid_.cols) limit_edge(Side::East, row, out, count);
}

/// Discharges and new momentum of a chunk of a band's columns. The rows on either side of the band
/// are predicted once more for each of the two bands that meet.
void Flood::compute_chunk(int band, const Span& chunk) {
  const int count = chunk.end - chunk.begin;
  const int begin = tiles_.row_begin(band);
  const int end = tiles_.row_end(band);
  HalfStepRow rows[3];
  FluxLine lines[2];
  FluxLine along;
  HalfStepRow* before = &rows[0];
  HalfStepRow* here = &rows[1];
  HalfStepRow* after = &rows[2];
  FluxLine* north = &lines[0];
  FluxLine* south = &lines[1];
  predict_row(begin - 1, chunk, *before);
  predict_row(begin, chunk, *here);
  flux_across_rows(begin, chunk, *before, *here, *north);
  for (int row = begin; row < end; ++row) {
    predict_row(row + 1, chunk, *after);
    flux_across_rows(row + 1, chunk, *here, *after, *south);
    flux_along_row(row, chunk, *here, along);
    const std::size_t cell = grid_.index(row, chunk.begin);
    volume_sweeps_.momentum(
        {&depth_[cell], &u_[cell], &v_[cell], &momentum_x_[cell], &momentum_y_[cell], count}, *here,
        along, *north, *south, volume_scales_);
    std::copy_n(north->discharge, count, &qy_new_[cell]);
    if (row + 1 == grid_.rows)
      std::copy_n(south->discharge, count, &qy_new_[cell + static_cast<std::size_t>(grid_.cols)]);
    std::copy_n(along.discharge, chunk.end == grid_.cols ? count + 1 : count,
                &qx_new_[x_face(row, chunk.begin)]);
    HalfStepRow* spare = before;
    before = here;
    here = after;
    after = spare;
    std::swap(north, south);
  }
}

void Flood::compute_volumes(int band) {
  const std::span<const Span> spans = tiles_.spans(band);
  for (const Span& span : spans)
    for (int begin = span.begin; begin < span.end; begin += kChunk)
      compute_chunk(band, {begin, std::min(begin + kChunk, span.end)});
  std::size_t held = first_held_[static_cast<std::size_t>(band)];
  for (int row = tiles_.row_begin(band); row < tiles_.row_end(band); ++row) {
    close_lake_row(row, held);
    if (row > tiles_.row_begin(band)) limit_row(row - 1, spans);
  }
}

double Flood::update_velocities(int row, std::span<const Span> spans, double greatest_wave) {
  for (const Span& span : spans) {
    const std::size_t cell = grid_.index(row, span.begin);
    greatest_wave =
        volume_sweeps_.velocity({&depth_[cell], &manning_[cell], &momentum_x_[cell],
                                 &momentum_y_[cell], &u_[cell], &v_[cell], span.end - span.begin},
                                volume_scales_, greatest_wave);
  }
  return greatest_wave;
}

}  // namespace muster::hazard::flood
