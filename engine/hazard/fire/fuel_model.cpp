// SPDX-License-Identifier: MIT
// The table of fuel models, in the units of its sources.
#include "engine/hazard/fire/fuel_model.hpp"

#include <algorithm>

#include "engine/hazard/fire/units.hpp"

namespace muster::hazard::fire {

namespace {

// Surface-area-to-volume ratios that all models share, 1/ft (Albini 1976).
constexpr double kRatio10h = 109;
constexpr double kRatio100h = 30;

struct LiveAndDead {
  double dead_1h, live_herb, live_woody;
};

constexpr FuelModel in_si(int number, std::string_view code, std::string_view name, double depth_ft,
                          double extinction_percent, double heat_btu_lb,
                          std::array<double, kFuelClasses> load_lb_ft2, LiveAndDead ratio_1_ft) {
  FuelModel model{.number = number,
                  .code = code,
                  .name = name,
                  .dynamic = false,
                  .depth_m = depth_ft * kMetresPerFoot,
                  .extinction_moisture = extinction_percent / 100,
                  .heat_kj_kg = heat_btu_lb * kKjKgPerBtuLb,
                  .load_kg_m2 = load_lb_ft2,
                  .surface_to_volume_1_m = {ratio_1_ft.dead_1h, kRatio10h, kRatio100h,
                                            ratio_1_ft.live_herb, ratio_1_ft.live_woody}};
  for (double& load : model.load_kg_m2) load *= kKgM2PerLbFt2;
  for (double& ratio : model.surface_to_volume_1_m) ratio /= kMetresPerFoot;
  return model;
}

/// Loads in lb/ft2, depth in ft. Live fuel of these models has 1500 1/ft, all fuel 8000 Btu/lb.
constexpr FuelModel albini(int number, std::string_view code, std::string_view name,
                           std::array<double, kFuelClasses> load_lb_ft2, double ratio_1h_1_ft,
                           double depth_ft, double extinction_percent) {
  return in_si(number, code, name, depth_ft, extinction_percent, 8000, load_lb_ft2,
               {ratio_1h_1_ft, 1500, 1500});
}

/// Loads in short tons per acre, depth in ft, ratios in 1/ft. Models with live herbs are dynamic.
constexpr FuelModel scott_burgan(int number, std::string_view code, std::string_view name,
                                 std::array<double, kFuelClasses> load_ton_acre,
                                 LiveAndDead ratio_1_ft, double depth_ft, double extinction_percent,
                                 double heat_btu_lb = 8000) {
  for (double& load : load_ton_acre) load *= kLbFt2PerTonAcre;
  FuelModel model = in_si(number, code, name, depth_ft, extinction_percent, heat_btu_lb,
                          load_ton_acre, ratio_1_ft);
  model.dynamic = model.load_kg_m2[static_cast<std::size_t>(FuelClass::LiveHerb)] > 0;
  return model;
}

constexpr FuelModel bare(int number, std::string_view code, std::string_view name) {
  return albini(number, code, name, {}, 1500, 1, 10);
}

// In the order of their numbers. Loads: 1 h, 10 h, 100 h, live herb, live woody.
constexpr auto kModels = std::to_array<FuelModel>({
    albini(1, "FM1", "Short grass", {0.034, 0, 0, 0, 0}, 3500, 1, 12),
    albini(2, "FM2", "Timber grass and understory", {0.092, 0.046, 0.023, 0.023, 0}, 3000, 1, 15),
    albini(3, "FM3", "Tall grass", {0.138, 0, 0, 0, 0}, 1500, 2.5, 25),
    albini(4, "FM4", "Chaparral", {0.23, 0.184, 0.092, 0, 0.23}, 2000, 6, 20),
    albini(5, "FM5", "Brush", {0.046, 0.023, 0, 0, 0.092}, 2000, 2, 20),
    albini(6, "FM6", "Dormant brush, hardwood slash", {0.069, 0.115, 0.092, 0, 0}, 1750, 2.5, 25),
    albini(7, "FM7", "Southern rough", {0.052, 0.086, 0.069, 0, 0.017}, 1750, 2.5, 40),
    albini(8, "FM8", "Short needle litter", {0.069, 0.046, 0.115, 0, 0}, 2000, 0.2, 30),
    albini(9, "FM9", "Long needle or hardwood litter", {0.134, 0.019, 0.007, 0, 0}, 2500, 0.2, 25),
    albini(10, "FM10", "Timber litter and understory", {0.138, 0.092, 0.23, 0, 0.092}, 2000, 1, 25),
    albini(11, "FM11", "Light logging slash", {0.069, 0.207, 0.253, 0, 0}, 1500, 1, 15),
    albini(12, "FM12", "Medium logging slash", {0.184, 0.644, 0.759, 0, 0}, 1500, 2.3, 20),
    albini(13, "FM13", "Heavy logging slash", {0.322, 1.058, 1.288, 0, 0}, 1500, 3, 25),
    bare(91, "NB1", "Urban, developed"),
    bare(92, "NB2", "Snow, ice"),
    bare(93, "NB3", "Agricultural"),
    bare(94, "NB4", "Future standard non-burnable"),
    bare(95, "NB5", "Future standard non-burnable"),
    bare(98, "NB8", "Open water"),
    bare(99, "NB9", "Bare ground"),
    scott_burgan(101, "GR1", "Short, sparse, dry climate grass", {0.1, 0, 0, 0.3, 0},
                 {2200, 2000, 1500}, 0.4, 15),
    scott_burgan(102, "GR2", "Low load, dry climate grass", {0.1, 0, 0, 1, 0}, {2000, 1800, 1500},
                 1, 15),
    scott_burgan(103, "GR3", "Low load, very coarse, humid climate grass", {0.1, 0.4, 0, 1.5, 0},
                 {1500, 1300, 1500}, 2, 30),
    scott_burgan(104, "GR4", "Moderate load, dry climate grass", {0.25, 0, 0, 1.9, 0},
                 {2000, 1800, 1500}, 2, 15),
    scott_burgan(105, "GR5", "Low load, humid climate grass", {0.4, 0, 0, 2.5, 0},
                 {1800, 1600, 1500}, 1.5, 40),
    scott_burgan(106, "GR6", "Moderate load, humid climate grass", {0.1, 0, 0, 3.4, 0},
                 {2200, 2000, 1500}, 1.5, 40, 9000),
    scott_burgan(107, "GR7", "High load, dry climate grass", {1, 0, 0, 5.4, 0}, {2000, 1800, 1500},
                 3, 15),
    scott_burgan(108, "GR8", "High load, very coarse, humid climate grass", {0.5, 1, 0, 7.3, 0},
                 {1500, 1300, 1500}, 4, 30),
    scott_burgan(109, "GR9", "Very high load, humid climate grass", {1, 1, 0, 9, 0},
                 {1800, 1600, 1500}, 5, 40),
    scott_burgan(121, "GS1", "Low load, dry climate grass-shrub", {0.2, 0, 0, 0.5, 0.65},
                 {2000, 1800, 1800}, 0.9, 15),
    scott_burgan(122, "GS2", "Moderate load, dry climate grass-shrub", {0.5, 0.5, 0, 0.6, 1},
                 {2000, 1800, 1800}, 1.5, 15),
    scott_burgan(123, "GS3", "Moderate load, humid climate grass-shrub", {0.3, 0.25, 0, 1.45, 1.25},
                 {1800, 1600, 1600}, 1.8, 40),
    scott_burgan(124, "GS4", "High load, humid climate grass-shrub", {1.9, 0.3, 0.1, 3.4, 7.1},
                 {1800, 1600, 1600}, 2.1, 40),
    scott_burgan(141, "SH1", "Low load, dry climate shrub", {0.25, 0.25, 0, 0.15, 1.3},
                 {2000, 1800, 1600}, 1, 15),
    scott_burgan(142, "SH2", "Moderate load, dry climate shrub", {1.35, 2.4, 0.75, 0, 3.85},
                 {2000, 1800, 1600}, 1, 15),
    scott_burgan(143, "SH3", "Moderate load, humid climate shrub", {0.45, 3, 0, 0, 6.2},
                 {1600, 1800, 1400}, 2.4, 40),
    scott_burgan(144, "SH4", "Low load, humid climate timber-shrub", {0.85, 1.15, 0.2, 0, 2.55},
                 {2000, 1800, 1600}, 3, 30),
    scott_burgan(145, "SH5", "High load, dry climate shrub", {3.6, 2.1, 0, 0, 2.9},
                 {750, 1800, 1600}, 6, 15),
    scott_burgan(146, "SH6", "Low load, humid climate shrub", {2.9, 1.45, 0, 0, 1.4},
                 {750, 1800, 1600}, 2, 30),
    scott_burgan(147, "SH7", "Very high load, dry climate shrub", {3.5, 5.3, 2.2, 0, 3.4},
                 {750, 1800, 1600}, 6, 15),
    scott_burgan(148, "SH8", "High load, humid climate shrub", {2.05, 3.4, 0.85, 0, 4.35},
                 {750, 1800, 1600}, 3, 40),
    scott_burgan(149, "SH9", "Very high load, humid climate shrub", {4.5, 2.45, 0, 1.55, 7},
                 {750, 1800, 1500}, 4.4, 40),
    scott_burgan(161, "TU1", "Light load, dry climate timber-grass-shrub",
                 {0.2, 0.9, 1.5, 0.2, 0.9}, {2000, 1800, 1600}, 0.6, 20),
    scott_burgan(162, "TU2", "Moderate load, humid climate timber-shrub", {0.95, 1.8, 1.25, 0, 0.2},
                 {2000, 1800, 1600}, 1, 30),
    scott_burgan(163, "TU3", "Moderate load, humid climate timber-grass-shrub",
                 {1.1, 0.15, 0.25, 0.65, 1.1}, {1800, 1600, 1400}, 1.3, 30),
    scott_burgan(164, "TU4", "Dwarf conifer understory", {4.5, 0, 0, 0, 2}, {2300, 1800, 2000}, 0.5,
                 12),
    scott_burgan(165, "TU5", "Very high load, dry climate timber-shrub", {4, 4, 3, 0, 3},
                 {1500, 1800, 750}, 1, 25),
    scott_burgan(181, "TL1", "Low load, compact conifer litter", {1, 2.2, 3.6, 0, 0},
                 {2000, 1800, 1600}, 0.2, 30),
    scott_burgan(182, "TL2", "Low load broadleaf litter", {1.4, 2.3, 2.2, 0, 0}, {2000, 1800, 1600},
                 0.2, 25),
    scott_burgan(183, "TL3", "Moderate load conifer litter", {0.5, 2.2, 2.8, 0, 0},
                 {2000, 1800, 1600}, 0.3, 20),
    scott_burgan(184, "TL4", "Small downed logs", {0.5, 1.5, 4.2, 0, 0}, {2000, 1800, 1600}, 0.4,
                 25),
    scott_burgan(185, "TL5", "High load conifer litter", {1.15, 2.5, 4.4, 0, 0}, {2000, 1800, 160},
                 0.6, 25),
    scott_burgan(186, "TL6", "High load broadleaf litter", {2.4, 1.2, 1.2, 0, 0},
                 {2000, 1800, 1600}, 0.3, 25),
    scott_burgan(187, "TL7", "Large downed logs", {0.3, 1.4, 8.1, 0, 0}, {2000, 1800, 1600}, 0.4,
                 25),
    scott_burgan(188, "TL8", "Long-needle litter", {5.8, 1.4, 1.1, 0, 0}, {1800, 1800, 1600}, 0.3,
                 35),
    scott_burgan(189, "TL9", "Very high load broadleaf litter", {6.65, 3.3, 4.15, 0, 0},
                 {1800, 1800, 1600}, 0.6, 35),
    scott_burgan(201, "SB1", "Low load activity fuel", {1.5, 3, 11, 0, 0}, {2000, 1800, 1600}, 1,
                 25),
    scott_burgan(202, "SB2", "Moderate load activity or low load blowdown", {4.5, 4.25, 4, 0, 0},
                 {2000, 1800, 1600}, 1, 25),
    scott_burgan(203, "SB3", "High load activity fuel or moderate load blowdown",
                 {5.5, 2.75, 3, 0, 0}, {2000, 1800, 1600}, 1.2, 25),
    scott_burgan(204, "SB4", "High load blowdown", {5.25, 3.5, 5.25, 0, 0}, {2000, 1800, 1600}, 2.7,
                 25),
});

}  // namespace

std::span<const FuelModel> fuel_models() {
  return kModels;
}

const FuelModel* find_fuel_model(int number) {
  const auto found =
      std::lower_bound(kModels.begin(), kModels.end(), number,
                       [](const FuelModel& model, int wanted) { return model.number < wanted; });
  return found != kModels.end() && found->number == number ? &*found : nullptr;
}

const FuelModel* find_fuel_model(std::string_view code) {
  const auto found = std::find_if(kModels.begin(), kModels.end(),
                                  [&](const FuelModel& model) { return model.code == code; });
  return found != kModels.end() ? &*found : nullptr;
}

}  // namespace muster::hazard::fire
