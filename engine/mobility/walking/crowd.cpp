// SPDX-License-Identifier: MIT
// Weidmann's fundamental diagram of people on foot.
#include "engine/mobility/walking/crowd.hpp"

#include "engine/base/elementary.hpp"

namespace muster::mobility::walking {

namespace {

constexpr double kGamma = 1.913;        // persons/m2, fitted by Weidmann
constexpr double kJamDensity_m2 = 5.4;  // persons/m2 at which a crowd stands

}  // namespace

double crowd_factor(double density_m2) {
  if (density_m2 <= 0) return 1;
  if (density_m2 >= kJamDensity_m2) return 0;
  return -elementary::expm1(-kGamma * (1 / density_m2 - 1 / kJamDensity_m2));
}

}  // namespace muster::mobility::walking
