// SPDX-License-Identifier: MIT
// Landslides of the event: computed slopes, listed sites, or both.
#include <algorithm>
#include <numbers>
#include <utility>

#include "engine/base/elementary.hpp"
#include "engine/hazard/landslide/landslide.hpp"
#include "engine/simulation/hazard_model.hpp"

namespace muster::simulation {

namespace {

namespace landslide = hazard::landslide;

constexpr double kRadians = std::numbers::pi / 180;

landslide::Soil soil_of(const cases::SoilSpec& spec) {
  return {.cohesion_pa = spec.cohesion_pa,
          .friction_rad = spec.friction_deg * kRadians,
          .unit_weight_n_m3 = spec.unit_weight_n_m3,
          .conductivity_m_s = spec.conductivity_m_s,
          .diffusivity_m2_s = spec.diffusivity_m2_s,
          .saturated_content = spec.saturated_content,
          .residual_content = spec.residual_content,
          .gardner_alpha_1_m = spec.gardner_alpha_1_m};
}

/// Further from the mean the distribution leaves nothing (1e-15).
constexpr double kDeviations = 8;

/// In units of `unit`; a soil's values end at `most`.
template <class Distribution>
landslide::Spread spread_of(double mean, const Distribution& spec, double unit, double most) {
  const double wide = kDeviations * spec.deviation;
  landslide::Spread spread;
  spread.mean = mean * unit;
  spread.low = std::max(spec.low.value_or(0), mean - wide) * unit;
  spread.high = std::min({spec.high.value_or(most), mean + wide, most}) * unit;
  if (spread.low < spread.high) spread.deviation = spec.deviation * unit;
  return spread;
}

landslide::Uncertainty uncertainty_of(const cases::SoilSpec& soil) {
  constexpr double kGreatestCohesion_pa = 1e9, kGreatestFriction_deg = 89, kGreatestDepth_m = 1e4;
  const cases::SoilUncertainty spec = soil.uncertainty.value_or(cases::SoilUncertainty{});
  const cases::DepthSpread depth = spec.slip_depth_m.value_or(
      cases::DepthSpread{.mean = kGreatestDepth_m, .low = {}, .high = {}});
  return {.cohesion_pa = spread_of(soil.cohesion_pa, spec.cohesion_pa, 1, kGreatestCohesion_pa),
          .friction_rad =
              spread_of(soil.friction_deg, spec.friction_deg, kRadians, kGreatestFriction_deg),
          .slip_depth_m = spread_of(depth.mean, depth, 1, kGreatestDepth_m),
          .correlation = spec.correlation};
}

landslide::Hillsides hillsides_of(const cases::SoilCover& spec, const world::Terrain& terrain) {
  landslide::Hillsides hillsides;
  hillsides.grid = terrain.grid;
  for (const cases::SoilSpec& soil : spec.soils) hillsides.soils.push_back(soil_of(soil));
  hillsides.soil = terrain.under.soil;
  hillsides.basement_m = terrain.under.depth_m;
  hillsides.water_table_m = terrain.under.water_table_m;
  hillsides.background_m_s = {spec.background_mm_h / 3.6e6};
  return hillsides;
}

landslide::RunoutParameters runout_of(const cases::RunoutSpec& spec) {
  landslide::RunoutParameters runout;
  runout.friction = spec.friction == cases::RunoutFriction::Pcm ? landslide::Friction::Pcm
                                                                : landslide::Friction::EnergyLine;
  const double angle = spec.reach_deg * kRadians;
  runout.reach_ratio = tan(angle);
  runout.pcm.sliding = spec.sliding_friction;
  runout.pcm.mass_to_drag_m = spec.mass_to_drag_m;
  runout.routing_exponent = spec.routing_exponent;
  runout.flux_threshold = spec.flux_threshold;
  switch (spec.movement) {
    case cases::Movement::DebrisFlow:
      runout.greatest_head_m = landslide::kDebrisFlowHead_m;
      break;
    case cases::Movement::Rockfall:
      runout.greatest_head_m = landslide::kRockfallHead_m;
      break;
    case cases::Movement::Avalanche:
      runout.greatest_head_m = landslide::kAvalancheHead_m;
      break;
  }
  return runout;
}

landslide::Reach reach_of(cases::ReachRule rule) {
  switch (rule) {
    case cases::ReachRule::Corominas:
      return landslide::Reach::Corominas;
    case cases::ReachRule::CorominasDebrisFlow:
      return landslide::Reach::CorominasDebrisFlow;
    case cases::ReachRule::Given:
      break;
  }
  return landslide::Reach::Given;
}

landslide::ListedSite site_of(const cases::SlideSite& spec, const world::SlideSiteCells& cells) {
  landslide::ListedSite site;
  site.name = spec.id;
  site.cell = cells.cell;
  site.volume_m3 = spec.volume_m3;
  site.danger = cells.danger;
  for (const cases::SlideTrigger& trigger : spec.triggers) {
    site.triggers.push_back(
        {{trigger.factor, trigger.exponent, trigger.shortest_h, trigger.longest_h},
         trigger.probability});
  }
  return site;
}

landslide::Inputs inputs_of(const cases::CaseFile& file, const cases::Hazard& hazard,
                            const world::World& world, const world::HazardForcing& forcing) {
  landslide::Inputs inputs;
  inputs.elevation_m = world::Raster<double>{world.terrain.grid};
  inputs.elevation_m.value = world.terrain.elevation_m;
  inputs.rain.everywhere_mm_h = forcing.rain_mm_h;
  if (file.world.terrain.soil)
    inputs.hillsides = hillsides_of(*file.world.terrain.soil, world.terrain);
  inputs.samples = static_cast<std::uint32_t>(hazard.soil_samples);
  if (inputs.samples > 0 && file.world.terrain.soil) {
    for (const cases::SoilSpec& soil : file.world.terrain.soil->soils)
      inputs.uncertainty.push_back(uncertainty_of(soil));
  }
  inputs.depths.count = static_cast<int>(hazard.depths);
  inputs.routing = hazard.route_runoff ? landslide::RunoffRouting::SteepestDescent
                                       : landslide::RunoffRouting::None;
  inputs.release_unstable_at_start = hazard.release_unstable_at_start;
  for (std::size_t s = 0; s < hazard.sites.size(); ++s)
    inputs.sites.push_back(site_of(hazard.sites[s], forcing.slide_sites.at(s)));
  inputs.seed = file.seed;
  inputs.runout = runout_of(hazard.runout);
  inputs.reach = reach_of(hazard.site_reach);
  return inputs;
}

class LandslideHazard final : public HazardModel {
 public:
  LandslideHazard(landslide::Inputs inputs, std::span<const cases::TreatedSlope> treated,
                  std::span<const std::vector<std::uint32_t>> treated_cells, double lost_to_fire_pa)
      : computed_{!inputs.hillsides.soils.empty()},
        sampled_{computed_ && inputs.samples > 0},
        cells_{inputs.elevation_m.grid.size()},
        lost_to_fire_pa_{lost_to_fire_pa},
        model_{std::move(inputs)} {
    for (std::size_t i = 0; computed_ && i < treated.size(); ++i)
      model_.treat(treated_cells[i], treated[i].added_cohesion_pa.value_or(0),
                   treated[i].lowered_water_table_m.value_or(0));
  }

  void advance(SimTime from, SimTime to) override {
    if (to > from) model_.advance(from, to);
    change_ground();
    if (!computed_) return;
    if (least_factor_.empty()) least_factor_.assign(cells_, kStable);
    const std::span<const float> factor = model_.factor_of_safety();
    for (std::size_t c = 0; c < factor.size(); ++c)
      least_factor_[c] = std::min(least_factor_[c], factor[c]);
  }
  void feel_burnt(std::span<const std::uint8_t> burnt) override {
    if (!computed_ || lost_to_fire_pa_ == 0) return;
    felt_burnt_.resize(burnt.size(), 0);
    std::vector<std::uint32_t> cells;
    for (std::size_t c = 0; c < burnt.size(); ++c) {
      if (burnt[c] == 0 || felt_burnt_[c] != 0) continue;
      felt_burnt_[c] = 1;
      cells.push_back(static_cast<std::uint32_t>(c));
    }
    if (!cells.empty()) model_.treat(cells, -lost_to_fire_pa_, 0);
  }
  std::uint64_t fingerprint() const override { return model_.fingerprint(); }
  void state(StateArchive& archive) override {
    model_.state(archive);
    archive("least_factor", least_factor_);
    archive("felt_burnt", felt_burnt_);
    if (archive.loading()) change_ground();
  }
  std::span<const double> debris_m() const override { return model_.deposit_m(); }
  std::span<const double> ground_change_m() const override { return ground_change_m_; }
  std::vector<Layer> layers() override {
    std::vector<Layer> layers;
    if (computed_) {
      if (least_factor_.empty()) least_factor_.assign(cells_, kStable);
      layers.push_back(
          {&layer_info("landslide_fs", LayerKind::Least), std::span<const float>{least_factor_}});
    }
    layers.push_back({&layer_info("landslide_deposit", LayerKind::Now), model_.deposit_m()});
    layers.push_back(
        {&layer_info("landslide_speed", LayerKind::Greatest), model_.greatest_speed_m_s()});
    layers.push_back({&layer_info("landslide_arrival", LayerKind::First), model_.arrival_s()});
    if (sampled_)
      layers.push_back({&layer_info("landslide_probability", LayerKind::Greatest),
                        model_.failure_probability()});
    return layers;
  }
  std::vector<Outcome> outcomes() const override {
    double released = 0, left = 0, deposited = 0;
    for (const landslide::Slide& slide : model_.slides()) {
      released += slide.volume_m3;
      left += slide.left_m3;
    }
    const world::Grid& grid = model_.grid();
    for (const double depth : model_.deposit_m()) deposited += depth;
    std::vector<Outcome> outcomes{
        {"slides", static_cast<double>(model_.slides().size()), "1"},
        {"slides_released", released, "m3"},
        {"slides_deposited", deposited * grid.cell_m * grid.cell_m, "m3"},
        {"slides_left_the_grid", left, "m3"},
        {"cells_unstable_at_start", static_cast<double>(model_.unstable_at_start()), "1"}};
    if (sampled_) {
      double expected = 0;
      for (const float probability : model_.failure_probability())
        expected += static_cast<double>(probability);
      outcomes.push_back({"unstable_area_expected", expected * grid.cell_m * grid.cell_m, "m2"});
    }
    return outcomes;
  }

 private:
  void change_ground() {
    if (model_.slides().size() == slides_in_ground_) return;
    slides_in_ground_ = model_.slides().size();
    ground_change_m_.resize(cells_);
    const std::span<const double> deposit = model_.deposit_m();
    const std::span<const float> scar = model_.scar_m();
    for (std::size_t c = 0; c < cells_; ++c)
      ground_change_m_[c] = deposit[c] - static_cast<double>(scar[c]);
  }

  static constexpr float kStable = 10;  // the cap of the factor of safety (TRIGRS 2.1)
  bool computed_;
  bool sampled_;
  std::size_t cells_;
  double lost_to_fire_pa_;
  std::vector<std::uint8_t> felt_burnt_;
  landslide::Landslide model_;
  std::vector<float> least_factor_;
  std::size_t slides_in_ground_ = 0;
  std::vector<double> ground_change_m_;  // empty before the first slide
};

}  // namespace

std::unique_ptr<HazardModel> make_landslide(const cases::CaseFile& file,
                                            const cases::Hazard& hazard, const world::World& world,
                                            const world::HazardForcing& forcing) {
  const double lost_pa =
      file.event.burnt_ground ? file.event.burnt_ground->cohesion_lost_pa.value_or(0) : 0;
  return std::make_unique<LandslideHazard>(inputs_of(file, hazard, world, forcing),
                                           file.plan.treated_slopes, forcing.treated_slope_cells,
                                           lost_pa);
}

}  // namespace muster::simulation
