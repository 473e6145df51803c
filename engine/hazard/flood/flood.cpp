// SPDX-License-Identifier: MIT
// Flood over terrain: construction, what others read, state. The scheme's step is in
// flood_step.cpp.
#include "engine/hazard/flood/flood.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <utility>

#include "engine/base/hash.hpp"
#include "engine/base/parallel.hpp"
#include "engine/hazard/flood/quantum.hpp"

namespace muster::hazard::flood {
namespace {

const Inputs& checked(const Inputs& inputs) {
  Diagnostics diagnostics;
  check(inputs, diagnostics);
  diagnostics.throw_if_errors();
  return inputs;
}

std::vector<float> roughness(const std::vector<double>& manning, std::size_t cells) {
  if (manning.size() == 1) return std::vector<float>(cells, static_cast<float>(manning[0]));
  return {manning.begin(), manning.end()};
}

}  // namespace

Flood::Flood(Inputs inputs, Execution execution)
    : grid_{checked(inputs).elevation_m.grid},
      parameters_{inputs.parameters},
      sweeps_{row_sweeps(execution.instructions)},
      volume_sweeps_{flood::volume_sweeps(execution.instructions)},
      bed_{std::move(inputs.elevation_m.value)},
      manning_{roughness(inputs.manning, grid_.size())},
      boundaries_{std::move(inputs.boundaries)},
      rain_{std::move(inputs.rain_mm_h)},
      depth_{std::move(inputs.initial_depth_m)},
      qx_(grid_.size() + static_cast<std::size_t>(grid_.rows), 0.0),
      qy_(grid_.size() + static_cast<std::size_t>(grid_.cols), 0.0),
      greatest_depth_(grid_.size(), 0.0f),
      arrival_(grid_.size(), std::numeric_limits<float>::infinity()),
      tiles_{grid_.rows, grid_.cols, execution.skip_dry},
      gridded_rain_{std::move(inputs.gridded_rain_mm_h), tiles_.bands()},
      infiltration_{std::move(inputs.infiltration), grid_, tiles_.bands()},
      works_{std::move(inputs.works), grid_},
      inflow_carry_m_(boundaries_.size(), 0.0),
      qx_new_(qx_.size(), 0.0),
      qy_new_(qy_.size(), 0.0),
      limited_rows_(static_cast<std::size_t>(grid_.rows), std::uint8_t{0}),
      level_(boundaries_.size(), 0.0),
      feed_m_(boundaries_.size(), 0.0) {
  const auto bands = static_cast<std::size_t>(tiles_.bands());
  tallies_.resize(bands * boundaries_.size());
  band_deepest_.resize(bands);
  band_fastest_.resize(bands);
  depth_.resize(grid_.size(), 0.0);
  for (std::size_t i = 0; i < grid_.size(); ++i) {
    // The level is rounded, not the depth: a lake given as level less ground stays one level.
    const double level = whole_quanta(bed_[i] + depth_[i]);
    bed_[i] = whole_quanta(bed_[i]);
    depth_[i] = depth_[i] > 0.0 ? level - bed_[i] : 0.0;
    initial_.add(depth_[i]);
    deepest_ = std::max(deepest_, depth_[i]);
    greatest_depth_[i] = static_cast<float>(depth_[i]);
    if (depth_[i] >= parameters_.arrival_depth_m) arrival_[i] = 0.0f;
  }
  list_driven_cells();
  list_shores();
  list_free_faces();
  if (!finite_volume()) return;
  for (auto* values : {&u_, &v_, &momentum_x_, &momentum_y_}) values->assign(grid_.size(), 0.0);
  list_edges();
}

WaterField Flood::field() {
  speed_.resize(grid_.size());
  if (finite_volume()) {
    parallel_for(
        grid_.size(),
        [&](std::size_t i) {
          speed_[i] = static_cast<float>(std::sqrt(u_[i] * u_[i] + v_[i] * v_[i]));
        },
        16384);
    return {grid_, depth_, speed_};
  }
  const auto cols = static_cast<std::size_t>(grid_.cols);
  const double least = parameters_.least_depth_m;
  // Speed through the face between cells a and b as they stand now.
  const auto face_speed = [&](double q, std::size_t a, std::size_t b) {
    const double depth =
        std::max(bed_[a] + depth_[a], bed_[b] + depth_[b]) - std::max(bed_[a], bed_[b]);
    return depth > least ? q / depth : 0.0;
  };
  parallel_for(
      static_cast<std::size_t>(grid_.rows),
      [&](std::size_t row) {
        for (std::size_t col = 0; col < cols; ++col) {
          const std::size_t cell = row * cols + col;
          if (depth_[cell] <= least) {
            speed_[cell] = 0.0f;
            continue;
          }
          const std::size_t face = row * (cols + 1) + col;
          const std::size_t west = col == 0 ? cell : cell - 1;
          const std::size_t east = col + 1 == cols ? cell : cell + 1;
          const std::size_t north = row == 0 ? cell : cell - cols;
          const std::size_t south =
              row + 1 == static_cast<std::size_t>(grid_.rows) ? cell : cell + cols;
          const double u =
              0.5 * (face_speed(qx_[face], west, cell) + face_speed(qx_[face + 1], cell, east));
          const double v = 0.5 * (face_speed(qy_[cell], north, cell) +
                                  face_speed(qy_[cell + cols], cell, south));
          speed_[cell] = static_cast<float>(std::sqrt(u * u + v * v));
        }
      },
      16);
  return {grid_, depth_, speed_};
}

double Ledger::in_m3() const {
  Sum sum;
  for (const Exchange& b : boundaries) sum.add(b.in_m3);
  sum.add(works.in_m3);
  return sum.value();
}

double Ledger::out_m3() const {
  Sum sum;
  for (const Exchange& b : boundaries) sum.add(b.out_m3);
  sum.add(works.out_m3);
  sum.add(infiltrated_m3);
  return sum.value();
}

double Ledger::residual() const {
  Sum gone;
  gone.add(stored_m3);
  gone.add(-initial_m3);
  gone.add(-rain_m3);
  gone.add(infiltrated_m3);
  gone.add(-works.in_m3);
  gone.add(works.out_m3);
  for (const Exchange& b : boundaries) {
    gone.add(-b.in_m3);
    gone.add(b.out_m3);
  }
  const double all = initial_m3 + rain_m3 + in_m3();
  return all > 0.0 ? std::fabs(gone.value()) / all : std::fabs(gone.value());
}

Ledger Flood::ledger() const {
  const double area = grid_.cell_m * grid_.cell_m;
  Ledger ledger;
  ledger.initial_m3 = initial_.value() * area;
  ledger.rain_m3 = (rained_.value() + gridded_rain_.fallen_m()) * area;
  ledger.infiltrated_m3 = infiltration_.taken_m() * area;
  ledger.works = {works_.in_m() * area, works_.out_m() * area};
  for (std::size_t b = 0; b < boundaries_.size(); ++b) {
    Sum in;
    Sum out;
    for (std::size_t i = b; i < tallies_.size(); i += boundaries_.size()) {
      in.add(tallies_[i].in);
      out.add(tallies_[i].out);
    }
    ledger.boundaries.push_back({in.value() * area, out.value() * area});
  }
  Sum stored;
  for (const double depth : depth_) stored.add(depth);
  ledger.stored_m3 = stored.value() * area;
  return ledger;
}

std::uint64_t Flood::fingerprint() const {
  std::uint64_t sum = 0;
#pragma omp parallel for schedule(static) reduction(+ : sum) if (grid_.size() > 65536)
  for (std::int64_t i = 0; i < static_cast<std::int64_t>(depth_.size()); ++i) {
    const double depth = depth_[static_cast<std::size_t>(i)];
    if (depth > 0.0) sum += mix(static_cast<std::uint64_t>(i), std::bit_cast<std::uint64_t>(depth));
  }
  if (!works_.empty()) sum += works_.fingerprint();
  if (!bed_edits_.empty()) sum += bed_edits_.fingerprint();
  return sum;
}

void Flood::state(StateArchive& archive) {
  archive.enter("flood");
  archive("depth", depth_);
  archive("qx", qx_);
  archive("qy", qy_);
  if (finite_volume()) {
    archive("u", u_);
    archive("v", v_);
  }
  archive("greatest_depth", greatest_depth_);
  archive("arrival", arrival_);
  tiles_.state(archive);
  gridded_rain_.state(archive);
  infiltration_.state(archive);
  works_.state(archive);
  bed_edits_.state(archive, bed_);
  archive("deepest", deepest_);
  archive("fastest", fastest_);
  archive("last_step_s", last_step_s_);
  archive("rain_carry", rain_carry_m_);
  archive("inflow_carry", inflow_carry_m_);
  archive("initial", initial_);
  archive("rained", rained_);
  archive("tallies", tallies_);
  archive("steps", steps_);
  archive("cell_updates", cell_updates_);
  archive.leave();
  if (archive.loading()) {
    std::fill(qx_new_.begin(), qx_new_.end(), 0.0);
    std::fill(qy_new_.begin(), qy_new_.end(), 0.0);
    find_deepest_bed();
  }
}

}  // namespace muster::hazard::flood
