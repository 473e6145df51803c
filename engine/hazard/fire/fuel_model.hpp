// SPDX-License-Identifier: MIT
// Standard fuel models: what burns on the ground.
#pragma once

#include <array>
#include <span>
#include <string_view>

namespace muster::hazard::fire {

/// Classes of fuel particles: dead by the time they take to dry, live by kind.
enum class FuelClass { Dead1h, Dead10h, Dead100h, LiveHerb, LiveWoody };
inline constexpr std::size_t kFuelClasses = 5;

/// A fuel bed before the weather. Where `dynamic`, part of the live herbs counts as dead by their
/// moisture. A model without load does not burn.
struct FuelModel {
  int number = 0;
  std::string_view code;
  std::string_view name;
  bool dynamic = false;
  double depth_m = 0;
  double extinction_moisture = 0;  // of dead fuel, fraction of dry mass, at which fire stops
  double heat_kj_kg = 0;           // heat of combustion, dead and live
  std::array<double, kFuelClasses> load_kg_m2{};             // dry mass by FuelClass
  std::array<double, kFuelClasses> surface_to_volume_1_m{};  // of the particles, by FuelClass
};

/// By number: the 13 of Anderson 1982 (INT-GTR-122, with the parameters of Albini 1976,
/// INT-GTR-30), the codes of ground that does not burn, and the 40 of Scott and Burgan 2005
/// (RMRS-GTR-153).
std::span<const FuelModel> fuel_models();

/// nullptr where there is none.
const FuelModel* find_fuel_model(int number);
const FuelModel* find_fuel_model(std::string_view code);

}  // namespace muster::hazard::fire
