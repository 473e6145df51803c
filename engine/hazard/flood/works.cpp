// SPDX-License-Identifier: MIT
// Flood works: construction, changes at barriers, what others read, state. Their step is in
// works_step.cpp.
#include "engine/hazard/flood/works.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <utility>

#include "engine/base/hash.hpp"

namespace muster::hazard::flood {
namespace {

constexpr double kNoTime = std::numeric_limits<double>::infinity();

std::uint64_t key_of(std::string_view id) {
  std::uint64_t key = 0;
  for (const char c : id) key = mix(key, static_cast<unsigned char>(c));
  return key;
}

std::uint64_t hash_of(double x) {
  return mix(std::bit_cast<std::uint64_t>(x));
}

}  // namespace

Works::Works(WorksInputs inputs, const world::Grid& grid)
    : inputs_{std::move(inputs)},
      cols_{static_cast<std::size_t>(grid.cols)},
      rows_{static_cast<std::size_t>(grid.rows)},
      area_m2_{grid.cell_m * grid.cell_m},
      wall_breaches_(inputs_.walls.size()),
      pumps_(inputs_.pumps.size()),
      gates_(inputs_.gates.size(), GateState{kNoTime, 0}),
      reservoir_in_(inputs_.reservoirs.size()) {
  const auto begin = [&](WorkKind kind, const auto& works, auto&& open) {
    const auto k = static_cast<std::size_t>(kind);
    moved_[k].resize(works.size());
    for (const auto& work : works)
      status_[k].push_back({static_cast<std::uint8_t>(open(work) ? 1 : 0), 0});
  };
  begin(WorkKind::Wall, inputs_.walls, [](const Wall& w) { return !w.stands; });
  begin(WorkKind::Breach, inputs_.breaches, [](const Breach&) { return true; });
  begin(WorkKind::Culvert, inputs_.culverts, [](const Culvert& c) { return c.open; });
  begin(WorkKind::Drain, inputs_.drains, [](const Drain& d) { return d.open; });
  begin(WorkKind::Pump, inputs_.pumps, [](const Pump& p) { return p.open; });
  begin(WorkKind::Reservoir, inputs_.reservoirs, [](const Reservoir& r) { return r.open; });
  begin(WorkKind::Gate, inputs_.gates, [](const Gate&) { return true; });
  for (std::size_t b = 0; b < inputs_.breaches.size(); ++b) {
    const Breach& breach = inputs_.breaches[b];
    wall_breaches_[breach.wall].push_back(b);
    breaches_.push_back({breach.start == kNever ? kNoTime : to_seconds(breach.start), 0.0, 0.0});
  }
  for (const Pump& pump : inputs_.pumps) pump_key_.push_back(key_of(pump.id));
  list_cells();
  list_closed_faces();
}

void Works::list_cells() {
  double rise = 0.0;
  for (const Wall& wall : inputs_.walls) {
    for (const Face& face : wall.line.faces) {
      cells_.push_back(face.cell);
      cells_.push_back(static_cast<std::uint32_t>(neighbour(face)));
    }
  }
  for (const Culvert& culvert : inputs_.culverts)
    cells_.insert(cells_.end(), {culvert.from, culvert.to});
  const auto add_outlet = [&](std::uint32_t cell, double rate_m3_s) {
    if (cell == kOutside) return;
    cells_.push_back(cell);
    rise += rate_m3_s / area_m2_;
  };
  for (const Drain& drain : inputs_.drains) {
    cells_.insert(cells_.end(), drain.inlets.begin(), drain.inlets.end());
    add_outlet(drain.outfall, drain.capacity_m3_s);
  }
  for (const Pump& pump : inputs_.pumps) {
    cells_.insert(cells_.end(), pump.intakes.begin(), pump.intakes.end());
    add_outlet(pump.to, pump.rate_m3_s);
  }
  for (const Reservoir& reservoir : inputs_.reservoirs) {
    double greatest = 0.0;
    for (const double q : reservoir.release_m3_s.value) greatest = std::max(greatest, q);
    for (const double q : reservoir.release_m3_s_of_level.y) greatest = std::max(greatest, q);
    double spill = 0.0;
    for (const double q : reservoir.inflow_m3_s.value) spill = std::max(spill, q);
    for (const std::uint32_t cell : reservoir.outlets)
      add_outlet(cell, (greatest + spill) / static_cast<double>(reservoir.outlets.size()));
  }
  std::sort(cells_.begin(), cells_.end());
  cells_.erase(std::unique(cells_.begin(), cells_.end()), cells_.end());
  greatest_rise_m_s_ = rise;
}

std::size_t Works::neighbour(const Face& face) const {
  return face.cell + (face.along_x ? 1 : cols_);
}

void Works::list_closed_faces() {
  closed_x_.clear();
  closed_y_.clear();
  for (std::size_t w = 0; w < inputs_.walls.size(); ++w) {
    if (!wall_stands(w)) continue;
    for (const Face& face : inputs_.walls[w].line.faces) {
      const std::size_t cell = neighbour(face);
      // The west or north face of the neighbour; faces of x are one more a row than cells.
      if (face.along_x)
        closed_x_.push_back(cell + cell / cols_);
      else
        closed_y_.push_back(cell);
    }
  }
  const auto index_rows = [&](std::vector<std::size_t>& closed, std::vector<std::size_t>& first,
                              std::size_t a_row) {
    std::sort(closed.begin(), closed.end());
    first.clear();
    for (std::size_t row = 0; row <= rows_; ++row)
      first.push_back(static_cast<std::size_t>(
          std::lower_bound(closed.begin(), closed.end(), row * a_row) - closed.begin()));
  };
  index_rows(closed_x_, first_closed_x_, cols_ + 1);
  index_rows(closed_y_, first_closed_y_, cols_);
}

void Works::close_row(int row, std::span<double> qx, std::span<double> qy) const {
  for (const std::size_t face : closed_x(row)) qx[face] = 0.0;
  for (const std::size_t face : closed_y(row)) qy[face] = 0.0;
}

void Works::apply(const WorkEdit& edit, SimTime now) {
  const std::size_t index = edit.work.index;
  Status& changed = status(edit.work.kind, index);
  const bool opens = edit.action == WorkAction::Open;
  if (edit.action == WorkAction::Fail || edit.action == WorkAction::Repair)
    changed.failed = edit.action == WorkAction::Fail ? 1 : 0;
  else if (edit.work.kind == WorkKind::Gate)
    move_target(index, !opens);
  else
    changed.open = opens ? 1 : 0;
  if (edit.work.kind == WorkKind::Breach)
    breaches_[index] = {opens ? to_seconds(now) : kNoTime, 0.0, 0.0};
  if (edit.work.kind == WorkKind::Wall) list_closed_faces();
}

void Works::move_target(std::size_t gate, bool close) {
  gates_[gate] = {kNoTime, close ? std::uint64_t{1} : std::uint64_t{0}};
  if (!inputs_.gates[gate].has_target) return;
  const WorkRef target = inputs_.gates[gate].target;
  status(target.kind, target.index).open = close ? 0 : 1;
  if (target.kind == WorkKind::Wall) list_closed_faces();
}

bool Works::wall_stands(std::size_t wall) const {
  const Status& now = status(WorkKind::Wall, wall);
  return now.open == 0 && now.failed == 0;
}

bool Works::breach_started(std::size_t breach, SimTime now) const {
  return breaches_[breach].start_s <= to_seconds(now);
}

double Works::moved_m3(WorkRef work) const {
  return moved_[static_cast<std::size_t>(work.kind)][work.index].forth.value() * area_m2_;
}

double Works::moved_back_m3(WorkRef work) const {
  return moved_[static_cast<std::size_t>(work.kind)][work.index].back.value() * area_m2_;
}

double Works::reservoir_m3(std::size_t reservoir) const {
  Sum sum;
  sum.add(inputs_.reservoirs[reservoir].initial_m3 / area_m2_);
  sum.add(reservoir_in_[reservoir]);
  const Sum& out = moved_[static_cast<std::size_t>(WorkKind::Reservoir)][reservoir].forth;
  sum.add(-out.sum);
  sum.add(-out.carry);
  return sum.value() * area_m2_;
}

double Works::reservoir_level_m(std::size_t reservoir) const {
  return curve_at(inputs_.reservoirs[reservoir].level_m_of_m3, reservoir_m3(reservoir));
}

double Works::in_m() const {
  Sum sum;
  for (const Moved& m : moved_[static_cast<std::size_t>(WorkKind::Reservoir)]) sum.add(m.forth);
  return sum.value();
}

double Works::out_m() const {
  Sum sum;
  for (std::size_t d = 0; d < inputs_.drains.size(); ++d)
    if (inputs_.drains[d].outfall == kOutside)
      sum.add(moved_[static_cast<std::size_t>(WorkKind::Drain)][d].forth);
  for (std::size_t p = 0; p < inputs_.pumps.size(); ++p)
    if (inputs_.pumps[p].to == kOutside)
      sum.add(moved_[static_cast<std::size_t>(WorkKind::Pump)][p].forth);
  return sum.value();
}

std::uint64_t Works::fingerprint() const {
  std::uint64_t sum = 0;
  std::uint64_t place = 0;
  for (std::size_t k = 0; k < kWorkKinds; ++k) {
    for (std::size_t i = 0; i < status_[k].size(); ++i) {
      const std::uint64_t how = status_[k][i].open + 2u * status_[k][i].failed;
      const Moved& m = moved_[k][i];
      sum += mix(++place, how + hash_of(m.forth.value()) + mix(hash_of(m.back.value())));
    }
  }
  for (const BreachState& b : breaches_)
    sum += mix(++place, hash_of(b.width_m) + mix(hash_of(b.start_s)));
  for (const PumpState& p : pumps_) sum += mix(++place, p.running + 2ull * p.starts);
  for (const GateState& g : gates_) sum += mix(++place, g.closed + hash_of(g.since_s));
  for (const Sum& in : reservoir_in_) sum += mix(++place, hash_of(in.value()));
  return sum;
}

void Works::state(StateArchive& archive) {
  archive.enter("works");
  for (std::size_t k = 0; k < kWorkKinds; ++k) {
    archive("status" + std::to_string(k), status_[k]);
    archive("moved" + std::to_string(k), moved_[k]);
  }
  archive("breaches", breaches_);
  archive("pumps", pumps_);
  archive("gates", gates_);
  archive("reservoir_in", reservoir_in_);
  archive.leave();
  if (archive.loading()) list_closed_faces();
}

}  // namespace muster::hazard::flood
