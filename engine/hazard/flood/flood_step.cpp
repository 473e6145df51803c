// SPDX-License-Identifier: MIT
// Flood over terrain: one inner step; that of the finite volume scheme is in
// finite_volume_step.cpp.
#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/hazard/flood/flood.hpp"
#include "engine/hazard/flood/quantum.hpp"
#include "engine/hazard/series.hpp"

namespace muster::hazard::flood {
namespace {

constexpr double kMetresPerSecondOfMmPerHour = 1.0 / 3.6e6;
/// Fewer active cells than this take not much longer than waking threads, some 10 us.
constexpr std::size_t kSerialCells = 16384;

/// The first step as a share of the one that waves on water at rest allow (assumption).
constexpr double kFirstStep = 1.0 / 64.0;

}  // namespace

void Flood::advance(SimTime from, SimTime to) {
  MUSTER_EXPECT(from <= to);
  double now = to_seconds(from);
  const double end = to_seconds(to);
  hold_stages(now);
  tiles_.look_everywhere(depth_.data());
  while (now < end) {
    // Equal steps to the end instead of a last one that may be tiny; no more steps than clipping
    // takes.
    const double left = end - now;
    const double pieces = std::ceil(left / step_limit(now));
    const double next = pieces <= 1.0 ? end : now + left / pieces;
    step(now, next);
    now = next;
  }
}

/// Courant limit, of gravity waves (Bates et al. 2010) and of kinematic waves, 5/3 |u| (Lighthill &
/// Whitham 1955, with Manning's formula), for the depths now and for those that rain, inflow and
/// stage will have made by the end of such a step.
double Flood::step_limit(double time_s) const {
  // In two dimensions the q-centred scheme is stable up to c dt / dx = sqrt(theta / 2): its
  // shortest waves along both axes, von Neumann analysis without friction. Beyond, a pool at rest
  // but for a ripple comes to boil.
  const double share = finite_volume()
                           ? parameters_.courant
                           : std::min(parameters_.alpha, std::sqrt(0.5 * parameters_.theta));
  const double reach = share * grid_.cell_m;
  // Water that starts to move, or falls over an edge, gains speed that the step before did not see:
  // from rest the finite volume scheme begins with a short step, and no step is more than twice the
  // one before.
  const double longest = !finite_volume() || last_step_s_ == 0.0
                             ? parameters_.longest_step_s
                             : std::min(parameters_.longest_step_s, 2.0 * last_step_s_);
  const auto limit = [&](double speed) {
    return reach < speed * longest ? reach / speed : longest;
  };
  const double wave_now = std::sqrt(kGravity * deepest_);
  const double first =
      std::min(limit(finite_volume() ? fastest_ : 5.0 / 3.0 * fastest_), limit(wave_now));
  const double end = time_s + first;
  double deepest = deepest_;
  for (std::size_t b = 0; b < boundaries_.size(); ++b) {
    const Boundary& boundary = boundaries_[b];
    if (boundary.kind == BoundaryKind::Inflow) {
      deepest += linear_integral(boundary.series, time_s, end) /
                 (static_cast<double>(boundary.cells.size()) * grid_.cell_m * grid_.cell_m);
    }
  }
  deepest += step_integral(rain_, time_s, end) * kMetresPerSecondOfMmPerHour;
  deepest += gridded_rain_.greatest_m(time_s, end);
  deepest += works_.greatest_rise_m_s() * first;
  for (std::size_t b = 0; b < boundaries_.size(); ++b) {
    const Boundary& boundary = boundaries_[b];
    if (boundary.kind == BoundaryKind::Stage) {
      const double level = linear_at(boundary.series, end) + boundary.datum_offset_m;
      deepest = std::max(deepest, level - deepest_bed_[b]);
    }
  }
  const double wave_then = std::sqrt(kGravity * deepest);
  if (finite_volume()) {
    const double next = limit(std::max(fastest_, wave_now) + (wave_then - wave_now));
    return last_step_s_ == 0.0 ? kFirstStep * next : next;
  }
  return std::min(first, limit(wave_then));
}

void Flood::step(double from_s, double to_s) {
  set_drivers(from_s, to_s);
  tiles_.choose(scales_.rain_m > 0.0 || gridded_rain_.falls());
  fastest_free_ = 0.0;
  if (finite_volume()) {
    std::fill(limited_rows_.begin(), limited_rows_.end(), std::uint8_t{0});
  } else {
    drain_free_faces();
    continue_shores();
  }
  const int bands = tiles_.bands();
#pragma omp parallel if (tiles_.active_cells() > kSerialCells)
  {
#pragma omp for schedule(dynamic)
    for (int band = 0; band < bands; ++band)
      finite_volume() ? compute_volumes(band) : compute_faces(band);
      // The last row of a band waits for the faces that the next band computes.
#pragma omp for schedule(dynamic)
    for (int band = 0; band < bands; ++band)
      limit_row(tiles_.row_end(band) - 1, tiles_.spans(band));
    if (finite_volume()) {
#pragma omp for schedule(dynamic)
      for (int band = 0; band < bands; ++band) follow_limited_rows(band);
    }
#pragma omp for schedule(dynamic)
    for (int band = 0; band < bands; ++band) exchange(band);
  }
  tally_free_faces();
  if (!finite_volume()) close_shores();
  qx_.swap(qx_new_);
  qy_.swap(qy_new_);
  deepest_ = *std::max_element(band_deepest_.begin(), band_deepest_.end());
  fastest_ = std::max(fastest_free_, *std::max_element(band_fastest_.begin(), band_fastest_.end()));
  run_works(from_s, to_s);
  last_step_s_ = to_s - from_s;
  ++steps_;
  cell_updates_ += tiles_.active_cells();
}

void Flood::set_drivers(double from_s, double to_s) {
  const double step_s = to_s - from_s;
  gridded_rain_.begin_step(from_s, to_s);
  const double share = step_s / grid_.cell_m;
  const double rain =
      step_integral(rain_, from_s, to_s) * kMetresPerSecondOfMmPerHour + rain_carry_m_;
  const double rain_m = whole_quanta(rain);
  rain_carry_m_ = rain - rain_m;
  rained_.add(rain_m * static_cast<double>(grid_.size()));
  scales_ = {.step_s = step_s,
             .share = share,
             .g_step = kGravity * step_s,
             .g_share = kGravity * share,
             .theta = parameters_.theta,
             .side_weight = 0.5 * (1.0 - parameters_.theta),
             .least_depth_m = parameters_.least_depth_m,
             .froude_speed = parameters_.froude_max * std::sqrt(kGravity),
             .end_s = to_s,
             .rain_m = rain_m,
             .arrival_depth_m = parameters_.arrival_depth_m};
  volume_scales_ = {.step_s = step_s, .share = share, .least_depth_m = parameters_.least_depth_m};
  for (std::size_t b = 0; b < boundaries_.size(); ++b) {
    const Boundary& boundary = boundaries_[b];
    if (boundary.kind == BoundaryKind::Stage)
      level_[b] = whole_quanta(linear_at(boundary.series, to_s) + boundary.datum_offset_m);
    if (boundary.kind == BoundaryKind::Inflow) {
      const double area = static_cast<double>(boundary.cells.size()) * grid_.cell_m * grid_.cell_m;
      const double feed =
          linear_integral(boundary.series, from_s, to_s) / area + inflow_carry_m_[b];
      feed_m_[b] = whole_quanta(feed);
      inflow_carry_m_[b] = feed - feed_m_[b];
    }
  }
}

/// New discharges of the west and north faces of a band's cells, and the limit on what each cell
/// gives for all rows but the last, while they are in the cache.
void Flood::compute_faces(int band) {
  const auto cols = static_cast<std::size_t>(grid_.cols);
  const std::span<const Span> spans = tiles_.spans(band);
  std::size_t held = first_held_[static_cast<std::size_t>(band)];
  double fastest = 0.0;
  for (int row = tiles_.row_begin(band); row < tiles_.row_end(band); ++row) {
    for (const Span& span : spans) {
      const int begin = std::max(span.begin, 1);
      const std::size_t b = grid_.index(row, begin);
      const std::size_t x = x_face(row, begin);
      if (begin < span.end) {
        fastest =
            sweeps_.faces({.bed_a = &bed_[b - 1],
                           .bed_b = &bed_[b],
                           .depth_a = &depth_[b - 1],
                           .depth_b = &depth_[b],
                           .manning_a = &manning_[b - 1],
                           .manning_b = &manning_[b],
                           .q_before = &qx_[x - 1],
                           .q = &qx_[x],
                           .q_after = &qx_[x + 1],
                           .cross = {&qy_[b - 1], &qy_[b], &qy_[b - 1 + cols], &qy_[b + cols]},
                           .q_new = &qx_new_[x],
                           .count = span.end - begin},
                          scales_, fastest);
      }
      if (row == 0) continue;
      const std::size_t y = grid_.index(row, span.begin);
      const std::size_t a = x_face(row - 1, span.begin);
      fastest =
          sweeps_.faces({.bed_a = &bed_[y - cols],
                         .bed_b = &bed_[y],
                         .depth_a = &depth_[y - cols],
                         .depth_b = &depth_[y],
                         .manning_a = &manning_[y - cols],
                         .manning_b = &manning_[y],
                         .q_before = &qy_[y - cols],
                         .q = &qy_[y],
                         .q_after = &qy_[y + cols],
                         .cross = {&qx_[a], &qx_[a + cols + 1], &qx_[a + 1], &qx_[a + cols + 2]},
                         .q_new = &qy_new_[y],
                         .count = span.end - span.begin},
                        scales_, fastest);
    }
    close_lake_row(row, held);
    if (!works_.empty()) works_.close_row(row, qx_new_, qy_new_);
    if (row > tiles_.row_begin(band)) limit_row(row - 1, spans);
  }
  band_fastest_[static_cast<std::size_t>(band)] = fastest;
}

CellRow Flood::cell_row(int row, const Span& span) {
  const auto cols = static_cast<std::size_t>(grid_.cols);
  const std::size_t cell = grid_.index(row, span.begin);
  return {&qx_new_[x_face(row, span.begin)], &qy_new_[cell], &qy_new_[cell + cols], &depth_[cell],
          span.end - span.begin};
}

void Flood::limit_row(int row, std::span<const Span> spans) {
  for (const Span& span : spans) {
    const CellRow cells = cell_row(row, span);
    if (!sweeps_.overdrawn(cells, scales_)) continue;
    limited_rows_[static_cast<std::size_t>(row)] = 1;
    const std::size_t cell = grid_.index(row, span.begin);
    limit_overdrawn(cells, &qx_new_[x_face(row, span.begin)], &qy_new_[cell],
                    &qy_new_[cell + static_cast<std::size_t>(grid_.cols)], scales_);
  }
}

/// Rain by the map and infiltration on a run of cells.
void Flood::sources_and_sinks(int band, std::size_t first, int count) {
  if (gridded_rain_.falls()) gridded_rain_.fall(band, first, count, &depth_[first]);
  if (!infiltration_.empty())
    infiltration_.take(band, first, count, &depth_[first], scales_.step_s, scales_.end_s);
}

/// Moves the water of a band, applies what drives its cells and looks at the result.
void Flood::exchange(int band) {
  const auto index = static_cast<std::size_t>(band);
  const std::span<const Span> spans = tiles_.spans(band);
  std::size_t held = first_held_[index];
  std::size_t fed = first_fed_[index];
  double deepest = 0.0;
  double wave = 0.0;
  for (int row = tiles_.row_begin(band); row < tiles_.row_end(band); ++row) {
    for (const Span& span : spans) {
      sweeps_.exchange(cell_row(row, span), scales_);
      sources_and_sinks(band, grid_.index(row, span.begin), span.end - span.begin);
    }
    drive_row(row, band, held, fed);
    for (const Span& span : spans) {
      const std::size_t cell = grid_.index(row, span.begin);
      deepest = sweeps_.record(
          {&depth_[cell], &greatest_depth_[cell], &arrival_[cell], span.end - span.begin}, scales_,
          deepest);
    }
    if (finite_volume()) wave = update_velocities(row, spans, wave);
  }
  band_deepest_[index] = deepest;
  if (finite_volume()) band_fastest_[index] = wave;
  tiles_.look(band, depth_.data());
}

}  // namespace muster::hazard::flood
