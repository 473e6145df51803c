// SPDX-License-Identifier: MIT
#include "engine/hazard/landslide/rain_threshold.hpp"

#include "engine/base/elementary.hpp"

namespace muster::hazard::landslide {

double threshold_mm(const RainThreshold& threshold, double duration_h) {
  return threshold.factor * elementary::pow(duration_h, threshold.exponent);
}

double threshold_mm_h(const RainThreshold& threshold, double duration_h) {
  return threshold_mm(threshold, duration_h) / duration_h;
}

bool reached(const RainThreshold& threshold, double duration_h, double rain_mm) {
  return duration_h >= threshold.shortest_h && duration_h <= threshold.longest_h &&
         rain_mm >= threshold_mm(threshold, duration_h);
}

}  // namespace muster::hazard::landslide
