// SPDX-License-Identifier: MIT
// Rain from which on slides are to be expected, by its duration.
#pragma once

#include <limits>

namespace muster::hazard::landslide {

/// Depth of rain E = factor * D^exponent, mm with D in hours. A threshold of intensity I = a D^b is
/// one of depth, a D^(1 + b).
struct RainThreshold {
  double factor;
  double exponent;
  double shortest_h = 0;  // it is stated for these durations
  double longest_h = std::numeric_limits<double>::infinity();
};

/// Caine 1980, I = 14.82 D^-0.39 (to confirm).
inline constexpr RainThreshold kCaine{14.82, 0.61, 0.167, 500};
/// Guzzetti et al. 2008, global, I = 2.20 D^-0.44 (to confirm).
inline constexpr RainThreshold kGuzzettiGlobal{2.20, 0.56};
/// Wenchuan county, doi 10.12202/j.0476-0301.2021302; hours are an assumption, its abstract names
/// no unit of D.
inline constexpr RainThreshold kWenchuanLandslides{41.69, 0.84, 3, 6};
inline constexpr RainThreshold kWenchuanDebrisFlows{81.28, 0.36, 3, 23};

/// The threshold at `duration_h` > 0: depth of rain and its mean intensity.
double threshold_mm(const RainThreshold& threshold, double duration_h);
double threshold_mm_h(const RainThreshold& threshold, double duration_h);

/// Whether `rain_mm` within `duration_h` reaches the threshold; never outside its durations.
bool reached(const RainThreshold& threshold, double duration_h, double rain_mm);

}  // namespace muster::hazard::landslide
