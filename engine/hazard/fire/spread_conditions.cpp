// SPDX-License-Identifier: MIT
// What changes while fire spreads: weather, ignitions, breaks, water.
#include <algorithm>
#include <cmath>

#include "engine/hazard/fire/spread.hpp"

namespace muster::hazard::fire {

namespace {

// Cells about the front that keep their distance to it when conditions change: the ones ahead that
// it comes to next, and enough behind to hand on across edges.
constexpr double kKeptAhead = 2;
constexpr double kKeptBehind = 4;
constexpr int kKeptReach = 3;  // of burnt cells from one ahead
constexpr double kBeforeBreak = 1e-6;

}  // namespace

/// After `conditions_from_`; kNever: none.
SimTime Spread::next_change() const {
  SimTime next = kNever;
  const auto consider = [&](SimTime time) {
    if (time > conditions_from_) next = std::min(next, time);
  };
  for (const Weather& weather : inputs_.weather) consider(weather.from);
  for (const Drop& drop : inputs_.drops) {
    consider(drop.from);
    consider(drop.until);
  }
  if (ignitions_begun_ < inputs_.ignitions.size())
    next = std::min(next, inputs_.ignitions[ignitions_begun_].time);
  return next;
}

void Spread::apply(SimTime now) {
  const auto changes = [&](SimTime time) { return time > conditions_from_ && time <= now; };
  const bool weather = std::any_of(inputs_.weather.begin(), inputs_.weather.end(),
                                   [&](const Weather& w) { return changes(w.from); });
  const bool water = std::any_of(inputs_.drops.begin(), inputs_.drops.end(), [&](const Drop& d) {
    return changes(d.from) || changes(d.until);
  });
  if (weather || water) change_conditions(now);
  for (; ignitions_begun_ < inputs_.ignitions.size() &&
         inputs_.ignitions[ignitions_begun_].time <= now;
       ++ignitions_begun_) {
    const Ignition& ignition = inputs_.ignitions[ignitions_begun_];
    if (!start(ignition, to_seconds(ignition.time))) waiting_.push_back(ignitions_begun_);
  }
}

/// The front goes on from where it is.
void Spread::change_conditions(SimTime now) {
  const double now_s = to_seconds(now);
  std::vector<NearFront> fronts = near_front(now_s);
  fronts.insert(fronts.end(), held_.begin(), held_.end());
  held_.clear();
  for (const Due& due : due_)
    if (cell_state_[due.cell] == CellState::Front) cell_state_[due.cell] = CellState::Unburnt;
  due_.clear();
  set_conditions(now);
  for (const NearFront& front : fronts) resume(front, now_s);
  const std::vector<std::uint32_t> waiting = std::move(waiting_);
  waiting_.clear();
  for (const std::uint32_t k : waiting)
    if (!start(inputs_.ignitions[k], now_s)) waiting_.push_back(k);
}

void Spread::set_conditions(SimTime now) {
  conditions_from_ = now;
  ++epoch_;
  const auto after = std::find_if(inputs_.weather.begin() + 1, inputs_.weather.end(),
                                  [&](const Weather& w) { return w.from > now; });
  fires_.set_weather(*(after - 1));
  if (inputs_.drops.empty()) return;
  water_kg_m2_.assign(grid().size(), 0);
  for (const Drop& drop : inputs_.drops) {
    if (drop.from > now || drop.until <= now) continue;
    const double kept = drop.coverage_l_m2 * inputs_.parameters.retained_share;  // 1 kg a litre
    for (const std::uint32_t cell : drop.cells) water_kg_m2_[cell] += static_cast<float>(kept);
  }
  fires_.set_water(water_kg_m2_);
}

/// Of cells that the front comes to next and of those that it has just passed, ascending.
std::vector<Spread::NearFront> Spread::near_front(double now_s) const {
  std::vector<NearFront> near;
  std::vector<std::uint8_t> taken(grid().size(), 0);
  const auto cols = static_cast<std::size_t>(grid().cols);
  const auto take = [&](std::size_t cell) {
    if (taken[cell] != 0 || !holds_now(cell)) return;
    taken[cell] = 1;
    const double steep = length(gradient_s_[cell]);
    const double ahead = (time_s_[cell] - now_s) / steep;
    if (!(ahead <= kKeptAhead && ahead >= -kKeptBehind)) return;
    const Offset g = gradient_s_[cell];
    near.push_back({static_cast<std::uint32_t>(cell),
                    cell_state_[cell] == CellState::Burnt,
                    ahead,
                    {g.x / steep, g.y / steep}});
  };
  for (const Due& due : due_) {
    if (cell_state_[due.cell] != CellState::Front || taken[due.cell] != 0) continue;
    take(due.cell);
    const int row = static_cast<int>(due.cell / cols), col = static_cast<int>(due.cell % cols);
    for (int r = row - kKeptReach; r <= row + kKeptReach; ++r) {
      for (int c = col - kKeptReach; c <= col + kKeptReach; ++c) {
        if (!grid().contains(r, c)) continue;
        if (cell_state_[grid().index(r, c)] == CellState::Burnt) take(grid().index(r, c));
      }
    }
  }
  std::sort(near.begin(), near.end(),
            [](const NearFront& a, const NearFront& b) { return a.cell < b.cell; });
  return near;
}

void Spread::resume(const NearFront& front, double now_s) {
  const std::size_t cell = front.cell;
  const Pace& p = pace(cell).pace;
  if (front.burnt == 0 && cell_state_[cell] == CellState::Burnt) return;
  if (!p.burns()) {
    held_.push_back(front);
    return;
  }
  const double slowness = p.normal_slowness_s(front.normal);
  const double time_s = now_s + slowness * front.ahead;
  const Offset gradient{slowness * front.normal.x, slowness * front.normal.y};
  if (front.burnt != 0) {
    time_s_[cell] = time_s;
    gradient_s_[cell] = gradient;
    stamp_[cell] = epoch_;
    return;
  }
  const Offset to = centre(cell);
  const double back = front.ahead + kBeforeBreak;
  if (stopping_break({to.x - back * front.normal.x, to.y - back * front.normal.y}, to, now_s)) {
    held_.push_back(front);
    return;
  }
  reach(cell, time_s, gradient, near_source_[cell] != 0);
}

void Spread::set_weather(std::vector<Weather> weather, SimTime now) {
  MUSTER_EXPECT(begun_ != 0 && now == clock_);
  if (!weather.empty()) weather.front().from = now;
  Diagnostics diagnostics;
  check(weather, grid().size(), diagnostics);
  diagnostics.throw_if_errors();
  inputs_.weather = std::move(weather);
  change_conditions(now);
}

void Spread::ignite(const Ignition& ignition, SimTime now) {
  MUSTER_EXPECT(begun_ != 0 && now == clock_);
  Diagnostics diagnostics;
  check(ignition, inputs_, diagnostics);
  diagnostics.throw_if_errors();
  const auto at = static_cast<std::ptrdiff_t>(ignitions_begun_);
  inputs_.ignitions.insert(inputs_.ignitions.begin() + at, ignition);
  inputs_.ignitions[ignitions_begun_].time = now;
  if (!start(inputs_.ignitions[ignitions_begun_], to_seconds(now)))
    waiting_.push_back(ignitions_begun_);
  ++ignitions_begun_;
}

void Spread::add_break(const Break& line, SimTime now) {
  MUSTER_EXPECT(begun_ != 0 && now == clock_);
  Diagnostics diagnostics;
  check(line, grid(), diagnostics);
  diagnostics.throw_if_errors();
  inputs_.breaks.push_back(line);
  inputs_.breaks.back().from = std::max(line.from, now);
  breaks_.add(inputs_.breaks.back(), static_cast<std::uint32_t>(inputs_.breaks.size() - 1));
  change_conditions(now);
}

void Spread::add_drop(const Drop& drop, SimTime now) {
  MUSTER_EXPECT(begun_ != 0 && now == clock_);
  Diagnostics diagnostics;
  check(drop, grid(), diagnostics);
  diagnostics.throw_if_errors();
  inputs_.drops.push_back(drop);
  inputs_.drops.back().from = std::max(drop.from, now);
  change_conditions(now);
}

}  // namespace muster::hazard::fire
