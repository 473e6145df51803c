// SPDX-License-Identifier: MIT
// Rain that cannot be true.
#pragma once

#include <string>

#include "engine/base/error.hpp"
#include "engine/world/forcing.hpp"

namespace muster::world {

/// The record's minute, mm/h.
inline constexpr double kGreatestRain_mm_h = 2950;

/// Greatest depth of rain on record within `hours`, mm: 422 T^0.475 (envelope of the world's
/// observations, WMO 1994, Guide to Hydrological Practices; to confirm).
double greatest_rain_on_record_mm(double hours);

/// Error where more falls within some span of a series of mm/h than ever did; warning from half of
/// that on, which often is a sum over cells or over a longer time. The last entry, which has no
/// end, is left out. O(n log n).
void check_rain_record(const TimeSeries& rain_mm_h, const std::string& where,
                       Diagnostics& diagnostics);

}  // namespace muster::world
