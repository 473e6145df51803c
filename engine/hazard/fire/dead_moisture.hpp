// SPDX-License-Identifier: MIT
// Moisture of dead fuel that follows the air's temperature and humidity.
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <vector>

#include "engine/base/time.hpp"

namespace muster::hazard::fire {

/// Moisture, a fraction of dry mass, that wood comes to in air that stays as it is (Simard 1968, as
/// the National Fire Danger Rating System has it; to confirm). Humidity is 0 to 100 %. Where the
/// three pieces of the formula meet in air above 43 C they would fall as humidity rises; there the
/// lower piece's end holds.
double equilibrium_moisture(double temperature_c, double humidity_percent);

/// Time lags of the classes 1 h, 10 h and 100 h, by definition: after one of them fuel has made
/// 1 - 1/e of its way to equilibrium (Fosberg 1970; to confirm).
inline constexpr std::size_t kDeadClasses = 3;
inline constexpr std::array<double, kDeadClasses> kTimeLag_h{1, 10, 100};

/// After `time_h` in air of one equilibrium; and the mean until then. Exact.
double moisture_after(double at_first, double equilibrium, double lag_h, double time_h);
double mean_moisture(double at_first, double equilibrium, double lag_h, double time_h);

/// Mean moistures from each time to the next, under the equilibria from each time to the next; the
/// last entry is how moist fuel is by then. Times ascend. All classes are in equilibrium with the
/// first entry when it begins (an assumption: let the record begin some time lags earlier).
std::vector<double> dead_moisture(std::span<const SimTime> from,
                                  std::span<const double> equilibrium, double lag_h);

}  // namespace muster::hazard::fire
