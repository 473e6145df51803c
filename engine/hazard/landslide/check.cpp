// SPDX-License-Identifier: MIT
#include "engine/hazard/landslide/check.hpp"

#include <cmath>

namespace muster::hazard::landslide {

namespace {

/// Comparisons with NaN fail, so that it is reported too.
class Requirements {
 public:
  Requirements(const std::string& where, Diagnostics& diagnostics)
      : where_{where}, diagnostics_{diagnostics} {}
  void operator()(bool good, const char* what, double is) {
    if (!good) diagnostics_.error(where_, std::string(what) + " (is " + std::to_string(is) + ")");
  }

 private:
  const std::string& where_;
  Diagnostics& diagnostics_;
};

bool positive(double value) {
  return value > 0.0 && std::isfinite(value);
}

bool not_negative(double value) {
  return value >= 0.0 && std::isfinite(value);
}

}  // namespace

void check(const Ground& ground, const std::string& where, Diagnostics& diagnostics) {
  const Soil& soil = ground.soil;
  Requirements require{where, diagnostics};
  require(not_negative(soil.cohesion_pa), "cohesion must be at least 0", soil.cohesion_pa);
  require(soil.friction_rad >= 0.0 && soil.friction_rad < M_PI_2,
          "the angle of friction must be at least 0 and below pi/2", soil.friction_rad);
  require(soil.unit_weight_n_m3 > kWaterUnitWeight && std::isfinite(soil.unit_weight_n_m3),
          "the unit weight of soil must be above that of water, 9800 N/m3", soil.unit_weight_n_m3);
  require(positive(soil.conductivity_m_s), "hydraulic conductivity must be above 0",
          soil.conductivity_m_s);
  require(positive(soil.diffusivity_m2_s), "hydraulic diffusivity must be above 0",
          soil.diffusivity_m2_s);
  require(soil.saturated_content <= 1.0, "the saturated water content must be at most 1",
          soil.saturated_content);
  require(soil.residual_content >= 0.0 && soil.residual_content < soil.saturated_content,
          "the residual water content must be at least 0 and below the saturated one",
          soil.residual_content);
  require(not_negative(soil.gardner_alpha_1_m), "Gardner's alpha must be at least 0",
          soil.gardner_alpha_1_m);
  require(ground.slope_rad >= 0.0 && ground.slope_rad < M_PI_2,
          "the slope must be at least 0 and below pi/2", ground.slope_rad);
  require(not_negative(ground.water_table_m), "the depth of the water table must be at least 0",
          ground.water_table_m);
  require(ground.basement_m > 0.0, "the depth of the basement must be above 0", ground.basement_m);
  require(std::isfinite(ground.background_m_s) && ground.background_m_s <= soil.conductivity_m_s,
          "background infiltration must be at most the hydraulic conductivity",
          ground.background_m_s);
}

void check(std::span<const RainStep> rain, const std::string& where, Diagnostics& diagnostics) {
  Requirements require{where, diagnostics};
  for (std::size_t i = 0; i < rain.size(); ++i) {
    require(not_negative(rain[i].rate_m_s), "rain must be at least 0", rain[i].rate_m_s);
    require(std::isfinite(rain[i].start_s) && (i == 0 || rain[i].start_s > rain[i - 1].start_s),
            "steps of rain must begin one after the other", rain[i].start_s);
  }
}

}  // namespace muster::hazard::landslide
