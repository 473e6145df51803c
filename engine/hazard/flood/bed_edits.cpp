// SPDX-License-Identifier: MIT
// Ground that changes in a run: deposits, and dams of them that breach.
#include "engine/hazard/flood/bed_edits.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <set>

#include "engine/base/hash.hpp"
#include "engine/hazard/flood/quantum.hpp"

namespace muster::hazard::flood {

void check(const Dam& dam, const std::string& where, const world::Grid& grid,
           Diagnostics& diagnostics) {
  if (dam.cells.empty()) diagnostics.error(where, "has no cells that erode");
  for (const std::uint32_t cell : dam.cells) {
    if (cell < grid.size()) continue;
    diagnostics.error(where, "cell " + std::to_string(cell) + " is outside the grid");
    break;
  }
  if (dam.floor_m.size() != 1 && dam.floor_m.size() != dam.cells.size())
    diagnostics.error(where, "needs one floor for all cells, or one for each");
  if (!std::all_of(dam.floor_m.begin(), dam.floor_m.end(),
                   [](double floor) { return std::fabs(floor) <= kGreatestHeight; }))
    diagnostics.error(where, "floors must lie within +-8000 m");
  if (!(dam.lowering_s >= 0.0 && std::isfinite(dam.lowering_s)))
    diagnostics.error(where, "time of lowering must be at least 0");
  if (std::isnan(dam.overtopping_m)) diagnostics.error(where, "overtopping must be a number");
}

void BedEdits::set(std::size_t cell, double bed_m, std::span<double> bed) {
  const auto at = std::lower_bound(cell_.begin(), cell_.end(), cell);
  const auto i = at - cell_.begin();
  if (at == cell_.end() || *at != cell) {
    cell_.insert(at, static_cast<std::uint32_t>(cell));
    given_.insert(given_.begin() + i, bed[cell]);
    bed_now_.insert(bed_now_.begin() + i, bed[cell]);
  }
  bed[cell] = whole_quanta(bed_m);
  bed_now_[static_cast<std::size_t>(i)] = bed[cell];
}

void BedEdits::add(const Dam& dam) {
  const std::set<std::uint32_t> taken{dam.cells.begin(), dam.cells.end()};
  for (std::uint32_t& cell : dam_cell_) {
    if (taken.contains(cell)) cell = kTaken;
  }
  dams_.push_back(
      {dam.start == kNever ? std::numeric_limits<double>::infinity() : to_seconds(dam.start),
       dam.overtopping_m, 0.0, dam.lowering_s, dam_cell_.size(), dam.cells.size()});
  dam_cell_.insert(dam_cell_.end(), dam.cells.begin(), dam.cells.end());
  for (std::size_t i = 0; i < dam.cells.size(); ++i)
    dam_floor_m_.push_back(whole_quanta(dam.floor_m[dam.floor_m.size() == 1 ? 0 : i]));
  dam_crest_m_.resize(dam_cell_.size(), std::numeric_limits<double>::quiet_NaN());
}

bool BedEdits::step(double from_s, double to_s, std::span<const double> depth_m,
                    std::span<double> bed) {
  bool moved = false;
  for (DamState& dam : dams_) {
    const std::size_t end = dam.first + dam.count;
    if (dam.start_s > from_s) {
      double deepest = 0.0;
      for (std::size_t i = dam.first; i < end; ++i)
        if (dam_cell_[i] != kTaken) deepest = std::max(deepest, depth_m[dam_cell_[i]]);
      if (deepest < dam.overtopping_m)
        dam.armed = 1.0;
      else if (dam.armed != 0.0)
        dam.start_s = from_s;
    }
    if (dam.start_s >= to_s) continue;
    const double age = to_s - dam.start_s;
    const double left = age < dam.lowering_s ? 1.0 - age / dam.lowering_s : 0.0;
    for (std::size_t i = dam.first; i < end; ++i) {
      const std::size_t cell = dam_cell_[i];
      if (cell == kTaken) continue;
      if (std::isnan(dam_crest_m_[i])) dam_crest_m_[i] = bed[cell];
      const double now = dam_floor_m_[i] + left * (dam_crest_m_[i] - dam_floor_m_[i]);
      if (whole_quanta(now) >= bed[cell]) continue;
      set(cell, now, bed);
      moved = true;
    }
  }
  return moved;
}

std::uint64_t BedEdits::fingerprint() const {
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < cell_.size(); ++i)
    sum += mix(cell_[i], std::bit_cast<std::uint64_t>(bed_now_[i]));
  for (std::size_t d = 0; d < dams_.size(); ++d)
    sum += mix(d, std::bit_cast<std::uint64_t>(dams_[d].start_s));
  return sum;
}

void BedEdits::state(StateArchive& archive, std::span<double> bed) {
  if (archive.loading())
    for (std::size_t i = 0; i < cell_.size(); ++i) bed[cell_[i]] = given_[i];
  archive("bed_cell", cell_);
  archive("bed_given", given_);
  archive("bed_now", bed_now_);
  archive("dams", dams_);
  archive("dam_cell", dam_cell_);
  archive("dam_floor", dam_floor_m_);
  archive("dam_crest", dam_crest_m_);
  if (archive.loading())
    for (std::size_t i = 0; i < cell_.size(); ++i) bed[cell_[i]] = bed_now_[i];
}

}  // namespace muster::hazard::flood
