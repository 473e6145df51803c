// SPDX-License-Identifier: MIT
// What changes while fire spreads: weather, ignitions, breaks, water.
#include <algorithm>
#include <cmath>
#include <utility>

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
  std::vector<std::uint32_t> wetted;
  for (const Drop& drop : inputs_.drops)
    if (changes(drop.from) || changes(drop.until))
      wetted.insert(wetted.end(), drop.cells.begin(), drop.cells.end());
  if (weather) {
    change_conditions(now, {}, [] {});
  } else if (!wetted.empty()) {
    change_conditions(now, wetted, [] {});
  } else {
    conditions_from_ = now;
  }
  for (; ignitions_begun_ < inputs_.ignitions.size() &&
         inputs_.ignitions[ignitions_begun_].time <= now;
       ++ignitions_begun_) {
    const Ignition& ignition = inputs_.ignitions[ignitions_begun_];
    if (!start(ignition, to_seconds(ignition.time))) waiting_.push_back(ignitions_begun_);
  }
}

/// Cells within reach of lines of fire from any of `cells`; empty where those are.
std::vector<std::uint8_t> Spread::near_to(std::span<const std::uint32_t> cells) const {
  constexpr int kReach = 12;
  std::vector<std::uint8_t> near(cells.empty() ? 0 : grid().size(), 0);
  const auto cols = static_cast<std::uint32_t>(grid().cols);
  for (const std::uint32_t cell : cells) {
    const int row = static_cast<int>(cell / cols), col = static_cast<int>(cell % cols);
    for (int r = std::max(row - kReach, 0); r <= std::min(row + kReach, grid().rows - 1); ++r)
      for (int c = std::max(col - kReach, 0); c <= std::min(col + kReach, grid().cols - 1); ++c)
        near[grid().index(r, c)] = 1;
  }
  return near;
}

/// The front goes on from where it is under what `edit` leaves. `cells`: where anything changes;
/// empty: everywhere. Elsewhere what is known of the front stays as it is.
template <class Edit>
void Spread::change_conditions(SimTime now, std::span<const std::uint32_t> cells, Edit&& edit) {
  const double now_s = to_seconds(now);
  std::vector<FrontPiece> pieces = front_pieces(now_s, near_to(cells));
  pieces.insert(pieces.end(), stalled_.begin(), stalled_.end());
  stalled_.clear();
  std::vector<Held> held = std::move(held_);
  held_.clear();
  edit();
  set_conditions(now, cells);
  go_on(pieces, now_s);
  go_on(std::move(held), now_s);
  const std::vector<std::uint32_t> waiting = std::move(waiting_);
  waiting_.clear();
  for (const std::uint32_t k : waiting)
    if (!start(inputs_.ignitions[k], now_s)) waiting_.push_back(k);
}

void Spread::set_conditions(SimTime now, std::span<const std::uint32_t> cells) {
  conditions_from_ = now;
  if (cells.empty()) ++epoch_;
  for (const std::uint32_t cell : cells) pace_epoch_[cell] = 0;
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

void Spread::set_weather(std::vector<Weather> weather, SimTime now) {
  MUSTER_EXPECT(begun_ != 0 && now == clock_);
  if (!weather.empty()) weather.front().from = now;
  Diagnostics diagnostics;
  check(weather, grid().size(), diagnostics);
  diagnostics.throw_if_errors();
  change_conditions(now, {}, [&] { inputs_.weather = std::move(weather); });
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
  const auto index = static_cast<std::uint32_t>(inputs_.breaks.size());
  change_conditions(now, breaks_.cells_of(line), [&] {
    inputs_.breaks.push_back(line);
    inputs_.breaks.back().from = std::max(line.from, now);
    breaks_.add(inputs_.breaks.back(), index);
  });
}

void Spread::add_drop(const Drop& drop, SimTime now) {
  MUSTER_EXPECT(begun_ != 0 && now == clock_);
  Diagnostics diagnostics;
  check(drop, grid(), diagnostics);
  diagnostics.throw_if_errors();
  change_conditions(now, drop.cells, [&] {
    inputs_.drops.push_back(drop);
    inputs_.drops.back().from = std::max(drop.from, now);
  });
}

}  // namespace muster::hazard::fire
