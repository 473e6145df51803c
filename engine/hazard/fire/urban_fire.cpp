// SPDX-License-Identifier: MIT
#include "engine/hazard/fire/urban_fire.hpp"

#include <algorithm>
#include <cmath>

namespace muster::hazard::fire {

namespace {

struct Coefficients {
  double c1, c2, c3, c4, c5;
};
constexpr Coefficients kDownwind{1.6, 0.1, 0.007, 25, 2.5};
constexpr Coefficients kSide{1, 0, 0.005, 5, 0.25};
constexpr Coefficients kUpwind{1, 0, 0.002, 5, 0.2};

double rate_m_s(const BuildingBlock& block, double wind, const Coefficients& c) {
  const double a = block.side_m, d = block.gap_m, f = block.fire_resistant_share;
  const double reach = c.c4 + c.c5 * wind;
  const double minutes =
      ((1 - f) * (3 + 0.375 * a + 8 * d / reach) + f * (5 + 0.625 * a + 16 * d / reach)) /
      (c.c1 * (1 + c.c2 * wind + c.c3 * wind * wind));
  return (a + d) / minutes / 60;
}

}  // namespace

UrbanRates urban_rates(const BuildingBlock& block, double wind_m_s) {
  return {rate_m_s(block, wind_m_s, kDownwind), rate_m_s(block, wind_m_s, kSide),
          rate_m_s(block, wind_m_s, kUpwind)};
}

Ellipse urban_ellipse(const BuildingBlock& block, double wind_m_s) {
  const UrbanRates rates = urban_rates(block, wind_m_s);
  if (wind_m_s <= 0) return {rates.downwind_m_s, 1};
  // Flank over head of an ellipse about its rear focus is 1 / (LW + sqrt(LW^2 - 1)).
  const double ratio = std::max(1.0, rates.downwind_m_s / rates.side_m_s);
  return {rates.downwind_m_s, (ratio + 1 / ratio) / 2};
}

}  // namespace muster::hazard::fire
