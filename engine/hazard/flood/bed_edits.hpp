// SPDX-License-Identifier: MIT
// Ground that changes in a run: deposits, and dams of them that breach.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/base/state.hpp"
#include "engine/base/time.hpp"
#include "engine/world/raster.hpp"

namespace muster::hazard::flood {

/// A natural dam that erodes: its cells sink linearly to a floor over the given time, from the
/// start on or once water stands on one of them this deep; not water that a deposit lifted with it,
/// which must have run off them first. No law of erosion is assumed: the time
/// is the parameter. Each cell sinks by its own height, and never rises. A cell belongs to the
/// latest dam that has it: fresh debris on one that has breached holds until its own breach.
struct Dam {
  std::vector<std::uint32_t> cells;  // those that erode
  std::vector<double> floor_m;       // level: one per cell, or one for all
  double lowering_s = 0;
  SimTime start = kNever;
  double overtopping_m = std::numeric_limits<double>::infinity();  // depth
};

/// Adds an error where a dam cannot be on this grid.
void check(const Dam& dam, const std::string& where, const world::Grid& grid,
           Diagnostics& diagnostics);

/// The difference between the bed now and the bed of the inputs, by cell, and the dams that are in
/// place. Depth stays on the bed when that moves, so volume is kept to the bit. Memory: by edited
/// cells. Cost of a step: by the cells of dams that erode.
class BedEdits {
 public:
  /// Sets the bed of a cell, whole quanta. Cheap in ascending order of cells.
  void set(std::size_t cell, double bed_m, std::span<double> bed);
  void add(const Dam& dam);
  /// Lowers what erodes to its height at `to_s`; says whether any ground moved.
  bool step(double from_s, double to_s, std::span<const double> depth_m, std::span<double> bed);
  bool empty() const { return cell_.empty() && dams_.empty(); }
  bool dam_started(std::size_t dam) const {
    return dams_[dam].start_s < std::numeric_limits<double>::infinity();
  }
  std::size_t dams() const { return dams_.size(); }
  std::uint64_t fingerprint() const;

  /// Restoring puts the bed back as it was at that time.
  void state(StateArchive& archive, std::span<double> bed);

 private:
  static constexpr std::uint32_t kTaken = std::numeric_limits<std::uint32_t>::max();
  struct DamState {
    double start_s;  // infinite: not yet
    double overtopping_m;
    double armed;  // 1 once all of its cells have been shallower than that
    double lowering_s;
    std::uint64_t first;  // into dam_cell_
    std::uint64_t count;
  };

  // Edited cells, ascending: their bed in the inputs and now.
  std::vector<std::uint32_t> cell_;
  std::vector<double> given_;
  std::vector<double> bed_now_;
  std::vector<DamState> dams_;
  std::vector<std::uint32_t> dam_cell_;  // kTaken: a later dam has it
  // Parallel to dam_cell_.
  std::vector<double> dam_floor_m_;
  std::vector<double> dam_crest_m_;  // when it began to erode
};

}  // namespace muster::hazard::flood
