// SPDX-License-Identifier: MIT
// A flood of the event: water computed over the ground.
#include <utility>

#include "engine/hazard/flood/flood.hpp"
#include "engine/simulation/hazard_model.hpp"

namespace muster::simulation {

namespace {

using hazard::flood::BoundaryKind;
using hazard::flood::Flood;

BoundaryKind kind_of(cases::FloodBoundaryKind kind) {
  switch (kind) {
    case cases::FloodBoundaryKind::Stage:
      return BoundaryKind::Stage;
    case cases::FloodBoundaryKind::Inflow:
      return BoundaryKind::Inflow;
    case cases::FloodBoundaryKind::Free:
      break;
  }
  return BoundaryKind::Free;
}

hazard::flood::Inputs inputs_of(const cases::Hazard& hazard, const world::World& world,
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
  return inputs;
}

class FloodHazard final : public HazardModel {
 public:
  explicit FloodHazard(hazard::flood::Inputs inputs) : flood_{std::move(inputs)} {}

  void advance(SimTime from, SimTime to) override {
    if (to > from) flood_.advance(from, to);
  }
  std::uint64_t fingerprint() const override { return flood_.fingerprint(); }
  void state(StateArchive& archive) override { flood_.state(archive); }
  std::vector<Layer> layers() override {
    return {{&layer_info("flood_depth", LayerKind::Now), flood_.depth_m()},
            {&layer_info("flood_depth", LayerKind::Greatest), flood_.greatest_depth_m()},
            {&layer_info("flood_arrival", LayerKind::First), flood_.arrival_s()}};
  }
  std::span<const double> depth_m() const override { return flood_.depth_m(); }
  std::optional<WaterBalance> balance() const override {
    const hazard::flood::Ledger ledger = flood_.ledger();
    return WaterBalance{ledger.stored_m3, ledger.in_m3() + ledger.rain_m3, ledger.out_m3(),
                        ledger.residual()};
  }

 private:
  Flood flood_;
};

}  // namespace

std::unique_ptr<HazardModel> make_flood(const cases::Hazard& hazard, const world::World& world,
                                        const world::HazardForcing& forcing) {
  return std::make_unique<FloodHazard>(inputs_of(hazard, world, forcing));
}

}  // namespace muster::simulation
