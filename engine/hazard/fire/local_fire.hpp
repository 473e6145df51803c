// SPDX-License-Identifier: MIT
// How fire would go at each cell of a grid under the weather of the moment.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/hazard/fire/spread_inputs.hpp"

namespace muster::hazard::fire {

/// Where fire is carried.
enum class CrownState : std::uint8_t { Surface = 0, Passive = 1, Active = 2 };

struct LocalFire {
  Ellipse ellipse;  // head rate 0: does not burn now
  Vector heading;
  double heat_kj_m2 = 0;  // set free as the front passes, crowns included where they burn
  CrownState crown = CrownState::Surface;
};

/// Byram's intensity of a front that moves at `rate_m_s` square to itself, kW/m.
double front_intensity_kw_m(const LocalFire& fire, double rate_m_s);
/// Byram's flames of a surface fire, Thomas's of an active crown fire.
double front_flame_length_m(const LocalFire& fire, double intensity_kw_m);

/// Whether a cell burns in some weather: its fuel has a load, or it carries buildings.
bool can_burn(const Inputs& inputs, std::size_t cell);

/// Evaluates cells on demand. Fuel beds are made once for each fuel and weather where moistures are
/// the same everywhere and the cell is not wetted. Slope is by central differences. Spread along
/// the map counts as along the slope, which is longer by sqrt(1 + gradient^2): 4 % at 30 %.
/// Crowns take fire by the intensity of the surface fire's head. About 0.7 us a cell.
class LocalFires {
 public:
  /// The inputs must have passed check and outlive this.
  explicit LocalFires(const Inputs& inputs);

  void set_weather(const Weather& weather);
  /// Water on the fuel, kg/m2 per cell; empty: none.
  void set_water(std::span<const float> water_kg_m2) { water_ = water_kg_m2; }
  LocalFire at(std::size_t cell) const;
  bool can_burn(std::size_t cell) const { return can_burn_[cell] != 0; }
  Moisture moisture_at(std::size_t cell) const;
  /// Where it blows to, m/s at 20 ft.
  Vector wind_at(std::size_t cell) const;

 private:
  struct Bed {
    FuelBed bed;
    double wind_adjustment = 1;
  };
  Vector gradient(std::size_t cell) const;
  FuelBed bed_of(std::size_t model, std::size_t cell) const;
  Bed bed_at(std::size_t cell, const Canopy& canopy) const;

  const Inputs& inputs_;
  const Weather* weather_ = nullptr;
  std::span<const float> water_;
  std::vector<std::int16_t> model_of_code_;  // -1: no such code
  std::size_t model_10_ = 0;                 // Rothermel's crown fires run at its rate
  std::vector<std::uint8_t> can_burn_;
  std::vector<Bed> beds_;  // by model, at the weather's moistures
  std::vector<double> dead_load_kg_m2_;
  bool same_wind_ = true;
  Vector wind_;  // where it is the same everywhere
};

}  // namespace muster::hazard::fire
