// SPDX-License-Identifier: MIT
#include "engine/hazard/fire/local_fire.hpp"

#include <algorithm>
#include <cmath>

#include "engine/base/elementary.hpp"
#include "engine/base/error.hpp"
#include "engine/hazard/fire/crown_fire.hpp"
#include "engine/hazard/fire/units.hpp"
#include "engine/hazard/fire/urban_fire.hpp"

namespace muster::hazard::fire {

Canopy CanopyLayers::at(std::size_t cell) const {
  if (cover.empty()) return {};
  return {cover[cell], height_m[cell], base_height_m[cell], bulk_density_kg_m3[cell],
          foliar_moisture};
}

double front_intensity_kw_m(const LocalFire& fire, double rate_m_s) {
  return fire.heat_kj_m2 / kKjM2PerBtuFt2 * (rate_m_s / kMetresPerFoot) * kKwMPerBtuFtS;
}

double front_flame_length_m(const LocalFire& fire, double intensity_kw_m) {
  if (fire.crown != CrownState::Active) return flame_length_m(intensity_kw_m);
  // Thomas 1963, as in crown_fire.hpp.
  return 0.2 * elementary::pow(intensity_kw_m / kKwMPerBtuFtS, 2.0 / 3) * kMetresPerFoot;
}

bool can_burn(const Inputs& inputs, std::size_t cell) {
  if (!inputs.buildings.empty() && inputs.buildings.side_m[cell] > 0) return true;
  const FuelModel* model = find_fuel_model(static_cast<int>(inputs.fuel[cell]));
  return model != nullptr && std::any_of(model->load_kg_m2.begin(), model->load_kg_m2.end(),
                                         [](double load) { return load > 0; });
}

LocalFires::LocalFires(const Inputs& inputs) : inputs_{inputs} {
  const auto models = fuel_models();
  for (std::size_t m = 0; m < models.size(); ++m) {
    const auto number = static_cast<std::size_t>(models[m].number);
    if (model_of_code_.size() <= number) model_of_code_.resize(number + 1, -1);
    model_of_code_[number] = static_cast<std::int16_t>(m);
    dead_load_kg_m2_.push_back(models[m].load_kg_m2[0] + models[m].load_kg_m2[1] +
                               models[m].load_kg_m2[2]);
  }
  model_10_ = static_cast<std::size_t>(model_of_code_[10]);
  can_burn_.resize(inputs.fuel.size());
  for (std::size_t cell = 0; cell < can_burn_.size(); ++cell)
    can_burn_[cell] = fire::can_burn(inputs, cell);
}

Vector LocalFires::wind_at(std::size_t cell) const {
  return same_wind_ ? wind_ : weather_->wind_at(cell);
}

void LocalFires::set_weather(const Weather& weather) {
  weather_ = &weather;
  same_wind_ = weather.gridded_wind_20ft_m_s.empty() && weather.gridded_wind_from_deg.empty();
  if (same_wind_) wind_ = weather.wind_at(0);
  beds_.clear();
  for (const FuelModel& model : fuel_models())
    beds_.push_back({fuel_bed(model, weather.moisture), wind_adjustment(model.depth_m, {})});
}

Vector LocalFires::gradient(std::size_t cell) const {
  const world::Raster<double>& z = inputs_.elevation_m;
  const int cols = z.grid.cols, rows = z.grid.rows;
  const int row = static_cast<int>(cell / static_cast<std::size_t>(cols));
  const int col = static_cast<int>(cell % static_cast<std::size_t>(cols));
  const int west = std::max(col - 1, 0), east = std::min(col + 1, cols - 1);
  const int north = std::max(row - 1, 0), south = std::min(row + 1, rows - 1);
  const double x = east > west ? (z.at(row, east) - z.at(row, west)) / (east - west) : 0;
  const double y = south > north ? (z.at(north, col) - z.at(south, col)) / (south - north) : 0;
  return {x / z.grid.cell_m, y / z.grid.cell_m};
}

Moisture LocalFires::moisture_at(std::size_t cell) const {
  Moisture moisture = weather_->moisture_at(cell);
  if (!water_.empty() && water_[cell] > 0) {
    const auto model = static_cast<std::size_t>(model_of_code_[inputs_.fuel[cell]]);
    if (dead_load_kg_m2_[model] > 0) {
      const double added = water_[cell] / dead_load_kg_m2_[model];
      moisture.dead_1h += added;
      moisture.dead_10h += added;
      moisture.dead_100h += added;
    }
  }
  return moisture;
}

/// A fuel model at the moistures of a cell.
FuelBed LocalFires::bed_of(std::size_t model, std::size_t cell) const {
  const bool own = weather_->moisture_is_gridded() || (!water_.empty() && water_[cell] > 0);
  return own ? fuel_bed(fuel_models()[model], moisture_at(cell)) : beds_[model].bed;
}

LocalFires::Bed LocalFires::bed_at(std::size_t cell, const Canopy& canopy) const {
  const auto model = static_cast<std::size_t>(model_of_code_[inputs_.fuel[cell]]);
  const double adjustment = canopy.cover > 0 ? wind_adjustment(fuel_models()[model].depth_m, canopy)
                                             : beds_[model].wind_adjustment;
  return {bed_of(model, cell), adjustment};
}

LocalFire LocalFires::at(std::size_t cell) const {
  if (can_burn_[cell] == 0) return {};
  const Vector wind = wind_at(cell);
  const double speed = std::sqrt(wind.x * wind.x + wind.y * wind.y);
  if (!inputs_.buildings.empty() && inputs_.buildings.side_m[cell] > 0) {
    LocalFire fire;
    fire.ellipse = urban_ellipse({inputs_.buildings.side_m[cell], inputs_.buildings.gap_m[cell],
                                  inputs_.buildings.fire_resistant_share[cell]},
                                 speed);
    if (speed > 0) fire.heading = {wind.x / speed, wind.y / speed};
    return fire;
  }
  const Canopy canopy = inputs_.canopy.at(cell);
  const Bed bed = bed_at(cell, canopy);
  const SurfaceFire surface = surface_fire(
      bed.bed, {bed.wind_adjustment * wind.x, bed.wind_adjustment * wind.y}, gradient(cell));
  LocalFire fire{surface.ellipse, surface.heading, bed.bed.heat_per_area_kj_m2,
                 CrownState::Surface};
  if (!inputs_.parameters.crown_fire || canopy.cover <= 0 || fire.ellipse.head_rate_m_s <= 0)
    return fire;
  const CrownFire crown = crown_fire(bed.bed, surface, bed_of(model_10_, cell), speed, canopy);
  if (crown.kind == CrownKind::Torching) fire.crown = CrownState::Passive;
  if (crown.kind != CrownKind::Crowning) return fire;
  fire.crown = CrownState::Active;
  fire.heat_kj_m2 = crown.ellipse.head_rate_m_s > 0 && crown.intensity_kw_m > 0
                        ? crown.intensity_kw_m / kKwMPerBtuFtS * kKjM2PerBtuFt2 /
                              (crown.ellipse.head_rate_m_s / kMetresPerFoot)
                        : fire.heat_kj_m2;
  if (crown.ellipse.head_rate_m_s > fire.ellipse.head_rate_m_s) {
    fire.ellipse = crown.ellipse;
    fire.heading = speed > 0 ? Vector{wind.x / speed, wind.y / speed} : Vector{};
  }
  return fire;
}

}  // namespace muster::hazard::fire
