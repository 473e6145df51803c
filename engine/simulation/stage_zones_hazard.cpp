// SPDX-License-Identifier: MIT
// A flood by a table of stage or rain.
#include <utility>

#include "engine/hazard/flood/stage_zones.hpp"
#include "engine/simulation/hazard_model.hpp"

namespace muster::simulation {

namespace {

hazard::flood::StageZonesInputs inputs_of(const cases::Hazard& hazard, const world::World& world,
                                          const world::HazardForcing& forcing) {
  hazard::flood::StageZonesInputs inputs;
  inputs.grid = world.terrain.grid;
  const cases::StageTable& table = hazard.table;
  for (std::size_t z = 0; z < table.zones.size(); ++z) {
    hazard::flood::StageZone& zone = inputs.zones.emplace_back();
    zone.id = table.zones[z].id;
    zone.cells = forcing.stage_zones.at(z).cell;
    zone.depth_m = forcing.stage_zones[z].depth_m;
    zone.floods_at = table.zones[z].floods_at;
    if (table.zones[z].drains_below) zone.drains_below = *table.zones[z].drains_below;
  }
  if (forcing.boundaries.empty()) {
    inputs.driver = forcing.rain_mm_h;
    inputs.rain_window = from_seconds(table.rain_window_s);
  } else {
    inputs.driver = forcing.boundaries.front().series;
  }
  inputs.arrival_depth_m = hazard.arrival_depth_m;
  return inputs;
}

class StageZonesHazard final : public HazardModel {
 public:
  explicit StageZonesHazard(hazard::flood::StageZonesInputs inputs) : zones_{std::move(inputs)} {}

  void advance(SimTime, SimTime to) override { zones_.advance(to); }
  std::uint64_t fingerprint() const override { return zones_.fingerprint(); }
  void state(StateArchive& archive) override { zones_.state(archive); }
  std::vector<Layer> layers() override {
    return {{&layer_info("flood_depth", LayerKind::Now), depth_m()},
            {&layer_info("flood_depth", LayerKind::Greatest), zones_.greatest_depth_m()},
            {&layer_info("flood_arrival", LayerKind::First), zones_.arrival_s()}};
  }
  std::span<const double> depth_m() const override { return zones_.field().depth_m; }
  std::string note() const override {
    return "flood by table: places flood at a stage or a sum of rain; no water flows";
  }

 private:
  hazard::flood::StageZones zones_;
};

}  // namespace

std::unique_ptr<HazardModel> make_stage_zones(const cases::Hazard& hazard,
                                              const world::World& world,
                                              const world::HazardForcing& forcing) {
  return std::make_unique<StageZonesHazard>(inputs_of(hazard, world, forcing));
}

}  // namespace muster::simulation
