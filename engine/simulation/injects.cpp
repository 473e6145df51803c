// SPDX-License-Identifier: MIT
#include "engine/simulation/injects.hpp"

#include <algorithm>
#include <utility>

#include "engine/simulation/decisions.hpp"

namespace muster::simulation {

namespace {

/// `result` up to `from`, then `stated` by the factor; Series has times and values that hold until
/// the next. Nothing holds before the first.
template <class Series, class Multiply>
Series scaled(const Series& result, const Series& stated, SimTime from, Multiply&& multiply) {
  Series scaled;
  const auto add = [&](SimTime time, auto value) {
    scaled.time.push_back(time);
    scaled.value.push_back(std::move(value));
  };
  for (std::size_t k = 0; k < result.time.size(); ++k)
    if (result.time[k] < from) add(result.time[k], result.value[k]);
  for (std::size_t k = 0; k < stated.time.size(); ++k) {
    const bool last = k + 1 == stated.time.size();
    if (last || stated.time[k + 1] > from)
      add(std::max(stated.time[k], from), multiply(stated.value[k]));
  }
  return scaled;
}

world::TimeSeries scaled(const world::TimeSeries& result, const world::TimeSeries& stated,
                         SimTime from, double factor) {
  return scaled(result, stated, from, [&](double rate) { return factor * rate; });
}

world::RasterSeries scaled(const world::RasterSeries& result, const world::RasterSeries& stated,
                           SimTime from, double factor) {
  return scaled(result, stated, from, [&](std::vector<float> map) {
    for (float& rate : map) rate = static_cast<float>(factor * static_cast<double>(rate));
    return map;
  });
}

/// The first barrier of the hazard at or after the decision.
SimTime takes_effect(const cases::Decision& decision, const cases::Hazard& hazard) {
  const SimTime time = from_seconds(decision.time_s), period = from_seconds(hazard.period_s);
  return (time + period - 1) / period * period;
}

void inject(const cases::Decision& decision, const cases::Hazard& hazard,
            const world::HazardForcing& stated, world::HazardForcing& forcing) {
  if (!decision.hazard.empty() && decision.hazard != hazard.id) return;
  const SimTime from = takes_effect(decision, hazard);
  if (decision.kind == cases::DecisionKind::ScaleRain) {
    forcing.rain_mm_h = scaled(forcing.rain_mm_h, stated.rain_mm_h, from, decision.rain_factor);
    forcing.rain_maps_mm_h =
        scaled(forcing.rain_maps_mm_h, stated.rain_maps_mm_h, from, decision.rain_factor);
  }
  if (hazard.kind != cases::HazardKind::Fire) return;
  if (decision.kind == cases::DecisionKind::SetWind)
    forcing.fire.wind_changes.push_back({from, decision.wind_m_s, decision.wind_from_deg});
  if (decision.kind == cases::DecisionKind::AddFireBreak) {
    const cases::FireBreak& spec = decision.fire_break;
    world::AddedBreak added{
        spec.id,      static_cast<std::size_t>(spec.kind),       {},
        spec.width_m, std::max(from, from_seconds(spec.from_s)), spec.built_m_h};
    for (const auto& [x, y] : spec.line.x_y) added.xy_m.insert(added.xy_m.end(), {x, y});
    forcing.fire.added_breaks.push_back(std::move(added));
  }
}

}  // namespace

bool alters_hazards(const cases::Decision& decision) {
  return cases::alters_hazards(decision.kind) && may_decide(decision.role, decision.kind);
}

std::optional<world::Forcing> with_injects(const std::vector<cases::Decision>& decisions,
                                           const cases::CaseFile& file,
                                           const world::Forcing& forcing) {
  std::optional<world::Forcing> changed;
  for (const cases::Decision& decision : decisions) {
    if (!alters_hazards(decision)) continue;
    if (!changed) changed = forcing;
    for (std::size_t h = 0; h < changed->size(); ++h)
      inject(decision, file.event.hazards[h], forcing[h], (*changed)[h]);
  }
  return changed;
}

}  // namespace muster::simulation
