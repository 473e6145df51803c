// SPDX-License-Identifier: MIT
// Flood works: the water that they move in a step.
#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/base/random.hpp"
#include "engine/hazard/flood/weir.hpp"
#include "engine/hazard/flood/works.hpp"
#include "engine/hazard/series.hpp"

namespace muster::hazard::flood {
namespace {

constexpr Purpose kPumpStart{"flood.pump_start"};

/// Quanta that fit into x >= 0.
double quanta_below(double x) {
  return std::floor(x * 0x1p40) * 0x1p-40;
}

}  // namespace

void Works::step(double from_s, double to_s, std::span<const double> bed_m,
                 std::span<double> depth_m) {
  const Cells cells{bed_m, depth_m};
  const double step_s = to_s - from_s;
  for (std::size_t i = 0; i < gates_.size(); ++i) step_gate(i, from_s, cells);
  for (std::size_t i = 0; i < breaches_.size(); ++i) step_breach(i, from_s, to_s, cells);
  for (std::size_t i = 0; i < inputs_.walls.size(); ++i) step_wall(i, from_s, to_s, cells);
  for (std::size_t i = 0; i < inputs_.culverts.size(); ++i) step_culvert(i, step_s, cells);
  for (std::size_t i = 0; i < inputs_.drains.size(); ++i) step_drain(i, step_s, cells);
  for (std::size_t i = 0; i < pumps_.size(); ++i) step_pump(i, from_s, to_s, cells);
  for (std::size_t i = 0; i < inputs_.reservoirs.size(); ++i)
    step_reservoir(i, from_s, to_s, cells);
}

/// Moves up to `depth_m` and says how much it was: whole quanta, at most what the donor holds.
double Works::move(const Cells& cells, std::size_t from, std::size_t to, double depth_m) {
  const double given = std::min(cells.depth[from], quanta_below(std::max(0.0, depth_m)));
  cells.depth[from] -= given;
  if (to != kOutside) cells.depth[to] += given;
  return given;
}

void Works::step_gate(std::size_t index, double now_s, const Cells& cells) {
  const Gate& gate = inputs_.gates[index];
  GateState& state = gates_[index];
  if (!works(WorkKind::Gate, index)) return;
  const double level = cells.depth[gate.gauge] > 0.0 ? cells.level(gate.gauge)
                                                     : -std::numeric_limits<double>::infinity();
  const bool asks = state.closed != 0 ? level < gate.reopen_m : level >= gate.close_m;
  if (!asks) {
    state.since_s = std::numeric_limits<double>::infinity();
    return;
  }
  state.since_s = std::min(state.since_s, now_s);
  if (now_s - state.since_s >= gate.latency_s) move_target(index, state.closed == 0);
}

/// Level of the opening's lowest part.
double Works::sill_m(std::size_t index, double time_s) const {
  const Breach& breach = inputs_.breaches[index];
  const double crest = crest_m(inputs_.walls[breach.wall], breach.face);
  const double age = time_s - breaches_[index].start_s;
  if (age >= breach.lowering_s) return std::min(crest, breach.sill_m);
  return crest + std::min(0.0, breach.sill_m - crest) * (age / breach.lowering_s);
}

void Works::step_breach(std::size_t index, double from_s, double to_s, const Cells& cells) {
  const Breach& breach = inputs_.breaches[index];
  BreachState& state = breaches_[index];
  if (!works(WorkKind::Breach, index) || !wall_stands(breach.wall)) return;
  const Wall& wall = inputs_.walls[breach.wall];
  const Face& face = wall.line.faces[breach.face];
  const double near = cells.level(face.cell);
  const double far = cells.level(neighbour(face));
  if (state.start_s > from_s &&
      std::max(near, far) - crest_m(wall, breach.face) >= breach.overtopping_m)
    state.start_s = from_s;
  if (state.start_s >= to_s) return;
  state.width_m = std::max(state.width_m, std::min(breach.first_width_m, breach.greatest_width_m));
  if (state.inside == 0.0 && near != far) state.inside = near > far ? 1.0 : -1.0;
  // The bed of the low side may be far below: the flow falls to the sill only.
  const double sill = sill_m(index, to_s);
  const double difference = state.inside * (std::max(near, sill) - std::max(far, sill));
  const double widens_from = state.start_s + breach.lowering_s;
  if (to_s <= widens_from) return;
  const double wider =
      state.width_m +
      widening(breach.growth, difference, std::max(0.0, from_s - widens_from), to_s - widens_from);
  state.width_m = std::min(wider, breach.greatest_width_m);
}

/// Width of the breach on a face of its wall. It lies about the middle of its own face and, where
/// the wall ends on one side, grows on the other.
double Works::open_width_m(std::size_t index, std::size_t face) const {
  const Breach& breach = inputs_.breaches[index];
  const WallLine& line = inputs_.walls[breach.wall].line;
  const double each = line.length_m / static_cast<double>(line.faces.size());
  const double width = std::min(breaches_[index].width_m, line.length_m);
  const double middle = (static_cast<double>(breach.face) + 0.5) * each;
  const double begin = std::clamp(middle - 0.5 * width, 0.0, line.length_m - width);
  const double face_begin = static_cast<double>(face) * each;
  return std::clamp(std::min(begin + width, face_begin + each) - std::max(begin, face_begin), 0.0,
                    each);
}

/// Over the crest and through the breaches, face by face.
void Works::step_wall(std::size_t index, double from_s, double to_s, const Cells& cells) {
  if (!wall_stands(index)) return;
  const Wall& wall = inputs_.walls[index];
  const double each = wall.line.length_m / static_cast<double>(wall.line.faces.size());
  for (std::size_t f = 0; f < wall.line.faces.size(); ++f) {
    const Face& face = wall.line.faces[f];
    const std::size_t other = neighbour(face);
    const bool forth = cells.level(face.cell) >= cells.level(other);
    const std::size_t high = forth ? face.cell : other;
    const std::size_t low = forth ? other : face.cell;
    if (cells.depth[high] <= 0.0) continue;
    const double ground = std::max(cells.bed[high], cells.bed[low]);
    const double up = cells.level(high);
    const double down = cells.level(low);
    double lowest = std::numeric_limits<double>::infinity();
    double discharge = 0.0;
    const auto open = [&](double width, double crest) {
      if (width <= 0.0) return;
      const double over = std::max(crest, ground);
      lowest = std::min(lowest, over);
      discharge += weir_discharge(wall.weir_coefficient, width, up - over, down - over);
    };
    double whole = each;
    for (const std::size_t b : wall_breaches_[index]) {
      if (breaches_[b].start_s >= to_s || !works(WorkKind::Breach, b)) continue;
      const double width = std::min(whole, open_width_m(b, f));
      open(width, sill_m(b, std::max(from_s, breaches_[b].start_s)));
      whole -= width;
    }
    open(whole, crest_m(wall, f));
    if (discharge <= 0.0) continue;
    const double most = std::min(0.5 * (up - down), up - lowest);
    const double given =
        move(cells, high, low, relaxed(discharge * (to_s - from_s) / area_m2_, most));
    Moved& sums = moved(WorkKind::Wall, index);
    (forth ? sums.forth : sums.back).add(given);
  }
}

void Works::step_culvert(std::size_t index, double step_s, const Cells& cells) {
  if (!works(WorkKind::Culvert, index)) return;
  const Culvert& culvert = inputs_.culverts[index];
  const bool forth = cells.level(culvert.from) >= cells.level(culvert.to);
  if (!forth && culvert.flap) return;
  const std::size_t high = forth ? culvert.from : culvert.to;
  const std::size_t low = forth ? culvert.to : culvert.from;
  const double up = cells.level(high);
  const double down = cells.level(low);
  // Ground above the invert at the inlet keeps the water below it back.
  const double invert = std::max(culvert.invert_m, cells.bed[high]);
  const double full = orifice_discharge(culvert.coefficient, culvert.width_m * culvert.height_m,
                                        up - std::max(down, invert));
  const double shallow =
      weir_discharge(culvert.weir_coefficient, culvert.width_m, up - invert, down - invert);
  const double most = std::min(0.5 * (up - down), up - invert);
  const double wanted = std::min(full, shallow) * step_s / area_m2_;
  const double given = move(cells, high, low, relaxed(wanted, most));
  Moved& sums = moved(WorkKind::Culvert, index);
  (forth ? sums.forth : sums.back).add(given);
}

void Works::step_drain(std::size_t index, double step_s, const Cells& cells) {
  if (!works(WorkKind::Drain, index)) return;
  const Drain& drain = inputs_.drains[index];
  const double share =
      drain.capacity_m3_s * step_s / (area_m2_ * static_cast<double>(drain.inlets.size()));
  for (const std::uint32_t inlet : drain.inlets) {
    double wanted = share;
    if (drain.outfall != kOutside)
      wanted = relaxed(share, 0.5 * (cells.level(inlet) - cells.level(drain.outfall)));
    moved(WorkKind::Drain, index).forth.add(move(cells, inlet, drain.outfall, wanted));
  }
}

void Works::step_pump(std::size_t index, double from_s, double to_s, const Cells& cells) {
  const Pump& pump = inputs_.pumps[index];
  PumpState& state = pumps_[index];
  Status& now = status(WorkKind::Pump, index);
  // Once only: a pump repaired after that time runs again.
  if (pump.fails != kNever && from_s <= to_seconds(pump.fails) && to_seconds(pump.fails) < to_s)
    now.failed = 1;
  const double level = cells.level(pump.intakes.front());
  if (!works(WorkKind::Pump, index) || (state.running != 0 && level <= pump.stop_m)) {
    state.running = 0;
    return;
  }
  if (state.running == 0) {
    if (level < pump.start_m) return;
    const Stream stream{inputs_.seed, kPumpStart};
    if (stream.chance(pump.start_failure_probability, pump_key_[index], state.starts++)) {
      now.failed = 1;
      return;
    }
    state.running = 1;
  }
  const double share =
      pump.rate_m3_s * (to_s - from_s) / (area_m2_ * static_cast<double>(pump.intakes.size()));
  for (const std::uint32_t intake : pump.intakes) {
    const double above = std::max(0.0, cells.level(intake) - pump.stop_m);
    moved(WorkKind::Pump, index).forth.add(move(cells, intake, pump.to, std::min(share, above)));
  }
}

void Works::step_reservoir(std::size_t index, double from_s, double to_s, const Cells& cells) {
  const Reservoir& reservoir = inputs_.reservoirs[index];
  const double level = reservoir_level_m(index);
  if (!reservoir.inflow_m3_s.time.empty())
    reservoir_in_[index].add(linear_integral(reservoir.inflow_m3_s, from_s, to_s) / area_m2_);
  const double held = reservoir_m3(index);
  double release = 0.0;
  if (works(WorkKind::Reservoir, index)) {
    release = reservoir.release_m3_s.time.empty()
                  ? curve_at(reservoir.release_m3_s_of_level, level) * (to_s - from_s)
                  : linear_integral(reservoir.release_m3_s, from_s, to_s);
  }
  const double capacity = reservoir.level_m_of_m3.x.back();
  release = std::min(held, std::max(release, held - capacity));
  const double share =
      quanta_below(release / (area_m2_ * static_cast<double>(reservoir.outlets.size())));
  for (const std::uint32_t outlet : reservoir.outlets) {
    cells.depth[outlet] += share;
    moved(WorkKind::Reservoir, index).forth.add(share);
  }
}

}  // namespace muster::hazard::flood
