// SPDX-License-Identifier: MIT
// Flood over terrain: what its boundaries do in a step.
#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "engine/hazard/flood/flood.hpp"
#include "engine/hazard/flood/quantum.hpp"
#include "engine/hazard/series.hpp"

namespace muster::hazard::flood {

void Flood::find_deepest_bed() {
  deepest_bed_.assign(boundaries_.size(), std::numeric_limits<double>::infinity());
  for (std::size_t b = 0; b < boundaries_.size(); ++b)
    for (const std::uint32_t cell : boundaries_[b].cells)
      deepest_bed_[b] = std::min(deepest_bed_[b], bed_[cell]);
}

void Flood::list_driven_cells() {
  find_deepest_bed();
  for (std::size_t b = 0; b < boundaries_.size(); ++b) {
    for (const std::uint32_t cell : boundaries_[b].cells) {
      const DrivenCell driven{cell, static_cast<std::uint32_t>(b), false, false};
      if (boundaries_[b].kind == BoundaryKind::Stage) held_.push_back(driven);
      if (boundaries_[b].kind == BoundaryKind::Inflow) fed_.push_back(driven);
    }
  }
  const auto sort_and_index = [&](std::vector<DrivenCell>& cells, std::vector<std::size_t>& first) {
    std::sort(cells.begin(), cells.end(), [](const DrivenCell& a, const DrivenCell& b) {
      return std::pair{a.cell, a.boundary} < std::pair{b.cell, b.boundary};
    });
    for (const DrivenCell& driven : cells) tiles_.pin(driven.cell);
    for (int band = 0; band <= tiles_.bands(); ++band) {
      const std::size_t begin =
          band == tiles_.bands() ? grid_.size() : grid_.index(tiles_.row_begin(band), 0);
      first.push_back(static_cast<std::size_t>(
          std::lower_bound(cells.begin(), cells.end(), begin,
                           [](const DrivenCell& d, std::size_t cell) { return d.cell < cell; }) -
          cells.begin()));
    }
  };
  sort_and_index(held_, first_held_);
  sort_and_index(fed_, first_fed_);
}

/// Between two held cells nothing flows: what a stage takes or gives is what crosses its shore. But
/// water flows on behind the shore. Were the discharge there left at zero, the q-centred mean would
/// drag on the face at the shore, the more the greater the discharge: 7 cm of level in a plane wave
/// of 1 m/s, whatever the cell size. So for that mean the far face of a held cell, whether on the
/// grid's edge or towards another held cell, has the discharge of the shore's.
void Flood::list_shores() {
  if (held_.empty()) return;
  const auto cols = static_cast<std::size_t>(grid_.cols);
  std::vector<bool> is_held(grid_.size(), false);
  for (const DrivenCell& held : held_) is_held[held.cell] = true;
  enum class Beyond { Outside, Held, Ground };
  const auto beyond = [&](int row, int col) {
    if (!grid_.contains(row, col)) return Beyond::Outside;
    return is_held[grid_.index(row, col)] ? Beyond::Held : Beyond::Ground;
  };
  const auto add = [&](Beyond low, Beyond high, std::size_t low_face, std::size_t high_face,
                       bool along_x) {
    if (low == Beyond::Ground && high != Beyond::Ground)
      shores_.push_back({high_face, low_face, low_face, along_x});
    if (high == Beyond::Ground && low != Beyond::Ground)
      shores_.push_back({low_face, high_face, high_face, along_x});
  };
  for (DrivenCell& held : held_) {
    const int row = static_cast<int>(held.cell / cols);
    const int col = static_cast<int>(held.cell % cols);
    const Beyond west = beyond(row, col - 1);
    const Beyond north = beyond(row - 1, col);
    held.closed_west = west == Beyond::Held;
    held.closed_north = north == Beyond::Held;
    add(west, beyond(row, col + 1), x_face(row, col), x_face(row, col + 1), true);
    add(north, beyond(row + 1, col), held.cell, held.cell + cols, false);
  }
  // A lake two cells wide has one face behind both of its shores: it takes the mean.
  const auto key = [](const Shore& s) { return std::pair{s.along_x, s.face}; };
  std::sort(shores_.begin(), shores_.end(),
            [&](const Shore& a, const Shore& b) { return key(a) < key(b); });
  std::size_t kept = 0;
  for (const Shore& shore : shores_) {
    if (kept > 0 && key(shores_[kept - 1]) == key(shore))
      shores_[kept - 1].other = shore.shore;
    else
      shores_[kept++] = shore;
  }
  shores_.resize(kept);
}

void Flood::list_free_faces() {
  const auto cols = static_cast<std::size_t>(grid_.cols);
  for (std::size_t b = 0; b < boundaries_.size(); ++b) {
    if (boundaries_[b].kind != BoundaryKind::Free) continue;
    std::vector<std::uint32_t> cells = boundaries_[b].cells;
    std::sort(cells.begin(), cells.end());
    for (const std::uint32_t cell : cells) {
      for (const Side side : outer_sides(grid_, cells, cell)) {
        const bool along_x = side == Side::West || side == Side::East;
        const bool low = side == Side::West || side == Side::North;
        const std::size_t across = along_x ? 1 : cols;
        const std::size_t first =
            along_x ? x_face(static_cast<int>(cell / cols), static_cast<int>(cell % cols)) : cell;
        const bool one_deep = along_x ? grid_.cols == 1 : grid_.rows == 1;
        const std::size_t inwards = one_deep ? 0 : across;
        free_faces_.push_back(
            {.face = low ? first : first + across,
             .cell = cell,
             .behind = static_cast<std::uint32_t>(low ? cell + inwards : cell - inwards),
             .boundary = static_cast<std::uint32_t>(b),
             .along_x = along_x,
             .outward = low ? -1.0 : 1.0});
      }
    }
  }
}

void Flood::hold_stages(double time_s) {
  scales_.end_s = time_s;
  for (std::size_t b = 0; b < boundaries_.size(); ++b) {
    const Boundary& boundary = boundaries_[b];
    if (boundary.kind == BoundaryKind::Stage)
      level_[b] = whole_quanta(linear_at(boundary.series, time_s) + boundary.datum_offset_m);
  }
  for (int band = 0; band < tiles_.bands(); ++band) {
    const auto index = static_cast<std::size_t>(band);
    for (std::size_t i = first_held_[index]; i < first_held_[index + 1]; ++i) {
      deepest_ = std::max(deepest_, hold(held_[i], band));
      record_cell(held_[i].cell);
    }
  }
}

double Flood::hold(const DrivenCell& held, int band) {
  double& depth = depth_[held.cell];
  const double target = std::max(level_[held.boundary] - bed_[held.cell], 0.0);
  Tally& sums = tally(band, held.boundary);
  if (target > depth) sums.in.add(target - depth);
  if (target < depth) sums.out.add(depth - target);
  if (finite_volume()) hold_momentum(held.cell, depth, target);
  depth = target;
  return depth;
}

void Flood::record_cell(std::size_t cell) {
  const RecordRow row{&depth_[cell], &greatest_depth_[cell], &arrival_[cell], 1};
  scales_.arrival_depth_m = parameters_.arrival_depth_m;
  sweeps_.record(row, scales_, 0.0);
}

void Flood::drain_free_faces() {
  for (const FreeFace& face : free_faces_) {
    const double depth = depth_[face.cell];
    double slope = boundaries_[face.boundary].slope;
    if (slope == 0.0) {
      const double fall = (bed_[face.behind] + depth_[face.behind]) - (bed_[face.cell] + depth);
      slope = std::max(fall, 0.0) / grid_.cell_m;
    }
    const double before = (face.along_x ? qx_ : qy_)[face.face] * face.outward;
    const double q =
        draining_discharge(before, depth, slope, static_cast<double>(manning_[face.cell]), scales_);
    (face.along_x ? qx_new_ : qy_new_)[face.face] = face.outward * q;
    if (q > 0.0) fastest_free_ = std::max(fastest_free_, q / depth);
  }
}

void Flood::tally_free_faces() {
  for (const FreeFace& face : free_faces_) {
    const double q = (face.along_x ? qx_new_ : qy_new_)[face.face];
    tally(0, face.boundary).out.add(whole_quanta_small(scales_.share * q) * face.outward);
  }
}

void Flood::continue_shores() {
  for (const Shore& shore : shores_) {
    std::vector<double>& q = shore.along_x ? qx_ : qy_;
    q[shore.face] = 0.5 * (q[shore.shore] + q[shore.other]);
  }
}

void Flood::close_shores() {
  for (const Shore& shore : shores_) (shore.along_x ? qx_ : qy_)[shore.face] = 0.0;
}

void Flood::close_lake_row(int row, std::size_t& held) {
  const std::size_t row_end = grid_.index(row + 1, 0);
  for (; held < held_.size() && held_[held].cell < row_end; ++held) {
    const std::size_t cell = held_[held].cell;
    // Faces of x are one more a row than cells.
    if (held_[held].closed_west) qx_new_[cell + static_cast<std::size_t>(row)] = 0.0;
    if (held_[held].closed_north) qy_new_[cell] = 0.0;
  }
}

void Flood::drive_row(int row, int band, std::size_t& held, std::size_t& fed) {
  const std::size_t row_end = grid_.index(row + 1, 0);
  for (; fed < fed_.size() && fed_[fed].cell < row_end; ++fed) {
    const double feed = feed_m_[fed_[fed].boundary];
    depth_[fed_[fed].cell] += feed;
    tally(band, fed_[fed].boundary).in.add(feed);
  }
  for (; held < held_.size() && held_[held].cell < row_end; ++held) hold(held_[held], band);
}

}  // namespace muster::hazard::flood
