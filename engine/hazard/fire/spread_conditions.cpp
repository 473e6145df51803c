// SPDX-License-Identifier: MIT
// What changes while fire spreads: weather, ignitions, breaks, water.
#include <algorithm>
#include <cmath>
#include <tuple>

#include "engine/hazard/fire/spread.hpp"

namespace muster::hazard::fire {

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

/// The entry of a series that holds at a time.
std::size_t Spread::weather_at(SimTime time) const {
  const auto after = std::find_if(inputs_.weather.begin() + 1, inputs_.weather.end(),
                                  [&](const Weather& w) { return w.from > time; });
  return static_cast<std::size_t>(after - inputs_.weather.begin()) - 1;
}

void Spread::apply(SimTime now) {
  const bool weather =
      !inputs_.weather[weather_at(now)].same_as(inputs_.weather[weather_at(conditions_from_)]);
  const auto changes = [&](SimTime time) { return time > conditions_from_ && time <= now; };
  const bool water = std::any_of(inputs_.drops.begin(), inputs_.drops.end(), [&](const Drop& d) {
    return changes(d.from) || changes(d.until);
  });
  if (weather || water)
    change_conditions(now, [] {});
  else
    conditions_from_ = now;
  for (; ignitions_begun_ < inputs_.ignitions.size() &&
         inputs_.ignitions[ignitions_begun_].time <= now;
       ++ignitions_begun_) {
    const Ignition& ignition = inputs_.ignitions[ignitions_begun_];
    if (!start(ignition, to_seconds(ignition.time))) waiting_.push_back(ignitions_begun_);
  }
}

/// The front goes on from where it is under what `edit` leaves.
template <class Edit>
void Spread::change_conditions(SimTime now, Edit&& edit) {
  const double now_s = to_seconds(now);
  std::vector<FrontPiece> pieces = front_pieces(now_s);
  std::vector<Held> held = on_their_way(now_s);
  pieces.insert(pieces.end(), stalled_.begin(), stalled_.end());
  held.insert(held.end(), held_.begin(), held_.end());
  stalled_.clear();
  held_.clear();
  edit();
  set_conditions(now);
  not_before_s_ = now_s;
  go_on(held, now_s);
  go_on(pieces, now_s);
  const std::vector<std::uint32_t> waiting = std::move(waiting_);
  waiting_.clear();
  for (const std::uint32_t k : waiting)
    if (!start(inputs_.ignitions[k], now_s)) waiting_.push_back(k);
}

void Spread::set_conditions(SimTime now) {
  conditions_from_ = now;
  ++epoch_;
  fires_.set_weather(inputs_.weather[weather_at(now)]);
  if (inputs_.drops.empty()) return;
  water_kg_m2_.assign(grid().size(), 0);
  for (const Drop& drop : inputs_.drops) {
    if (drop.from > now || drop.until <= now) continue;
    const double kept = drop.coverage_l_m2 * inputs_.parameters.retained_share;  // 1 kg a litre
    for (const std::uint32_t cell : drop.cells) water_kg_m2_[cell] += static_cast<float>(kept);
  }
  fires_.set_water(water_kg_m2_);
}

/// Fire so young that it has not burnt the cells about its source, on its straight ways from there.
/// No cell is in the front afterwards.
std::vector<Spread::Held> Spread::on_their_way(double now_s) {
  std::vector<Held> held;
  for (const Due& due : due_) {
    const std::size_t cell = due.cell;
    if (cell_state_[cell] != CellState::Front) continue;
    cell_state_[cell] = CellState::Unburnt;
    if (way_[cell] == Way::OverCells) continue;
    const Offset g = gradient_s_[cell], ray = pace(cell).pace.ray(g), to = centre(cell);
    const double left = (time_s_[cell] - now_s) / dot(g, ray);
    held.push_back({cell, {to.x - left * ray.x, to.y - left * ray.y}});
  }
  due_.clear();
  return held;
}

void Spread::go_on(const std::vector<Held>& held, double now_s) {
  std::vector<Held> all = held;
  const auto key = [](const Held& h) { return std::tuple{h.cell, h.at.x, h.at.y}; };
  std::sort(all.begin(), all.end(), [&](auto& a, auto& b) { return key(a) < key(b); });
  all.erase(std::unique(all.begin(), all.end(), [&](auto& a, auto& b) { return key(a) == key(b); }),
            all.end());
  for (const Held& h : all) {
    if (cell_state_[h.cell] == CellState::Burnt) continue;
    if (!start_cell(h.cell, h.at, now_s, way_[h.cell])) held_.push_back(h);
  }
}

void Spread::set_weather(std::vector<Weather> weather, SimTime now) {
  MUSTER_EXPECT(begun_ != 0 && now == clock_);
  if (!weather.empty()) weather.front().from = now;
  Diagnostics diagnostics;
  check(weather, grid().size(), diagnostics);
  diagnostics.throw_if_errors();
  change_conditions(now, [&] { inputs_.weather = std::move(weather); });
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
  change_conditions(now, [&] {
    inputs_.breaks.push_back(line);
    inputs_.breaks.back().from = std::max(line.from, now);
    breaks_.add(inputs_.breaks.back(), static_cast<std::uint32_t>(inputs_.breaks.size() - 1));
  });
}

void Spread::add_drop(const Drop& drop, SimTime now) {
  MUSTER_EXPECT(begun_ != 0 && now == clock_);
  Diagnostics diagnostics;
  check(drop, grid(), diagnostics);
  diagnostics.throw_if_errors();
  change_conditions(now, [&] {
    inputs_.drops.push_back(drop);
    inputs_.drops.back().from = std::max(drop.from, now);
  });
}

}  // namespace muster::hazard::fire
