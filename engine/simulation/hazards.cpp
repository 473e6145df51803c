// SPDX-License-Identifier: MIT
#include "engine/simulation/hazards.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

#include "engine/base/hash.hpp"
#include "engine/hazard/series.hpp"
#include "engine/simulation/flames.hpp"
#include "engine/simulation/recorded_hazards.hpp"

namespace muster::simulation {

namespace {

std::unique_ptr<HazardModel> make(const cases::CaseFile& file, std::size_t number,
                                  const world::World& world, const world::HazardForcing& forcing) {
  const cases::Hazard& hazard = file.event.hazards[number];
  switch (hazard.kind) {
    case cases::HazardKind::Flood:
      return make_flood(file, number, world, forcing);
    case cases::HazardKind::Landslide:
      return make_landslide(file, hazard, world, forcing);
    case cases::HazardKind::Fire:
      return make_fire(file, hazard, world, forcing);
    case cases::HazardKind::StageZones:
      return make_stage_zones(hazard, world, forcing);
    case cases::HazardKind::Imported:
      break;
  }
  return make_imported(hazard, world, forcing);
}

/// What conditions on the works of one hazard look at.
class Gauges final : public warning::Readings {
 public:
  Gauges(const Hazards& hazards, const world::WorksForcing& works, SimTime now)
      : hazards_{hazards}, works_{works}, now_{now} {}
  double stage_m(const std::string& boundary) const override {
    return hazards_.stage_m(boundary, now_);
  }
  double depth_m(const std::string& site) const override {
    for (const world::Gauge& gauge : works_.gauges) {
      if (gauge.site == site && !hazards_.depth_m().empty()) return hazards_.depth_m()[gauge.cell];
    }
    return 0;
  }
  double rain_mm(double window_s) const override {
    return hazards_.rain_mm(from_seconds(window_s), now_);
  }

 private:
  const Hazards& hazards_;
  const world::WorksForcing& works_;
  SimTime now_;
};

}  // namespace

SimTime hazard_period(const cases::EventFile& event) {
  SimTime shortest = kNever;
  for (const cases::Hazard& hazard : event.hazards)
    shortest = std::min(shortest, from_seconds(hazard.period_s));
  return shortest == kNever ? 60 * kSecond : shortest;
}

Hazards::Hazards(const cases::CaseFile& file, const world::World& world,
                 const world::Forcing& forcing, std::shared_ptr<const trace::Source> recorded)
    : event_{file.event},
      forcing_{forcing},
      grid_{world.terrain.grid},
      smoke_m_{file.plan.behaviour.smoke_m},
      period_{hazard_period(event_)},
      recorded_{recorded != nullptr} {
  if (recorded_) {
    models_.push_back(make_recorded(std::move(recorded)));
    clocks_.push_back({period_});
  }
  for (std::size_t h = 0; h < event_.hazards.size() && !recorded_; ++h) {
    models_.push_back(make(file, h, world, forcing.at(h)));
    clocks_.push_back({from_seconds(event_.hazards[h].period_s)});
  }
  for (const auto& model : models_) {
    for (const Layer& layer : model->layers()) shown_.push_back(layer.info);
  }
  std::sort(shown_.begin(), shown_.end());  // the catalogue is one array
  shown_.erase(std::unique(shown_.begin(), shown_.end()), shown_.end());
  combine();
}

bool Hazards::advance(SimTime now) {
  bool moved = false;
  for (std::size_t h = 0; h < models_.size(); ++h) {
    Clock& clock = clocks_[h];
    if (now % clock.period != 0) continue;
    models_[h]->advance(clock.time, now);
    clock.time = now;
    moved = true;
  }
  if (!moved) return false;
  combine();
  see_burnt(now);
  for (std::size_t h = 0; h < models_.size(); ++h) {
    if (clocks_[h].time != now) continue;
    if (!burnt_.empty()) models_[h]->feel_burnt(burnt_);
    if (!ground_change_.all.empty()) models_[h]->feel_ground(ground_change_.all);
    models_[h]->operate(Gauges{*this, forcing_[h].works, now}, now);
  }
  fingerprint_ = hash();
  return true;
}

template <class Join>
void Hazards::combine(Values values, Join join, Combined& into) const {
  std::size_t hazards = 0;
  into.all = {};
  for (const auto& model : models_) {
    const std::span<const double> own = (model.get()->*values)();
    if (own.empty()) continue;
    if (++hazards == 1) {
      into.all = own;
      continue;
    }
    if (hazards == 2) into.joined.assign(into.all.begin(), into.all.end());
    for (std::size_t c = 0; c < own.size(); ++c) into.joined[c] = join(into.joined[c], own[c]);
    into.all = into.joined;
  }
}

void Hazards::combine() {
  const auto greatest = [](double a, double b) { return std::max(a, b); };
  combine(&HazardModel::depth_m, greatest, depth_);
  combine(&HazardModel::speed_m_s, greatest, speed_);
  combine(&HazardModel::debris_m, greatest, debris_);
  combine(&HazardModel::flame_m, greatest, flame_);
  combine(&HazardModel::ground_change_m, std::plus{}, ground_change_);
  as_recorded(layer_info("flood_depth", LayerKind::Now), depth_.all, depth_.shown);
  as_recorded(layer_info("flood_speed", LayerKind::Now), speed_.all, speed_.shown);
  as_recorded(layer_info("landslide_deposit", LayerKind::Now), debris_.all, debris_.shown);
  as_recorded(layer_info("fire_burning", LayerKind::Now), flame_.all, flame_.shown);
  if (!flame_.shown.empty()) mark_near_fire(grid_, flame_.shown, smoke_m_, near_fire_);
}

void Hazards::see_burnt(SimTime now) {
  burnt_.clear();
  if (!event_.burnt_ground || recorded_) return;
  std::vector<double> arrival_s;
  merge(layer_info("fire_arrival", LayerKind::First), arrival_s);
  burnt_.resize(arrival_s.size());
  for (std::size_t c = 0; c < burnt_.size(); ++c) burnt_[c] = arrival_s[c] <= to_seconds(now);
}

std::uint64_t Hazards::hash() const {
  if (recorded_) return models_.front()->fingerprint();
  std::uint64_t sum = 0;
  for (std::size_t h = 0; h < models_.size(); ++h) {
    const std::uint64_t own = models_[h]->fingerprint();
    sum += own == 0 ? 0 : mix(h, own);
  }
  return sum;
}

void Hazards::merge(const LayerInfo& info, std::vector<double>& into) const {
  constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
  const bool least = info.kind == LayerKind::Least || info.kind == LayerKind::First;
  into.clear();
  const auto take = [&](auto values) {
    into.resize(values.size(), kNone);
    for (std::size_t c = 0; c < values.size(); ++c) {
      const auto value = static_cast<double>(values[c]);
      if (info.kind == LayerKind::First && !std::isfinite(value)) continue;
      const bool better = least ? !(into[c] <= value) : !(into[c] >= value);
      if (better) into[c] = value;
    }
  };
  for (const auto& model : models_) {
    for (const Layer& layer : model->layers()) {
      if (layer.info == &info) std::visit(take, layer.value);
    }
  }
}

std::optional<WaterBalance> Hazards::balance() const {
  std::optional<WaterBalance> sum;
  for (const auto& model : models_) {
    const std::optional<WaterBalance> own = model->balance();
    if (!own) continue;
    if (!sum) sum.emplace();
    sum->stored_m3 += own->stored_m3;
    sum->in_m3 += own->in_m3;
    sum->out_m3 += own->out_m3;
    sum->residual = std::max(sum->residual, own->residual);
  }
  return sum;
}

std::vector<Outcome> Hazards::outcomes() const {
  std::vector<Outcome> sums;
  for (const auto& model : models_) {
    for (const Outcome& one : model->outcomes()) {
      const auto found = std::find_if(sums.begin(), sums.end(), [&](const Outcome& sum) {
        return sum.name == one.name && sum.subject == one.subject;
      });
      if (found == sums.end()) {
        sums.push_back(one);
      } else {
        found->value += one.value;
      }
    }
  }
  return sums;
}

std::vector<std::string> Hazards::notes() const {
  std::vector<std::string> notes;
  for (const auto& model : models_) {
    if (std::string note = model->note(); !note.empty()) notes.push_back(std::move(note));
  }
  return notes;
}

double Hazards::stage_m(const std::string& boundary, SimTime now) const {
  for (std::size_t h = 0; h < event_.hazards.size(); ++h) {
    for (const world::BoundaryCells& cells : forcing_[h].boundaries) {
      if (cells.id == boundary && !cells.series.time.empty())
        return hazard::linear_at(cells.series, to_seconds(now));
    }
  }
  return std::nan("");  // `check` has refused unknown boundaries
}

// What is stated for several hazards is one rain: it does not fall twice.
double Hazards::rain_mm(SimTime window, SimTime now) const {
  double greatest = 0;
  for (const world::HazardForcing& forcing : forcing_) {
    if (forcing.rain_mm_h.time.empty()) continue;
    const double rain =
        hazard::step_integral(forcing.rain_mm_h, to_seconds(std::max<SimTime>(0, now - window)),
                              to_seconds(now)) /
        3600;
    greatest = std::max(greatest, rain);
  }
  return greatest;
}

void Hazards::state(StateArchive& archive) {
  for (std::size_t h = 0; h < models_.size(); ++h) {
    archive.enter("hazard" + std::to_string(h));
    archive("time", clocks_[h].time);
    models_[h]->state(archive);
    archive.leave();
  }
  if (!archive.loading()) return;
  combine();
  fingerprint_ = hash();
}

}  // namespace muster::simulation
