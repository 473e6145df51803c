// SPDX-License-Identifier: MIT
// Flood over terrain: works and ground that change in a run.
#include <algorithm>
#include <cmath>
#include <string>

#include "engine/hazard/flood/flood.hpp"
#include "engine/hazard/flood/quantum.hpp"

namespace muster::hazard::flood {

/// After the exchange, so that the next step's length knows the depths that the works made.
void Flood::run_works(double from_s, double to_s) {
  if (!bed_edits_.empty() && bed_edits_.step(from_s, to_s, depth_, bed_)) find_deepest_bed();
  if (works_.empty()) return;
  works_depth_.clear();
  for (const std::uint32_t cell : works_.cells()) works_depth_.push_back(depth_[cell]);
  works_.step(from_s, to_s, bed_, depth_);
  if (finite_volume()) slow_by_works(works_depth_);
  for (const std::uint32_t cell : works_.cells()) {
    if (depth_[cell] <= 0.0) continue;
    deepest_ = std::max(deepest_, depth_[cell]);
    record_cell(cell);
    tiles_.note_wet(cell);
  }
}

void Flood::change(const WorkEdit& edit, SimTime now) {
  Diagnostics diagnostics;
  check(edit, works_.inputs(), diagnostics);
  diagnostics.throw_if_errors();
  works_.apply(edit, now);
}

void Flood::set_bed(std::span<const std::uint32_t> cells, std::span<const double> bed_m) {
  MUSTER_VERIFY(cells.size() == bed_m.size());
  Diagnostics diagnostics;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (cells[i] >= grid_.size())
      diagnostics.error("ground", "cell " + std::to_string(cells[i]) + " is outside the grid");
    if (!(std::fabs(bed_m[i]) <= kGreatestHeight))
      diagnostics.error("ground", "heights must lie within +-8000 m");
  }
  diagnostics.throw_if_errors();
  for (std::size_t i = 0; i < cells.size(); ++i) bed_edits_.set(cells[i], bed_m[i], bed_);
  find_deepest_bed();
  last_step_s_ = 0.0;  // water on the new slopes is at rest
}

void Flood::add_dam(const Dam& dam) {
  Diagnostics diagnostics;
  check(dam, "dam", grid_, diagnostics);
  diagnostics.throw_if_errors();
  bed_edits_.add(dam);
}

}  // namespace muster::hazard::flood
