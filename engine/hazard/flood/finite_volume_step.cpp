// SPDX-License-Identifier: MIT
// Flood over terrain: one inner step of the finite volume scheme.
#include <algorithm>
#include <cmath>

#include "engine/hazard/flood/flood.hpp"
#include "engine/hazard/flood/quantum.hpp"
#include "engine/hazard/gravity.hpp"

namespace muster::hazard::flood {
namespace {

/// What a cell that gives all it holds may keep, m: each of its four parts is rounded down, twice.
constexpr double kRounding = 8 * 0x1p-40;
/// Scales the momentum that crosses each face as its discharge was limited: water that stays keeps
/// its momentum.
void follow_limits(const double* limited, int count, FluxLine& fluxes) {
  for (int i = 0; i < count; ++i) {
    const double wanted = fluxes.discharge[i];
    if (limited[i] == wanted || limited[i] == 0.0) continue;
    const double scale = limited[i] / wanted;
    fluxes.discharge[i] = limited[i];
    fluxes.across_a[i] *= scale;
    fluxes.across_b[i] *= scale;
    fluxes.along[i] *= scale;
  }
}

}  // namespace

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

/// Cells of a row that give all they hold: what flows in and what pushes act on all the water of
/// the step, of which they keep a part. Left with the whole impulse, their film would have a speed
/// that no fall gives.
void Flood::mix_drained(const MomentumRow& row, const HalfStepRow& cells, const FluxLine& x,
                        const FluxLine& north, const FluxLine& south) const {
  const double share = volume_scales_.share;
  const auto out = [&](double q) { return q > 0.0 ? whole_quanta_small(share * q) : 0.0; };
  for (int i = 0; i < row.count; ++i) {
    const double west_q = x.discharge[i];
    const double east_q = x.discharge[i + 1];
    const double north_q = north.discharge[i];
    const double south_q = south.discharge[i];
    const double given = (out(-west_q) + out(east_q)) + (out(-north_q) + out(south_q));
    if (given <= 0.0 || given < row.depth[i] - kRounding) continue;
    const double taken = (out(west_q) + out(-east_q)) + (out(north_q) + out(-south_q));
    // Fluxes of the faces through which water comes in; what goes out has the mean velocity.
    const auto in = [](bool enters, double flux) { return enters ? flux : 0.0; };
    const double weight = (2.0 * kGravity) * cells.depth[i + 1];
    const double push_x = weight * (cells.depth_x[i + 1] + cells.bed_x[i + 1]);
    const double push_y = weight * (cells.depth_y[i + 1] + cells.bed_y[i + 1]);
    const double all_x =
        row.depth[i] * row.u[i] -
        share *
            (((in(east_q <= 0.0, x.across_a[i + 1]) - in(west_q >= 0.0, x.across_b[i])) + push_x) +
             (in(south_q < 0.0, south.along[i]) - in(north_q > 0.0, north.along[i])));
    const double all_y =
        row.depth[i] * row.v[i] -
        share * (((in(south_q <= 0.0, south.across_a[i]) - in(north_q >= 0.0, north.across_b[i])) +
                  push_y) +
                 (in(east_q < 0.0, x.along[i + 1]) - in(west_q > 0.0, x.along[i])));
    const double all = row.depth[i] + taken;
    const double kept = std::max(all - given, 0.0) / all;
    row.momentum_x[i] = kept * all_x;
    row.momentum_y[i] = kept * all_y;
  }
}

/// New momentum of a chunk of columns of the rows [begin, end), and their discharges, or where
/// these are `limited` already, momentum that follows them. The rows on either side are predicted
/// once more for each of the two runs of rows that meet.
void Flood::compute_chunk(int begin, int end, const Span& chunk, bool limited) {
  const int count = chunk.end - chunk.begin;
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
  if (limited) follow_limits(&qy_new_[grid_.index(begin, chunk.begin)], count, *north);
  for (int row = begin; row < end; ++row) {
    predict_row(row + 1, chunk, *after);
    flux_across_rows(row + 1, chunk, *here, *after, *south);
    flux_along_row(row, chunk, *here, along);
    const std::size_t cell = grid_.index(row, chunk.begin);
    const std::size_t below = cell + static_cast<std::size_t>(grid_.cols);
    const std::size_t face = x_face(row, chunk.begin);
    if (limited) {
      follow_limits(&qy_new_[below], count, *south);
      follow_limits(&qx_new_[face], count + 1, along);
    } else {
      std::copy_n(north->discharge, count, &qy_new_[cell]);
      if (row + 1 == grid_.rows) std::copy_n(south->discharge, count, &qy_new_[below]);
      std::copy_n(along.discharge, chunk.end == grid_.cols ? count + 1 : count, &qx_new_[face]);
    }
    const MomentumRow momentum{&depth_[cell],      &u_[cell],          &v_[cell],
                               &momentum_x_[cell], &momentum_y_[cell], count};
    volume_sweeps_.momentum(momentum, *here, along, *north, *south, volume_scales_);
    if (limited) mix_drained(momentum, *here, along, *north, *south);
    HalfStepRow* spare = before;
    before = here;
    here = after;
    after = spare;
    std::swap(north, south);
  }
}

void Flood::compute_rows(int band, int begin, int end, bool limited) {
  for (const Span& span : tiles_.spans(band))
    for (int first = span.begin; first < span.end; first += kChunk)
      compute_chunk(begin, end, {first, std::min(first + kChunk, span.end)}, limited);
}

void Flood::compute_volumes(int band) {
  const int begin = tiles_.row_begin(band);
  const int end = tiles_.row_end(band);
  compute_rows(band, begin, end, false);
  std::size_t held = first_held_[static_cast<std::size_t>(band)];
  for (int row = begin; row < end; ++row) {
    close_lake_row(row, held);
    if (row > begin) limit_row(row - 1, tiles_.spans(band));
  }
}

/// Once all discharges are limited: momentum anew for the rows with a limited cell, and for their
/// neighbours, which share faces with it.
void Flood::follow_limited_rows(int band) {
  const auto touched = [&](int row) {
    for (int near = std::max(row - 1, 0); near <= std::min(row + 1, grid_.rows - 1); ++near)
      if (limited_rows_[static_cast<std::size_t>(near)] != 0) return true;
    return false;
  };
  const int end = tiles_.row_end(band);
  for (int row = tiles_.row_begin(band); row < end; ++row) {
    if (!touched(row)) continue;
    const int first = row;
    while (row + 1 < end && touched(row + 1)) ++row;
    compute_rows(band, first, row + 1, true);
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
