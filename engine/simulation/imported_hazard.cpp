// SPDX-License-Identifier: MIT
// A hazard that another model has computed.
#include "engine/hazard/imported/imported.hpp"
#include "engine/simulation/hazard_model.hpp"

namespace muster::simulation {

namespace {

class ImportedHazard final : public HazardModel {
 public:
  ImportedHazard(const cases::Hazard& hazard, const world::World& world,
                 const world::HazardForcing& forcing)
      : water_{world.terrain.grid, forcing.imported_depth_m, hazard.arrival_depth_m} {}

  void advance(SimTime, SimTime to) override {
    water_.advance(to);
    time_ = to;
  }
  std::uint64_t fingerprint() const override { return water_.fingerprint(); }
  void state(StateArchive& archive) override {
    archive("depths_at", time_);
    if (archive.loading()) water_.advance(time_);
    water_.state(archive);
  }
  std::vector<Layer> layers() override {
    return {{&layer_info("flood_depth", LayerKind::Now), depth_m()},
            {&layer_info("flood_depth", LayerKind::Greatest), water_.greatest_depth_m()},
            {&layer_info("flood_arrival", LayerKind::First), water_.arrival_s()}};
  }
  std::span<const double> depth_m() const override { return water_.field().depth_m; }

 private:
  hazard::imported::Imported water_;
  SimTime time_ = 0;
};

}  // namespace

std::unique_ptr<HazardModel> make_imported(const cases::Hazard& hazard, const world::World& world,
                                           const world::HazardForcing& forcing) {
  return std::make_unique<ImportedHazard>(hazard, world, forcing);
}

}  // namespace muster::simulation
