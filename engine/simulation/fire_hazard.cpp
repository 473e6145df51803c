// SPDX-License-Identifier: MIT
// Fires of the event.
#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <utility>

#include "engine/hazard/fire/dead_moisture.hpp"
#include "engine/hazard/fire/spread.hpp"
#include "engine/hazard/fire/water_source.hpp"
#include "engine/simulation/flames.hpp"
#include "engine/simulation/hazard_model.hpp"

namespace muster::simulation {

namespace {

namespace fire = hazard::fire;

double at_20ft(double wind_m_s, cases::WindHeight height) {
  return height == cases::WindHeight::Metres10 ? fire::wind_20ft_from_10m_m_s(wind_m_s) : wind_m_s;
}

fire::Weather weather_of(const cases::FireWeather& spec, const world::FireWeatherCells& cells,
                         cases::WindHeight height) {
  fire::Weather weather;
  const double to_20ft = at_20ft(1, height);
  weather.from = from_seconds(spec.at_s);
  weather.wind_20ft_m_s = to_20ft * spec.wind_m_s.value;
  weather.wind_from_deg = spec.wind_from_deg.value;
  weather.moisture = {spec.dead_1h.value, spec.dead_10h.value, spec.dead_100h.value, spec.live_herb,
                      spec.live_woody};
  weather.gridded_wind_20ft_m_s = cells.wind_m_s;
  for (float& speed : weather.gridded_wind_20ft_m_s)
    speed = static_cast<float>(to_20ft * static_cast<double>(speed));
  weather.gridded_wind_from_deg = cells.wind_from_deg;
  weather.gridded_dead_1h = cells.dead_1h;
  weather.gridded_dead_10h = cells.dead_10h;
  weather.gridded_dead_100h = cells.dead_100h;
  return weather;
}

/// Moisture of dead fuel follows from the air where the table does not state it.
std::vector<fire::Weather> weather_of(const std::vector<world::FireWeatherRow>& rows,
                                      cases::WindHeight height) {
  std::vector<SimTime> times;
  std::vector<double> equilibrium;
  for (const world::FireWeatherRow& row : rows) {
    times.push_back(row.from);
    equilibrium.push_back(fire::equilibrium_moisture(row.temperature_c, row.humidity_percent));
  }
  std::array<std::vector<double>, fire::kDeadClasses> followed;
  for (std::size_t k = 0; k < followed.size(); ++k)
    followed[k] = fire::dead_moisture(times, equilibrium, fire::kTimeLag_h[k]);
  std::vector<fire::Weather> series;
  for (std::size_t r = 0; r < rows.size(); ++r) {
    const world::FireWeatherRow& row = rows[r];
    const auto dead = [&](std::size_t k) { return row.dead[k].value_or(followed[k][r]); };
    fire::Weather& weather = series.emplace_back();
    weather.from = row.from;
    weather.wind_20ft_m_s = at_20ft(row.wind_m_s, height);
    weather.wind_from_deg = row.wind_from_deg;
    weather.moisture = {dead(0), dead(1), dead(2), row.live_herb, row.live_woody};
  }
  return series;
}

/// Wind from a time on; before it the first entry holds as it did.
void change_wind(std::vector<fire::Weather>& series, const world::WindChange& change,
                 cases::WindHeight height) {
  auto at = std::find_if(series.begin(), series.end(),
                         [&](const fire::Weather& w) { return w.from >= change.from; });
  if (at == series.end() || at->from > change.from) {
    const bool before_all = at == series.begin();
    fire::Weather then = before_all ? *at : *(at - 1);
    if (before_all) {
      then.from = change.from - 1;
      at = series.insert(at, then) + 1;
    }
    then.from = change.from;
    at = series.insert(at, then);
  }
  for (; at != series.end(); ++at) {
    if (change.wind_m_s) {
      at->wind_20ft_m_s = at_20ft(*change.wind_m_s, height);
      at->gridded_wind_20ft_m_s.clear();
    }
    if (change.wind_from_deg) {
      at->wind_from_deg = *change.wind_from_deg;
      at->gridded_wind_from_deg.clear();
    }
  }
}

fire::Ignition ignition_of(const cases::IgnitionSpec& spec, std::vector<double> xy_m) {
  const fire::IgnitionShape shape = spec.point  ? fire::IgnitionShape::Point
                                    : spec.line ? fire::IgnitionShape::Line
                                                : fire::IgnitionShape::Polygon;
  return {spec.id, from_seconds(spec.at_s), shape, std::move(xy_m)};
}

fire::Break break_of(const cases::FireBreak& spec, std::vector<double> xy_m) {
  static_assert(static_cast<int>(cases::FireBreakKind::Water) ==
                static_cast<int>(fire::BreakKind::Water));
  return {spec.id,
          static_cast<fire::BreakKind>(spec.kind),
          std::move(xy_m),
          spec.width_m,
          from_seconds(spec.from_s),
          spec.built_m_h};
}

fire::SpottingParameters spotting_of(const cases::SpottingSpec& spec) {
  static_assert(static_cast<int>(cases::Trees::LoblollyPine) ==
                static_cast<int>(fire::TreeSpecies::LoblollyPine));
  return {.enabled = true,
          .brands_from_crowns = spec.brands_from_crowns,
          .brands_from_surface = spec.brands_from_surface,
          .least_distance_m = spec.least_distance_m,
          .air_temperature_c = spec.air_temperature_c,
          .shade = spec.shade,
          .species = static_cast<fire::TreeSpecies>(spec.species),
          .diameter_m = spec.diameter_m,
          .torching_count = static_cast<int>(spec.torching_count),
          .ignition_delay_s = spec.ignition_delay_s};
}

fire::Parameters parameters_of(const cases::CaseFile& file, const cases::Hazard& hazard) {
  fire::Parameters parameters;
  for (const auto& [kind, factor] : hazard.break_factor) {
    const std::size_t index = kind == "bare"         ? 0
                              : kind == "green_belt" ? 1
                              : kind == "road"       ? 2
                                                     : 3;
    parameters.break_factor[index] = factor;
  }
  parameters.retained_share = hazard.retained_share;
  parameters.crown_fire = hazard.crown_fire;
  if (hazard.spotting) parameters.spotting = spotting_of(*hazard.spotting);
  parameters.seed = file.seed;
  return parameters;
}

/// What one source gave.
struct Drawn {
  std::string source;
  double drawn_l = 0;
  double left_l = 0;
};

/// Drops in the order of their times; each gets what its source has by then.
std::vector<fire::Drop> drops_of(const cases::CaseFile& file, const world::FireForcing& forcing,
                                 double cell_m, std::vector<Drawn>& drawn) {
  std::map<std::string, fire::WaterStore> stores;
  for (const cases::WaterSourceSpec& spec : file.world.water_sources) {
    const fire::WaterSource source{spec.id, spec.capacity_l,
                                   spec.initial_l.value_or(spec.capacity_l), spec.refill_l_s, 0};
    stores.emplace(spec.id, fire::WaterStore{source, 0});
  }
  std::vector<std::size_t> order;
  for (std::size_t k = 0; k < file.plan.water_drops.size(); ++k) order.push_back(k);
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return file.plan.water_drops[a].from_s < file.plan.water_drops[b].from_s;
  });
  std::vector<fire::Drop> drops;
  for (const std::size_t k : order) {
    const cases::WaterDrop& spec = file.plan.water_drops[k];
    fire::Drop drop{spec.id, forcing.drop_cells[k], spec.coverage_l_m2, from_seconds(spec.from_s),
                    from_seconds(spec.until_s)};
    if (!spec.source.empty()) {
      const double area_m2 = static_cast<double>(drop.cells.size()) * cell_m * cell_m;
      drop.coverage_l_m2 =
          stores.at(spec.source).draw_l(spec.coverage_l_m2 * area_m2, drop.from) / area_m2;
    }
    if (drop.coverage_l_m2 > 0) drops.push_back(std::move(drop));
  }
  const SimTime end = from_seconds(file.horizon_s);
  for (const auto& [id, store] : stores)
    drawn.push_back({id, store.drawn_l(), store.stored_l(end)});
  return drops;
}

fire::Inputs inputs_of(const cases::CaseFile& file, const cases::Hazard& hazard,
                       const world::World& world, const world::FireForcing& forcing,
                       std::vector<Drawn>& drawn) {
  fire::Inputs inputs;
  inputs.elevation_m = world::Raster<double>{world.terrain.grid};
  inputs.elevation_m.value = world.terrain.elevation_m;
  const world::FuelLayers& fuel = world.terrain.fuel;
  inputs.fuel = fuel.model;
  inputs.canopy = {fuel.canopy_cover, fuel.canopy_height_m, fuel.canopy_base_height_m,
                   fuel.canopy_bulk_density_kg_m3};
  if (const auto& canopy = file.world.terrain.fuel->canopy)
    inputs.canopy.foliar_moisture = canopy->foliar_moisture;
  inputs.buildings = {fuel.building_side_m, fuel.building_gap_m, fuel.fire_resistant_share};
  for (std::size_t k = 0; k < hazard.weather.size(); ++k)
    inputs.weather.push_back(
        weather_of(hazard.weather[k], forcing.weather.at(k), hazard.wind_height));
  if (hazard.weather_file) inputs.weather = weather_of(forcing.weather_rows, hazard.wind_height);
  for (const world::WindChange& change : forcing.wind_changes)
    change_wind(inputs.weather, change, hazard.wind_height);
  for (std::size_t k = 0; k < hazard.ignitions.size(); ++k)
    inputs.ignitions.push_back(ignition_of(hazard.ignitions[k], forcing.ignition_xy_m.at(k)));
  const std::size_t standing = file.world.fire_breaks.size();
  for (std::size_t k = 0; k < forcing.break_xy_m.size(); ++k) {
    const cases::FireBreak& spec =
        k < standing ? file.world.fire_breaks[k] : file.plan.fire_breaks[k - standing];
    inputs.breaks.push_back(break_of(spec, forcing.break_xy_m[k]));
  }
  for (const world::AddedBreak& one : forcing.added_breaks)
    inputs.breaks.push_back({one.id, static_cast<fire::BreakKind>(one.kind), one.xy_m, one.width_m,
                             one.from, one.built_m_h});
  inputs.drops = drops_of(file, forcing, world.terrain.grid.cell_m, drawn);
  inputs.parameters = parameters_of(file, hazard);
  return inputs;
}

class FireHazard final : public HazardModel {
 public:
  FireHazard(fire::Inputs inputs, std::vector<Drawn> drawn, double burning_s)
      : drawn_{std::move(drawn)},
        cell_m_{inputs.elevation_m.grid.cell_m},
        crown_(inputs.elevation_m.grid.size(), 0),
        model_{std::move(inputs)},
        burning_s_{burning_s} {
    show(0);
  }

  void advance(SimTime from, SimTime to) override {
    model_.advance(from, to);
    show(to);
  }
  std::uint64_t fingerprint() const override { return model_.fingerprint(); }
  void state(StateArchive& archive) override {
    model_.state(archive);
    archive("now", now_);
    if (archive.loading()) show(now_);
  }
  std::span<const double> flame_m() const override { return flame_m_; }
  std::vector<Layer> layers() override {
    return {{&layer_info("fire_arrival", LayerKind::First), model_.arrival_s()},
            {&layer_info("fire_intensity", LayerKind::Greatest), model_.intensity_kw_m()},
            {&layer_info("fire_flame", LayerKind::Greatest), model_.flame_length_m()},
            {&layer_info("fire_rate", LayerKind::Greatest), model_.rate_m_s()},
            {&layer_info("fire_crown", LayerKind::Greatest), std::span<const float>{crown_}},
            {&layer_info("fire_burning", LayerKind::Now), flame_m()}};
  }
  std::vector<Outcome> outcomes() const override {
    const auto burnt = static_cast<double>(model_.burnt_cells());
    std::vector<Outcome> outcomes{{"burnt", burnt * cell_m_ * cell_m_, "m2"}};
    for (const Drawn& one : drawn_) {
      outcomes.push_back({"water_drawn", one.drawn_l, "l", one.source});
      outcomes.push_back({"water_left", one.left_l, "l", one.source});
    }
    return outcomes;
  }

 private:
  void show(SimTime now) {
    now_ = now;
    for (std::size_t c = 0; c < crown_.size(); ++c)
      crown_[c] = static_cast<float>(model_.crown()[c]);
    show_flames(now, burning_s_, model_.arrival_s(), model_.flame_length_m(), flame_m_);
  }

  std::vector<Drawn> drawn_;
  double cell_m_;
  std::vector<float> crown_;
  fire::Spread model_;
  double burning_s_;
  std::vector<double> flame_m_;
  SimTime now_ = 0;
};

}  // namespace

std::unique_ptr<HazardModel> make_fire(const cases::CaseFile& file, const cases::Hazard& hazard,
                                       const world::World& world,
                                       const world::HazardForcing& forcing) {
  std::vector<Drawn> drawn;
  fire::Inputs inputs = inputs_of(file, hazard, world, forcing.fire, drawn);
  return std::make_unique<FireHazard>(std::move(inputs), std::move(drawn), hazard.burning_s);
}

}  // namespace muster::simulation
