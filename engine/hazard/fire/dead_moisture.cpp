// SPDX-License-Identifier: MIT
#include "engine/hazard/fire/dead_moisture.hpp"

#include <algorithm>

#include "engine/base/elementary.hpp"

namespace muster::hazard::fire {

namespace {

// Simard 1968, percent of dry mass; t in degrees Fahrenheit, h in percent.
double dry_air(double t, double h) {
  return 0.03229 + 0.281073 * h - 0.000578 * h * t;
}
double middling_air(double t, double h) {
  return 2.22749 + 0.160107 * h - 0.014784 * t;
}
double humid_air(double t, double h) {
  return 21.0606 + 0.005565 * h * h - 0.00035 * h * t - 0.483199 * h;
}

}  // namespace

double equilibrium_moisture(double temperature_c, double humidity_percent) {
  const double t = 32 + 1.8 * temperature_c, h = humidity_percent;
  double percent = dry_air(t, std::min(h, 10.0));
  if (h >= 10) percent = std::max(percent, middling_air(t, std::min(h, 50.0)));
  if (h >= 50) percent = std::max(percent, humid_air(t, h));
  return std::max(0.0, percent / 100);
}

double moisture_after(double at_first, double equilibrium, double lag_h, double time_h) {
  return equilibrium + (at_first - equilibrium) * elementary::exp(-time_h / lag_h);
}

double mean_moisture(double at_first, double equilibrium, double lag_h, double time_h) {
  if (!(time_h > 0)) return at_first;
  const double left = -elementary::expm1(-time_h / lag_h);
  return equilibrium + (at_first - equilibrium) * left * lag_h / time_h;
}

std::vector<double> dead_moisture(std::span<const SimTime> from,
                                  std::span<const double> equilibrium, double lag_h) {
  std::vector<double> mean;
  if (from.empty()) return mean;
  double moisture = equilibrium.front();
  for (std::size_t k = 0; k + 1 < from.size(); ++k) {
    const double time_h = to_seconds(from[k + 1] - from[k]) / 3600;
    mean.push_back(mean_moisture(moisture, equilibrium[k], lag_h, time_h));
    moisture = moisture_after(moisture, equilibrium[k], lag_h, time_h);
  }
  mean.push_back(moisture);
  return mean;
}

}  // namespace muster::hazard::fire
