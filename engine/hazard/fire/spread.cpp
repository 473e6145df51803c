// SPDX-License-Identifier: MIT
#include "engine/hazard/fire/spread.hpp"

#include <algorithm>
#include <bit>
#include <functional>

#include "engine/base/hash.hpp"

namespace muster::hazard::fire {

namespace {

constexpr double kNotYet = std::numeric_limits<double>::infinity();
constexpr double kSooner_s = 1e-9;

Inputs checked(Inputs inputs) {
  Diagnostics diagnostics;
  check(inputs, diagnostics);
  diagnostics.throw_if_errors();
  std::stable_sort(inputs.ignitions.begin(), inputs.ignitions.end(),
                   [](const Ignition& a, const Ignition& b) { return a.time < b.time; });
  return inputs;
}

}  // namespace

Spread::Spread(Inputs inputs)
    : inputs_{checked(std::move(inputs))}, fires_{inputs_}, breaks_{inputs_.elevation_m.grid} {
  const std::size_t cells = grid().size();
  arrival_.assign(cells, kNotYet);
  time_s_.assign(cells, kNotYet);
  gradient_s_.assign(cells, {});
  stamp_.assign(cells, 0);
  cell_state_.assign(cells, CellState::Unburnt);
  near_.assign(cells, Near::Front);
  stretch_.assign(cells, {});
  rate_.assign(cells, 0);
  intensity_.assign(cells, 0);
  flame_.assign(cells, 0);
  crown_.assign(cells, CrownState::Surface);
  pace_.resize(cells);
  pace_epoch_.assign(cells, 0);
  for (std::size_t k = 0; k < inputs_.breaks.size(); ++k)
    breaks_.add(inputs_.breaks[k], static_cast<std::uint32_t>(k));
}

const Spread::CellPace& Spread::pace(std::size_t cell) {
  CellPace& p = pace_[cell];
  if (pace_epoch_[cell] == epoch_) return p;
  pace_epoch_[cell] = epoch_;
  const LocalFire fire = fires_.at(cell);
  p.pace = pace_of(fire, grid().cell_m);
  p.heat_kj_m2 = static_cast<float>(fire.heat_kj_m2);
  p.crown = fire.crown;
  p.stencil = p.pace.burns() ? stencils_.class_of(p.pace) : std::uint16_t{0};
  return p;
}

Offset Spread::centre(std::size_t cell) const {
  const auto cols = static_cast<std::size_t>(grid().cols);
  const std::size_t row = cell / cols;
  return {static_cast<double>(cell % cols) + 0.5, static_cast<double>(row) + 0.5};
}

/// Keeps the soonest arrival; of equal ones that differ in rounding, the first.
void Spread::reach(std::size_t cell, const Jet& jet, const Stretch& stretch, Near near) {
  if (cell_state_[cell] == CellState::Burnt) return;
  if (cell_state_[cell] == CellState::Front && holds_now(cell) &&
      !(jet.time_s < time_s_[cell] - kSooner_s))
    return;
  time_s_[cell] = jet.time_s;
  gradient_s_[cell] = jet.gradient_s;
  stretch_[cell] = stretch;
  stamp_[cell] = epoch_;
  near_[cell] = near;
  cell_state_[cell] = CellState::Front;
  due_.push_back({jet.time_s, cell});
  std::push_heap(due_.begin(), due_.end(), std::greater{});
}

void Spread::advance(SimTime from, SimTime to) {
  MUSTER_EXPECT(from <= to);
  if (begun_ == 0) {
    begun_ = 1;
    clock_ = from;
    set_conditions(from, {});
  }
  MUSTER_EXPECT(from == clock_);
  for (SimTime change = next_change(); change <= to; change = next_change()) {
    burn_until(change);
    apply(change);
  }
  burn_until(to);
  clock_ = to;
}

/// Fire and brands in the order of their times.
void Spread::burn_until(SimTime to) {
  const double to_s = to_seconds(to);
  for (;;) {
    const bool brand = !brands_.empty() && (due_.empty() || due_.front() > brands_.front());
    std::vector<Due>& queue = brand ? brands_ : due_;
    if (queue.empty() || queue.front().time_s > to_s) return;
    const Due next = queue.front();
    std::pop_heap(queue.begin(), queue.end(), std::greater{});
    queue.pop_back();
    if (brand)
      land(next.cell, next.time_s);
    else if (cell_state_[next.cell] == CellState::Front && time_s_[next.cell] == next.time_s)
      burn(next.cell);
  }
}

void Spread::burn(std::size_t cell) {
  cell_state_[cell] = CellState::Burnt;
  arrival_[cell] = time_s_[cell];
  ++burnt_cells_;
  const CellPace& p = pace(cell);
  LocalFire fire;
  fire.heat_kj_m2 = p.heat_kj_m2;
  fire.crown = p.crown;
  const double rate = grid().cell_m / length(gradient_s_[cell]);
  const double intensity = front_intensity_kw_m(fire, rate);
  rate_[cell] = static_cast<float>(rate);
  intensity_[cell] = static_cast<float>(intensity);
  flame_[cell] = static_cast<float>(front_flame_length_m(fire, intensity));
  crown_[cell] = fire.crown;
  hand_on(cell);
  if (inputs_.parameters.spotting.enabled) throw_brands(cell);
}

std::uint64_t Spread::fingerprint() const {
  std::uint64_t sum = 0;
  for (std::size_t cell = 0; cell < arrival_.size(); ++cell) {
    if (arrival_[cell] == kNotYet) continue;
    sum += mix(mix(cell, std::bit_cast<std::uint64_t>(arrival_[cell])),
               std::bit_cast<std::uint32_t>(intensity_[cell]));
  }
  return sum;
}

void Spread::state(StateArchive& archive) {
  archive("arrival_s", arrival_);
  archive("front_time_s", time_s_);
  archive("gradient_s", gradient_s_);
  archive("stamp", stamp_);
  archive("cell_state", cell_state_);
  archive("near", near_);
  archive("stretch", stretch_);
  archive("due", due_);
  archive("brands", brands_);
  archive("held", held_);
  archive("stalled", stalled_);
  archive("waiting", waiting_);
  archive("rate_m_s", rate_);
  archive("intensity_kw_m", intensity_);
  archive("flame_length_m", flame_);
  archive("crown", crown_);
  archive("burnt_cells", burnt_cells_);
  archive("epoch", epoch_);
  archive("ignitions_begun", ignitions_begun_);
  archive("conditions_from", conditions_from_);
  archive("clock", clock_);
  archive("begun", begun_);
  if (!archive.loading() || begun_ == 0) return;
  const std::uint32_t epoch = epoch_;
  set_conditions(conditions_from_, {});
  epoch_ = epoch;
  std::fill(pace_epoch_.begin(), pace_epoch_.end(), 0u);
}

}  // namespace muster::hazard::fire
