// SPDX-License-Identifier: MIT
#include "engine/simulation/hazards.hpp"

#include <algorithm>
#include <cmath>

#include "engine/base/hash.hpp"
#include "engine/hazard/series.hpp"

namespace muster::simulation {

namespace {

hazard::flood::BoundaryKind kind_of(cases::FloodBoundaryKind kind) {
  switch (kind) {
    case cases::FloodBoundaryKind::Stage:
      return hazard::flood::BoundaryKind::Stage;
    case cases::FloodBoundaryKind::Inflow:
      return hazard::flood::BoundaryKind::Inflow;
    case cases::FloodBoundaryKind::Free:
      break;
  }
  return hazard::flood::BoundaryKind::Free;
}

std::unique_ptr<hazard::flood::Flood> make_flood(const cases::Hazard& hazard,
                                                 const world::World& world,
                                                 const world::HazardForcing& forcing) {
  hazard::flood::Inputs inputs;
  inputs.elevation_m = world::Raster<double>{world.terrain.grid};
  inputs.elevation_m.value = world.terrain.elevation_m;
  inputs.manning = world.terrain.manning;
  inputs.parameters.theta = hazard.theta;
  inputs.parameters.alpha = hazard.courant;
  inputs.parameters.least_depth_m = hazard.min_depth_m;
  inputs.parameters.arrival_depth_m = hazard.arrival_depth_m;
  for (std::size_t b = 0; b < hazard.boundaries.size(); ++b) {
    const cases::FloodBoundary& boundary = hazard.boundaries[b];
    inputs.boundaries.push_back({kind_of(boundary.kind), boundary.id, forcing.boundaries.at(b).cell,
                                 forcing.boundaries[b].series, boundary.datum_offset_m,
                                 boundary.slope});
  }
  inputs.rain_mm_h = forcing.rain_mm_h;
  inputs.initial_depth_m = forcing.initial_depth_m;
  return std::make_unique<hazard::flood::Flood>(std::move(inputs));
}

}  // namespace

Hazards::Hazards(const cases::EventFile& event, const world::World& world,
                 const world::Forcing& forcing)
    : event_{event}, forcing_{forcing} {
  SimTime shortest = kNever;
  for (std::size_t h = 0; h < event.hazards.size(); ++h) {
    const cases::Hazard& hazard = event.hazards[h];
    const SimTime period = from_seconds(hazard.period_s);
    shortest = std::min(shortest, period);
    if (hazard.kind == cases::HazardKind::Flood) {
      floods_.push_back(make_flood(hazard, world, forcing.at(h)));
      flood_period_.push_back(period);
      flood_time_.push_back(0);
    } else {
      imported_.push_back(std::make_unique<hazard::imported::Imported>(
          world.terrain.grid, forcing.at(h).imported_depth_m, hazard.arrival_depth_m));
      imported_period_.push_back(period);
      imported_time_.push_back(0);
    }
  }
  if (shortest != kNever) period_ = shortest;
  combine();
}

bool Hazards::advance(SimTime now) {
  bool moved = false;
  for (std::size_t f = 0; f < floods_.size(); ++f) {
    if (now % flood_period_[f] != 0) continue;
    if (now > flood_time_[f]) floods_[f]->advance(flood_time_[f], now);
    flood_time_[f] = now;
    moved = true;
  }
  for (std::size_t i = 0; i < imported_.size(); ++i) {
    if (now % imported_period_[i] != 0) continue;
    imported_[i]->advance(now);
    imported_time_[i] = now;
    moved = true;
  }
  if (moved) combine();
  return moved;
}

void Hazards::combine() {
  if (floods_.size() + imported_.size() < 2) return;
  std::vector<std::span<const double>> all;
  for (const auto& flood : floods_) all.push_back(flood->depth_m());
  for (const auto& imported : imported_) all.push_back(imported->field().depth_m);
  combined_.assign(all.front().begin(), all.front().end());
  for (std::size_t i = 1; i < all.size(); ++i) {
    for (std::size_t c = 0; c < combined_.size(); ++c)
      combined_[c] = std::max(combined_[c], all[i][c]);
  }
}

std::span<const double> Hazards::depth_m() const {
  if (empty()) return {};
  if (floods_.size() + imported_.size() > 1) return combined_;
  return floods_.empty() ? imported_.front()->field().depth_m : floods_.front()->depth_m();
}

std::uint64_t Hazards::fingerprint() const {
  std::uint64_t sum = 0;
  for (const auto& flood : floods_) sum += flood->fingerprint();
  for (const auto& imported : imported_) sum += mix(imported->fingerprint());
  return sum;
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

double Hazards::rain_mm(SimTime window, SimTime now) const {
  double rain = 0;
  for (const world::HazardForcing& forcing : forcing_) {
    if (forcing.rain_mm_h.time.empty()) continue;
    rain += hazard::step_integral(forcing.rain_mm_h, to_seconds(std::max<SimTime>(0, now - window)),
                                  to_seconds(now)) /
            3600;
  }
  return rain;
}

void Hazards::state(StateArchive& archive) {
  archive("flood_time", flood_time_);
  archive("imported_time", imported_time_);
  for (std::size_t f = 0; f < floods_.size(); ++f) {
    archive.enter("flood" + std::to_string(f));
    floods_[f]->state(archive);
    archive.leave();
  }
  for (std::size_t i = 0; i < imported_.size(); ++i) {
    if (archive.loading()) imported_[i]->advance(imported_time_[i]);
    archive.enter("imported" + std::to_string(i));
    imported_[i]->state(archive);
    archive.leave();
  }
  if (!archive.loading()) return;
  combine();
}

}  // namespace muster::simulation
